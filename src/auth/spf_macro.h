/* auth/spf_macro.h - macros of SPF (RFC 7208, 7): "%{i}._spf.%{d2}".
 *
 *	macro-expand = ( "%{" macro-letter transformers *delimiter "}" ) / "%%" / "%_" /
 *"%-" macro-letter = "s" / "l" / "o" / "d" / "i" / "p" / "h" / "c" / "r" / "t" / "v"
 *	transformers = *DIGIT [ "r" ]
 */
#pragma once
#include "mail/ip.h"

struct spf_macro_values {
	struct str sender, local, sender_domain; /* s, l, o */
	struct str domain;			 /* d: whose record it is */
	const struct ip *ip;			 /* i, c, v */
	struct str validated;			 /* p */
	struct str helo, receiver;		 /* h, r */
	int64_t clock;				 /* t */
};

/* A macro-string; `explains`: of an explanation, where "c", "r", "t" and spaces may
 * stand. */
bool spf_macro_valid(struct str text, bool explains);
/* A domain-spec: ends in a macro, or in a dot and a top label. */
bool spf_domain_spec_valid(struct str text);
/* Does a macro of that letter stand in it? (valid text) */
bool spf_macro_uses(struct str text, char letter);
/* `text` is valid. False: it grows beyond LIMIT_SPF_EXPANSION. */
bool spf_macro_expand(struct arena *arena, struct str text,
		      const struct spf_macro_values *values, struct str *ret);
/* RFC 7208, 7.3: a name that is too long loses labels on the left; a final dot goes. */
struct str spf_macro_name(struct str expanded);
