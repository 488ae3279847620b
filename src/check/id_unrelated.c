/* check/id_unrelated.c - which of the other names do not belong to the domain in From. */
#include "check/identity_table.h"

static void run(struct inspection *in, const struct check *self)
{
	identity_table_finding(in, self, false);
}

const struct check check_id_unrelated = {
	.id = "id.unrelated",
	.title = N_("Names that do not belong to the domain in From: {count}"),
	.details = { N_("Not related to {domain}: {names}.") },
	.means =
	    N_("Other owners took part in this mail: a provider, a mailing service, a "
	       "list, or somebody who uses a foreign name."),
	.wrong = N_("Most honest mail is handed over by a provider's server with the "
		    "provider's name."),
	.cites = "RFC 7489, 3.2",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
