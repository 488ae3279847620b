/* check/relation_list.c - see relation_list.h. */
#include "check/relation_list.h"

const struct relation *relation_next(const struct inspection *in,
				     const struct relation *after, enum tie kind)
{
	const struct relations *relations = &in->relations;

	if (!survey_of(in))
		return NULL;
	for (uint32_t i = after ? (uint32_t)(after - relations->items) + 1 : 0;
	     i < relations->count; i++)
		if (relations->items[i].kind == kind)
			return &relations->items[i];
	return NULL;
}

const char *strength_text(enum tie_strength strength)
{
	static const char *const texts[] = {
		[TIE_AGAINST] = N_("against it"),  [TIE_CONTEXT] = N_("a mere context"),
		[TIE_WEAK] = N_("a weak tie"),	   [TIE_MEDIUM] = N_("a medium tie"),
		[TIE_STRONG] = N_("a strong tie"),
	};

	return texts[strength];
}

struct finding *finding_of_relation(struct inspection *in, const struct check *self,
				    const struct relation *relation)
{
	const struct survey_domain *one = &in->survey->domains[relation->one];
	const struct survey_domain *other = &in->survey->domains[relation->other];
	struct finding *finding = finding_add(in, self);

	finding_str(finding, "one", one->name);
	finding_str(finding, "other", other->name);
	finding_word(finding, "strength", strength_text(relation->strength));
	finding_word(finding, "why", relation->reason);
	finding_str(finding, "what", or_dash(relation->what));
	finding_at_domain(finding, one);
	finding_at_domain(finding, other);
	return finding;
}
