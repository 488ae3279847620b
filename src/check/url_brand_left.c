/* check/url_brand_left.c - a brand's domain or name on the left of a foreign domain. */
#include "check/lever_list.h"
#include "check/link_list.h"
#include "check/platform.h"

enum { WHOLE_DOMAIN, NAME };

/* Services give each customer a name of his below theirs. */
static bool may_be_tenant(const struct link *link, const struct likeness *like)
{
	return like->how != LIKENESS_DOMAIN_LEFT && link->flags & LINK_TRACKER;
}

static bool hurries_to_pay(const struct inspection *in)
{
	const struct levers *levers = &in->levers;

	return (levers_have(levers, LEVER_THREAT) ||
		levers_have(levers, LEVER_DEADLINE)) &&
	       (levers_have(levers, LEVER_CREDENTIALS) ||
		levers_have(levers, LEVER_PAYMENT) || has_pretext(in, PRETEXT_CARD));
}

/* In a brand's own notice strangers may write, and a brand has no need of a corner that a
 * stranger of its name could have; nor does it hurry anybody to a domain that is not its
 * own. */
static bool is_strangers_corner(const struct inspection *in, const struct link *link)
{
	const struct platform *platform = platform_of_sender(in);

	return platform && (link->flags & LINK_SHARED_HOST ||
			    (platform->kind == PLATFORM_NOTIFIER && hurries_to_pay(in)));
}

static void judge(struct inspection *in, const struct check *self,
		  const struct link *link, const struct likeness *like)
{
	struct finding *finding = finding_for_link(in, self, link);

	if (!finding)
		return;
	brand_values(finding, like->brand);
	finding_str(finding, "shown", like->shown);
	finding_str(finding, "genuine", like->genuine);
	finding_str(finding, "owner", link_owner(link, like));
	finding_str(finding, "registrable_domain", link_domain(link));
	if (like->how == LIKENESS_DOMAIN_LEFT)
		return;
	finding_variant(finding, NAME);
	if (may_be_tenant(link, like))
		finding_severity(finding, SEVERITY_NOTE);
	else if (!claims_falsely(in, like->brand) && !is_strangers_corner(in, link))
		finding_severity(finding, SEVERITY_CAUTION);
}

static void run(struct inspection *in, const struct check *self)
{
	static const uint32_t kinds =
	    1u << LIKENESS_DOMAIN_LEFT | 1u << LIKENESS_LABEL | 1u << LIKENESS_WORDS;
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_BRAND))) {
		const struct likeness *like = link_likeness(link, kinds);

		if (like && like->brand)
			judge(in, self, link, like);
	}
}

const struct check check_url_brand_left = {
	.id = "url.brand-left",
	.title = N_("A link wears the name of {brand}, but leads to {owner}"),
	.details = { N_("{genuine}, a domain of {brand}, stands on the left of {host} "
			"and decides nothing. A host belongs to whom its right part "
			"belongs to: {owner}. Registered is {registrable_domain}."),
		     N_("{host} carries the name of {brand} ({shown}). It is none of "
			"{brand}'s known domains ({official}).") },
	.means =
	    N_("Anybody can write any name into a host below his own domain, or register "
	       "a domain with it. The owner is known by the last part alone."),
	.wrong = N_("Shops, fan sites, help desks and services with a name for each "
		    "customer (brand.service.example) carry brand names honestly."),
	.cites = "RFC 1034, 3.1; CWE-451",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
