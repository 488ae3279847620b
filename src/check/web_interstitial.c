/* check/web_interstitial.c - something stands in front of the page, or keeps us out. */
#include "check/visit_list.h"

enum { BY_STATUS, BY_PAGE };

static void run(struct inspection *in, const struct check *self)
{
	const struct visit *visit = NULL;

	while ((visit = visit_next(in, visit))) {
		const struct visit_hop *hop = visit_end(visit);
		struct finding *finding;
		bool by_page;

		if (visit->state != VISIT_BLOCKED)
			continue;
		by_page = hop->page && hop->page->blocked;
		finding = finding_for_visit(in, self, visit, hop);
		finding_variant(finding, by_page ? BY_PAGE : BY_STATUS);
		finding_int(finding, "status", hop->exchange.status);
		finding_str(finding, "words",
			    by_page ? hop->page->blocked->text : STR("-"));
		finding_str(finding, "server", or_dash(hop->server));
	}
}

const struct check check_web_interstitial = {
	.id = "web.interstitial",
	.title = N_("{host} does not let us see the page"),
	.details = { N_("The server answered {status}. What others are shown there is "
			"not "
			"known."),
		     N_("The server answered {status} with a page that says {words}. It "
			"is "
			"a warning, a test for machines, or a site that was closed; what "
			"others are shown behind it is not known.") },
	.means = N_("CDNs and hosters put warnings and tests in front of pages; so do "
		    "fraudsters, to keep out those who check."),
	.wrong = N_("Many honest sites keep programs out."),
	.cites = "RFC 9110, 15.5",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
