/* check/id_related.c - which of the other names belong to the domain in From. */
#include "check/identity_table.h"

static void run(struct inspection *in, const struct check *self)
{
	identity_table_finding(in, self, true);
}

const struct check check_id_related = {
	.id = "id.related",
	.title = N_("Names that belong to the domain in From: {count}"),
	.details = { N_("Related to {domain}: {names}.") },
	.means =
	    N_("Names of one registrable domain have one owner, who could have set them "
	       "all."),
	.wrong =
	    N_("What the sender wrote is only a claim; names that our own servers saw "
	       "weigh more."),
	.cites = "RFC 7489, 3.2",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
