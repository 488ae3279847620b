/* check/infra_same_address.c - hosts of two domains at one address that is not known to
 * be shared; the client's own address is told by infra.one-server. */
#include "check/relation_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct survey_address *client = survey_outside_client(in);
	const struct relation *relation = NULL;

	while ((relation = relation_next(in, relation, TIE_ADDRESS)))
		if (!client || !str_eq(client->text, relation->what))
			finding_of_relation(in, self, relation);
}

const struct check check_infra_same_address = {
	.id = "infra.same-address",
	.title = N_("{one} and {other} are at one address: {what}"),
	.details = { N_("Names of both lead to {what}: {strength}, as {why}.") },
	.means = N_("Whoever runs that machine runs both, or their owners share it."),
	.wrong = N_("Small hosting companies put many customers on one address."),
	.cites = "RFC 1035, 3.4.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
