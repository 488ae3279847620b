/* language/speaker_line.h - does a line of text speak in the name that stands in it?
 *
 * "Thank you for using PayPal", "Amazon.co.jp カスタマーサービス", "© 2023 Apple Inc."
 * speak; "pay with PayPal", "I saw it at Amazon" mention. Texts are folded
 * (record/brand_index.h). */
#pragma once
#include "record/brand_index.h"

enum speaker_zone {
	ZONE_OPENING,	/* the first lines */
	ZONE_MIDDLE,	/* running text */
	ZONE_SIGNATURE, /* the last lines, or what stands under a mark of such */
};

/* Is a text the name, and nothing beside it but words of company and service? */
enum naming {
	NAME_NOT,
	NAME_BARE,    /* "PayPal", as logos and rows of partners have it, too */
	NAME_COMPANY, /* "PayPal Inc.", "PayPal Support" */
};
enum naming speaker_naming(const struct folded *folded, struct str text,
			   const struct alias_match *match);

/* `match` is in folded->text, `line` a slice of it around the match. */
struct speaker_line {
	const struct folded *folded;
	struct str line;
	enum speaker_zone zone;
};

enum speaking {
	SPEAKS_NOT,
	SPEAKS_TEXT,   /* a heading, a greeting, a sentence of the organization's own */
	SPEAKS_SIGNED, /* the name is what the line is for, where names of senders stand
			*/
};
/* `ret_bare`: by the bare name alone. */
enum speaking speaker_line_speaks(const struct speaker_line *line,
				  const struct alias_match *match, bool *ret_bare);

/* Does a signature begin at this line (as written, trimmed)? "-- ", "■発行者", "Best
 * regards," */
bool speaker_begins_signature(struct str line);
/* What genuine services write below their mails, and copies of them too: "If you did not
 * request this", ※心当たりのない…, "Do not reply", ■発行者. */
bool speaker_is_boilerplate(struct str line);
