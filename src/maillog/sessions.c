/* maillog/sessions.c - lines to sessions; see sessions.h.
 *
 * A line belongs to the session of its process and client, or of its queue id. Times come
 * first: a log without a year is read around the message. */
#include "maillog/sessions.h"

#include "record/maillog.h"

#include <stdlib.h>

enum {
	DAY = 86400,
	TOLERANCE = 600, /* between our server's stamp and its log */
	PAUSE = 300,	 /* of Exim's lines without a session of their own */
	AT_ONCE = 5,	 /* what one program hands to the next */
};

static const char *const outcomes[LOG_OUTCOMES] = {
	[LOG_SILENT] = "silent",     [LOG_LOST] = "lost", [LOG_REJECTED] = "rejected",
	[LOG_ACCEPTED] = "accepted", [LOG_QUIT] = "quit", [LOG_UNKNOWN] = "unknown",
};

const char *log_outcome_name(enum log_outcome outcome)
{
	return outcomes[outcome];
}

const struct log_session *log_own_session(const struct log_sessions *log)
{
	for (uint32_t i = 0; i < log->count; i++)
		if (log->sessions[i].this_message)
			return &log->sessions[i];
	return NULL;
}

/* A line with all that was read in it. */
struct entry {
	struct maillog_line read;
	struct log_line line;
	enum log_share share;
	uint32_t order;
	struct ip ip; /* of the client it names */
};

struct making {
	struct log_session s;
	struct str host, program;
	uint64_t pid;
	struct str *ids;
	uint32_t id_count, id_cap;
	struct ip ip;
	int64_t last;	       /* its newest line */
	bool open, named_only; /* the name was looked up, the client not yet said */
	bool screened;	       /* by postscreen, which handed it on */
	bool rejected, accepted, timeout, lost, ended, late_refusal, queued;
};

/* Ids that one mail had one after the other. */
struct alias {
	struct str id, of;
};

struct builder {
	struct arena *arena;
	const struct log_when *when;
	const struct log_own *own;
	struct log_sessions *log;
	struct entry *entries;
	uint32_t count;
	struct making **makings;
	uint32_t making_count, making_cap;
	struct alias *aliases;
	uint32_t alias_count, alias_cap;
};

/* --- time -----------------------------------------------------------------------------
 */

static int64_t seconds_of(const struct builder *b, const struct maillog_line *line,
			  int64_t year)
{
	return maillog_seconds(line, year) -
	       (line->zone_known ? 0 : b->when->zone_minutes * 60);
}

/* The year that puts it nearest to `target`, but not into the future. */
static int64_t nearest(const struct builder *b, const struct maillog_line *line,
		       int64_t target)
{
	struct civil about;
	int64_t best = 0, distance = INT64_MAX;

	civil_from_utc(target, 0, &about);
	for (int64_t year = about.year - 1; year <= about.year + 1; year++) {
		int64_t utc = seconds_of(b, line, year);
		int64_t far = utc > target ? utc - target : target - utc;

		if (far < distance && utc <= b->when->clock + DAY) {
			best = utc;
			distance = far;
		}
	}
	return best;
}

static void set_year_by(const struct builder *b, struct entry *entry, int64_t low,
			int64_t high)
{
	struct civil about;

	civil_from_utc(entry->line.utc, 0, &about);
	if (entry->line.utc < low)
		entry->line.utc = seconds_of(b, &entry->read, about.year + 1);
	else if (entry->line.utc > high)
		entry->line.utc = seconds_of(b, &entry->read, about.year - 1);
}

/* Lines stand in the order of their times: over New Year, and for a log that is longer
 * than half a year. From the message's own line outwards. */
