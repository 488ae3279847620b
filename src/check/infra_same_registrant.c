/* check/infra_same_registrant.c - one registrant, as published, for two domains of the
 * message. */
#include "check/relation_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct relation *relation = NULL;

	while ((relation = relation_next(in, relation, TIE_REGISTRANT)))
		finding_of_relation(in, self, relation);
}

const struct check check_infra_same_registrant = {
	.id = "infra.same-registrant",
	.title = N_("{one} and {other} have one registrant: {what}"),
	.details = { N_("The registries name {what} for both: {strength}, as {why}.") },
	.means = N_("Probably one hand holds both."),
	.wrong = N_("Registrars and agencies register names for their customers under "
		    "their own name; and nobody checks what a registrant writes."),
	.cites = "RFC 9083, 5.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
