/* record/brand.h - which brands does the message claim, where, and does the sender's
 * domain fit?
 *
 * Looks at display names and the subject (text and links come later). Names are folded
 * (NFKC, case, invisible characters out, UTS 39 skeleton) before the table's aliases are
 * searched, all at once, in linear time. Aliases of three Latin letters or less need a
 * token boundary and upper case or brackets. */
#pragma once
#include "record/identity.h"

enum standing { STANDING_CONFIRMED, STANDING_CONTRADICTED, STANDING_UNKNOWN };

struct claim {
	const struct brand *brand;
	struct {
		const char *where; /* "from.name", "from.address", "subject", … */
		struct str text;   /* the words found, as written */
		const struct field *field;
		bool look_alike;
	} places[8];
	uint32_t place_count;
	enum standing standing; /* by the From domain (any of them contradicting wins)
				 * against official and site domains; a public mailbox or
				 * a shared host never confirms */
	bool by_look_alike;	/* found only through skeleton or invisible characters */
	bool is_hoster;		/* the site profile's own hoster */
};

struct claims {
	struct claim *items;
	uint32_t count;
	bool cut; /* LIMIT_CLAIM_BYTES or LIMIT_CLAIMS was reached */
};

void brand_index_build(struct arena *arena, struct tables *tables);
void brand_claims(struct arena *arena, const struct message *message,
		  const struct identities *ids, const struct site *site,
		  const struct tables *tables, struct claims *ret);
const char *standing_name(enum standing standing);
bool brand_is_official(const struct brand *brand, const struct site *site,
		       struct str domain);
/* The brand that `domain` officially belongs to, or NULL. */
const struct brand *brand_of_domain(const struct tables *tables, struct str domain);
