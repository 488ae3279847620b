/* check/web_not_visited.c - links whose pages were not looked at, and why. */
#include "check/visit_list.h"

enum { ALONE, FAILED };

/* What nobody would want to be told of each mail. */
static bool goes_without_saying(const struct visits *visits,
				const struct visit_left *left)
{
	const struct host *host = link_target_host(left->link);

	return site_is_own_domain(visits->site, host->ascii) ||
	       brand_of_domain(visits->tables, host->ascii);
}

static void tell_left(struct inspection *in, const struct check *self,
		      const struct visit_left *left)
{
	struct finding *finding = finding_for_link(in, self, left->link);

	if (!finding)
		return;
	finding_word(finding, "why", left->why);
	finding_str(finding, "rule", or_dash(left->reason));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct visits *visits = in->visits;
	const struct visit *visit = NULL;

	for (uint32_t i = 0; visits && i < visits->left_count; i++)
		if (!goes_without_saying(visits, &visits->left[i]))
			tell_left(in, self, &visits->left[i]);
	while ((visit = visit_next(in, visit))) {
		struct finding *finding;

		if (visit->state != VISIT_NOT ||
		    (visit->hops[0].answer &&
		     visit->hops[0].answer->status == ANSWER_NOT_RECORDED))
			continue;
		finding = finding_for_link(in, self, visit->link);
		if (!finding)
			continue;
		finding_variant(finding, visit->reason.n ? FAILED : ALONE);
		finding_word(finding, "why", visit->why);
		finding_word(
		    finding, "rule",
		    arena_concat(in->arena, or_dash(visit->reason), STR("\0")).p);
	}
}

const struct check check_web_not_visited = {
	.id = "web.not-visited",
	.title = N_("A link to {domain} was not visited"),
	.details = { N_("The reason: {why}."), N_("The reason: {why} ({rule}).") },
	.means = N_("What stands there is not known; nothing follows from that."),
	.wrong = N_("It says something of our restraint, not of the link."),
	.cites = "",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
