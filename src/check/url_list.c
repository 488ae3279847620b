/* check/url_list.c - where the mail's links lead, in one line. */
#include "check/link_list.h"

enum { SHOWN = 12 };

struct tally {
	struct str domains[SHOWN];
	uint32_t count, more;
};

static void count_domain(struct tally *tally, struct str domain)
{
	for (uint32_t i = 0; i < tally->count; i++)
		if (str_eq(tally->domains[i], domain))
			return;
	if (tally->count < SHOWN)
		tally->domains[tally->count++] = domain;
	else
		tally->more++;
}

static void run(struct inspection *in, const struct check *self)
{
	struct tally tally = { 0 };
	const struct link *link = NULL, *first = NULL;
	struct finding *finding;
	uint32_t links = 0;

	while ((link = link_next(in, link, 0))) {
		if (!first)
			first = link;
		links++;
		count_domain(&tally, link_domain(link));
	}
	if (!first)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "count", links);
	finding_list(finding, "domains", tally.domains, tally.count);
	finding_bool(finding, "more", tally.more != 0);
	finding_at_link(finding, first);
}

const struct check check_url_list = {
	.id = "url.list",
	.title = N_("Its links lead to {domains}"),
	.details = { N_("Different links that can be followed: {count}. Where each of "
			"them leads stands in the list of links.") },
	.means = N_("The host of a link is where a click goes, whatever its text says. "
		    "This is the list of the domains behind all links, redirections "
		    "undone as far as that is possible without asking anybody."),
	.wrong = N_("It is a list, not a judgement. What a shortener or a click counter "
		    "hides is not in it."),
	.cites = "WHATWG HTML, 4.6",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
