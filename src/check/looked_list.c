/* check/looked_list.c - see looked_list.h. */
#include "check/looked_list.h"

/* A name that is gone takes all its pages along. */
static bool are_of_one(const struct sighting *before, const struct sighting *now)
{
	return str_eq(before->site, now->site) &&
	       (str_eq(before->href, now->href) ||
		(now->state == SITE_GONE && now->href.n == 0));
}

static const struct sighting *look_before(const struct history *history,
					  const struct sighting *now)
{
	for (uint32_t i = history->sighting_count; i-- > 0;)
		if (are_of_one(&history->sightings[i], now))
			return &history->sightings[i];
	return NULL;
}

static void look_now(const struct inspection *in, struct looked *looked)
{
	looked->all = *in->history;
	/* what is added goes elsewhere */
	looked->all.sighting_cap = looked->all.sighting_count;
	sightings_find(in->arena, in, looked->all.revision_count + 1, &looked->all);
	looked->next = in->history->sighting_count;
}

bool looked_next(const struct inspection *in, struct looked *looked)
{
	if (!in->history)
		return false;
	if (!looked->all.sightings)
		look_now(in, looked);
	while (looked->next < looked->all.sighting_count) {
		looked->now = &looked->all.sightings[looked->next++];
		looked->before = look_before(in->history, looked->now);
		if (looked->before)
			return true;
	}
	return false;
}

const char *looked_words(enum site_state state)
{
	switch (state) {
	case SITE_GONE:
		return N_("its name was gone");
	case SITE_PARKED:
		return N_("it showed a page for names without a site");
	case SITE_LIVE:
		return N_("a page stood there");
	case SITE_BLOCKED:
		return N_("it kept us out");
	default:
		return N_("nothing was there");
	}
}
