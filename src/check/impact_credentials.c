/* check/impact_credentials.c - what a password on that page would cause. */
#include "check/impact_list.h"

static void run(struct inspection *in, const struct check *self)
{
	static const char *const ids[] = { "web.credential-form",
					   "html.form",
					   "att.html-form",
					   "lang.credentials",
					   "lang.pretext-account-suspended",
					   "lang.pretext-unusual-login",
					   "lang.pretext-held-mail",
					   "lang.pretext-quota",
					   "lang.pretext-password-expiry",
					   "lang.pretext-shared-document",
					   "lang.pretext-voicemail",
					   NULL };
	const struct finding *cause = impact_of(in, ids);

	if (cause && impact_is_likely(in) &&
	    (impact_has_page(in) || inspection_find(in, STR("html.form")) ||
	     inspection_find(in, STR("att.html-form"))))
		impact_finding(in, self, cause);
}

const struct check check_impact_credentials = {
	.id = "impact.credentials",
	.title = N_("What entering a password would cause"),
	.details = { N_(
	    "Whoever made the page gets the password, and with it the account and every "
	    "other account that has the same one. If it was entered: change it at the "
	    "genuine site, and wherever else it is used.") },
	.means = N_(
	    "What is wanted is told before it is done. It rests on the finding {cause} "
	    "and on what such messages are made for; nobody tried it out."),
	.wrong = N_("A genuine page that asks for a login does no such thing; the sender "
		    "decides."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
