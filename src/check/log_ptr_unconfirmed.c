/* check/log_ptr_unconfirmed.c - our server logged that a reverse name of the client does
 * not lead back to it. */
#include "check/log_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct log_sessions *log = log_read_of(in);
	const struct log_session *first = NULL;
	struct log_names names = { 0 };
	struct finding *finding;

	for (uint32_t i = 0; log && i < log->count; i++)
		if (log->sessions[i].name_unconfirmed) {
			first = first ? first : &log->sessions[i];
			log_names_add(&names, log->sessions[i].unconfirmed);
		}
	if (!first)
		return;
	finding = finding_add(in, self);
	finding_log_session(finding, first);
	finding_list(finding, "names", names.items, names.count);
	finding_str(finding, "ip", first->client_ip);
}

const struct check check_log_ptr_unconfirmed = {
	.id = "log.ptr-unconfirmed",
	.title = N_("The mail log: a reverse name of {ip} did not lead back to it"),
	.details = { N_(
	    "Our server found {names} for {ip} at {at} ({line}), and that name "
	    "did not lead back; so it called the client \"unknown\".") },
	.means = N_("What the DNS said then, whatever it says today."),
	.wrong = N_("A resolver that was not reachable for a moment leaves the same "
		    "line."),
	.cites = "RFC 8601, 2.7.3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
