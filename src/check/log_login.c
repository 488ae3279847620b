/* check/log_login.c - the message was handed in by a user of our own server. */
#include "check/log_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct log_session *own = log_own_of(in);
	struct finding *finding;

	if (!own || own->login.n == 0)
		return;
	finding = finding_add(in, self);
	finding_log_session(finding, own);
	finding_str(finding, "login", own->login);
}

const struct check check_log_login = {
	.id = "log.login",
	.title = N_("It was handed in with the account {login} of our own server"),
	.details = { N_("{client} had logged in as {login} at {at} ({line}).") },
	.means = N_("Whoever has the password of that account sent it. If the message is "
		    "bad, the account is to be locked first."),
	.wrong = N_("Our own users send all their mail this way."),
	.cites = "RFC 4954, 4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
