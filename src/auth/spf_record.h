/* auth/spf_record.h - the terms of an SPF record (RFC 7208, 4.6.1, 5, 6 and 12).
 *
 * Any error of syntax anywhere makes the whole record one; reading goes on nevertheless,
 * so that a person sees all that is wrong. */
#pragma once
#include "mail/ip.h"

enum spf_kind {
	SPF_TERM_ALL,
	SPF_TERM_INCLUDE,
	SPF_TERM_A,
	SPF_TERM_MX,
	SPF_TERM_PTR,
	SPF_TERM_IP4,
	SPF_TERM_IP6,
	SPF_TERM_EXISTS,
	SPF_TERM_REDIRECT,
	SPF_TERM_EXP,
	SPF_TERM_OTHER, /* an unknown modifier, or what cannot be read */
};

struct spf_term {
	enum spf_kind kind;
	char qualifier;	      /* of a mechanism: '+', '-', '~', '?' */
	struct str text;      /* as written */
	struct str domain;    /* domain-spec as written; empty: that of the record */
	struct ip_net net;    /* ip4, ip6; never folded from mapped IPv6 to IPv4 */
	uint8_t bits4, bits6; /* of a, mx */
	const char *problem;  /* N_(): what is wrong; NULL: nothing */
};

struct spf_record {
	struct spf_term *terms;
	uint32_t count, cap;
	const struct spf_term *redirect, *exp;
	bool has_all;
	const char *problem; /* N_(): the first of them */
	struct str problem_at;
};

/* Is this text of a TXT record one of SPF? "v=spf1" in any case, then a space or the end.
 */
bool spf_record_is(struct str text);
/* `text` is one. */
void spf_record_parse(struct arena *arena, struct str text, struct spf_record *ret);
