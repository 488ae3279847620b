/* check/lang_zh_usage.c - Chinese words and forms in Japanese text. */
#include "check/slip_list.h"

static void run(struct inspection *in, const struct check *self)
{
	struct finding *finding = finding_for_slips(in, self, SLIP_USAGE, RULE_PLAIN);

	if (finding && (slips_are_sure(in, SLIP_USAGE) || slips_pile_up(in)))
		finding_severity(finding, SEVERITY_CAUTION);
}

const struct check check_lang_zh_usage = {
	.id = "lang.zh-usage",
	.title = N_("Japanese text uses Chinese words or forms"),
	.details = { N_("Chinese usage, and what Japanese would write: {pairs}.") },
	.means = N_("Whoever wrote the text, or the program that translated it, thinks "
		    "in Chinese: each of these characters is one of Japan's, the word "
		    "is not."),
	.wrong = N_("People who write of China use such words; what stands in quotation "
		    "marks is left alone."),
	.cites = "data/usage.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
