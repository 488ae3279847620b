/* check/infra_related.c - the sender's domain and a linked one: all that ties them and
 * all that parts them, in one sentence. */
#include "check/relation_list.h"

enum { WEAK, MEDIUM, STRONG };

static const char *tie_text(const struct relation *relation)
{
	static const char *const texts[TIES] = {
		[TIE_ADDRESS] = N_("one address"),
		[TIE_REGISTRANT] = N_("one registrant"),
		[TIE_CERTIFICATE] = N_("one certificate"),
		[TIE_ISSUED_TOGETHER] = N_("certificates of one minute"),
		[TIE_DATES] = N_("registered within thirty days"),
		[TIE_REGISTRAR] = N_("one registrar"),
		[TIE_DIFFER] = N_("registrants that differ"),
	};

	return texts[relation->kind];
}

/* The strongest tie as a word of ours; all of them, by their names, for programs. */
static void tell(struct inspection *in, const struct check *self, uint32_t one,
		 uint32_t other, enum tie_strength strength)
{
	const struct relations *relations = &in->relations;
	struct finding *finding = finding_add(in, self);
	struct pieces ties = { 0 };
	const struct relation *most = NULL, *against = NULL;

	for (uint32_t i = 0; i < relations->count; i++) {
		const struct relation *relation = &relations->items[i];

		if (relation->one != one || relation->other != other)
			continue;
		if (relation->strength == TIE_AGAINST) {
			against = relation;
			continue;
		}
		pieces_add(in->arena, &ties, str_c(tie_name(relation->kind)));
		if (!most || relation->strength > most->strength)
			most = relation;
	}
	finding_variant(finding, strength == TIE_STRONG	  ? STRONG
				 : strength == TIE_MEDIUM ? MEDIUM
							  : WEAK);
	finding_str(finding, "one", in->survey->domains[one].name);
	finding_str(finding, "other", in->survey->domains[other].name);
	finding_word(finding, "most", tie_text(most));
	finding_word(finding, "against",
		     against ? tie_text(against) : N_("nothing that was found"));
	finding_list(finding, "ties", ties.items, ties.count);
	finding_at_domain(finding, &in->survey->domains[one]);
	finding_at_domain(finding, &in->survey->domains[other]);
}

static bool leads_from_sender(const struct survey_domain *one,
			      const struct survey_domain *other)
{
	const uint32_t sites = SEEN_CLICKED;

	return ((one->roles & SEEN_SENDERS) && (other->roles & sites)) ||
	       ((other->roles & SEEN_SENDERS) && (one->roles & sites));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct survey *survey = survey_of(in);

	for (uint32_t i = 0; survey && i < survey->domain_count; i++)
		for (uint32_t k = i + 1; k < survey->domain_count; k++) {
			enum tie_strength strength =
			    relations_between(&in->relations, i, k);

			/* A mere context ties nobody. */
			if (strength >= TIE_WEAK &&
			    leads_from_sender(&survey->domains[i], &survey->domains[k]))
				tell(in, self, i, k, strength);
		}
}

const struct check check_infra_related = {
	.id = "infra.related",
	.title = N_("{one} and {other}: related, as far as can be seen"),
	.details = { N_("Related, weak: {most}. Against it: {against}. Whether one hand, "
			"one group or strangers, cannot "
			"be said."),
		     N_("Related, medium: {most}. Against it: {against}."),
		     N_("Related, strong: {most}. Against it: {against}.") },
	.means = N_("Who sent the message and who runs the site that it leads to may be "
		    "one: strong by one strong tie or two medium ones."),
	.wrong = N_("Ties are made by chance, and by companies that serve both."),
	.cites = "data/networks.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
