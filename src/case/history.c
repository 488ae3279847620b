/* case/history.c - see history.h. */
#include "case/history.h"

#include "case/record.h"
#include "case/words.h"

static const char *const states[SITE_STATES] = {
	[SITE_LIVE] = "live",	    [SITE_RESOLVES] = "resolves",
	[SITE_DORMANT] = "dormant", [SITE_PARKED] = "parked",
	[SITE_BLOCKED] = "blocked", [SITE_GONE] = "gone",
};

const char *site_state_name(enum site_state state)
{
	return states[state];
}

bool site_state_find(struct str word, enum site_state *ret)
{
	for (int i = 0; i < SITE_STATES; i++)
		if (str_eq(word, str_c(states[i])))
			return *ret = (enum site_state)i, true;
	return false;
}

/* --- rows ------------------------------------------------------------------------------
 */

static bool fail(struct err *err, const char *what)
{
	return err_set(err, ERR_DATA, "",
		       "this case is damaged, or was tampered with (%s)", what);
}

/* 9999-12-31T23:59:59Z: what dates can say. */
#define LATEST 253402300799

static void read_revisions(const struct case_file *file, struct history *ret)
{
	uint32_t count = (uint32_t)file->revision.n;

	ret->revisions = arena_alloc_array(file->arena, count, sizeof *ret->revisions);
	for (uint32_t i = 0; i < count; i++) {
		const struct case_revision *row =
		    &file->lists[CASE_REVISION].rows[i].revision;
		enum contact contact;

		ret->revisions[i] = (struct history_revision){
			.n = i + 1,
			.utc = row->clock,
			.tool_version = row->tool_version,
			.contact = contact_find(row->contact, &contact)
				       ? str_c(contact_shown(contact))
				       : row->contact,
			.finished = row->finished,
			.outside = row->asked > CONTACT_OFFLINE,
		};
	}
	ret->revision_count = count;
}

/* The last look at that very thing before this one; NULL. */
static const struct sighting *look_before(const struct history *history,
					  const struct sighting *sighting)
{
	for (uint32_t i = history->sighting_count; i-- > 0;) {
		const struct sighting *before = &history->sightings[i];

		if (before->revision < sighting->revision &&
		    str_eq(before->site, sighting->site) &&
		    str_eq(before->href, sighting->href))
			return before;
	}
	return NULL;
}

static bool was_away(const struct sighting *sighting)
{
	return sighting->state == SITE_GONE || sighting->state == SITE_DORMANT ||
	       sighting->state == SITE_PARKED;
}

static void add(struct arena *arena, struct history *history, struct sighting sighting)
{
	const struct sighting *before = look_before(history, &sighting);

	sighting.back = sighting.state == SITE_LIVE && before && was_away(before);
	ARENA_GROW(arena, history->sightings, history->sighting_count,
		   history->sighting_cap);
	history->sightings[history->sighting_count++] = sighting;
}

static bool read_sighting(const struct case_sighting *row, uint32_t revisions,
			  const struct history *before, struct sighting *ret)
{
	*ret = (struct sighting){ .revision = (uint32_t)row->revision,
				  .site = row->site,
				  .href = row->href,
				  .utc = row->utc };
	return row->revision >= 1 && row->revision <= revisions &&
	       (!before->sighting_count ||
		row->revision >=
		    before->sightings[before->sighting_count - 1].revision) &&
	       row->utc >= 0 && row->utc <= LATEST && row->site.n &&
	       site_state_find(row->state, &ret->state);
}

bool history_read(const struct case_file *file, struct history *ret, struct err *err)
{
	const struct case_list *list = &file->lists[CASE_SIGHTING];

	*ret = (struct history){ 0 };
	read_revisions(file, ret);
	for (uint32_t i = 0; i < list->count; i++) {
		struct sighting sighting;

		if (!read_sighting(&list->rows[i].sighting,
				   file->lists[CASE_REVISION].count, ret, &sighting))
			return fail(err, "a sighting");
		if (sighting.revision <= file->revision.n)
			add(file->arena, ret, sighting);
	}
	return true;
}

