/* language/quotation.h - what of a text somebody else wrote before, as the text itself
 * marks it: lines behind ">", what follows "On … wrote:" or a forwarded mail's header,
 * and all of a mail that is carried inside.
 *
 * Facts only, and only as good as the marks: anybody can write "On Monday Ann wrote:". A
 * text without a word in front of or between such marks has nobody else to speak for it
 * and counts as the sender's own. Linear in the text. */
#pragma once
#include "base/arena.h"

enum quotation_kind {
	QUOTED_ANSWER,	/* what is answered */
	QUOTED_FORWARD, /* what is handed on */
	QUOTED_CARRIED, /* a mail inside this one */
};

struct quotation {
	size_t start, end; /* in the text */
	enum quotation_kind kind;
	struct str from; /* what its header says behind "From:"; empty: nothing */
};

struct quotations {
	struct quotation *items; /* by rising start, none within another */
	uint32_t count, cap;
	bool cut; /* LIMIT_QUOTATIONS: what follows counts as quoted */
};

/* `text`: UTF-8, borrowed. */
void quotations_find(struct arena *arena, struct str text, struct quotations *ret);
/* The one in which `at` stands, NULL if none. */
const struct quotation *quotation_at(const struct quotations *quotations, size_t at);
