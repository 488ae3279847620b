/* check/web_came_back.c - a site that was away when it was last looked at is there again.
 */
#include "check/origin.h"

#include "case/history.h"
#include "check/check.h"

static const struct sighting *look_before(const struct history *history,
					  const struct sighting *now)
{
	for (uint32_t i = history->sighting_count; i-- > 0;)
		if (str_eq(history->sightings[i].site, now->site) &&
		    str_eq(history->sightings[i].href, now->href))
			return &history->sightings[i];
	return NULL;
}

static const char *words_of(enum site_state state)
{
	switch (state) {
	case SITE_GONE:
		return N_("its name was gone");
	case SITE_PARKED:
		return N_("it showed a page for names without a site");
	default:
		return N_("nothing was there");
	}
}

static void run(struct inspection *in, const struct check *self)
{
	struct history all;
	uint32_t n;

	if (!in->history)
		return;
	all = *in->history;
	all.sighting_cap = all.sighting_count; /* what is added goes elsewhere */
	n = all.revision_count + 1;
	sightings_find(in->arena, in, n, &all);
	for (uint32_t i = in->history->sighting_count; i < all.sighting_count; i++) {
		const struct sighting *now = &all.sightings[i];
		const struct sighting *before = look_before(in->history, now);
		struct finding *finding;

		if (!now->back || !before)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "host", now->site);
		finding_str(finding, "url", now->href);
		finding_time(finding, "then", before->utc);
		finding_word(finding, "state", words_of(before->state));
	}
}

const struct check check_web_came_back = {
	.id = "web.came-back",
	.title = N_("{host} is back: a page stands there again"),
	.details = { N_("When it was looked at on {then}, {state}; now {url} shows a "
			"page.") },
	.means = N_("Sites of fraudsters are switched off and on again, so that who "
		    "reports them finds nothing. Whoever was told of it should be told "
		    "again."),
	.wrong =
	    N_("A site that was repaired, or moved to another server, comes back too; "
	       "and the new page may be a notice of the hoster's."),
	.cites = "",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
