/* check/url_shortener.c - a link that hides its target. */
#include "check/link_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_SHORTENER))) {
		struct finding *finding = finding_for_link(in, self, link);

		/* A brand has its own domain to link to. */
		if (finding && claims_falsely(in, NULL))
			finding_severity(finding, SEVERITY_CAUTION);
	}
}

const struct check check_url_shortener = {
	.id = "url.shortener",
	.title = N_("A shortened link does not tell where it leads: {host}"),
	.details = { N_("{url} is passed on by a service that alone knows the target, "
			"and may change it. It was not asked: that would be seen.") },
	.means = N_("What cannot be seen cannot be judged. Organisations that write to "
		    "customers have no need to hide their names."),
	.wrong =
	    N_("Newsletters, social media and SMS texts shorten links to save space."),
	.cites = "CWE-601",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
