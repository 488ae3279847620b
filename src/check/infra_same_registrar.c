/* check/infra_same_registrar.c - domains of the message with one registrar: told once for
 * each registrar, as context. */
#include "check/relation_list.h"

static bool told_before(const struct inspection *in, const struct relation *relation)
{
	const struct relation *other = NULL;

	while ((other = relation_next(in, other, TIE_REGISTRAR)) && other < relation)
		if (str_eq_nocase(other->what, relation->what))
			return true;
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct relation *relation = NULL;

	while ((relation = relation_next(in, relation, TIE_REGISTRAR))) {
		const struct relation *other = relation;
		struct pieces domains = { 0 };
		struct finding *finding;

		if (told_before(in, relation))
			continue;
		for (; other; other = relation_next(in, other, TIE_REGISTRAR))
			if (str_eq_nocase(other->what, relation->what)) {
				pieces_add(in->arena, &domains,
					   in->survey->domains[other->one].name);
				pieces_add(in->arena, &domains,
					   in->survey->domains[other->other].name);
			}
		finding = finding_of_relation(in, self, relation);
		finding_list(finding, "domains", domains.items, domains.count);
	}
}

const struct check check_infra_same_registrar = {
	.id = "infra.same-registrar",
	.title = N_("Domains of this message have one registrar: {what}"),
	.details = { N_("{domains}: {strength}, as {why}.") },
	.means = N_("One letter to that registrar can reach all of them."),
	.wrong = N_("Large registrars have millions of names."),
	.cites = "RFC 9083, 5.3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
