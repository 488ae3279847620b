/* timeline/log.c - what the mail log says: sessions of the client, and delivery. */
#include "check/origin.h"
#include "maillog/sessions.h"
#include "timeline/gather.h"

static const char *outcome_sentence(const struct log_session *session)
{
	switch (session->outcome) {
	case LOG_SILENT:
		return N_("Session {n} with {client}: connected, and nothing was said "
			  "until the timeout.");
	case LOG_LOST:
		return N_("Session {n} with {client}: the connection was lost.");
	case LOG_REJECTED:
		return N_("Session {n} with {client}: rejected at {stage}.");
	case LOG_ACCEPTED:
		return N_("Session {n} with {client}: accepted as {queue_id}.");
	case LOG_QUIT:
		return N_("Session {n} with {client}: ended without a mail.");
	default:
		return N_("Session {n} with {client}.");
	}
}

static struct str file_of(const struct log_session *session)
{
	return session->line_count ? session->lines[0].file : STR("mail.log");
}

static void add_session(struct gather *gather, const struct log_session *session)
{
	struct moment *moment;

	if (session->begin == 0)
		return;
	moment = moment_add(gather, session->begin, "attempt", GRADE_OBSERVED,
			    file_of(session));
	moment_text(moment, outcome_sentence(session));
	moment_int(gather, moment, "n", session->n);
	moment_str(gather, moment, "client",
		   arena_printf(gather->in->arena, "%.*s [%.*s]",
				STR_ARG(or_dash(session->client_name)),
				STR_ARG(or_dash(session->client_ip))));
	moment_str(gather, moment, "stage", or_dash(session->stage));
	moment_str(gather, moment, "queue_id", or_dash(session->queue_id));
	if (session->end && session->end < session->begin)
		moment_impossible(moment, N_("it ended before it began"));
}

static void add_delivery(struct gather *gather, const struct log_delivery *delivery)
{
	int64_t arrived = gather->timeline->arrived;
	struct moment *moment;

	if (delivery->utc == 0)
		return;
	moment = moment_add(gather, delivery->utc, "delivered", GRADE_OBSERVED,
			    STR("mail.log"));
	moment_text(moment, N_("To {recipient} by {relay}: {status}."));
	moment_str(gather, moment, "recipient", or_dash(delivery->recipient));
	moment_str(gather, moment, "relay", or_dash(delivery->relay));
	moment_str(gather, moment, "status", or_dash(delivery->status));
	if (arrived && delivery->utc < arrived - TIMELINE_TOLERANCE)
		moment_impossible(moment, N_("before it had been handed over"));
}

void gather_log(struct gather *gather)
{
	const struct log_sessions *log = gather->in->log;

	for (uint32_t i = 0; log && i < log->count; i++)
		add_session(gather, &log->sessions[i]);
	for (uint32_t i = 0; log && i < log->delivery_count; i++)
		add_delivery(gather, &log->deliveries[i]);
}
