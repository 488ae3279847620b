/* check/auth_pass_not_trust.c - a pass is recorded, and what it does not mean. */
#include "check/results.h"

static bool is_wanted(const struct authres_method *method)
{
	return str_eq(method->result, STR("pass")) &&
	       (str_eq(method->method, STR("spf")) ||
		str_eq(method->method, STR("dkim")) ||
		str_eq(method->method, STR("dmarc")));
}

static void run(struct inspection *in, const struct check *self)
{
	results_finding_of_all(in, self, is_wanted);
}

const struct check check_auth_pass_not_trust = {
	.id = "auth.pass-not-trust",
	.title = N_("A pass is no proof of honesty"),
	.details = { N_(
	    "{by} recorded {results}. A pass says that the owner of a domain allowed "
	    "this server or signed this message, so that many mailboxes will accept it; "
	    "it says nothing of the honesty of the content.") },
	.means = N_("Anybody can register a domain and publish good records for it. A "
		    "pass makes a message deliverable, not true."),
	.wrong = N_("It is a reminder and speaks against nobody."),
	.cites = "RFC 7208, 11; RFC 8601, 7",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
