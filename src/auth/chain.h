/* auth/chain.h - whose certificate it is: the chain of its issuers (RFC 5280, 6), as it
 * came along and as far as this system's store completes it.
 *
 * Three answers apart: are the signatures of the chain right, does it end in an issuer
 * that is trusted, was it valid on a day. Whether a certificate was revoked is not asked.
 */
#pragma once
#include "record/certificate.h"
#include "record/roots.h"

enum chain_trust {
	CHAIN_TRUST_UNKNOWN, /* no store here, or no certificate */
	CHAIN_TRUSTED,	     /* the chain ends in an issuer of the store */
	CHAIN_NOT_IN_STORE,  /* it ends in one that came along and is not there */
	CHAIN_INCOMPLETE,    /* the next issuer is neither there nor in the mail */
	CHAIN_SELF_SIGNED,   /* anybody can make such a certificate */
	CHAIN_BROKEN,	     /* a certificate that its issuer did not sign, or must not */
};
const char *chain_trust_name(enum chain_trust trust);

struct chain {
	struct certificate *items; /* the signer's own first; LIMIT_CHAIN + 1 */
	uint32_t count;
	enum chain_trust trust;
	const char *reason; /* N_(): of a broken chain */
	struct str end;	    /* the issuer in which it ends, as far as it is known */
	bool wrong_use;	    /* its usages do not allow signing mail */
	/* Any of its certificates is past its last day (or before its first): when the
	 * mail was received; today. */
	bool expired_then, expired_now;
};

struct chain_query {
	struct roots *roots;	    /* may be NULL */
	int64_t received_at, clock; /* received_at: -1 where not known; then today */
	bool for_mail;		    /* judge whether its usages allow signing mail */
};

struct stack_st_X509;
/* `along`: other certificates that may help. */
void chain_build(struct arena *arena, const struct chain_query *query,
		 struct x509_st *x509, struct stack_st_X509 *along, struct chain *ret);
/* The same of the first of `certificates`, with the others along. */
void chain_build_of(struct arena *arena, const struct chain_query *query,
		    const struct certificates *certificates, struct chain *ret);
