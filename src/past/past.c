/* past/past.c - see past.h. */
#include "past/past.h"

#include "door/exchange.h"
#include "door/reach.h"
#include "reputation/silence.h"

#define N_(text) text

/* --- which ---------------------------------------------------------------------------
 */

static const struct blocklist *list_of(const struct site *site)
{
	for (uint32_t i = 0; i < site->list_count; i++)
		if (site->lists[i]->means == LIST_BY_LOGS)
			return site->lists[i];
	return NULL;
}

/* Services of many, well-known sites and our own have a past that says nothing here. */
static bool is_worth_it(const struct survey_domain *domain, uint32_t roles)
{
	return (domain->roles & roles) && domain->deep && !domain->own &&
	       !domain->class_ && !domain->brand && domain->related != RELATED_YES;
}

static void choose(struct pasts *pasts, uint32_t roles, uint32_t most)
{
	for (uint32_t i = 0; i < pasts->survey->domain_count; i++)
		if (pasts->count < most &&
		    is_worth_it(&pasts->survey->domains[i], roles) && !past_of(pasts, i))
			pasts->items[pasts->count++] =
			    (struct past){ .domain = i, .state = PAST_WAITING };
}

struct pasts *pasts_begin(struct arena *arena, struct door *door,
			  const struct survey *survey, const struct site *site)
{
	const struct blocklist *list = list_of(site);
	struct pasts *pasts;

	if (!list)
		return NULL;
	pasts = arena_new_of(arena, struct pasts);
	pasts->arena = arena;
	pasts->door = door;
	pasts->survey = survey;
	pasts->list = list;
	return pasts;
}

/* --- what came back ------------------------------------------------------------------
 */

static void set(struct past *past, enum past_state state, const char *why)
{
	past->state = state;
	past->why = why;
}

static const char *trouble_of(const struct exchange *exchange)
{
	if (exchange->status == 429)
		return N_("the list was asked more often than it allows");
	if (exchange->status != 200)
		return N_("the list could not be asked");
	if (exchange->verify.n && !str_starts(exchange->verify, STR("0 ")))
		return N_("whoever answered is not the list: its certificate does not "
			  "hold");
	return NULL;
}

static void settle(struct arena *arena, struct past *past)
{
	struct exchange exchange;
	const char *why;

	why = silence_of(arena, past->answer);
	if (why) {
		set(past,
		    silence_is_unasked(past->answer) ? PAST_UNASKED : PAST_NO_ANSWER,
		    why);
		return;
	}
	exchange_read(arena, past->answer->bytes, &exchange);
	why = trouble_of(&exchange);
	if (why)
		set(past, PAST_NO_ANSWER, why);
	else if (!ct_history_read(arena, exchange.body, &past->history))
		set(past, PAST_NO_ANSWER, N_("the answer cannot be read"));
	else
		set(past, past->history.entries ? PAST_FOUND : PAST_NONE, NULL);
	past->history.cut |= exchange.cut.n > 0;
}

/* --- asking --------------------------------------------------------------------------
 */

/* False: waiting. */
static bool ask(struct pasts *pasts, struct past *past)
{
	struct str name = pasts->survey->domains[past->domain].name;
	const struct answer *answer;
	struct question question;
	bool reached;

	if (past->state != PAST_WAITING)
		return true;
	if (!question_list(pasts->arena, str_c(pasts->list->id), name, &question)) {
		set(past, PAST_UNASKED, N_("no name that can be asked about"));
		return true;
	}
	reached = door_reach(pasts->door, str_c(pasts->list->host));
	door_purpose(pasts->door, PURPOSE_PAST);
	answer = door_ask(pasts->door, &question);
	if (!answer || !reached)
		return false;
	past->answer = answer;
	settle(pasts->arena, past);
	return true;
}

static bool ask_all(struct pasts *pasts)
{
	bool done = true;

	for (uint32_t i = 0; i < pasts->count; i++)
		done &= ask(pasts, &pasts->items[i]);
	return done;
}

bool pasts_round(struct pasts *pasts)
{
	if (!pasts)
		return true;
	if (!pasts->early) {
		choose(pasts, 1u << SEEN_LINK | SEEN_WANTED, LIMIT_PASTS - 1);
		choose(pasts, 1u << SEEN_FROM | 1u << SEEN_ENVELOPE, LIMIT_PASTS - 1);
	}
	pasts->early = true;
	return ask_all(pasts);
}

bool pasts_round_late(struct pasts *pasts)
{
	if (!pasts)
		return true;
	if (!pasts->done)
		choose(pasts, 1u << SEEN_LED, LIMIT_PASTS);
	pasts->done = true;
	return ask_all(pasts);
}

const struct past *past_of(const struct pasts *pasts, uint32_t domain)
{
	for (uint32_t i = 0; pasts && i < pasts->count; i++)
		if (pasts->items[i].domain == domain)
			return &pasts->items[i];
	return NULL;
}

const char *past_state_name(enum past_state state)
{
	static const char *const names[PAST_STATES] = {
		[PAST_UNASKED] = "not-asked",	[PAST_WAITING] = "not-asked",
		[PAST_NO_ANSWER] = "no-answer", [PAST_NONE] = "none",
		[PAST_FOUND] = "found",
	};

	return names[state];
}
