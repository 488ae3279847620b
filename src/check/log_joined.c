/* check/log_joined.c - the message was found in the mail log. */
#include "check/log_list.h"
#include "check/origin.h"

enum { BY_ID, BY_MESSAGE_ID, BY_CLIENT, ALONE };

static int way(const struct inspection *in, const char *by)
{
	if (in->thing)
		return ALONE;
	return strcmp(by, "queue-id") == 0     ? BY_ID
	       : strcmp(by, "message-id") == 0 ? BY_MESSAGE_ID
					       : BY_CLIENT;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct log_session *own = log_own_of(in);
	const struct hop *hop = origin_hop(in);
	struct finding *finding;
	int64_t logged;

	if (!own)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, way(in, in->log->joined_by));
	finding_log_session(finding, own);
	finding_str(finding, "queue_id", or_dash(own->queue_id));
	finding_str(finding, "by", str_c(in->log->joined_by));
	finding_int(finding, "lines", own->line_count);
	finding_bool(finding, "year_guessed", in->log->year_guessed);
	finding_bool(finding, "zone_assumed", !in->log->zone_known);
	/* Our server's stamp stands at a moment of the session. */
	logged = log_time_of(own);
	if (hop && hop->received.date.ok) {
		finding_int(finding, "seconds", hop->received.date.utc - logged);
		finding_at_hop(finding, hop->n);
	}
}

const struct check check_log_joined = {
	.id = "log.joined",
	.title = N_("The mail log has this message: {queue_id}, from {client}"),
	.details = { N_("Found by its queue id {queue_id}: the session began at {at} "
			"({line}; "
			"{lines} lines). Times without year and zone are read as those "
			"of the "
			"message and of our server."),
		     N_("Found by its Message-ID; the queue id is {queue_id}, and the "
			"session "
			"began at {at} ({line}; {lines} lines). The Message-ID is what "
			"the "
			"sender wrote: it is the queue id that follows from it that "
			"counts."),
		     N_("Neither queue id nor Message-ID is there; a session of the same "
			"client "
			"with the same envelope sender at that time is taken for it: "
			"{queue_id}, "
			"{at} ({line}; {lines} lines)."),
		     N_("The queue id {queue_id} belongs to a session that began at {at} "
			"({line}; {lines} lines).") },
	.means = N_("The log is our own server's: who connected, when, under which name, "
		    "and what was answered. Names that the client gave (HELO, envelope) "
		    "stand in it too, and stay its claims."),
	.wrong = N_("Short queue ids are given again after some time; the one nearest to "
		    "the message is taken."),
	.cites = "Postfix, smtpd(8)",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
