/* auth/smime.h - signatures of S/MIME (RFC 8551), verified over the exact bytes of what
 * is signed; what is encrypted, and what is of OpenPGP, is only named.
 *
 * Several questions, each answered apart: does the digest fit the content, does the
 * signature fit the certificate's key; who is named in the certificate, and is that who
 * stands in From; was it valid then, is it today; does its chain end in an issuer that
 * this system trusts. A signature that holds speaks of the certificate's subject as the
 * issuer wrote it down, and of nobody else; header fields such as Subject are not part of
 * what is signed. Whether a certificate was revoked is not asked.
 *
 * Nothing is decrypted. Nothing is asked of the outside: all that is needed came along.
 */
#pragma once
#include "auth/chain.h"
#include "auth/dkim.h"

enum smime_kind {
	SMIME_CLEAR,	    /* multipart/signed: anybody can read it */
	SMIME_OPAQUE,	    /* the content is inside the signature */
	SMIME_CERTIFICATES, /* signed data without signers: certificates only */
	SMIME_ENCRYPTED,    /* never decrypted */
	SMIME_COMPRESSED,
	SMIME_UNREADABLE, /* it says to be S/MIME and cannot be read as such */
	SMIME_PGP_SIGNED, /* OpenPGP (RFC 3156): not checked */
	SMIME_PGP_ENCRYPTED,
};
const char *smime_kind_name(enum smime_kind kind); /* "clear-signed" */

enum smime_code {
	SMIME_UNCHECKED, /* beyond a limit, no certificate, an unknown algorithm */
	SMIME_PASS,
	SMIME_FAIL, /* changed after signing, or another key signed it */
	SMIME_WEAK, /* it would pass, with a hash or key that proves nothing */
};
const char *smime_code_name(enum smime_code code);

enum smime_author {
	SMIME_AUTHOR_UNKNOWN, /* no certificate, or no address in From */
	SMIME_AUTHOR_MATCHES, /* each address in From stands in the certificate */
	SMIME_AUTHOR_DOMAIN,  /* another address of the same domain does */
	SMIME_AUTHOR_DIFFERS,
	SMIME_AUTHOR_NONE, /* the certificate names no address */
};
const char *smime_author_name(enum smime_author author);

struct smime_signer {
	enum smime_code code;
	const char *reason;			/* N_(); NULL of a pass */
	enum dkim_part digest, signature;	/* judged apart */
	struct str issuer, serial;		/* by which it names its certificate */
	struct str digest_algorithm, algorithm; /* "sha256", "rsaEncryption" */
	int64_t signed_at;			/* as claimed; -1: not */
	const struct certificate *certificate;	/* NULL: it did not come along */
	struct certificate_list addresses;	/* in the certificate */
	enum smime_author author;
	struct chain chain;
};

struct smime_entity {
	enum smime_kind kind;
	const struct part *part;    /* multipart/signed, or the CMS object */
	const struct part *content; /* the part that is signed; NULL: none */
	enum smime_code code;	    /* of all signers: a pass only where each passes */
	const char *reason;	    /* N_(): why no signer could be judged */
	struct smime_signer *signers;
	uint32_t signer_count, signers_there; /* LIMIT_SMIME_SIGNERS */
	uint32_t certificates;		      /* that came along */
};

struct smime_results {
	struct smime_entity *items; /* outermost first; LIMIT_SMIME */
	uint32_t count;
	bool cut;
	/* Leaves of the mail that no signed entity contains, though there is one. */
	const struct part **outside;
	uint32_t outside_count;
	struct str store; /* which one was asked for trust; empty: none */
};

/* received_at: -1 where not known; then today is taken. `roots` may be NULL. */
void smime_verify(struct arena *arena, const struct message *message, struct roots *roots,
		  int64_t received_at, int64_t clock, struct smime_results *ret);

/* The signer that says most: of the outermost entity that passes, else of the first.
 * NULL: nothing is signed. */
const struct smime_signer *smime_main_signer(const struct smime_results *results);
