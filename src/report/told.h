/* report/told.h - which indicators a report tells, the same in every format.
 *
 * In a report that is made for publication victims are left out, and so are hashes of
 * what is not known to be bad: who has the mail could tell by them what was masked. */
#pragma once
#include "indicator/indicator.h"
#include "report/report.h"

bool told_indicator(const struct report_options *options,
		    const struct indicator *indicator);
/* The value as it is, masked, inert, and never defanged: for programs. */
void told_value(const struct report_options *options, struct str value, struct buf *out);
/* The same for people: defanged, whatever the options say. */
void told_defanged(const struct report_options *options, struct str value,
		   struct buf *out);
/* "2023-01-01T12:41:04Z"; nothing where it is not known. */
void told_time(int64_t utc, struct buf *out);
