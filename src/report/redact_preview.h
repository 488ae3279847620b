/* report/redact_preview.h - what a published report will not show: each word with its
 * mask and how often it stood there. For whoever publishes, and for nobody else: it names
 * what is masked. */
#pragma once
#include "report/report.h"

/* After a report was written with `options`; a page, or one JSON object a line. */
void redact_preview(const struct inspection *in, const struct report_options *options,
		    bool one_line, struct buf *out);
