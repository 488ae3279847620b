/* check/log_ptr_flip.c - one address, logged under several names. */
#include "check/log_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct log_sessions *log = log_read_of(in);
	struct log_names names = { 0 }, all = { 0 };
	struct str ip = STR_NONE;
	struct finding *finding;

	for (uint32_t i = 0; log && i < log->count; i++) {
		const struct log_session *session = &log->sessions[i];

		/* of one address, and as it was called while it spoke */
		if (session->client_ip.n == 0 || session->client_name.n == 0 ||
		    (ip.n && !str_eq(ip, session->client_ip)))
			continue;
		ip = session->client_ip;
		log_names_add(&names, session->client_name);
		log_names_add(&all, str_eq(session->client_name, STR("unknown"))
					? session->unconfirmed
					: session->client_name);
	}
	if (names.count < 2 && all.count < 2)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "ip", ip);
	finding_list(finding, "names", names.items, names.count);
	finding_list(finding, "looked_up", all.items, all.count);
}

const struct check check_log_ptr_flip = {
	.id = "log.ptr-flip",
	.title = N_("The mail log calls {ip} by several names: {names}"),
	.details = { N_(
	    "The names that were looked up for it: {looked_up}. Our server "
	    "takes the first that its resolver gives, so that one and the same "
	    "address may be refused under one name and taken under "
	    "another.") },
	.means = N_("Several reverse names, or a name that was changed between the "
		    "sessions."),
	.wrong = N_("Hosts with several names, and a name server that did not answer "
		    "once, which is logged as \"unknown\"."),
	.cites = "RFC 1034, 3.7.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
