/* check/web_gone_404.c - the server says that there is no such page: to us, and today. */
#include "check/visit_list.h"

enum { TO_THE_LINK, TO_ANOTHER };

static void run(struct inspection *in, const struct check *self)
{
	const struct visit *visit = NULL;

	while ((visit = visit_next(in, visit))) {
		const struct visit_hop *hop = visit_end(visit);
		struct finding *finding;

		if (visit->state != VISIT_GONE && visit->state != VISIT_ABSENT)
			continue;
		finding = finding_for_visit(in, self, visit, hop);
		finding_variant(finding,
				visit->state == VISIT_GONE ? TO_THE_LINK : TO_ANOTHER);
		finding_int(finding, "status", hop->exchange.status);
	}
}

const struct check check_web_gone_404 = {
	.id = "web.gone-404",
	.title = N_("{host} says that there is no such page ({status})"),
	.details = { N_("Asked for {url}, the server answered {status}. The page was "
			"taken "
			"away, or is shown to other visitors: by country, program or "
			"time."),
		     N_("Asked for {url}, in which whatever tells of the recipient was "
			"replaced, the server answered {status}. That does not say that "
			"the page is gone: it may be there for whom the link was "
			"made.") },
	.means =
	    N_("Pages of fraudsters live for hours. They also hide from whoever does "
	       "not look like a victim."),
	.wrong = N_("Pages move and end everywhere."),
	.cites = "RFC 9110, 15.5.5",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
