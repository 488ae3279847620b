/* check/limit_geo.c - the country of a network is not the place of a sender. */
#include "check/registry_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct survey_address *client = survey_outside_client(in);
	struct placed one;

	for (uint32_t i = 0; client && placed_next(in, &i, &one);)
		if (one.address == client) {
			placed_finding(in, self, &one);
			return;
		}
}

const struct check check_limit_geo = {
	.id = "limit.geo",
	.title = N_("It was handed in from {ip}: that is not where somebody sits"),
	.details = { N_("The databases place the network of {ip}. Through it the message "
			"was handed in; its writer can be anywhere.") },
	.means = N_("\"Handed in from a network registered in\", and never \"sent by "
		    "someone in\"."),
	.wrong = N_("Nothing is claimed here."),
	.cites = "SECURITY.md",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
