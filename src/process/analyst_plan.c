/* process/analyst_plan.c - --plan: what would be asked, in place of a report. */
#include "process/analyst.h"

#include "report/plan.h"

void analyst_plan(struct analyst *analyst, struct str input, struct door *door,
		  const char *remark, struct buf *out)
{
	struct page page;
	struct json json;

	if (analyst->format->one_line) {
		json_init(&json, out);
		plan_json(&json, &analyst->report, input, door, remark);
		buf_add_char(out, '\n');
		return;
	}
	page_init(&page, NULL, &analyst->report, out);
	plan_text(&page, analyst->arena, input, door, remark);
	page_fini(&page);
}
