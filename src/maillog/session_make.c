/* maillog/session_make.c - see builder.h. A line belongs to the session of its process
 * and client, or of its queue id. */
#include "maillog/builder.h"

enum {
	PAUSE = 300, /* of Exim's lines without a session of their own */
	AT_ONCE = 5, /* what one program hands to the next */
};

static struct making *new_making(struct builder *b, const struct entry *entry)
{
	struct making *making = arena_new_of(b->arena, struct making);

	making->host = entry->read.host;
	making->program = entry->read.program;
	making->pid = entry->read.pid;
	making->s.begin = entry->line.utc;
	making->s.relation =
	    entry->share == LOG_SHARE_OWN ? LOG_SHARE_CLIENT : entry->share;
	making->open = true;
	ARENA_GROW(b->arena, b->makings, b->making_count, b->making_cap);
	b->makings[b->making_count++] = making;
	return making;
}

static bool is_process(const struct making *making, const struct entry *entry)
{
	return making->pid == entry->read.pid &&
	       str_eq(making->program, entry->read.program) &&
	       str_eq(making->host, entry->read.host);
}

bool making_has_id(const struct making *making, struct str id)
{
	for (uint32_t i = 0; i < making->id_count; i++)
		if (str_eq(making->ids[i], id))
			return true;
	return false;
}

/* How far back sessions are looked at: those of one moment. */
enum { RECENT = 400 };

static struct making *recent(const struct builder *b, const struct entry *entry,
			     bool (*fits)(const struct making *making,
					  const struct entry *entry))
{
	for (uint32_t i = b->making_count; i-- > 0 && b->making_count - i <= RECENT;)
		if (fits(b->makings[i], entry))
			return b->makings[i];
	return NULL;
}

static bool fits_process(const struct making *making, const struct entry *entry)
{
	return making->open && is_process(making, entry) &&
	       (entry->ip.kind == IP_NONE || ip_eq(&making->ip, &entry->ip));
}

/* A policy daemon is another process; it speaks while the client waits. */
static bool fits_client(const struct making *making, const struct entry *entry)
{
	return ip_eq(&making->ip, &entry->ip) &&
	       (making->open || entry->line.utc <= making->last + 1);
}

/* Handed on by postscreen a moment ago. */
static bool fits_screened(const struct making *making, const struct entry *entry)
{
	return making->screened && ip_eq(&making->ip, &entry->ip) &&
	       entry->line.utc - making->last <= AT_ONCE;
}

/* Exim's lines of one connection have no more in common than the client. */
static bool fits_pause(const struct making *making, const struct entry *entry)
{
	return making->open && ip_eq(&making->ip, &entry->ip) &&
	       (making->pid == entry->read.pid || !making->pid || !entry->read.pid) &&
	       entry->line.utc - making->last <= PAUSE;
}

static struct making *with_id(const struct builder *b, struct str id)
{
	for (uint32_t i = b->making_count; i-- > 0;)
		if (making_has_id(b->makings[i], id))
			return b->makings[i];
	return NULL;
}

static void add_line(struct builder *b, struct making *making, const struct entry *entry)
{
	struct log_session *s = &making->s;

	ARENA_GROW(b->arena, s->lines, s->line_count, s->line_cap);
	s->lines[s->line_count++] = entry->line;
	if (entry->line.utc > making->last)
		making->last = entry->line.utc;
	if (entry->share == LOG_SHARE_OWN || entry->share < s->relation)
		s->relation =
		    entry->share == LOG_SHARE_OWN ? LOG_SHARE_CLIENT : entry->share;
}

void log_set(struct str *place, struct str value)
{
	if (value.n && place->n == 0)
		*place = value;
}

