/* check/url_shared_host.c - a stranger's page on a good name. */
#include "check/link_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_SHARED_HOST))) {
		struct finding *finding = finding_for_link(in, self, link);

		if (!finding)
			continue;
		finding_str(finding, "service", link->shared->name);
		/* A brand has a site of its own, and no need for this one. */
		if (claims_falsely(in, NULL) || link->flags & (LINK_BRAND | LINK_FORM))
			finding_severity(finding, SEVERITY_CAUTION);
	}
}

const struct check check_url_shared_host = {
	.id = "url.shared-host",
	.title = N_("A link leads to a page that anybody can put on {service}: {host}"),
	.details = { N_("{url} is made by a customer of {service}, whoever that is. The "
			"good name of the service says nothing about the page.") },
	.means = N_("Pages, forms and files on shared hosts are free, quickly made, and "
		    "cannot be blocked by their domain."),
	.wrong = N_("People share files and forms by such services all day."),
	.cites = "publicsuffix.org, private section",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
