/* check/url_nested.c - a whole URL inside another one. */
#include "check/link_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_NESTED))) {
		struct finding *finding = finding_for_link(in, self, link);

		if (finding)
			finding_str(finding, "inner", link->nested);
	}
}

const struct check check_url_nested = {
	.id = "url.nested",
	.title = N_("A link to {host} carries another address inside"),
	.details = { N_("Inside stands {inner}. Whether {host} passes on to it cannot be "
			"told without asking; the click goes to {host} first.") },
	.means = N_("The address inside may be the target, a page to come back to, or "
		    "bait for filters."),
	.wrong =
	    N_("Logins and share buttons carry the address of the page to come back to."),
	.cites = "CWE-601",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
