/* check/impact_audience.c - whom it is aimed at. */
#include "check/impact_list.h"

enum { ADMINISTRATORS, OFFICE };

static void run(struct inspection *in, const struct check *self)
{
	static const char *const role[] = { "tgt.role-account", NULL };
	static const char *const hosting[] = {
		"brand.claims-our-host", "lang.pretext-held-mail",
		"lang.pretext-quota",	 "lang.pretext-password-expiry",
		"lang.helpdesk",	 NULL
	};
	const struct finding *account = impact_of(in, role);
	const struct finding *server = impact_of(in, hosting);
	struct finding *finding;

	if (!account || !impact_is_likely(in))
		return;
	finding = impact_finding(in, self, server ? server : account);
	finding_variant(finding, server ? ADMINISTRATORS : OFFICE);
	finding_str(finding, "account", finding_value(account, "account")->str);
}

const struct check check_impact_audience = {
	.id = "impact.audience",
	.title = N_("Whom it is aimed at"),
	.details = { N_("At those who run servers and mail: it went to {account}@ and "
			"speaks of their trade."),
		     N_("At an office, {account}@, and not at a person: it was sent to a "
			"name that can be guessed.") },
	.means = N_("Who reads such an address often has rights that others do not have. "
		    "The other readers of the address should be warned."),
	.wrong = N_("Addresses of offices stand on pages and in registers, and get all "
		    "kinds of bulk mail."),
	.cites = "RFC 2142",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
