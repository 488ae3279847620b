/* check/notifier.h - is the sender a machine that tells of events, and nobody's letter?
 */
#pragma once
#include "check/check.h"

/* By what it is known, as words of ours: a platform's row, an address that takes no
 * answers, Auto-Submitted, a Message-ID that the mail server had to add. NULL: by
 * nothing.
 */
const char *notifier_mark(const struct inspection *in);
/* Its text has something of its reader: a link to follow, a name or an address of the
 * reader's, a number that stands for something. */
bool notifier_knows_reader(struct inspection *in);
