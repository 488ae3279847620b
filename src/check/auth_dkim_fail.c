/* check/auth_dkim_fail.c - our side recorded that a DKIM signature failed. */
#include "check/results.h"

static bool is_wanted(const struct authres_method *method)
{
	return str_eq(method->method, STR("dkim")) && str_eq(method->result, STR("fail"));
}

static void run(struct inspection *in, const struct check *self)
{
	results_finding_of_all(in, self, is_wanted);
}

const struct check check_auth_dkim_fail = {
	.id = "auth.dkim-fail",
	.title = N_("DKIM: a signature failed, recorded by {by}"),
	.details = { N_("{by} recorded {results}. The message was changed after it was "
			"signed, or the signature was never good.") },
	.means = N_("A failed signature counts as none. It does not say who changed the "
		    "message."),
	.wrong = N_("Mailing lists that add a footer or a subject tag break signatures "
		    "every day."),
	.cites = "RFC 6376, 6.1; RFC 8601",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
