/* check/limit_rules.c - the user's rules did not come to their end. */
#include "check/rules_matched.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct rules_result *result = rules_matched(in);
	struct finding *finding;

	if (!result || !result->cut)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, result->left ? 1 : 0);
	finding_word(finding, "reason", result->cut);
	finding_int(finding, "left", result->left);
}

const struct check check_limit_rules = {
	.id = "limit.rules",
	.title = N_("Your rules were not applied to everything"),
	.details = { N_("The reason: {reason}."),
		     N_("The reason: {reason}. {left} pieces of the message were not "
			"looked through.") },
	.means = N_("What the rules would have found in the rest is not known."),
	.wrong = N_("It says nothing of the message: a rule that is slow on some text "
		    "does this, too."),
	.cites = "SECURITY.md",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
