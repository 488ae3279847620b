/* check/web_parked.c - a page of a name that has no site. */
#include "check/visit_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct visit *visit = NULL;

	while ((visit = visit_next(in, visit))) {
		const struct page_facts *page = visit_page(visit);
		struct finding *finding;

		if (visit->state != VISIT_PARKED || !page)
			continue;
		finding = finding_for_visit(in, self, visit, visit_end(visit));
		finding_str(finding, "words", page->parked->text);
		finding_str(finding, "title", or_dash(page->title));
	}
}

const struct check check_web_parked = {
	.id = "web.parked",
	.title = N_("{host} shows the page of a name without a site"),
	.details = { N_("It says {words}: the name is for sale, expired, or carries "
			"advertisements.") },
	.means = N_("Either the site was taken down, or it never was there for us: some "
		    "show such a page to those who check."),
	.wrong = N_("Old mail is full of links to names that others hold now."),
	.cites = "",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
