/* check/url_kit_mark.c - a mark that a kit left in its link: a query copied without its
 * path. */
#include "check/link_list.h"

/* The genuine page has a path; the copy begins with its query. */
static bool is_damaged(const struct link *link, const struct likeness *like)
{
	const struct url *url = link_target(link);
	struct url_generic genuine;

	url_split(like->genuine, &genuine);
	return url->has_query && url->path.n <= 1 && genuine.path.n > 1;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_BRAND))) {
		const struct likeness *like = link_likeness(link, 1u << LIKENESS_QUERY);
		struct finding *finding;

		if (!like || !like->brand || !is_damaged(link, like))
			continue;
		finding = finding_for_link(in, self, link);
		if (!finding)
			continue;
		brand_values(finding, like->brand);
		finding_str(finding, "genuine", like->genuine);
	}
}

const struct check check_url_kit_mark = {
	.id = "url.kit-mark",
	.title = N_("A link carries the mark of a kit: a genuine query, damaged"),
	.details = { N_(
	    "The genuine {genuine} has a path before its question mark; {url} has none. "
	    "Such copies come from one hand and return in series.") },
	.means = N_("Mistakes made when a genuine link was copied stay in the kit and "
		    "mark all mails made with it."),
	.wrong = N_("None is known; a hand-made copy would look the same."),
	.cites = "JPCERT/CC phishurl-list",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
