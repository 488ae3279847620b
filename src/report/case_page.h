/* report/case_page.h - what `mekiki case` shows of a case: its notebook, its history, the
 * states of its sites; a line of a list; what is to be looked at again. Nothing is
 * examined again for it. */
#pragma once
#include "report/report.h"

/* What the last finished examination came to. */
struct case_gist {
	bool judged;
	enum verdict_class class_;
	bool finished;
};

void case_page_as_text(const struct inspection *in, const struct case_gist *gist,
		       const struct report_options *options, struct buf *out);
void case_page_as_json(const struct inspection *in, const struct case_gist *gist,
		       const struct report_options *options, struct buf *out);
/* A line, its columns as wide as those of case_card_head(). */
void case_card_as_text(const struct inspection *in, const struct case_gist *gist,
		       const struct report_options *options, struct buf *out);
void case_card_as_json(const struct inspection *in, const struct case_gist *gist,
		       const struct report_options *options, struct buf *out);
/* False: nothing is due at env->clock, and nothing was written. */
bool case_due_as_text(const struct inspection *in, const struct report_options *options,
		      struct buf *out);
bool case_due_as_json(const struct inspection *in, const struct report_options *options,
		      struct buf *out);
bool case_is_due(const struct inspection *in);
