/* check/impact_server_takeover.c - what a login of the server or of the mail would open
 * to who asks for it. */
#include "check/impact_list.h"

/* In the name of the own hoster; or a pretext of mail servers to who runs them. */
static const struct finding *cause_of(const struct inspection *in)
{
	static const char *const hoster[] = { "brand.claims-our-host", NULL };
	static const char *const pretexts[] = { "lang.pretext-held-mail",
						"lang.pretext-quota",
						"lang.pretext-password-expiry", NULL };
	const struct finding *cause = impact_of(in, hoster);

	if (cause)
		return cause;
	return inspection_find(in, STR("tgt.role-account")) ? impact_of(in, pretexts)
							    : NULL;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct finding *cause = cause_of(in);

	if (cause && impact_is_likely(in) && impact_has_page(in))
		impact_finding(in, self, cause);
}

const struct check check_impact_server_takeover = {
	.id = "impact.server-takeover",
	.title = N_("What the login of the server would cause"),
	.details = { N_("Whoever gets it reads and sends mail in the name of the domain, "
			"and can put pages of his own on its sites; visitors and "
			"partners are hit next. If it was entered: change it at the "
			"hoster's own site, and look for new accounts, forwards and "
			"files.") },
	.means = N_("Accounts of servers and of mail are taken in order to send and to "
		    "show fraud under a good name. It rests on the finding {cause}; "
		    "nobody tried it out."),
	.wrong = N_("A genuine notice of the hoster asks to log in as well; look at it "
		    "on the hoster's own site."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
