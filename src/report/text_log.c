/* report/text_log.c - see text_log.h. */
#include "report/text_log.h"

#include "check/duration.h"
#include "check/log_list.h"
#include "report/phrase.h"
#include "report/text.h"

enum { LEFT = 2, NUMBER = 5, TIME = 21, DEEPER = 7, REASON = 200, LINE = 300 };
/* Of sessions without -v: the first ones, and those around the message. */
enum { SHOWN_FIRST = 5, SHOWN_AROUND = 5 };

static void ours(struct page *page, const char *msgid)
{
	buf_add(&page->text, page_our(page, msgid));
}

static void end_row(struct page *page, enum style style)
{
	buf_add_repeat(page->out, ' ', DEEPER);
	page_wrap_made(page, DEEPER, DEEPER, style);
}

static const char *outcome_text(enum log_outcome outcome)
{
	static const char *const texts[LOG_OUTCOMES] = {
		[LOG_SILENT] = N_("said nothing"),
		[LOG_LOST] = N_("connection lost"),
		[LOG_REJECTED] = N_("refused"),
		[LOG_ACCEPTED] = N_("taken"),
		[LOG_QUIT] = N_("ended without a mail"),
		[LOG_UNKNOWN] = N_("the log says no more"),
	};

	return texts[outcome];
}

static enum style outcome_style(enum log_outcome outcome)
{
	return outcome == LOG_ACCEPTED ? STYLE_STRONG : STYLE_PLAIN;
}

/* "2023-01-01 21:52:31" as the log has it. */
static void add_local_time(struct page *page, const struct log_sessions *log, int64_t utc)
{
	char text[DATE_TEXT];
	struct str iso = date_iso_at(utc, log->zone_minutes, text);

	if (utc == 0) {
		ours(page, N_("not in the log"));
		return;
	}
	buf_add(&page->text, str_until(iso, 'T'));
	buf_add_char(&page->text, ' ');
	buf_add(&page->text, str_sub(iso, 11, 19));
}

static void add_client(struct page *page, const struct log_session *session)
{
	text_outside(page, session->client_name, 60);
	buf_add_char(&page->text, '[');
	text_outside(page, session->client_ip, 0);
	buf_add_char(&page->text, ']');
}

static void add_duration(struct page *page, const char *msgid, int64_t seconds)
{
	struct value value = {
		.key = "duration",
		.kind = VALUE_STR,
		.str =
		    duration_text(page->in->arena, seconds,
				  strcmp(page->options->catalogue->language, "ja") == 0)
	};

	phrase_add(page->in, page->options, msgid, &value, 1, &page->text);
}

/* How long after what came before it. */
static void add_gaps(struct page *page, const struct log_session *session,
		     const struct log_session *before)
{
	const struct date *date = &page->in->message->date;

	if (!session->begin)
		return;
	if (before && before->end)
		add_duration(page, N_("{duration} after the session before it"),
			     session->begin - before->end);
	if (date->ok) {
		if (page->text.n)
			buf_add(&page->text, STR("; "));
		add_duration(page,
			     session->begin < date->utc ? N_("{duration} before Date")
							: N_("{duration} after Date"),
			     session->begin - date->utc);
	}
	if (session->end && session->end != session->begin) {
		if (page->text.n)
			buf_add(&page->text, STR("; "));
		add_duration(page, N_("it lasted {duration}"),
			     session->end - session->begin);
	}
	if (page->text.n)
		end_row(page, STYLE_DIM);
}

static void add_named(struct page *page, const char *msgid, struct str value)
{
	if (value.n == 0)
		return;
	if (page->text.n)
		buf_add(&page->text, STR("; "));
	ours(page, msgid);
	buf_add(&page->text, STR(": "));
	text_outside(page, value, REASON);
}

static void add_details(struct page *page, const struct log_session *session)
{
	add_named(page, N_("reason"), session->reason);
	if (page->text.n)
		end_row(page, STYLE_PLAIN);
	add_named(page, N_("name not confirmed"), session->unconfirmed);
	add_named(page, N_("HELO"), session->helo);
	add_named(page, N_("envelope sender"), session->envelope_from);
	for (uint32_t i = 0; i < session->recipient_count && i < 3; i++)
		add_named(page, N_("to"), session->recipients[i]);
	add_named(page, N_("queue id"), session->queue_id);
	add_named(page, N_("logged in as"), session->login);
	add_named(page, N_("commands"), session->commands);
	if (page->text.n)
		end_row(page, STYLE_PLAIN);
	if (page->options->verbose > 0) {
		add_named(page, N_("policy"), session->policy);
		if (page->text.n)
			end_row(page, STYLE_PLAIN);
	}
	for (uint32_t i = 0; page->options->verbose > 0 && i < session->line_count; i++) {
		const struct log_line *line = &session->lines[i];

		text_outside(page, line->file, 40);
		buf_printf(&page->text, ":%llu ", (unsigned long long)line->number);
		text_outside(page, line->text, LINE);
		end_row(page, STYLE_DIM);
	}
}

