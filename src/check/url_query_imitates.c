/* check/url_query_imitates.c - a query that copies a genuine one of a brand. */
#include "check/link_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_BRAND))) {
		const struct likeness *like = link_likeness(link, 1u << LIKENESS_QUERY);
		struct finding *finding =
		    like && like->brand ? finding_for_link(in, self, link) : NULL;

		if (!finding)
			continue;
		brand_values(finding, like->brand);
		finding_str(finding, "shown", like->shown);
		finding_str(finding, "genuine", like->genuine);
	}
}

const struct check check_url_query_imitates = {
	.id = "url.query-imitates",
	.title = N_("A link to {domain} imitates the address of a page of {brand}"),
	.details = { N_("It says {shown}, as {brand}'s genuine {genuine} does, but leads "
			"to {host}.") },
	.means = N_("Kits copy a genuine link and put another host in front. What "
		    "follows the question mark then belongs to the brand's own pages and "
		    "means nothing on the other host."),
	.wrong = N_("A page about the brand may hand on a link's query; a partner's site "
		    "may use the same software."),
	.cites = "CWE-451",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
