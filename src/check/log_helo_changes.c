/* check/log_helo_changes.c - one client, several names for itself. */
#include "check/log_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct log_sessions *log = log_read_of(in);
	const struct log_session *own = log_own_of(in);
	struct log_names names = { 0 };
	struct finding *finding;

	for (uint32_t i = 0; log && i < log->count; i++)
		if (!own || str_eq(log->sessions[i].client_ip, own->client_ip))
			log_names_add(&names, log->sessions[i].helo);
	if (names.count < 2)
		return;
	finding = finding_add(in, self);
	finding_list(finding, "names", names.items, names.count);
	finding_int(finding, "count", names.count + (int64_t)names.more);
	finding_str(finding, "ip", own ? own->client_ip : log->sessions[0].client_ip);
}

const struct check check_log_helo_changes = {
	.id = "log.helo-changes",
	.title = N_("{ip} called itself by {count} different names"),
	.details = { N_("In HELO or EHLO, over its sessions in the mail log: {names}.") },
	.means = N_("A mail server has one name. Who changes it with each mail writes in "
		    "the names of those he imitates."),
	.wrong = N_("Several machines behind one address, as in an office or at a large "
		    "sender."),
	.cites = "RFC 5321, 4.1.1.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
