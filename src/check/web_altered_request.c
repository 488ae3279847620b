/* check/web_altered_request.c - the site was asked for something else than what the mail
 * links to, so that nobody learns for whom. */
#include "check/visit_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct visit *visit = NULL;

	while ((visit = visit_next(in, visit))) {
		struct pieces places = { 0 };
		struct finding *finding;

		if (!visit->altered)
			continue;
		for (uint32_t i = 0; i < visit->change_count; i++)
			pieces_add(in->arena, &places, str_c(visit->changes[i].place));
		finding = finding_for_visit(in, self, visit, NULL);
		finding_str(finding, "asked", visit->href);
		finding_list(finding, "places", places.items, places.count);
	}
}

const struct check check_web_altered_request = {
	.id = "web.altered-request",
	.title = N_("{host} was asked without what tells of the recipient"),
	.details = { N_(
	    "In place of the link {asked} was asked for: what may be one "
	    "recipient's was replaced by nonsense of the same shape. What the "
	    "site shows to it need not be what the recipient is shown.") },
	.means =
	    N_("Whoever runs the site learns that somebody looks, and not for whom."),
	.wrong = N_("Values that are the same for everybody may have been replaced as "
		    "well; then the site shows less than it would."),
	.cites = "",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
