/* check/web_redirect_elsewhere.c - the way ends at somebody else's site. */
#include "check/visit_list.h"

enum { ELSEWHERE, NOT_FOLLOWED };

static struct str last_host(struct arena *arena, const struct visit *visit)
{
	const struct visit_hop *last = &visit->hops[visit->hop_count - 1];
	struct url url;

	if (visit->state == VISIT_LED_AWAY && last->next.n &&
	    url_parse(arena, last->next, &last->url, &url))
		return url.host;
	return last->host.ascii;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct visit *visit = NULL;

	while ((visit = visit_next(in, visit))) {
		struct finding *finding;
		struct str host, first;

		if (visit->hop_count == 0)
			continue;
		first = visit->hops[0].host.ascii;
		host = last_host(in->arena, visit);
		if (host.n == 0 || str_eq_nocase(host, first) ||
		    host_related(in->arena, host, first))
			continue;
		finding = finding_for_visit(in, self, visit, &visit->hops[0]);
		finding_variant(finding, visit->state == VISIT_LED_AWAY ? NOT_FOLLOWED
									: ELSEWHERE);
		finding_str(finding, "to", host);
		finding_word(finding, "why", visit->why ? visit->why : "-");
		finding_way(finding, visit);
	}
}

const struct check check_web_redirect_elsewhere = {
	.id = "web.redirect-elsewhere",
	.title = N_("The link to {host} ends at {to}"),
	.details = { N_("The way: {way}."),
		     N_("The way: {way}. The last step was not taken: {why}.") },
	.means = N_("What a link shows and where it ends are two names. Whom a site does "
		    "not want to show its page, it often sends to a well-known one."),
	.wrong = N_("Short links, counters of clicks and sites that moved lead on "
		    "honestly."),
	.cites = "RFC 9110, 15.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
