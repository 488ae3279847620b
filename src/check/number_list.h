/* check/number_list.h - is there anything that the reader can click, open or fill in? */
#pragma once
#include "check/check.h"

/* A link that leads to a site and is seen in a text (no picture that is loaded, no field
 * of the header, no link to unsubscribe alone), a form, or something enclosed. */
bool leads_anywhere(const struct inspection *in);
