/* check/url_text_differs.c - a link's text shows one host, the click goes to another. */
#include "check/link_list.h"

enum { PLAIN, COUNTED };

/* Is what is shown a name that people trust: a brand's, our own? */
static bool is_trusted_name(const struct inspection *in, struct str shown)
{
	return brand_of_domain(in->env->tables, shown) ||
	       site_is_own_domain(in->env->site, shown);
}

/* Mailing services count clicks under their own names, and say nothing of the target. */
static bool is_counted(const struct link *link)
{
	return link->flags & (LINK_TRACKER | LINK_SHORTENER) || link->opaque.n;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_TEXT_DIFFERS))) {
		struct finding *finding = finding_for_link(in, self, link);

		if (!finding)
			continue;
		finding_str(finding, "shown", link->text_host);
		if (link->flags & LINK_TRACKER && is_counted(link)) {
			finding_variant(finding, COUNTED);
			finding_severity(finding, SEVERITY_NOTE);
		} else if (is_trusted_name(in, link->text_host)) {
			finding_severity(finding, SEVERITY_ADVERSE);
		}
	}
}

const struct check check_url_text_differs = {
	.id = "url.text-differs",
	.title = N_("A link shows {shown}, but leads to {domain}"),
	.details = { N_("Its text reads \"{text}\"; a click goes to {host}."),
		     N_("Its text reads \"{text}\"; a click goes to {host}, a service "
			"that counts clicks and passes on to a target that the link does "
			"not tell.") },
	.means = N_("A link's text is chosen freely. A text that is itself an address of "
		    "another site promises what the link does not keep."),
	.wrong = N_("Newsletters replace targets by click counters of services that the "
		    "tables do not know."),
	.cites = "ATTACKS UR-01",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
