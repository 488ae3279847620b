/* report/plan.h - the questions that would be asked, what for, and which may follow. */
#pragma once
#include "base/json.h"
#include "door/door.h"
#include "report/page.h"

/* What has been asked at `door` so far (NULL: nothing can be asked). `remark`: N_(), what
 * whoever goes on should know first; or NULL. */
void plan_text(struct page *page, struct arena *arena, struct str input,
	       struct door *door, const char *remark);
/* An object. */
void plan_json(struct json *json, const struct report_options *options, struct str input,
	       struct door *door, const char *remark);