static void order_years(struct builder *b)
{
	uint32_t anchor = b->count;

	for (uint32_t i = 0; i < b->count; i++)
		if (b->entries[i].share == LOG_SHARE_OWN && b->entries[i].line.utc) {
			anchor = i;
			break;
		}
	if (anchor == b->count)
		return;
	for (uint32_t i = anchor + 1; i < b->count; i++)
		if (b->entries[i].line.year_guessed)
			set_year_by(b, &b->entries[i], b->entries[i - 1].line.utc - DAY,
				    INT64_MAX);
	for (uint32_t i = anchor; i-- > 0;)
		if (b->entries[i].line.year_guessed)
			set_year_by(b, &b->entries[i], INT64_MIN,
				    b->entries[i + 1].line.utc + DAY);
}

static void set_times(struct builder *b)
{
	for (uint32_t i = 0; i < b->count; i++) {
		struct entry *entry = &b->entries[i];

		if (!entry->read.dated)
			continue;
		entry->line.year_guessed = !entry->read.year_known;
		b->log->year_guessed |= entry->line.year_guessed;
		entry->line.utc = entry->read.year_known
				      ? seconds_of(b, &entry->read, 0)
				      : nearest(b, &entry->read, b->when->arrived);
	}
	order_years(b);
}

static int by_time(const void *a, const void *b)
{
	const struct entry *one = a, *two = b;

	if (one->line.utc != two->line.utc && one->line.utc && two->line.utc)
		return one->line.utc < two->line.utc ? -1 : 1;
	return (one->order > two->order) - (one->order < two->order);
}

/* --- reading --------------------------------------------------------------------------
 */

static struct str file_name(const struct log_sessions *log, uint32_t n)
{
	for (uint32_t i = 0; i < log->file_count; i++)
		if (log->files[i].n == n)
			return log->files[i].name;
	return STR("");
}

static void read_lines(struct builder *b, const struct log_answer *answer)
{
	b->count = answer->line_count;
	b->entries = arena_alloc_array(b->arena, b->count, sizeof *b->entries);
	for (uint32_t i = 0; i < b->count; i++) {
		const struct log_found *found = &answer->lines[i];
		struct entry *entry = &b->entries[i];

		maillog_read(b->arena, found->text, &entry->read);
		entry->share = found->share;
		entry->order = i;
		ip_parse(maillog_field(&entry->read, "client_ip"), &entry->ip);
		entry->line = (struct log_line){
			.file = file_name(b->log, found->file),
			.number = found->number,
			.host = entry->read.host,
			.program = entry->read.program,
			.pid = entry->read.pid,
			.queue_id = entry->read.queue_id,
			.text = found->text,
		};
	}
	set_times(b);
	if (b->count)
		qsort(b->entries, b->count, sizeof *b->entries, by_time);
}

/* --- ids that follow from ids ---------------------------------------------------------
 */

static bool is_id(struct str id)
{
	return id.n && !str_eq(id, STR("NOQUEUE"));
}

/* As maillog/gather.c follows them. */
static struct str passed_on(const struct maillog_line *line)
{
	struct str response = maillog_field(line, "response");
	size_t at;
	struct ip ip;

	if (line->kind != MAILLOG_DELIVERY || !response.p)
		return STR_NONE;
	at = str_find_str(response, STR("forwarded as "));
	if (at != STR_NPOS)
		return str_until(str_skip(response, at + 13), ' ');
	at = str_find_str(response, STR("queued as "));
	if (at == STR_NPOS || !ip_parse(maillog_field(line, "relay_ip"), &ip) ||
	    !ip_is_private(&ip))
		return STR_NONE;
	return str_until(str_until(str_skip(response, at + 10), ' '), ')');
}

static void find_aliases(struct builder *b)
{
	for (uint32_t i = 0; i < b->count && b->alias_count < LIMIT_LOG_IDS; i++) {
		struct str id = passed_on(&b->entries[i].read);

		if (!maillog_is_queue_id(id) || !is_id(b->entries[i].read.queue_id) ||
		    str_eq(id, b->entries[i].read.queue_id))
			continue;
		ARENA_GROW(b->arena, b->aliases, b->alias_count, b->alias_cap);
		b->aliases[b->alias_count++] =
		    (struct alias){ id, b->entries[i].read.queue_id };
	}
}

