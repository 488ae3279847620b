/* report/text_auth.h - an evaluation for people: the result, why, and each step. */
#pragma once
#include "auth/spf.h"
#include "report/page.h"

void text_spf(struct page *page, struct arena *arena, const struct spf_query *query,
	      const struct spf_result *result);
