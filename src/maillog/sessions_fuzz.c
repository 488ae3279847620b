/* maillog/sessions_fuzz.c - lines of any kind, in any order, as sessions: every one has
 * a line, they stand in the order of their beginning, and at most one is the message's.
 */
#include "maillog/sessions.h"

#include <stdlib.h>

static void need(bool holds)
{
	if (!holds)
		abort();
}

static int64_t begin_of(const struct log_session *session)
{
	return session->begin ? session->begin : session->lines[0].utc;
}

static uint32_t look_at(const struct log_session *sessions, uint32_t count)
{
	uint32_t own = 0;

	need(count <= LIMIT_LOG_SESSIONS);
	for (uint32_t i = 0; i < count; i++) {
		const struct log_session *session = &sessions[i];

		need(session->n == i + 1 && session->line_count > 0);
		need(session->recipient_count <= LIMIT_LOG_RECIPIENTS);
		need(log_outcome_name(session->outcome) != NULL);
		need(i == 0 || begin_of(session - 1) <= begin_of(session));
		own += session->this_message;
	}
	return own;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct log_when when = { .arrived = 1672579322,
					      .clock = 1672621200,
					      .zone_minutes = 540,
					      .zone_known = true };
	struct arena *arena = arena_new(256 << 20);
	struct str text = { (const char *)data, size };
	struct log_sessions sessions = { .asked = true };
	struct log_keys keys = { .count = 0 };
	struct log_own own = { .keys = &keys,
			       .envelope_from = STR("etc-meisai@fevcvxs.cn") };
	struct log_answer answer;

	log_keys_add(&keys, LOG_KEY_ID, STR("5799452000E"));
	log_keys_add(&keys, LOG_KEY_CLIENT, STR("117.50.174.153"));
	log_answer_read(arena, text, &answer);
	need(answer.line_count <= LIMIT_LOG_LINES);
	log_sessions_build(arena, &answer, &when, &own, &sessions);
	need(look_at(sessions.sessions, sessions.count) +
		 look_at(sessions.neighbours, sessions.neighbour_count) <=
	     1);
	need(sessions.delivery_count <= LIMIT_LOG_DELIVERIES);
	arena_free(arena);
	return 0;
}
