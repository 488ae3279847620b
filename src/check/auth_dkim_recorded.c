/* check/auth_dkim_recorded.c - what our side recorded about DKIM signatures. */
#include "check/results.h"

static bool is_wanted(const struct authres_method *method)
{
	return str_eq(method->method, STR("dkim")) &&
	       !str_eq(method->result, STR("fail"));
}

static void run(struct inspection *in, const struct check *self)
{
	results_finding_of_all(in, self, is_wanted);
}

const struct check check_auth_dkim_recorded = {
	.id = "auth.dkim-recorded",
	.title = N_("DKIM as recorded by {by}: {results}"),
	.details = { N_("{by} recorded {results}. A pass says that the named domain "
			"signed the message and that what it signed is unchanged; it has "
			"not been verified again here.") },
	.means = N_("The receiver checked the signatures when the message came. A "
		    "signature speaks of a domain, which need not be that of From."),
	.wrong = N_("A result is only as good as the place it stands in; a pass of a "
		    "stranger's domain says little."),
	.cites = "RFC 6376; RFC 8601",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
