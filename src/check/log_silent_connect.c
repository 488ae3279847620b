/* check/log_silent_connect.c - the client connected and said nothing. */
#include "check/duration.h"
#include "check/log_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct log_sessions *log = log_read_of(in);
	const struct log_session *first = NULL;
	struct finding *finding;
	uint32_t count = 0;

	for (uint32_t i = 0; log && i < log->count; i++)
		if (log->sessions[i].outcome == LOG_SILENT) {
			first = first ? first : &log->sessions[i];
			count++;
		}
	if (!first)
		return;
	finding = finding_add(in, self);
	finding_log_session(finding, first);
	finding_int(finding, "count", count);
	finding_int(finding, "seconds",
		    first->end && first->begin ? first->end - first->begin : 0);
	if (first->end && first->begin)
		finding_duration(finding, "duration", first->end - first->begin);
	else
		finding_str(finding, "duration", STR("-"));
}

const struct check check_log_silent_connect = {
	.id = "log.silent-connect",
	.title = N_("The client had connected and said nothing for {duration}"),
	.details = { N_("{client} connected at {at} ({line}) and gave no command until "
			"our server ended it. Such sessions of this client: {count}.") },
	.means = N_("A mail server speaks at once. Who stays silent looks whether "
		    "somebody is there, keeps lines occupied, or waits for a program "
		    "that did not come."),
	.wrong = N_("A broken connection between two honest servers looks the same, and "
		    "a monitor that only looks whether the port is open."),
	.cites = "Postfix, smtpd_timeout",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