static void add_session(struct page *page, const struct log_session *session,
			const struct log_session *before)
{
	const struct log_sessions *log = page->in->log;

	buf_add_repeat(page->out, ' ', LEFT);
	buf_printf(&page->text, "%u", session->n);
	page_cell_made(page, NUMBER, STYLE_DIM);
	add_local_time(page, log, log_time_of(session));
	page_cell_made(page, TIME, STYLE_STRONG);
	add_client(page, session);
	buf_add(&page->text, STR(": "));
	ours(page, outcome_text(session->outcome));
	if (session->stage.n && session->outcome != LOG_ACCEPTED) {
		buf_add(&page->text, STR(" ("));
		text_outside(page, session->stage, 40);
		buf_add_char(&page->text, ')');
	}
	if (session->this_message) {
		buf_add(&page->text, STR(" <- "));
		ours(page, N_("this message"));
	}
	page_wrap_made(page, LEFT + NUMBER + TIME, LEFT + NUMBER + TIME,
		       outcome_style(session->outcome));
	add_gaps(page, session, before);
	add_details(page, session);
}

static bool is_shown(const struct page *page, const struct log_session *session)
{
	const struct log_session *own = log_own_of(page->in);

	return page->options->verbose > 0 || session->n <= SHOWN_FIRST ||
	       (own && session->n + SHOWN_AROUND >= own->n &&
		session->n <= own->n + SHOWN_AROUND);
}

static void add_left(struct page *page, uint32_t count)
{
	struct value value = { .key = "count", .kind = VALUE_INT, .number = count };

	if (count == 0)
		return;
	phrase_add(page->in, page->options, N_("{count} more sessions; -v shows them"),
		   &value, 1, &page->text);
	end_row(page, STYLE_DIM);
}

static void add_sessions(struct page *page)
{
	const struct log_sessions *log = page->in->log;
	uint32_t left = 0;

	for (uint32_t i = 0; i < log->count; i++) {
		if (!is_shown(page, &log->sessions[i])) {
			left++;
			continue;
		}
		add_left(page, left);
		left = 0;
		add_session(page, &log->sessions[i], i ? &log->sessions[i - 1] : NULL);
	}
	add_left(page, left);
}

static void add_neighbours(struct page *page)
{
	const struct log_sessions *log = page->in->log;

	if (log->neighbour_count == 0 || page->options->verbose <= 0)
		return;
	ours(page, N_("Of the same network, or under the same name in HELO"));
	buf_add_repeat(page->out, ' ', LEFT);
	page_wrap_made(page, LEFT, LEFT, STYLE_DIM);
	for (uint32_t i = 0; i < log->neighbour_count; i++)
		add_session(page, &log->neighbours[i], NULL);
}

static void add_deliveries(struct page *page)
{
	const struct log_sessions *log = page->in->log;

	for (uint32_t i = 0; i < log->delivery_count; i++) {
		const struct log_delivery *to = &log->deliveries[i];

		buf_add_repeat(page->out, ' ', LEFT);
		buf_add(&page->text, STR("->"));
		page_cell_made(page, NUMBER, STYLE_DIM);
		add_local_time(page, log, to->utc);
		page_cell_made(page, TIME, STYLE_STRONG);
		text_outside(page, to->recipient, 80);
		buf_add(&page->text, STR(": "));
		text_outside(page, to->status, 40);
		add_named(page, N_("by"), to->relay);
		add_named(page, N_("answer"), to->text);
		page_wrap_made(page, LEFT + NUMBER + TIME, LEFT + NUMBER + TIME,
			       STYLE_PLAIN);
	}
}

static void add_head(struct page *page)
{
	const struct log_sessions *log = page->in->log;
	int zone = log->zone_minutes;
	unsigned far = (unsigned)(zone < 0 ? -zone : zone);

	for (uint32_t i = 0; i < log->file_count; i++) {
		if (i)
			buf_add(&page->text, STR(", "));
		text_outside(page, log->files[i].name, 60);
	}
	if (page->text.n)
		buf_add(&page->text, STR("; "));
	ours(page, log->zone_known
		       ? N_("times without a zone are read as those of our "
			    "server")
		       : N_("times without a zone are read as UTC: nobody says "
			    "which zone the log has"));
	buf_printf(&page->text, " (%c%02u:%02u)", zone < 0 ? '-' : '+', far / 60,
		   far % 60);
	if (log->year_guessed) {
		buf_add(&page->text, STR("; "));
		ours(page, N_("the log has no year: it is taken from the message"));
	}
	buf_add_repeat(page->out, ' ', LEFT);
	page_wrap_made(page, LEFT, LEFT, STYLE_DIM);
}

void text_log(struct page *page)
{
	if (!log_read_of(page->in))
		return; /* limit.log says why */
	page_heading(page, N_("Mail log"));
	add_head(page);
	add_sessions(page);
	add_deliveries(page);
	add_neighbours(page);
}
