/* maillog/session_join.c - see builder.h. */
#include "maillog/builder.h"

enum { TOLERANCE = 600 }; /* seconds between our server's stamp and its log */

/* --- what came of them ----------------------------------------------------------------
 */

enum log_outcome making_outcome(const struct making *making)
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
		    (making_has_id(making, keys->items[i].value) ||
		     making_has_id(making, log_root_of(b, keys->items[i].value))))
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
		if (!b->own->of_log_alone && far > 7 * LOG_DAY && is == is_own_id &&
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
		    making_has_id(making, log_root_of(b, b->own->keys->items[i].value)))
			id = log_root_of(b, b->own->keys->items[i].value);
	if (making->id_count < 2 || id.n == 0)
		return;
	s->queue_id = id;
	s->message_id = s->envelope_from = STR_NONE;
	s->recipient_count = 0;
	for (uint32_t i = 0; i < b->count; i++) {
		const struct maillog_line *line = &b->entries[i].read;

		if (!log_is_id(line->queue_id) ||
		    !str_eq(log_root_of(b, line->queue_id), id))
			continue;
		log_set(&s->message_id, maillog_field(line, "message_id"));
		log_set(&s->envelope_from, maillog_field(line, "from"));
		if (line->kind == MAILLOG_DELIVERY && !log_is_id(log_passed_on(line)))
			log_add_recipient(b, s, maillog_field(line, "to"));
	}
}

struct making *log_join(struct builder *b)
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

void log_add_deliveries(struct builder *b, const struct making *making)
{
	struct log_sessions *log = b->log;

	for (uint32_t i = 0; i < b->count; i++) {
		const struct entry *entry = &b->entries[i];
		const struct maillog_line *line = &entry->read;
		bool ours =
		    log_is_id(line->queue_id)
			? str_eq(log_root_of(b, line->queue_id), making->s.queue_id)
			: str_eq(maillog_field(line, "message_id"),
				 making->s.message_id) &&
			      making->s.message_id.n;
		struct log_delivery *to;

		if (line->kind != MAILLOG_DELIVERY || !ours || log_passed_on(line).n ||
		    log->delivery_count >= LIMIT_LOG_DELIVERIES ||
		    entry->line.utc + LOG_DAY < making->s.begin)
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
