/* check/attachment_list.h - what the checks of attachments share. */
#pragma once
#include "check/check.h"

/* A finding of one attachment, with the part that it is or lies in as evidence and the
 * values "name", "kind" (what it is, a word), "format", "declared", "inside" (what it
 * lies in) and "attachment". NULL where this check has enough of them. */
struct finding *finding_for_attachment(struct inspection *in, const struct check *self,
				       const struct attachment *attachment);
/* What it is, "a web page": N_(). */
const char *attachment_kind(const struct attachment *attachment);
/* One of a few, as a lure has; a source tree has everything in it. */
bool attachment_is_one_of_few(const struct inspection *in,
			      const struct attachment *attachment);
