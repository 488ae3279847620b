/* check/auth_results_claimed.c - recorded results that our own side did not write. */
#include "check/results.h"
#include "base/limits.h"

static void run(struct inspection *in, const struct check *self)
{
	struct str items[LIMIT_EVIDENCE];
	struct finding *finding = NULL;
	uint32_t count = 0;

	for (uint32_t i = 0; i < in->path.recorded_count && count < COUNT(items); i++) {
		const struct recorded *item = &in->path.recorded[i];

		if (item->grade != GRADE_CLAIMED)
			continue;
		if (!finding)
			finding = finding_add(in, self);
		items[count++] = results_phrase(in->arena, item->method);
		finding_at_field(finding, item->from->field);
	}
	if (finding)
		finding_list(finding, "results", items, count);
}

const struct check check_auth_results_claimed = {
	.id = "auth.results-claimed",
	.title = N_("Results of authentication that our side did not write"),
	.details = { N_(
	    "The message brought these results along: {results}. They are the word of "
	    "servers on the way, or of the sender, and are not counted.") },
	.means = N_("Anybody can write such a field. Only those of our own side, above "
		    "the boundary, count."),
	.wrong = N_("Forwarders and lists leave such fields honestly."),
	.cites = "RFC 8601, 1.2 and 5",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
