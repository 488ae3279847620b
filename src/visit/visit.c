/* visit/visit.c - see visit.h. */
#include "visit/part.h"

#include "base/limits.h"

static const char *const state_names[VISIT_STATES] = {
	[VISIT_WAITING] = "waiting",	 [VISIT_LIVE] = "live",
	[VISIT_GONE] = "gone",		 [VISIT_ABSENT] = "absent",
	[VISIT_DORMANT] = "dormant",	 [VISIT_PARKED] = "parked",
	[VISIT_BLOCKED] = "blocked",	 [VISIT_REFUSED] = "refused",
	[VISIT_NO_ANSWER] = "no-answer", [VISIT_NO_NAME] = "no-such-name",
	[VISIT_LED_AWAY] = "led-away",	 [VISIT_NOT] = "not-visited",
};

const char *visit_state_name(enum visit_state state)
{
	return state_names[state];
}

struct visits *visits_begin(struct arena *arena, struct door *door,
			    const struct visits_query *query)
{
	struct visits *visits = arena_new_of(arena, struct visits);

	*visits = (struct visits){ .arena = arena,
				   .door = door,
				   .survey = query->survey,
				   .tables = query->tables,
				   .site = query->site,
				   .needles = query->needles,
				   .salt = query->salt,
				   .named = query->named,
				   .plan = query->plan };
	visits_choose(visits, query->links);
	for (uint32_t i = 0; i < visits->count; i++)
		visits->items[i].share = LIMIT_VISIT_REQUESTS / visits->count;
	return visits;
}

bool visits_round(struct visits *visits)
{
	bool done = true;

	for (uint32_t i = 0; i < visits->count && !visits->done; i++)
		done &= visit_walk(visits, &visits->items[i]) &&
			visit_find_icon(visits, &visits->items[i]);
	visits->done = done;
	return done;
}

const struct visit_hop *visit_end(const struct visit *visit)
{
	for (uint32_t i = visit->hop_count; i-- > 0;)
		if (visit->hops[i].answer &&
		    visit->hops[i].answer->status == ANSWER_ANSWERED)
			return &visit->hops[i];
	return NULL;
}

const struct handshake *visit_handshake(const struct visit *visit,
					const struct visit_hop *hop)
{
	return hop->handshake ? &visit->handshakes[hop->handshake - 1] : NULL;
}

bool visit_seen_at(const struct visit *visit, int64_t *ret_utc)
{
	for (uint32_t i = 0; i < visit->hop_count; i++) {
		const struct visit_hop *hop = &visit->hops[i];
		const struct handshake *handshake = visit_handshake(visit, hop);
		const struct answer *answer =
		    handshake && handshake->answer ? handshake->answer : hop->answer;

		if (!answer || answer_is_unasked(answer))
			continue;
		*ret_utc = answer->asked_at;
		return true;
	}
	return false;
}