void log_add_recipient(struct builder *b, struct log_session *s, struct str recipient)
{
	if (recipient.n == 0 || s->recipient_count >= LIMIT_LOG_RECIPIENTS)
		return;
	for (uint32_t i = 0; i < s->recipient_count; i++)
		if (str_eq_nocase(s->recipients[i], recipient))
			return;
	ARENA_GROW(b->arena, s->recipients, s->recipient_count, s->recipient_cap);
	s->recipients[s->recipient_count++] = recipient;
}

static void add_id(struct builder *b, struct making *making, struct str id)
{
	if (!log_is_id(id) || making_has_id(making, id))
		return;
	ARENA_GROW(b->arena, making->ids, making->id_count, making->id_cap);
	making->ids[making->id_count++] = id;
	log_set(&making->s.queue_id, id);
}

static void add_recipients(struct builder *b, struct making *making,
			   const struct maillog_line *line)
{
	for (uint32_t i = 0; i < line->field_count; i++)
		if (strcmp(line->fields[i].name, "to") == 0)
			log_add_recipient(b, &making->s, line->fields[i].value);
}

/* What each kind of line says of its session. */
static void take(struct builder *b, struct making *making, const struct entry *entry)
{
	const struct maillog_line *line = &entry->read;
	struct log_session *s = &making->s;
	struct str name = maillog_field(line, "client_name");

	add_line(b, making, entry);
	if (entry->ip.kind != IP_NONE && making->ip.kind == IP_NONE)
		making->ip = entry->ip;
	if (line->kind != MAILLOG_POLICY && line->kind != MAILLOG_NAME)
		log_set(&s->client_name, name);
	log_set(&s->client_ip, maillog_field(line, "client_ip"));
	log_set(&s->helo, maillog_field(line, "helo"));
	log_set(&s->envelope_from, maillog_field(line, "from"));
	log_set(&s->message_id, maillog_field(line, "message_id"));
	log_set(&s->login, line->kind == MAILLOG_LOGIN_FAILED
			       ? STR_NONE
			       : maillog_field(line, "sasl_username"));
	switch (line->kind) {
	case MAILLOG_NAME:
		s->name_unconfirmed = true;
		log_set(&s->unconfirmed, maillog_field(line, "name"));
		break;
	case MAILLOG_CLIENT:
	case MAILLOG_LOCAL:
		making->accepted = true;
		add_id(b, making, line->queue_id);
		add_recipients(b, making, line);
		break;
	case MAILLOG_REJECT:
		making->rejected = true;
		making->late_refusal |=
		    log_is_id(line->queue_id) && making_has_id(making, line->queue_id) &&
		    !str_eq(maillog_field(line, "stage"), STR("RCPT"));
		log_set(&s->stage, maillog_field(line, "stage"));
		log_set(&s->reason, maillog_field(line, "reason"));
		add_recipients(b, making, line);
		break;
	case MAILLOG_LOGIN_FAILED:
		s->logins_failed++;
		break;
	case MAILLOG_TIMEOUT:
		making->timeout = true;
		log_set(&s->stage, maillog_field(line, "stage"));
		break;
	case MAILLOG_LOST:
	case MAILLOG_TLS_FAILED:
		making->lost = true;
		log_set(&s->stage, maillog_field(line, "stage"));
		break;
	case MAILLOG_SCREEN:
		making->screened =
		    str_starts(maillog_field(line, "verdict"), STR("PASS"));
		making->lost |= str_starts(maillog_field(line, "verdict"), STR("HANGUP"));
		log_set(&s->stage, maillog_field(line, "stage"));
		break;
	case MAILLOG_POLICY:
		log_set(&s->policy, maillog_field(line, "message"));
		break;
	case MAILLOG_QUEUED:
		making->queued = true;
		break;
	case MAILLOG_DISCONNECT:
	case MAILLOG_NO_MAIL:
		log_set(&s->commands, maillog_field(line, "commands"));
		making->ended = true;
		making->open = false;
		s->end = entry->line.utc;
		break;
	case MAILLOG_DELIVERY:
		if (s->recipient_count == 0 || !log_is_id(log_passed_on(line)))
			log_add_recipient(b, s,
					  maillog_field(line, "orig_to").n
					      ? maillog_field(line, "orig_to")
					      : maillog_field(line, "to"));
		break;
	default:
		break;
	}
}

