/* report/html_log.c - what our own mail log says: the sessions of the client that handed
 * it over, earlier and later ones, and what became of the mail. */
#include "report/html.h"

#include "maillog/sessions.h"
#include "report/outside.h"

enum { SESSIONS_SHOWN = 200, DELIVERIES_SHOWN = 100 };

static const char *outcome_text(enum log_outcome outcome)
{
	switch (outcome) {
	case LOG_SILENT:
		return N_("said nothing until the timeout");
	case LOG_LOST:
		return N_("the connection was lost");
	case LOG_REJECTED:
		return N_("refused");
	case LOG_ACCEPTED:
		return N_("accepted");
	case LOG_QUIT:
		return N_("ended by itself, without a mail");
	default:
		return N_("the log says no more");
	}
}

static bool has(const struct html *html)
{
	return html->in->log && html->in->log->asked;
}

static void write_clock(struct html *html, int64_t utc)
{
	if (utc)
		html_time(html, utc);
	else
		html_text(html, "-");
}

static void write_client(struct html *html, const struct log_session *session)
{
	html_begin(html, TAG_TD, NULL);
	html_code(html, session->client_name);
	html_text(html, " ");
	html_code(html, session->client_ip);
	if (session->helo.n) {
		html_text(html, " HELO ");
		html_code(html, session->helo);
	}
	if (session->name_unconfirmed) {
		html_begin(html, TAG_P, "warn");
		html_our(html, N_("its name does not lead back to it"));
		html_end(html, TAG_P);
	}
	html_end(html, TAG_TD);
}

static void write_part(struct html *html, struct str text)
{
	if (text.n == 0)
		return;
	html_begin(html, TAG_BR, NULL);
	html_code(html, text);
}

static void write_outcome(struct html *html, const struct log_session *session)
{
	html_begin(html, TAG_TD, NULL);
	html_begin(html, TAG_STRONG, NULL);
	html_our(html, outcome_text(session->outcome));
	html_end(html, TAG_STRONG);
	if (session->stage.n) {
		html_text(html, " (");
		html_code(html, session->stage);
		html_text(html, ")");
	}
	write_part(html, session->reason);
	write_part(html, session->policy);
	write_part(html, session->commands);
	html_end(html, TAG_TD);
}

static void write_lines(struct html *html, const struct log_session *session)
{
	html_begin(html, TAG_TD, NULL);
	if (session->queue_id.n)
		html_copy(html, session->queue_id);
	if (session->line_count) {
		html_fold(html, N_("lines of the log"));
		html_begin(html, TAG_PRE, NULL);
		html_attribute(html, HAS_TABINDEX, "0");
		for (uint32_t i = 0; i < session->line_count; i++) {
			html_lines(html, session->lines[i].text);
			html_text(html, "\n");
		}
		html_end(html, TAG_PRE);
		html_end_fold(html);
	}
	html_end(html, TAG_TD);
}

static void write_session(struct html *html, const struct log_session *session)
{
	html_begin(html, TAG_TR, session->this_message ? "this" : NULL);
	html_begin(html, TAG_TH, NULL);
	html_attribute(html, HAS_SCOPE, "row");
	html_number(html, session->n);
	if (session->this_message) {
		html_text(html, " ");
		html_begin(html, TAG_SPAN, "badge");
		html_our(html, N_("this mail"));
		html_end(html, TAG_SPAN);
	}
	html_end(html, TAG_TH);
	html_begin(html, TAG_TD, NULL);
	write_clock(html, session->begin);
	html_text(html, " – ");
	write_clock(html, session->end);
	html_end(html, TAG_TD);
	write_client(html, session);
	write_outcome(html, session);
	write_lines(html, session);
	html_end(html, TAG_TR);
}

static void write_sessions(struct html *html, const struct log_sessions *log)
{
	static const char *const heads[] = { N_("session"),
					     N_("when"),
					     N_("client"),
					     N_("outcome"),
					     N_("queue id and lines"),
					     NULL };

	html_table(html, N_("Sessions of this client in the mail log"), heads);
	for (uint32_t i = 0; i < log->count && i < SESSIONS_SHOWN; i++)
		write_session(html, &log->sessions[i]);
	html_end_table(html);
}

static void write_delivery(struct html *html, const struct log_delivery *delivery)
{
	html_begin(html, TAG_TR, NULL);
	html_begin(html, TAG_TD, NULL);
	write_clock(html, delivery->utc);
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
	html_code(html, delivery->recipient);
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
	html_code(html, delivery->relay);
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
	html_code(html, delivery->status);
	html_text(html, " ");
	html_outside(html, delivery->text, 0);
	html_end(html, TAG_TD);
	html_end(html, TAG_TR);
}

static void write_deliveries(struct html *html, const struct log_sessions *log)
{
	static const char *const heads[] = { N_("when"), N_("recipient"),
					     N_("handed on to"), N_("outcome"), NULL };

	if (log->delivery_count == 0)
		return;
	html_table(html, N_("What became of the mail"), heads);
	for (uint32_t i = 0; i < log->delivery_count && i < DELIVERIES_SHOWN; i++)
		write_delivery(html, &log->deliveries[i]);
	html_end_table(html);
}

static void write(struct html *html)
{
	const struct log_sessions *log = html->in->log;

	html_begin(html, TAG_P, "meta");
	html_our(html, log->joined_by ? N_("Our own log: observed by us. Earlier and "
					   "later sessions are those of the same "
					   "client.")
				      : N_("The log that was given does not have this "
					   "mail."));
	html_end(html, TAG_P);
	if (log->count)
		write_sessions(html, log);
	write_deliveries(html, log);
	if (log->left_out) {
		html_begin(html, TAG_P, "meta");
		html_our_count(html,
			       N_("{count} further lines of the log were not kept."),
			       log->left_out);
		html_end(html, TAG_P);
	}
}

const struct html_section html_log = {
	.id = "log",
	.title = N_("What the mail log says"),
	.has = has,
	.write = write,
};
