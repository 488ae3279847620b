/* check/log_login_failed.c - the client tried passwords on our server. */
#include "check/log_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct log_sessions *log = log_read_of(in);
	const struct log_session *first = NULL;
	struct finding *finding;
	uint64_t count = 0;

	for (uint32_t i = 0; log && i < log->count; i++)
		if (log->sessions[i].logins_failed) {
			first = first ? first : &log->sessions[i];
			count += log->sessions[i].logins_failed;
		}
	if (!first)
		return;
	finding = finding_add(in, self);
	finding_log_session(finding, first);
	finding_int(finding, "count", (int64_t)count);
}

const struct check check_log_login_failed = {
	.id = "log.login-failed",
	.title = N_("The same client failed to log in here {count} times"),
	.details = { N_("{client}, first at {at} ({line}).") },
	.means = N_("A server that brings mail from outside has no account with us: who "
		    "tries to log in looks for accounts whose passwords are weak."),
	.wrong = N_("Users of ours behind the same address who mistyped their "
		    "passwords."),
	.cites = "RFC 4954, 6",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
