/* maillog/query.c - see query.h. */
#include "maillog/query.h"

struct maillog_query {
	struct arena *arena;
	struct door *door;
	struct maillog_subject subject;
	struct log_keys keys, more; /* of the two questions */
	struct log_sessions *made;
};

/* Ids that our own servers gave; in a message that was handed on inside there are
 * several. */
static void add_ids(struct maillog_query *query)
{
	const struct path *path = query->subject.path;

	log_keys_add(&query->keys, LOG_KEY_ID, query->subject.queue_id);
	for (uint32_t i = 0; i < path->count && path->hops[i].n <= path->boundary; i++)
		log_keys_add(&query->keys, LOG_KEY_ID, path->hops[i].received.id);
}

static void add_message_id(struct maillog_query *query)
{
	log_keys_add(&query->keys, LOG_KEY_MESSAGE_ID,
		     query->subject.message->message_id.id);
}

struct maillog_query *maillog_begin(struct arena *arena, struct door *door,
				    const struct maillog_subject *subject)
{
	struct maillog_query *query = arena_new_of(arena, struct maillog_query);

	query->arena = arena;
	query->door = door;
	query->subject = *subject;
	add_ids(query);
	if (!subject->of_log_alone) {
		add_message_id(query);
		log_keys_add_client(arena, &query->keys, &subject->path->origin.addr);
		log_keys_add(&query->keys, LOG_KEY_HELO, subject->path->origin.helo);
	}
	return query;
}

/* False: waiting. `*ret` is NULL where there is nothing to ask. */
static bool ask(struct maillog_query *query, const struct log_keys *keys,
		const struct answer **ret)
{
	struct question question;

	*ret = NULL;
	if (!log_keys_question(query->arena, keys, &question))
		return true;
	door_purpose(query->door, PURPOSE_LOG);
	*ret = door_ask(query->door, &question);
	return *ret;
}

/* Our own server's word; else now. */
static struct log_when when(const struct maillog_query *query)
{
	const struct path *path = query->subject.path;
	struct log_when ret = { .arrived = query->subject.clock,
				.clock = query->subject.clock,
				.zone_minutes = path->zone_minutes,
				.zone_known = path->zone_known };

	if (!ret.zone_known && query->subject.zone_known) {
		ret.zone_minutes = query->subject.zone_minutes;
		ret.zone_known = true;
	}
	if (path->boundary && path->boundary <= path->count) {
		const struct date *date = &path->hops[path->boundary - 1].received.date;

		if (date->ok)
			ret.arrived = date->utc;
		if (!ret.zone_known && date->ok && date->zone_known) {
			ret.zone_minutes = date->offset_minutes;
			ret.zone_known = true;
		}
	}
	return ret;
}

static void build(struct maillog_query *query, const struct log_answer *answer,
		  struct log_sessions *ret)
{
	const struct log_when at = when(query);
	const struct log_own own = { .keys = &query->keys,
				     .envelope_from = query->subject.envelope_from,
				     .of_log_alone = query->subject.of_log_alone };

	log_sessions_build(query->arena, answer, &at, &own, ret);
}

/* The client that the message does not name, or names otherwise. */
static void add_client_of_log(struct maillog_query *query, const struct log_sessions *log)
{
	const struct log_session *own = log_own_session(log);
	struct ip ip;

	if (!own || !ip_parse(own->client_ip, &ip) || ip_is_private(&ip) ||
	    ip_eq(&ip, &query->subject.path->origin.addr))
		return;
	log_keys_add_client(query->arena, &query->more, &ip);
	log_keys_add(&query->more, LOG_KEY_HELO, own->helo);
}

static bool has_line(const struct log_answer *answer, const struct log_found *line)
{
	for (uint32_t i = 0; i < answer->line_count; i++)
		if (answer->lines[i].file == line->file &&
		    answer->lines[i].number == line->number)
			return true;
	return false;
}

/* The lines of both, the first one's share where a line is in both. */
static void merge(struct arena *arena, struct log_answer *first,
		  const struct log_answer *second)
{
	uint32_t before = first->line_count;
	struct log_answer seen = *first;

	seen.line_count = before;
	for (uint32_t i = 0; i < second->line_count; i++) {
		if (has_line(&seen, &second->lines[i]))
			continue;
		ARENA_GROW(arena, first->lines, first->line_count, first->line_cap);
		first->lines[first->line_count++] = second->lines[i];
	}
	for (int share = 0; share < LOG_SHARES; share++)
		first->left[share] += second->left[share];
}

/* Nothing is known of the log: it could not be read, nobody was asked, the case has no
 * such answer. */
static struct log_sessions *without(struct maillog_query *query,
				    const struct answer *answer)
{
	struct log_sessions *log = arena_new_of(query->arena, struct log_sessions);

	log->asked = true;
	log->answer = answer;
	return log;
}

bool maillog_round(struct maillog_query *query, struct log_sessions **ret)
{
	const struct answer *answer, *more;
	struct log_answer lines, others;
	struct log_sessions *log;

	*ret = query->made;
	if (query->made)
		return true;
	if (!ask(query, &query->keys, &answer))
		return false;
	log = without(query, answer);
	if (answer && answer->status == ANSWER_ANSWERED) {
		log_answer_read(query->arena, answer->bytes, &lines);
		log->files = lines.files;
		log->file_count = lines.file_count;
		build(query, &lines, log);
		add_client_of_log(query, log);
		if (!ask(query, &query->more, &more))
			return false;
		if (more && more->status == ANSWER_ANSWERED) {
			log_answer_read(query->arena, more->bytes, &others);
			merge(query->arena, &lines, &others);
			log = without(query, answer);
			log->files = lines.files;
			log->file_count = lines.file_count;
			build(query, &lines, log);
		}
	}
	*ret = query->made = log;
	return true;
}
