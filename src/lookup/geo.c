/* lookup/geo.c - where a network is registered, by databases on this machine: nobody is
 * asked.
 *
 * The files are opened before the lock and understood behind it (record/places.h). */
#include "lookup/lookup.h"

#include "record/geo_json.h"
#include "record/places.h"

#include <stdlib.h>

#define N_(text) text

static bool prepare(struct lookup *lookup, struct err *err)
{
	struct places_databases *places = calloc(1, sizeof *places);
	struct arena *lasting = arena_new(0);

	if (!places || !lasting)
		abort();
	lookup->own[QUESTION_GEO] = places;
	return places_open(lasting, lookup->setup.geo, places, err);
}

static void ask(struct inquiry *inquiry)
{
	struct places_databases *places = inquiry->lookup->own[QUESTION_GEO];
	struct told told = { .status = ANSWER_ANSWERED,
			     .from = STR("databases of this machine"),
			     .ttl = LIMIT_CACHE_LONGEST };
	struct geo_answers answers;
	struct arena *arena = arena_new(0);
	struct err why; /* of one that makes no sense: it is not among those listed */
	struct buf out;
	struct ip ip;

	if (!arena)
		abort();
	inquiry_start(inquiry);
	places_read(places, &why);
	buf_init(&out, LIMIT_ANSWER_BYTES);
	if (places->count == 0 || !ip_parse(inquiry->question.subject, &ip)) {
		told.status = ANSWER_NOT_ALLOWED;
		told.from = STR_NONE;
		told.reason = STR(N_("no database of places is installed"));
	} else {
		geo_ask(arena, places->sources, places->count, &ip, &answers);
		geo_json_write(&out, arena, inquiry->question.subject, &answers,
			       places->sources, places->count);
		told.bytes = buf_peek(&out);
	}
	inquiry_tell(inquiry, &told);
	buf_fini(&out);
	arena_free(arena);
}

const struct lookup_kind lookup_geo = {
	.kind = QUESTION_GEO,
	.prepare = prepare,
	.ask = ask,
};
