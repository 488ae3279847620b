/* check/log_reject.c - our server had refused this client. */
#include "check/log_list.h"
#include "check/origin.h"

enum { BEFORE, AFTER };

static void run(struct inspection *in, const struct check *self)
{
	const struct log_sessions *log = log_read_of(in);
	const struct log_session *shown = NULL;
	struct finding *finding;
	uint32_t count = 0;

	for (uint32_t i = 0; log && i < log->count; i++) {
		const struct log_session *session = &log->sessions[i];

		if (session->outcome != LOG_REJECTED)
			continue;
		count++;
		/* the last one before the message, else the first */
		if (!shown || log_is_before(in, session))
			shown = session;
	}
	if (!shown)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, log_is_before(in, shown) ? BEFORE : AFTER);
	finding_log_session(finding, shown);
	finding_int(finding, "count", count);
	finding_str(finding, "stage", or_dash(shown->stage));
	finding_str(finding, "reason", or_dash(shown->reason));
	finding_str(finding, "helo", or_dash(shown->helo));
	finding_list(finding, "recipients", shown->recipients, shown->recipient_count);
}

const struct check check_log_reject = {
	.id = "log.reject",
	.title = N_("Our server had refused this client: {reason}"),
	.details = { N_("{client} at {at}, at {stage} ({line}). Sessions of this client "
			"that were refused: {count}."),
		     N_("After this message: {client} at {at}, at {stage} ({line}). "
			"Sessions of this client that were refused: {count}.") },
	.means = N_("The reason is our server's own; the addresses in it are what the "
		    "client named."),
	.wrong = N_("Greylisting, a full disk or a resolver that fails refuse honest "
		    "clients for a while; what begins with 4 means \"later\"."),
	.cites = "RFC 5321, 4.2.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
