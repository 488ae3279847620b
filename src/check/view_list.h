/* check/view_list.h - what the checks of HTML parts share. */
#pragma once
#include "check/link_list.h"

/* Evidence: a place in the source of an HTML part, led back to the message where that is
 * possible, else the part. */
void finding_at_view(struct finding *finding, const struct part_view *view, size_t offset,
		     size_t length);
/* More than white space and what fills preview lines: some letters. */
bool says_something(struct str text);
