/* check/web_flash_redirect.c - a page with nothing on it that leads on at once. */
#include "check/visit_list.h"

enum { AT_ONCE = 5 }; /* seconds */
enum { LED, FRAMED };

static bool flashes(const struct visit_hop *hop)
{
	const struct page_facts *page = hop->page;

	if (hop->next_by == LEAD_REFRESH)
		return !page || page_is_empty(page);
	return page && page_is_empty(page) &&
	       ((hop->next_by == LEAD_META && page->lead_delay <= AT_ONCE) ||
		hop->next_by == LEAD_SCRIPT || hop->next_by == LEAD_FRAME);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct visit *visit = NULL;

	while ((visit = visit_next(in, visit))) {
		const struct visit_hop *hop = NULL;
		struct finding *finding;

		for (uint32_t i = 0; i < visit->hop_count && !hop; i++)
			if (flashes(&visit->hops[i]))
				hop = &visit->hops[i];
		if (!hop)
			continue;
		finding = finding_for_visit(in, self, visit, hop);
		finding_variant(finding, hop->next_by == LEAD_FRAME ? FRAMED : LED);
		finding_str(finding, "to", hop->next);
		finding_str(finding, "by", str_c(page_lead_name(hop->next_by)));
		finding_int(finding, "size", (int64_t)hop->exchange.body.n);
		finding_str(finding, "sha256", arena_str(in->arena, str_c(hop->sha256)));
		finding_way(finding, visit);
	}
}

const struct check check_web_flash_redirect = {
	.id = "web.flash-redirect",
	.title = N_("The page at {host} only leads on, at once"),
	.details = { N_("It has {size} bytes and nothing to read; it leads on to {to} "
			"({by}). The whole way: {way}."),
		     N_("It has {size} bytes and nothing to read but a frame that shows "
			"{to}. The whole way: {way}.") },
	.means = N_("A page in between hides the real one from those who check links, "
		    "and lets through whom it likes."),
	.wrong = N_("Sites that moved, and pages that choose a language, do the same."),
	.cites = "HTML, 4.2.5.3",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