/* A new session of the process, or the one whose name was just looked up. */
static void begin_session(struct builder *b, const struct entry *entry)
{
	struct making *making = recent(b, entry, fits_process);

	if (!making || !making->named_only) {
		if (making)
			making->open = false; /* its end is not in the log */
		making = recent(b, entry, fits_screened);
		if (making) {
			making->program = entry->read.program;
			making->pid = entry->read.pid;
			making->open = true;
			making->screened = false;
		} else {
			making = new_making(b, entry);
		}
	}
	making->named_only = false;
	take(b, making, entry);
}

static bool is_exim(const struct entry *entry)
{
	return str_starts_nocase(entry->read.program, STR("exim"));
}

static bool is_sendmail(const struct entry *entry)
{
	return str_starts(entry->read.program, STR("sendmail")) ||
	       str_starts(entry->read.program, STR("sm-"));
}

/* Lines of a client, with or without an id. */
static void take_client_line(struct builder *b, const struct entry *entry)
{
	struct making *making = NULL;
	struct str id = entry->read.queue_id;

	if (log_is_id(id))
		making = with_id(b, id);
	if (!making)
		making = recent(b, entry,
				entry->read.kind == MAILLOG_POLICY ? fits_client
				: is_exim(entry)		   ? fits_pause
								   : fits_process);
	if (making && is_sendmail(entry) && log_is_id(id) && making->id_count &&
	    !making_has_id(making, id))
		making = NULL;
	if (!making) {
		making = new_making(b, entry);
		making->named_only = entry->read.kind == MAILLOG_NAME ||
				     entry->read.kind == MAILLOG_POLICY;
	}
	if (entry->read.kind == MAILLOG_REJECT && is_sendmail(entry))
		add_id(b, making, id);
	take(b, making, entry);
	if (is_exim(entry) &&
	    (entry->read.kind == MAILLOG_LOST || entry->read.kind == MAILLOG_TIMEOUT))
		making->open = false;
}

/* A delivery that knows its mail by Message-ID alone (a mailbox behind LMTP). */
static struct making *with_message_id(const struct builder *b, struct str message_id)
{
	for (uint32_t i = b->making_count; message_id.n && i-- > 0;)
		if (str_eq(b->makings[i]->s.message_id, message_id))
			return b->makings[i];
	return NULL;
}

static void take_id_line(struct builder *b, const struct entry *entry)
{
	struct making *making = with_id(b, log_root_of(b, entry->read.queue_id));

	if (!making && !log_is_id(entry->read.queue_id))
		making = with_message_id(b, maillog_field(&entry->read, "message_id"));
	if (!making) {
		if (!log_is_id(entry->read.queue_id))
			return; /* of whom, nothing says */
		making = new_making(b, entry);
		making->s.begin = 0; /* what came before is not there */
		making->open = false;
		making->accepted = entry->read.kind != MAILLOG_REJECT;
		add_id(b, making, log_root_of(b, entry->read.queue_id));
	}
	take(b, making, entry);
}

void log_distribute(struct builder *b)
{
	for (uint32_t i = 0; i < b->count; i++) {
		const struct entry *entry = &b->entries[i];
		struct str id = entry->read.queue_id;

		if (entry->read.kind == MAILLOG_CONNECT)
			begin_session(b, entry);
		else if (log_is_id(id) && !str_eq(log_root_of(b, id), id))
			take_id_line(b, entry); /* its own mail, once more */
		else if (entry->ip.kind != IP_NONE || entry->read.kind == MAILLOG_LOCAL)
			take_client_line(b, entry);
		else
			take_id_line(b, entry);
	}
}