void history_forget(struct history *history, int64_t n)
{
	while (history->revision_count && history->revision_count >= n)
		history->revision_count--;
	while (history->sighting_count &&
	       history->sightings[history->sighting_count - 1].revision >= n)
		history->sighting_count--;
	/* What is added to this copy would stand in the place of what the other holds. */
	history->sighting_cap = history->sighting_count;
}

/* --- what an examination saw
 * -------------------------------------------------------------
 */

static bool state_of_visit(const struct visit *visit, enum site_state *ret)
{
	switch (visit->state) {
	case VISIT_LIVE:
	case VISIT_LED_AWAY:
		return *ret = SITE_LIVE, true;
	case VISIT_GONE:
	case VISIT_ABSENT:
	case VISIT_DORMANT:
	case VISIT_REFUSED:
		return *ret = SITE_DORMANT, true;
	case VISIT_PARKED:
		return *ret = SITE_PARKED, true;
	case VISIT_BLOCKED:
		return *ret = SITE_BLOCKED, true;
	case VISIT_NO_NAME:
		return *ret = SITE_GONE, true;
	default: /* nothing was learnt */
		return false;
	}
}

/* False: the DNS did not say. */
static bool state_of_host(const struct survey_host *host, enum site_state *ret,
			  int64_t *ret_utc)
{
	const struct fact *a = &host->a, *aaaa = &host->aaaa;
	const struct answer *answer = a->answer ? a->answer : aaaa->answer;

	if (!answer)
		return false;
	*ret_utc = answer->asked_at;
	if (a->state == FACT_FOUND || aaaa->state == FACT_FOUND)
		return *ret = SITE_RESOLVES, true;
	if (a->state == FACT_NO_NAME || aaaa->state == FACT_NO_NAME)
		return *ret = SITE_GONE, true;
	if (a->state == FACT_NONE && aaaa->state == FACT_NONE)
		return *ret = SITE_DORMANT, true;
	return false;
}

static bool is_visited(const struct history *history, uint32_t from, struct str site)
{
	for (uint32_t i = from; i < history->sighting_count; i++)
		if (str_eq(history->sightings[i].site, site))
			return true;
	return false;
}

static bool has_room(const struct history *history, uint32_t from)
{
	return history->sighting_count - from < LIMIT_CASE_SITES;
}

void sightings_find(struct arena *arena, const struct inspection *in, uint32_t n,
		    struct history *ret)
{
	uint32_t from = ret->sighting_count;
	struct sighting sighting = { .revision = n };

	for (uint32_t i = 0; in->visits && i < in->visits->count; i++) {
		const struct visit *visit = &in->visits->items[i];

		sighting.site = visit->link->host.ascii;
		sighting.href = visit->shape;
		if (has_room(ret, from) && sighting.site.n &&
		    state_of_visit(visit, &sighting.state) &&
		    visit_seen_at(visit, &sighting.utc))
			add(arena, ret, sighting);
	}
	for (uint32_t i = 0; in->survey && i < in->survey->host_count; i++) {
		const struct survey_host *host = &in->survey->hosts[i];

		sighting.site = host->name;
		sighting.href = STR_NONE;
		if (has_room(ret, from) && host->roles & 1u << SEEN_LINK &&
		    !is_visited(ret, from, host->name) &&
		    state_of_host(host, &sighting.state, &sighting.utc))
			add(arena, ret, sighting);
	}
}

/* --- when to look again
 * --------------------------------------------------------------------
 */

bool sighting_due(const struct history *history, struct str site, int64_t *ret_utc,
		  int64_t *ret_after)
{
	static const int64_t spans[] = { 3600, 86400, 7 * 86400 };
	int64_t first = -1, last = -1;

	for (uint32_t i = 0; i < history->sighting_count; i++) {
		const struct sighting *sighting = &history->sightings[i];

		if (!str_eq(sighting->site, site))
			continue;
		if (first < 0)
			first = sighting->utc;
		if (sighting->utc > last)
			last = sighting->utc;
	}
	for (size_t i = 0; first >= 0 && i < COUNT(spans); i++)
		if (last < first + spans[i]) {
			*ret_utc = first + spans[i];
			*ret_after = spans[i];
			return true;
		}
	return false;
}
