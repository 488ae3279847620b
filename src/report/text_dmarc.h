/* report/text_dmarc.h - the policy of a domain for people, by both standards. */
#pragma once
#include "auth/dmarc.h"
#include "report/page.h"

/* Of what was authenticated nothing is said: only the domain was given. */
void text_dmarc(struct page *page, struct arena *arena,
		const struct dmarc_result *result);
/* Each name at which a record was looked for, by which standard and why, and what was
 * found; each identifier, and whether it belongs to From. */
void text_dmarc_trace(struct page *page, struct arena *arena,
		      const struct dmarc_result *result);
