/* record/token.h - does a URL carry the address of the one who got the mail?
 *
 * Phishing kits write it there to greet their victim by name and to learn who clicked;
 * so do honest mailing lists. A fact, then, and no judgement; it decides
 * what may be shown and asked outside.
 *
 * The address is looked for as it is, percent-encoded (also twice), as base64 of any
 * alignment, hex, backwards, rot13 and by its MD5, SHA-1 and SHA-256, in user, host,
 * path, query and fragment. Nothing of a URL is decoded on suspicion: the forms of the
 * address are made once and all are looked for in one pass. base32 is among them, as
 * names of the DNS keep no case. */
#pragma once
#include "record/link.h"

struct token_needle;
struct token_needles {
	struct token_needle *items;
	uint32_t count, cap;
	bool cut;	      /* LIMIT_TOKEN_ADDRESSES */
	uint64_t begins[256]; /* a bit for the first two bytes of each */
	/* None is shorter than this and one more: wherever one stands, two bytes of its
	 * front are met when only every `step`th byte is looked at. A bit for each such
	 * two. */
	size_t step;
	uint64_t fronts[256];
};

/* `addresses` are those of the recipient, in any case, equal ones among them. Their local
 * parts alone count where they have five characters and are no word that offices or URLs
 * use anyway (`tables` for role accounts; may be NULL). */
void token_needles(struct arena *arena, const struct str *addresses, size_t count,
		   const struct tables *tables, struct token_needles *ret);
/* False: not found, or `url` is a mailto:, whose address is its target. */
bool token_find(struct arena *arena, const struct token_needles *needles,
		const struct url *url, struct link_token *ret);

/* The same of a name of the DNS (record/dns_name.h) that is to be asked for: also over
 * labels, and with whatever stands between the words of the address. A name in the
 * recipient's own domain tells nobody else. */
bool token_in_name(struct arena *arena, const struct token_needles *needles,
		   struct str name);
/* The same of any other text that is to leave the machine. */
bool token_in_text(struct arena *arena, const struct token_needles *needles,
		   struct str text);
