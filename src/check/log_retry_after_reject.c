/* check/log_retry_after_reject.c - refused, and taken when it came again. */
#include "check/duration.h"
#include "check/log_list.h"
#include "check/origin.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct log_sessions *log = log_read_of(in);
	const struct log_session *own = log_own_of(in), *refused = NULL;
	struct finding *finding;
	int64_t seconds;

	if (!own || own->outcome != LOG_ACCEPTED)
		return;
	for (uint32_t i = 0; i < log->count; i++) {
		const struct log_session *session = &log->sessions[i];

		if (session->outcome == LOG_REJECTED && log_is_before(in, session) &&
		    (session->envelope_from.n == 0 || own->envelope_from.n == 0 ||
		     str_eq_nocase(session->envelope_from, own->envelope_from)))
			refused = session;
	}
	if (!refused)
		return;
	seconds = log_time_of(own) - (refused->end ? refused->end : log_time_of(refused));
	finding = finding_add(in, self);
	finding_log_session(finding, refused);
	finding_str(finding, "reason", or_dash(refused->reason));
	finding_int(finding, "seconds", seconds);
	finding_duration(finding, "gap", seconds);
	finding_str(finding, "queue_id", or_dash(own->queue_id));
}

const struct check check_log_retry_after_reject = {
	.id = "log.retry-after-reject",
	.title = N_("Refused first, taken when it came again {gap} later"),
	.details = { N_(
	    "{client} was refused at {at} ({line}): {reason}. The same "
	    "client with the same envelope sender was taken {gap} after that session "
	    "had ended.") },
	.means = N_("The sender tries again as a mail server does: it has a queue, or a "
		    "program that knows how to do it. What had been refused was taken "
		    "for another reason than that it had become honest."),
	.wrong = N_("Every honest mail server tries again; after greylisting it has to."),
	.cites = "RFC 5321, 4.5.4.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
