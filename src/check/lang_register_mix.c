/* check/lang_register_mix.c - plain style among polite sentences. */
#include "check/slip_list.h"

static void run(struct inspection *in, const struct check *self)
{
	struct finding *finding = finding_for_slips(in, self, SLIP_REGISTER, RULE_PLAIN);

	if (!finding)
		return;
	finding_int(finding, "polite", slips_of(in)->polite);
	if (slips_pile_up(in))
		finding_severity(finding, SEVERITY_CAUTION);
}

const struct check check_lang_register_mix = {
	.id = "lang.register-mix",
	.title = N_("Polite and plain style are mixed"),
	.details = { N_(
	    "Of the sentences, {polite} end politely (です, ます); {count} do not: "
	    "{words}.") },
	.means = N_("A business writes to its customers in one style throughout. Texts "
		    "put together from pieces, or by a program that translates, change "
		    "it from sentence to sentence."),
	.wrong = N_("Personal mail mixes styles, and so do notes, lists and quotations; "
		    "only mail in the words of respect that businesses use is looked "
		    "at."),
	.cites = "",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
