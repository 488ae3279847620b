/* report/headline.h - the report in one sentence, made of what weighs most: in whose name
 * it speaks, who handed it over, where it leads.
 *
 * It says no more than the evidence: "in the name of" is what the mail itself claims, and
 * what is not known is left out. */
#pragma once
#include "report/report.h"

void headline(const struct inspection *in, const struct report_options *options,
	      struct buf *out);
