/* maillog/sessions.c - lines to sessions; see sessions.h, and builder.h for the steps. */
#include "maillog/builder.h"

#include <stdlib.h>

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
	making->s.outcome = making_outcome(making);
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
	log_read_lines(&builder, answer);
	log_find_aliases(&builder);
	log_distribute(&builder);
	mine = log_join(&builder);
	if (mine)
		log_add_deliveries(&builder, mine);
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
