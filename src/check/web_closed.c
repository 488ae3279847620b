/* check/web_closed.c - where a page stood when it was last looked at there is none now.
 * Whose doing that was nobody can see from outside. */
#include "check/looked_list.h"

enum { NAME_GONE, NOTHING, PARKED, KEPT_OUT };

/* -1: it is not closed. */
static int variant_of(enum site_state state)
{
	switch (state) {
	case SITE_GONE:
		return NAME_GONE;
	case SITE_DORMANT:
		return NOTHING;
	case SITE_PARKED:
		return PARKED;
	case SITE_BLOCKED:
		return KEPT_OUT;
	default:
		return -1;
	}
}

/* What keeps us out only may show the others what it showed before. */
static bool is_closed(const struct looked *looked)
{
	return looked->before->state == SITE_LIVE && variant_of(looked->now->state) >= 0;
}

static void run(struct inspection *in, const struct check *self)
{
	struct looked looked = { 0 };

	while (looked_next(in, &looked)) {
		struct finding *finding;

		if (!is_closed(&looked))
			continue;
		finding = finding_add(in, self);
		finding_variant(finding, variant_of(looked.now->state));
		finding_str(finding, "host", looked.now->site);
		finding_str(finding, "url", looked.before->href);
		finding_time(finding, "then", looked.before->utc);
		finding_time(finding, "now", looked.now->utc);
	}
}

const struct check check_web_closed = {
	.id = "web.closed",
	.title = N_("{host} no longer shows the page that stood there"),
	.details = { N_("On {then} {url} showed a page; on {now} the name was gone."),
		     N_("On {then} {url} showed a page; on {now} nothing was there, or "
			"the server answered with an error."),
		     N_("On {then} {url} showed a page; on {now} one for names without "
			"a site."),
		     N_("On {then} {url} showed a page; on {now} the server kept us "
			"out. Others may still be shown what it showed before.") },
	.means =
	    N_("Somebody who was told may have closed it, or whoever runs it has put it "
	       "away for a while. What was seen then is kept in the case."),
	.wrong = N_("Sites fail for an hour and are back; some show a page once to each "
		    "visitor."),
	.cites = "",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
