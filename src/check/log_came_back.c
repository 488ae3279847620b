/* check/log_came_back.c - the client came again after the message. */
#include "check/duration.h"
#include "check/log_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct log_sessions *log = log_read_of(in);
	const struct log_session *own = log_own_of(in), *first = NULL;
	uint32_t count = 0, accepted = 0, refused = 0;
	struct finding *finding;

	for (uint32_t i = 0; own && i < log->count; i++) {
		const struct log_session *session = &log->sessions[i];

		if (session->n <= own->n || !str_eq(session->client_ip, own->client_ip))
			continue;
		first = first ? first : session;
		count++;
		accepted += session->outcome == LOG_ACCEPTED;
		refused += session->outcome == LOG_REJECTED;
	}
	if (!first)
		return;
	finding = finding_add(in, self);
	finding_log_session(finding, first);
	finding_int(finding, "count", count);
	finding_int(finding, "accepted", accepted);
	finding_int(finding, "refused", refused);
	finding_duration(finding, "gap", log_time_of(first) - log_time_of(own));
}

const struct check check_log_came_back = {
	.id = "log.came-back",
	.title = N_("The client came again after this message: {count} sessions"),
	.details = { N_(
	    "First at {at} ({line}), {gap} after it. {accepted} of them brought "
	    "mail, {refused} were refused.") },
	.means = N_("Whether more of it lies in other mailboxes."),
	.wrong = N_("A server that writes to us every day does the same."),
	.cites = "RFC 5321, 3.3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
