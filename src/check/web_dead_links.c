/* check/web_dead_links.c - words that look like a site's navigation and lead nowhere: the
 * looks of a page were copied, and nothing behind it. */
#include "check/shown_list.h"

enum { SEVERAL = 2 };

/* As a browser has it, where there was one: scripts may have given links to the words. */
static void run(struct inspection *in, const struct check *self)
{
	const struct visit *visit = NULL;

	while ((visit = visit_next(in, visit))) {
		const struct page_facts *page;
		struct shown_pages pages;
		struct finding *finding;

		shown_pages(in, visit, &pages);
		page = pages.count ? pages.items[0].page : NULL;
		/* One is a slip; a menu moved by scripts has other links beside it. */
		if (!page || page->dead_count < SEVERAL ||
		    page->live_links > 2 * page->dead_count)
			continue;
		finding = finding_for_shown(in, self, &pages.items[0]);
		finding_list(finding, "words", page->dead, page->dead_count);
		finding_int(finding, "count", page->dead_count);
		finding_int(finding, "live", page->live_links);
		if (page->form_count == 0)
			finding_severity(finding, SEVERITY_NOTE);
	}
}

const struct check check_web_dead_links = {
	.id = "web.dead-links",
	.title = N_("The page at {host} has navigation that leads nowhere"),
	.details = { N_(
	    "{words} look like links and are none; links that lead somewhere: "
	    "{live}. On the site that it imitates they would work.") },
	.means = N_("Whoever copies the looks of a site copies its first page and the "
		    "form. The rest is painted."),
	.wrong = N_("Unfinished sites, and pages whose menus are moved by scripts, have "
		    "such words."),
	.cites = "HTML, 4.5.1",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
