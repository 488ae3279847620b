/* report/json_visit.h - what stands where the links lead: the keys "visits" and
 * "not_visited" of the JSON report. Empty lists where nobody was visited. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"

void json_visits(struct json *json, const struct inspection *in);
/* One page as facts; null where there is none. */
void json_page(struct json *json, const struct page_facts *page);
void json_not_visited(struct json *json, const struct inspection *in);