/* The id under which the mail came in. */
static struct str root_of(const struct builder *b, struct str id)
{
	for (uint32_t steps = 0; steps < 8; steps++) {
		uint32_t i = 0;

		while (i < b->alias_count && !str_eq(b->aliases[i].id, id))
			i++;
		if (i == b->alias_count)
			break;
		id = b->aliases[i].of;
	}
	return id;
}

/* --- sessions -------------------------------------------------------------------------
 */

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

static bool has_id(const struct making *making, struct str id)
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
		if (has_id(b->makings[i], id))
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

static void set(struct str *place, struct str value)
{
	if (value.n && place->n == 0)
		*place = value;
}

static void add_recipient(struct builder *b, struct log_session *s, struct str recipient)
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
	if (!is_id(id) || has_id(making, id))
		return;
	ARENA_GROW(b->arena, making->ids, making->id_count, making->id_cap);
	making->ids[making->id_count++] = id;
	set(&making->s.queue_id, id);
}

static void add_recipients(struct builder *b, struct making *making,
			   const struct maillog_line *line)
{
	for (uint32_t i = 0; i < line->field_count; i++)
		if (strcmp(line->fields[i].name, "to") == 0)
			add_recipient(b, &making->s, line->fields[i].value);
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
		set(&s->client_name, name);
	set(&s->client_ip, maillog_field(line, "client_ip"));
	set(&s->helo, maillog_field(line, "helo"));
	set(&s->envelope_from, maillog_field(line, "from"));
	set(&s->message_id, maillog_field(line, "message_id"));
	set(&s->login, line->kind == MAILLOG_LOGIN_FAILED
			   ? STR_NONE
			   : maillog_field(line, "sasl_username"));
	switch (line->kind) {
	case MAILLOG_NAME:
		s->name_unconfirmed = true;
		set(&s->unconfirmed, maillog_field(line, "name"));
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
		    is_id(line->queue_id) && has_id(making, line->queue_id) &&
		    !str_eq(maillog_field(line, "stage"), STR("RCPT"));
		set(&s->stage, maillog_field(line, "stage"));
		set(&s->reason, maillog_field(line, "reason"));
		add_recipients(b, making, line);
		break;
	case MAILLOG_LOGIN_FAILED:
		s->logins_failed++;
		break;
	case MAILLOG_TIMEOUT:
		making->timeout = true;
		set(&s->stage, maillog_field(line, "stage"));
		break;
	case MAILLOG_LOST:
	case MAILLOG_TLS_FAILED:
		making->lost = true;
		set(&s->stage, maillog_field(line, "stage"));
		break;
	case MAILLOG_SCREEN:
		making->screened =
		    str_starts(maillog_field(line, "verdict"), STR("PASS"));
		making->lost |= str_starts(maillog_field(line, "verdict"), STR("HANGUP"));
		set(&s->stage, maillog_field(line, "stage"));
		break;
	case MAILLOG_POLICY:
		set(&s->policy, maillog_field(line, "message"));
		break;
	case MAILLOG_QUEUED:
		making->queued = true;
		break;
	case MAILLOG_DISCONNECT:
	case MAILLOG_NO_MAIL:
		set(&s->commands, maillog_field(line, "commands"));
		making->ended = true;
		making->open = false;
		s->end = entry->line.utc;
		break;
	case MAILLOG_DELIVERY:
		if (s->recipient_count == 0 || !is_id(passed_on(line)))
			add_recipient(b, s,
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

	if (is_id(id))
		making = with_id(b, id);
	if (!making)
		making = recent(b, entry,
				entry->read.kind == MAILLOG_POLICY ? fits_client
				: is_exim(entry)		   ? fits_pause
								   : fits_process);
	if (making && is_sendmail(entry) && is_id(id) && making->id_count &&
	    !has_id(making, id))
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
	struct making *making = with_id(b, root_of(b, entry->read.queue_id));

	if (!making && !is_id(entry->read.queue_id))
		making = with_message_id(b, maillog_field(&entry->read, "message_id"));
	if (!making) {
		if (!is_id(entry->read.queue_id))
			return; /* of whom, nothing says */
		making = new_making(b, entry);
		making->s.begin = 0; /* what came before is not there */
		making->open = false;
		making->accepted = entry->read.kind != MAILLOG_REJECT;
		add_id(b, making, root_of(b, entry->read.queue_id));
	}
	take(b, making, entry);
}

static void distribute(struct builder *b)
{
	for (uint32_t i = 0; i < b->count; i++) {
		const struct entry *entry = &b->entries[i];
		struct str id = entry->read.queue_id;

		if (entry->read.kind == MAILLOG_CONNECT)
			begin_session(b, entry);
		else if (is_id(id) && !str_eq(root_of(b, id), id))
			take_id_line(b, entry); /* its own mail, once more */
		else if (entry->ip.kind != IP_NONE || entry->read.kind == MAILLOG_LOCAL)
			take_client_line(b, entry);
		else
			take_id_line(b, entry);
	}
}

/* --- what came of them ----------------------------------------------------------------
 */

static enum log_outcome outcome_of(const struct making *making)
{
	bool said =
	    making->s.commands.n && !str_ends(making->s.commands, STR("commands=0/0"));

	if (making->accepted && !making->late_refusal &&
	    (making->queued || !(making->lost || making->timeout)))
		return LOG_ACCEPTED;
	if (making->rejected)
		return LOG_REJECTED;
	if (making->timeout && !said &&
	    (making->s.stage.n == 0 || str_eq(making->s.stage, STR("CONNECT"))))
		return LOG_SILENT;
	if (making->timeout || making->lost)
		return LOG_LOST;
	return making->ended ? LOG_QUIT : LOG_UNKNOWN;
}

static bool is_own_id(const struct builder *b, const struct making *making)
{
	const struct log_keys *keys = b->own->keys;

	for (uint32_t i = 0; i < keys->count; i++)
		if (keys->items[i].kind == LOG_KEY_ID &&
		    (has_id(making, keys->items[i].value) ||
		     has_id(making, root_of(b, keys->items[i].value))))
			return true;
	return false;
}

static bool is_own_message_id(const struct builder *b, const struct making *making)
{
	const struct log_keys *keys = b->own->keys;

	for (uint32_t i = 0; i < keys->count; i++)
		if (keys->items[i].kind == LOG_KEY_MESSAGE_ID &&
		    str_eq(making->s.message_id, keys->items[i].value))
			return true;
	return false;
}

/* An accepted mail of the same client and envelope, about when ours came. */
static bool is_alike(const struct builder *b, const struct making *making)
{
	int64_t far = making->last - b->when->arrived;
	struct ip ip;

	if (!making->accepted || far > TOLERANCE || far < -TOLERANCE ||
	    b->own->envelope_from.n == 0 ||
	    !str_eq_nocase(making->s.envelope_from, b->own->envelope_from))
		return false;
	for (uint32_t i = 0; i < b->own->keys->count; i++)
		if (b->own->keys->items[i].kind == LOG_KEY_CLIENT &&
		    ip_parse(b->own->keys->items[i].value, &ip) &&
		    ip_eq(&ip, &making->ip))
			return true;
	return false;
}

/* Queue ids are given again in time: the nearest counts. */
static struct making *nearest_that(const struct builder *b,
				   bool (*is)(const struct builder *b,
					      const struct making *making))
{
	struct making *best = NULL;
	int64_t distance = INT64_MAX;

	for (uint32_t i = 0; i < b->making_count; i++) {
		struct making *making = b->makings[i];
		int64_t far = making->last - b->when->arrived;

		far = far < 0 ? -far : far;
		if (!is(b, making))
			continue;
		/* a short id of another year is another mail's */
		if (!b->own->of_log_alone && far > 7 * DAY && is == is_own_id &&
		    !is_own_message_id(b, making))
			continue;
		if (!best || far < distance) {
			best = making;
			distance = far;
		}
	}
	return best;
}

/* Several mails may come in one session: what is told of it is the message's. */
static void tell_of_own(struct builder *b, struct making *making)
{
	struct log_session *s = &making->s;
	struct str id = STR_NONE;

	for (uint32_t i = 0; i < b->own->keys->count && id.n == 0; i++)
		if (b->own->keys->items[i].kind == LOG_KEY_ID &&
		    has_id(making, root_of(b, b->own->keys->items[i].value)))
			id = root_of(b, b->own->keys->items[i].value);
	if (making->id_count < 2 || id.n == 0)
		return;
	s->queue_id = id;
	s->message_id = s->envelope_from = STR_NONE;
	s->recipient_count = 0;
	for (uint32_t i = 0; i < b->count; i++) {
		const struct maillog_line *line = &b->entries[i].read;

		if (!is_id(line->queue_id) || !str_eq(root_of(b, line->queue_id), id))
			continue;
		set(&s->message_id, maillog_field(line, "message_id"));
		set(&s->envelope_from, maillog_field(line, "from"));
		if (line->kind == MAILLOG_DELIVERY && !is_id(passed_on(line)))
			add_recipient(b, s, maillog_field(line, "to"));
	}
}

static struct making *join(struct builder *b)
{
	static const struct {
		const char *name;
		bool (*is)(const struct builder *b, const struct making *making);
	} ways[] = { { "queue-id", is_own_id },
		     { "message-id", is_own_message_id },
		     { "client", is_alike } };

	for (size_t i = 0; i < COUNT(ways); i++) {
		struct making *found = nearest_that(b, ways[i].is);

		if (!found)
			continue;
		found->s.this_message = true;
		found->s.relation = LOG_SHARE_CLIENT;
		tell_of_own(b, found);
		b->log->joined_by = ways[i].name;
		return found;
	}
	return NULL;
}

/* --- after delivery -------------------------------------------------------------------
 */

static struct str relay_of(struct builder *b, const struct maillog_line *line)
{
	struct str relay = maillog_field(line, "relay"),
		   name = maillog_field(line, "relay_name"),
		   ip = maillog_field(line, "relay_ip");

	if (relay.n || ip.n == 0)
		return relay.n ? relay : name;
	return arena_printf(b->arena, "%.*s[%.*s]", STR_ARG(name), STR_ARG(ip));
}

/* "relay=mx.example[192.0.2.1]:25" */
static bool is_outside(struct str relay)
{
	size_t open = str_rfind(relay, '['), close = str_rfind(relay, ']');
	struct ip ip;

	return open != STR_NPOS && close != STR_NPOS && close > open &&
	       ip_parse(str_sub(relay, open + 1, close), &ip) && !ip_is_private(&ip);
}

static void add_deliveries(struct builder *b, const struct making *making)
{
	struct log_sessions *log = b->log;

	for (uint32_t i = 0; i < b->count; i++) {
		const struct entry *entry = &b->entries[i];
		const struct maillog_line *line = &entry->read;
		bool ours = is_id(line->queue_id)
				? str_eq(root_of(b, line->queue_id), making->s.queue_id)
				: str_eq(maillog_field(line, "message_id"),
					 making->s.message_id) &&
				      making->s.message_id.n;
		struct log_delivery *to;

		if (line->kind != MAILLOG_DELIVERY || !ours || passed_on(line).n ||
		    log->delivery_count >= LIMIT_LOG_DELIVERIES ||
		    entry->line.utc + DAY < making->s.begin)
			continue;
		ARENA_GROW(b->arena, log->deliveries, log->delivery_count,
			   log->delivery_cap);
		to = &log->deliveries[log->delivery_count++];
		*to = (struct log_delivery){
			.utc = entry->line.utc,
			.recipient = maillog_field(line, "to"),
			.original_recipient = maillog_field(line, "orig_to"),
			.relay = relay_of(b, line),
			.status = maillog_field(line, "status"),
			.text = maillog_field(line, "response").n
				    ? maillog_field(line, "response")
				    : maillog_field(line, "reason"),
		};
		to->outside = is_outside(to->relay);
	}
}

/* --- all of it ------------------------------------------------------------------------
 */

static int by_begin(const void *a, const void *b)
{
	const struct log_session *one = a, *two = b;
	int64_t first = one->begin ? one->begin : one->lines[0].utc;
	int64_t second = two->begin ? two->begin : two->lines[0].utc;

	if (first != second)
		return first < second ? -1 : 1;
	return (one->lines[0].number > two->lines[0].number) -
	       (one->lines[0].number < two->lines[0].number);
}

static bool is_the_client(const struct builder *b, const struct making *making)
{
	const struct log_keys *keys = b->own->keys;
	struct ip ip;

	for (uint32_t i = 0; i < keys->count; i++) {
		struct str value = keys->items[i].value;

		if (keys->items[i].kind == LOG_KEY_CLIENT && ip_parse(value, &ip) &&
		    ip_eq(&ip, &making->ip))
			return true;
	}
	return false;
}

/* A line may name what was looked for and be about another client: what stands in a
 * header field, or what only a policy daemon said. */
static bool is_wanted(const struct builder *b, const struct making *making,
		      const struct making *mine)
{
	if (making == mine)
		return true;
	if (making->named_only && !making->accepted && !making->rejected)
		return false;
	if (making->ip.kind == IP_NONE)
		return b->own->of_log_alone && !mine;
	if ((mine && ip_eq(&making->ip, &mine->ip)) || is_the_client(b, making))
		return true;
	return making->s.relation >= LOG_SHARE_HELO;
}

static void settle(struct builder *b, struct making *making)
{
	struct log_sessions *log = b->log;
	bool near = making->s.relation >= LOG_SHARE_HELO;
	uint32_t *count = near ? &log->neighbour_count : &log->count;

	if (*count >= LIMIT_LOG_SESSIONS) {
		log->left_out += making->s.line_count;
		return;
	}
	making->s.outcome = outcome_of(making);
	if (near) {
		ARENA_GROW(b->arena, log->neighbours, log->neighbour_count,
			   log->neighbour_cap);
		log->neighbours[log->neighbour_count++] = making->s;
	} else {
		ARENA_GROW(b->arena, log->sessions, log->count, log->cap);
		log->sessions[log->count++] = making->s;
	}
}

static void number(struct log_session *sessions, uint32_t count)
{
	if (count)
		qsort(sessions, count, sizeof *sessions, by_begin);
	for (uint32_t i = 0; i < count; i++)
		sessions[i].n = i + 1;
}

void log_sessions_build(struct arena *arena, const struct log_answer *answer,
			const struct log_when *when, const struct log_own *own,
			struct log_sessions *ret)
{
	struct builder builder = { .arena = arena, .when = when, .own = own, .log = ret };
	struct making *mine;

	ret->zone_minutes = when->zone_minutes;
	ret->zone_known = when->zone_known;
	for (int share = 0; share < LOG_SHARES; share++)
		ret->left_out += answer->left[share];
	read_lines(&builder, answer);
	find_aliases(&builder);
	distribute(&builder);
	mine = join(&builder);
	if (mine)
		add_deliveries(&builder, mine);
	/* The message's own first: it is told whatever else there is. */
	if (mine)
		settle(&builder, mine);
	for (uint32_t i = 0; i < builder.making_count; i++)
		if (builder.makings[i] != mine &&
		    is_wanted(&builder, builder.makings[i], mine))
			settle(&builder, builder.makings[i]);
	number(ret->sessions, ret->count);
	number(ret->neighbours, ret->neighbour_count);
}
