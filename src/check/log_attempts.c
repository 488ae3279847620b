/* check/log_attempts.c - the client came several times before its mail was taken. */
#include "check/duration.h"
#include "check/log_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct log_sessions *log = log_read_of(in);
	const struct log_session *own = log_own_of(in), *first = NULL;
	uint32_t failed = 0, before = 0;
	struct finding *finding;

	for (uint32_t i = 0; own && i < log->count; i++) {
		const struct log_session *session = &log->sessions[i];

		if (!log_is_before(in, session))
			continue;
		first = first ? first : session;
		before++;
		failed += session->outcome != LOG_ACCEPTED;
	}
	if (failed == 0)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "count", before + 1);
	finding_int(finding, "failed", failed);
	finding_log_session(finding, first);
	finding_duration(finding, "span", log_time_of(own) - log_time_of(first));
	finding_int(finding, "seconds", log_time_of(own) - log_time_of(first));
}

const struct check check_log_attempts = {
	.id = "log.attempts",
	.title =
	    N_("{count} sessions of this client; {failed} before it brought nothing"),
	.details = { N_("The first was at {at} ({client}; {line}), {span} before the one "
			"that brought this message.") },
	.means = N_("What was tried before a mail got through shows how its sender "
		    "works: a queue that tries again, or a program that tries names and "
		    "recipients."),
	.wrong = N_("Greylisting and busy servers make every honest sender come twice."),
	.cites = "RFC 5321, 4.5.4.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
