/* check/shown.h - the texts of a header that a reader is shown. */
#pragma once
#include "check/check.h"

struct shown {
	const char *where; /* "from.name", "from.domain", "subject", "file-name", … */
	struct str text;   /* decoded, UTF-8 */
	const struct field *field; /* NULL for a file name */
	const struct part *part;
};

/* Display names and domains of From, names of Sender and Reply-To, the subject and the
 * names of files. `*ret_count` at most SHOWN_MAX. */
enum { SHOWN_MAX = 256 };
const struct shown *shown_texts(struct inspection *in, uint32_t *ret_count);
void finding_at_shown(struct finding *finding, const struct shown *shown);

/* The From field in which `mailbox` stands; the first one where that cannot be said. */
const struct field *field_of_from(const struct inspection *in,
				  const struct mailbox *mailbox);
