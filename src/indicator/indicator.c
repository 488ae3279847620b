/* indicator/indicator.c - see indicator.h; the list, and its order. */
#include "indicator/gather.h"

#include "base/limits.h"
#include "base/name_index.h"

#include <stdlib.h>

enum { SLOTS = LIMIT_INDICATORS * 2 };
_Static_assert(LIMIT_INDICATORS <= UINT16_MAX, "a slot holds their number");

const char *const indicator_type_words[INDICATOR_TYPES] = {
	"url",	      "host",	 "domain", "ip",	  "network",   "email",
	"message-id", "subject", "sha256", "certificate", "telephone", "coin",
};

const char *const indicator_role_words[] = { "bad", "abused", "victim", "context" };

/* A list that ends at LIMIT_INDICATORS cannot be made slow. */
static uint32_t hash_of(enum indicator_type type, struct str value)
{
	return (uint32_t)name_hash(value) ^ (uint32_t)type;
}

static uint16_t *slot_of(struct gathering *g, enum indicator_type type, struct str value)
{
	uint32_t at = hash_of(type, value) % SLOTS;

	while (g->slots[at]) {
		const struct indicator *item = &g->list->items[g->slots[at] - 1];

		if (item->type == type && str_eq(item->value, value))
			break;
		at = (at + 1) % SLOTS;
	}
	return &g->slots[at];
}

static bool is_allowed(const struct gathering *g, const struct indicator *item)
{
	const struct str_list *allow = &g->in->env->site->allow;
	struct str host = item->value, before, after;
	struct url url;

	if (allow->count == 0)
		return false;
	if (item->type == INDICATOR_EMAIL && str_cut_last(host, '@', &before, &after))
		host = after;
	else if (item->type == INDICATOR_URL &&
		 url_parse(g->in->arena, item->value, NULL, &url))
		host = url.host;
	else if (item->type != INDICATOR_HOST && item->type != INDICATOR_DOMAIN)
		return str_list_has_nocase(allow, item->value);
	for (uint32_t i = 0; i < allow->count; i++)
		if (str_is_domain_or_below(host, allow->items[i]) ||
		    str_eq_nocase(item->value, allow->items[i]))
			return true;
	return false;
}

static void play(struct gathering *g, uint32_t at, const struct part_played *part)
{
	struct indicator *item = &g->list->items[at];

	g->basis[at] = (uint8_t)part->basis;
	item->role = part->role;
	item->source = part->source;
	item->confidence = item->allowed ? part->confidence / 2 : part->confidence;
}

struct indicator *gather_add(struct gathering *g, enum indicator_type type,
			     struct str value, const struct part_played *part)
{
	struct indicators *list = g->list;
	uint16_t *slot;

	/* What would have to be cut is not what others can look for. */
	if (value.n == 0 || value.n > LIMIT_REPORT_STRING)
		return NULL;
	slot = slot_of(g, type, value);
	if (*slot) {
		uint32_t at = *slot - 1;

		if (part->basis > g->basis[at] ||
		    (part->basis == g->basis[at] &&
		     part->confidence > list->items[at].confidence))
			play(g, at, part);
		return &list->items[at];
	}
	if (list->count == LIMIT_INDICATORS) {
		list->left_out++;
		return NULL;
	}
	list->items[list->count] = (struct indicator){
		.type = type,
		.value = value,
		.first_seen = g->arrived,
		.last_seen = g->arrived,
	};
	list->items[list->count].allowed = is_allowed(g, &list->items[list->count]);
	play(g, list->count++, part);
	*slot = (uint16_t)list->count;
	return &list->items[list->count - 1];
}

void indicator_seen(struct indicator *indicator, int64_t utc)
{
	if (!indicator || utc <= 0)
		return;
	if (indicator->first_seen == 0 || utc < indicator->first_seen)
		indicator->first_seen = utc;
	if (utc > indicator->last_seen)
		indicator->last_seen = utc;
}

static int by_role(const void *a, const void *b)
{
	const struct indicator *one = a, *other = b;

	if (one->role != other->role)
		return one->role < other->role ? -1 : 1;
	if (one->type != other->type)
		return one->type < other->type ? -1 : 1;
	if (one->confidence != other->confidence)
		return one->confidence > other->confidence ? -1 : 1;
	return str_cmp(one->value, other->value);
}

/* When our side took it; else when it says it was written, and that is not after now. */
static int64_t arrival(const struct inspection *in)
{
	const struct path *path = &in->path;
	const struct message *message = in->message;

	if (path->boundary && path->hops[path->boundary - 1].received.date.ok)
		return path->hops[path->boundary - 1].received.date.utc;
	return message->date_given && message->date.ok &&
		       message->date.utc <= in->env->clock
		   ? message->date.utc
		   : 0;
}

const struct indicators *indicators_of(const struct inspection *in)
{
	struct gathering g = {
		.in = in,
		.list = arena_new_of(in->arena, struct indicators),
		.basis = (uint8_t *)arena_bytes(in->arena, LIMIT_INDICATORS),
		.slots = arena_alloc_array(in->arena, SLOTS, sizeof(uint16_t)),
		.accusing = in->verdict.class_ == VERDICT_FRAUDULENT ||
			    in->verdict.class_ == VERDICT_SUSPICIOUS,
		.arrived = arrival(in),
	};

	g.list->items = arena_room(in->arena, LIMIT_INDICATORS, sizeof *g.list->items);
	g.list->cap = LIMIT_INDICATORS;
	if (in->thing)
		return g.list;
	charge_places(&g);
	g.sender = charge_of_sender(&g);
	gather_victims(&g);
	gather_links(&g);
	gather_sender(&g);
	gather_path(&g);
	gather_sites(&g);
	gather_content(&g);
	if (g.list->count)
		qsort(g.list->items, g.list->count, sizeof *g.list->items, by_role);
	return g.list;
}

const struct indicator *indicator_find(const struct indicators *list,
				       enum indicator_type type, struct str value)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (list->items[i].type == type && str_eq(list->items[i].value, value))
			return &list->items[i];
	return NULL;
}
