/* process/analyst_plan.c - --plan: what would be asked, in place of a report. */
#include "process/analyst.h"

#include "report/outside.h"
#include "report/plan.h"

void analyst_plan(struct analyst *analyst, struct str input, struct door *door,
		  const char *remark, const struct inspection *in, struct buf *out)
{
	struct report_options options = analyst->report;
	struct outside_gate gate;
	struct page page;
	struct json json;

	if (in)
		outside_begin(&options, in);
	input = outside_name(&options, input);
	if (analyst->format->one_line) {
		json_init(&json, out);
		outside_json(&options, &json, &gate);
		plan_json(&json, &options, input, door, remark);
		buf_add_char(out, '\n');
	} else {
		page_init(&page, NULL, &options, out);
		plan_text(&page, analyst->arena, input, door, remark);
		page_fini(&page);
	}
	outside_end(&options);
}
