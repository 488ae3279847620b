/* check/lang_translated.c - wording that came from another language, or from other bait.
 */
#include "check/slip_list.h"

static void run(struct inspection *in, const struct check *self)
{
	for (int rule = 0; rule < 6; rule++) {
		struct finding *finding =
		    finding_for_slips(in, self, SLIP_TRANSLATED, (enum slip_rule)rule);

		if (finding && slips_pile_up(in))
			finding_severity(finding, SEVERITY_CAUTION);
	}
}

const struct check check_lang_translated = {
	.id = "lang.translated",
	.title = N_("The wording is not what a genuine sender in this language would "
		    "choose"),
	.details = { N_("Wording that reads like a translation, and what is usual: "
			"{pairs}."),
		     N_("The punctuation is another language's: {words}."),
		     N_("Dates are written in English order: {words}."),
		     N_("A request to a customer lacks its ください: {words}."),
		     N_("Wording of bait rather than of business mail, and what is "
			"usual: "
			"{pairs}."),
		     N_("The salutation is a mail address: {words}. Who knows a customer "
			"knows the name.") },
	.means = N_("Translated text and text copied from other bait keep habits of "
		    "where they came from."),
	.wrong = N_("Large foreign services translate carelessly, too, and some write "
		    "あなた on purpose; in South Asia \"kindly\" is everyday English."),
	.cites = "data/usage.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
