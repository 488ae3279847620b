/* check/url_not_official.c - it names a brand, and its links do not lead to that brand.
 */
#include "check/link_list.h"

enum { NONE_OFFICIAL, SOME_OFFICIAL, FROM_IS_OFFICIAL };

static bool is_of(const struct inspection *in, const struct link *link,
		  const struct brand *brand)
{
	const struct host *host = link_target_host(link);

	return host->ok && brand_is_official(brand, in->env->site, host->ascii);
}

static bool is_foreign(const struct link *link)
{
	const struct host *host = link_target_host(link);

	return url_is_http(link_target(link)) && host->ok && !(link->flags & LINK_OWN) &&
	       strncmp(link->where, "header", 6) != 0;
}

/* The body's web links: how many are the brand's, and the first that is not. */
static uint32_t count_official(const struct inspection *in, const struct brand *brand,
			       const struct link **ret_foreign)
{
	const struct link *link = NULL;
	uint32_t official = 0;

	*ret_foreign = NULL;
	while ((link = link_next(in, link, 0))) {
		if (is_of(in, link, brand))
			official++;
		else if (!*ret_foreign && is_foreign(link))
			*ret_foreign = link;
	}
	return official;
}

static bool in_subject_only(const struct claim *claim)
{
	return claim->place_count == 1 && strcmp(claim->places[0].where, "subject") == 0;
}

static void judge(struct inspection *in, const struct check *self,
		  const struct claim *claim)
{
	const struct link *foreign;
	uint32_t official = count_official(in, claim->brand, &foreign);
	struct finding *finding;

	if (!foreign || (claim->standing == STANDING_CONFIRMED && official))
		return;
	finding = finding_add(in, self);
	brand_values(finding, claim->brand);
	finding_str(finding, "domain", link_domain(foreign));
	finding_str(finding, "host", link_target_host(foreign)->ascii);
	finding_str(finding, "url", link_target(foreign)->href);
	finding_at_link(finding, foreign);
	if (claim->standing == STANDING_CONFIRMED) {
		/* Mailing services count clicks in their own name. */
		finding_variant(finding, FROM_IS_OFFICIAL);
		finding_severity(finding, SEVERITY_NOTE);
	} else if (official) {
		finding_variant(finding, SOME_OFFICIAL);
		finding_severity(finding, SEVERITY_NOTE);
	} else if (claim->standing == STANDING_UNKNOWN || in_subject_only(claim)) {
		finding_severity(finding, SEVERITY_NOTE);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->claims.count; i++)
		judge(in, self, &in->claims.items[i]);
}

const struct check check_url_not_official = {
	.id = "url.not-official",
	.title = N_("It names {brand}, but its links lead to {domain}"),
	.details = { N_("The link leads to {host}, which is none of {brand}'s known "
			"domains ({official}). No link of this message leads to one of "
			"them."),
		     N_("Some links lead to {brand}'s own domains, others to {host}, "
			"which is none of them."),
		     N_("The sender's domain is one of {brand}'s, and no link leads to "
			"one of them; the first leads to {host}.") },
	.means =
	    N_("Who writes in a brand's name leads to the brand's site. A page in the "
	       "brand's looks under another domain is where passwords are collected."),
	.wrong = N_("Resellers, fans and the press link to themselves; brands use "
		    "mailing services and domains that the table does not know. Add such "
		    "domains to the site profile."),
	.cites = "ATTACKS BR-01",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
