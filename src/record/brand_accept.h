/* record/brand_accept.h - is a name that was found in a text meant as the sender's?
 *
 * Texts are folded (record/brand_index.h). */
#pragma once
#include "record/brand_index.h"

/* Where the matter of a subject begins: behind marks like 【重要】 and "[URGENT]", and
 * where it ends: before closing punctuation. Found once per subject. */
struct matter {
	size_t start, end;
};
struct matter matter_find(struct str text);

/* Does the name end where words end? */
bool accept_at_borders(const struct alias_match *match, struct str text);
/* In the name of an address, and in a subject. */
bool accept_in_name(const struct alias_match *match, const struct folded *folded);
bool accept_in_subject(const struct alias_match *match, const struct folded *folded,
		       const struct matter *matter);
/* The match as it stands in the source. */
struct str folded_written(const struct folded *folded, const struct alias_match *match);
/* The longest word of service ("account", "サポート") that `text` begins with. */
struct str service_word(struct str text);
