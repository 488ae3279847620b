/* check/path_auth_user.c - a login was recorded where the message was handed over. */
#include "check/origin.h"

static void run(struct inspection *in, const struct check *self)
{
	struct str user = in->path.origin.auth_user;
	struct finding *finding;

	if (user.n == 0)
		return;
	finding = origin_finding(in, self);
	finding_str(finding, "user", user);
	finding_str(finding, "domain", or_dash(domain_of(user)));
}

const struct check check_path_auth_user = {
	.id = "path.auth-user",
	.title = N_("Handed in with a login: {user}"),
	.details = { N_(
	    "{by} recorded that whoever handed the message in from {ip} had logged in as "
	    "{user}. That names the account, not the person who used it.") },
	.means = N_(
	    "The server let the client send because it knew the password of an account."),
	.wrong = N_("Accounts are stolen, shared and lent."),
	.cites = "RFC 4954",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
