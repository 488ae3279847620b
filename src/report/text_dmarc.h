/* report/text_dmarc.h - the policy of a domain for people, by both standards. */
#pragma once
#include "auth/dmarc.h"
#include "report/page.h"

/* Of what was authenticated nothing is said: only the domain was given. */
void text_dmarc(struct page *page, const struct dmarc_result *result);
