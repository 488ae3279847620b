/* timeline/timeline.c - see timeline.h: asks every source for its moments, then puts them
 * in order. */
#include "timeline/gather.h"

#include "mail/date.h"

#include <stdlib.h>
#include <string.h>

/* In the order of moments of one second: what came first by its nature. */
static const struct {
	const char *name, *text;
} kinds[] = {
	{ "registered", N_("registered") },
	{ "updated", N_("registration changed") },
	{ "expires", N_("end of the registration") },
	{ "free", N_("free for anybody") },
	{ "certificate", N_("certificate valid from") },
	{ "certificate-logged", N_("certificate in a public log") },
	{ "certificate-ends", N_("end of the certificate") },
	{ "date", N_("written") },
	{ "signed", N_("signed") },
	{ "signature-ends", N_("end of the signature") },
	{ "hop", N_("handed on") },
	{ "attempt", N_("session with the mail server") },
	{ "handed-over", N_("handed over") },
	{ "delivered", N_("delivery") },
	{ "asked", N_("looked up") },
	{ "visited", N_("visited") },
	{ "state", N_("state") },
	{ "note", N_("note") },
};

const char *timeline_kind(size_t i)
{
	return i < COUNT(kinds) ? kinds[i].name : NULL;
}

static size_t rank_of(const char *kind)
{
	size_t i = 0;

	while (i < COUNT(kinds) && strcmp(kinds[i].name, kind) != 0)
		i++;
	return i;
}

const char *timeline_kind_text(const char *kind)
{
	size_t i = rank_of(kind);

	return i < COUNT(kinds) ? kinds[i].text : kind;
}

const char *timeline_weekday_text(int weekday)
{
	static const char *const names[] = { N_("Sunday"),   N_("Monday"),
					     N_("Tuesday"),  N_("Wednesday"),
					     N_("Thursday"), N_("Friday"),
					     N_("Saturday") };

	return weekday >= 0 && weekday < (int)COUNT(names) ? names[weekday] : NULL;
}

/* --- zones and arrival ---------------------------------------------------------------
 */

static void find_zones(struct gather *gather)
{
	const struct date *date = &gather->in->message->date;
	const struct path *path = &gather->in->path;
	struct timeline *timeline = gather->timeline;

	timeline->has_recipient = path->zone_known;
	timeline->recipient_minutes = path->zone_minutes;
	timeline->has_sender = date->ok && date->zone_known;
	timeline->sender_minutes = date->offset_minutes;
}

static void find_arrival(struct gather *gather)
{
	const struct path *path = &gather->in->path;
	const struct site *site = gather->in->env->site;
	struct timeline *timeline = gather->timeline;
	struct civil day;

	timeline->weekday = -1;
	if (path->boundary && path->boundary <= path->count &&
	    path->hops[path->boundary - 1].received.date.ok)
		timeline->arrived = path->hops[path->boundary - 1].received.date.utc;
	if (timeline->arrived == 0 || !path->zone_known)
		return;
	civil_from_utc(timeline->arrived, path->zone_minutes, &day);
	timeline->weekday = day.weekday;
	timeline->holiday = tables_holiday(gather->in->env->tables, site->holidays,
					   day.year * 10000 + day.month * 100 + day.day);
}

/* --- order ---------------------------------------------------------------------------
 */

struct place {
	struct moment moment;
	uint32_t found; /* how many were found before it */
};

/* Total: of one second, a day without an hour stands first, then it goes by kind, then
 * by the order in which they were found. */
static int compare(const void *a, const void *b)
{
	const struct place *one = a, *other = b;
	size_t rank_one, rank_other;

	if (one->moment.utc != other->moment.utc)
		return one->moment.utc < other->moment.utc ? -1 : 1;
	if (one->moment.date_only != other->moment.date_only)
		return one->moment.date_only ? -1 : 1;
	rank_one = rank_of(one->moment.kind);
	rank_other = rank_of(other->moment.kind);
	if (rank_one != rank_other)
		return rank_one < rank_other ? -1 : 1;
	return one->found < other->found ? -1 : 1;
}

static void sort(struct gather *gather)
{
	struct timeline *timeline = gather->timeline;
	struct place *places =
	    arena_alloc_array(gather->in->arena, timeline->count, sizeof *places);

	for (uint32_t i = 0; i < timeline->count; i++)
		places[i] = (struct place){ timeline->moments[i], i };
	if (timeline->count)
		qsort(places, timeline->count, sizeof *places, compare);
	for (uint32_t i = 0; i < timeline->count; i++)
		timeline->moments[i] = places[i].moment;
}

/* What has happened was before today. */
static void mark_future(struct gather *gather)
{
	struct timeline *timeline = gather->timeline;

	for (uint32_t i = 0; i < timeline->count; i++) {
		struct moment *moment = &timeline->moments[i];

		if (!moment->due && moment_is_after_time(moment, gather->in->env->clock))
			moment_impossible(moment,
					  N_("later than the moment of this report"));
	}
}

const struct timeline *timeline_of(const struct inspection *in)
{
	struct timeline *timeline = arena_new_of(in->arena, struct timeline);
	struct gather gather = { .in = in, .timeline = timeline };

	find_zones(&gather);
	find_arrival(&gather);
	if (!in->thing)
		gather_message(&gather);
	gather_registrations(&gather);
	gather_visits(&gather);
	gather_log(&gather);
	gather_asked(&gather);
	gather_notebook(&gather);
	mark_future(&gather);
	sort(&gather);
	return timeline;
}
