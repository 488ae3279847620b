/* check/url_redirector.c - a good name that passes on to any target. */
#include "check/link_list.h"

/* Within one organisation a redirector is a menu. */
static bool goes_elsewhere(const struct link *link)
{
	return link->chain_count && !str_eq(link->host.registrable_domain,
					    link_target_host(link)->registrable_domain);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_REDIRECTOR))) {
		struct finding *finding;

		if (!goes_elsewhere(link))
			continue;
		finding = finding_for_link(in, self, link);
		if (!finding)
			continue;
		finding_str(finding, "outer", link->host.ascii);
		finding_str(finding, "service", link->chain[0].wrapper.name);
		if (link->flags & (LINK_OWN | LINK_OFFICIAL))
			finding_severity(finding, SEVERITY_NOTE);
	}
}

const struct check check_url_redirector = {
	.id = "url.redirector",
	.title = N_("A link uses {outer} to pass on to {domain}"),
	.details = { N_(
	    "{outer} ({service}) sends everybody on to the target in the link, here "
	    "{url}. Its own name says nothing about the target.") },
	.means = N_("An open redirector lends its good name to any target. Filters that "
		    "know only the first host let it pass."),
	.wrong = N_("People copy links from search pages and mail programs without "
		    "noticing the detour."),
	.cites = "CWE-601",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
