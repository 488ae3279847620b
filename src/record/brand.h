/* record/brand.h - which brands does the message claim, where, and does the sender's
 * domain fit?
 *
 * brand_claims() looks at names, addresses and the subject; what text, links, pictures
 * and pages claim is added by language/speaker.h. Names are folded (NFKC, case, invisible
 * characters out, UTS 39 skeleton) before the table's aliases are searched, all at once,
 * in linear time. Aliases of three Latin letters or less need a token boundary and upper
 * case or brackets. */
#pragma once
#include "record/identity.h"

struct passage;
struct link;

enum standing { STANDING_CONFIRMED, STANDING_CONTRADICTED, STANDING_UNKNOWN };

/* How much a place says about who pretends to speak, weakest first. */
enum claim_voice {
	VOICE_NAMED, /* an authority that the text brings up, without speaking for it */
	VOICE_SHOWN, /* what a link, a picture, a file or a page is called */
	VOICE_TEXT, /* the text speaks so: "… からのお知らせ", "Dear … customer" */
	VOICE_SIGNED, /* its signature, or the line that says whose it is */
	VOICE_SUBJECT,
	VOICE_SENDER, /* the names and addresses of the sender */
};

struct claim_place {
	/* "from.name", "from.address", "subject"; "text", "text.named", "signature",
	 * "link.text", "link.host", "image.alt", "file-name", "page.title", "page" */
	const char *where;
	enum claim_voice voice;
	struct str text; /* the words found, as written */
	const struct field *field;
	const struct passage *passage; /* with start and end in passage->text */
	size_t start, end;
	const struct link *link;
	const struct part *part; /* of a file or picture */
	bool look_alike;
	bool slip; /* in an address: one letter off, which may be another word */
};

/* Names of so many letters have no neighbours among other words. */
enum { BRAND_COINED = 9 };
enum { CLAIM_PLACES = 12 }; /* the first of each kind */

struct claim {
	const struct brand *brand;
	struct claim_place places[CLAIM_PLACES];
	uint32_t place_count;
	enum claim_voice voice; /* the strongest of its places */
	/* By the From domain (any of them contradicting wins) against official and site
	 * domains; a public mailbox or a shared host never confirms. What the text alone
	 * claims is unknown where the sender is another organization of the table; so is
	 * always what is only shown or brought up. */
	enum standing standing;
	bool by_look_alike; /* found only through skeleton or invisible characters */
	bool by_slip;	/* only by a letter in addresses and hosts: nothing names it */
	bool is_hoster; /* the site profile's own hoster */
};

struct claims {
	struct claim *items;
	uint32_t count, cap;
	bool cut; /* LIMIT_CLAIM_BYTES or LIMIT_CLAIMS was reached */
};

void brand_index_build(struct arena *arena, struct tables *tables);
void brand_claims(struct arena *arena, const struct message *message,
		  const struct identities *ids, const struct site *site,
		  const struct tables *tables, struct claims *ret);
const char *standing_name(enum standing standing);
const char *voice_name(enum claim_voice voice); /* "sender", "signed", … */
/* One more place of a claim; the first of its `where` stands. NULL: LIMIT_CLAIMS. */
struct claim *claims_add(struct arena *arena, struct claims *claims,
			 const struct brand *brand, const struct claim_place *place);
/* What the standing of claims depends on. `spoken_for`: others speak in this message (a
 * list, an answer, a delivery report), so that names in its text contradict nothing. */
struct claims_context {
	const struct identities *ids;
	const struct site *site;
	const struct tables *tables;
	bool spoken_for;
};
/* The standing of all, once the last place is known; may be called again. */
void claims_judge(struct arena *arena, struct claims *claims,
		  const struct claims_context *context);
/* Is the claim made by no more than text, links, pictures and pages? */
static inline bool claim_is_inside(const struct claim *claim)
{
	return claim->voice < VOICE_SUBJECT;
}
/* Is any claim made by more than that? */
bool claims_outside(const struct claims *claims);
/* 楽天カード and 楽天 are one house: they share a domain. */
bool brands_are_one_house(const struct brand *a, const struct brand *b);
bool brand_is_official(const struct brand *brand, const struct site *site,
		       struct str domain);
/* The brand that `domain` officially belongs to, or NULL. */
const struct brand *brand_of_domain(const struct tables *tables, struct str domain);
