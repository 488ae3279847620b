/* check/infra_registrants_differ.c - domains that something ties, with registrants that
 * are not the same. */
#include "check/relation_list.h"

/* Against what? Only where there is something for it. */
static bool is_tied(const struct inspection *in, const struct relation *relation)
{
	return relations_between(&in->relations, relation->one, relation->other) >
	       TIE_AGAINST;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct relation *relation = NULL;

	while ((relation = relation_next(in, relation, TIE_DIFFER))) {
		struct finding *finding;

		if (!is_tied(in, relation))
			continue;
		finding = finding_of_relation(in, self, relation);
		finding_str(finding, "what_other", relation->what_other);
	}
}

const struct check check_infra_registrants_differ = {
	.id = "infra.registrants-differ",
	.title = N_("{one} and {other} have different registrants"),
	.details = { N_("{one}: {what}; {other}: {what_other}. That speaks against one "
			"hand, and does not settle it: {why}.") },
	.means = N_("What ties the domains and what parts them stand side by side."),
	.wrong = N_("What a registrant writes is checked by nobody."),
	.cites = "RFC 9083, 5.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
