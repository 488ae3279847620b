/* check/url_wrapped.c - a link rewritten by a mail filter, a mailing service, a
 * translator. */
#include "check/link_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_WRAPPED))) {
		struct finding *finding;

		/* Of a scheme that starts a program, url.scheme-odd tells. */
		if (link->flags & LINK_REDIRECTOR ||
		    link->chain[0].wrapper.kind == WRAPPER_PROGRAM)
			continue;
		finding = finding_for_link(in, self, link);
		if (!finding)
			continue;
		finding_str(finding, "outer", link->host.ascii);
		finding_str(finding, "service", link->chain[0].wrapper.name);
		finding_str(finding, "tenant", link->chain[0].wrapper.tenant);
		finding_int(finding, "steps", link->chain_count);
	}
}

const struct check check_url_wrapped = {
	.id = "url.wrapped",
	.title = N_("A link to {domain} is wrapped by {service}"),
	.details = { N_("It begins with {outer} and leads to {url}. That it was "
			"rewritten does not mean that the target is safe.") },
	.means = N_("Filters and mailing services put themselves between. The wrapper "
		    "may be another organisation's, and was then taken from its mail."),
	.wrong = N_("Everyday practice of filters and newsletters."),
	.cites = "CWE-601",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
