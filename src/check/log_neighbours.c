/* check/log_neighbours.c - others of the client's network, or under its name. */
#include "check/log_list.h"

enum { BY_NETWORK, BY_HELO };

static void tell(struct inspection *in, const struct check *self, enum log_share relation)
{
	const struct log_sessions *log = in->log;
	struct log_names names = { 0 };
	uint32_t sessions = 0, refused = 0;
	const struct log_session *first = NULL;
	struct finding *finding;

	for (uint32_t i = 0; i < log->neighbour_count; i++) {
		const struct log_session *session = &log->neighbours[i];

		if (session->relation != relation)
			continue;
		first = first ? first : session;
		log_names_add(&names, session->client_ip);
		refused += session->outcome == LOG_REJECTED;
		sessions++;
	}
	if (!first || names.count == 0)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, relation == LOG_SHARE_HELO ? BY_HELO : BY_NETWORK);
	finding_str(finding, "relation", str_c(log_share_name(relation)));
	finding_list(finding, "addresses", names.items, names.count);
	finding_int(finding, "count", names.count + (int64_t)names.more);
	finding_int(finding, "sessions", sessions);
	finding_int(finding, "refused", refused);
	finding_log_session(finding, first);
}

static void run(struct inspection *in, const struct check *self)
{
	if (!log_read_of(in))
		return;
	tell(in, self, LOG_SHARE_NETWORK);
	tell(in, self, LOG_SHARE_HELO);
}

const struct check check_log_neighbours = {
	.id = "log.neighbours",
	.title = N_("The mail log has {sessions} sessions of {count} related addresses"),
	.details = { N_("Of the same network (/24, or /64): {addresses}; {refused} were "
			"refused. The first was at {at} ({line})."),
		     N_("Under the same name in HELO: {addresses}; {refused} were "
			"refused. "
			"The first was at {at} ({line}).") },
	.means = N_("Who sends from several addresses of one network, or under one name "
		    "from several networks, may be one and the same."),
	.wrong =
	    N_("A network has many tenants, and a provider many servers; anybody can "
	       "say any name in HELO."),
	.cites = "RFC 5321, 4.1.1.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
