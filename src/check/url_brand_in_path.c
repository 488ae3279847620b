/* check/url_brand_in_path.c - a brand's name in the path of a foreign site. */
#include "check/link_list.h"

enum { BRAND, OWN };

/* A page about a brand is nothing; one on a site without any other claim to attention,
 * in a mail that claims the brand, is. */
static bool is_lure(const struct inspection *in, const struct link *link,
		    const struct likeness *like)
{
	if (!like->brand)
		return true;
	return claims_falsely(in, like->brand) ||
	       (link->flags & (LINK_NUMERIC_HOST | LINK_OWN_NAME) &&
		claim_of(in, like->brand));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_BRAND | LINK_OWN_NAME))) {
		const struct likeness *like = link_likeness(link, 1u << LIKENESS_PATH);
		struct finding *finding = like ? finding_for_link(in, self, link) : NULL;

		if (!finding)
			continue;
		finding_str(finding, "shown", like->shown);
		if (like->brand)
			brand_values(finding, like->brand);
		else
			finding_variant(finding, OWN);
		if (is_lure(in, link, like))
			finding_severity(finding, SEVERITY_CAUTION);
	}
}

const struct check check_url_brand_in_path = {
	.id = "url.brand-in-path",
	.title = N_("A page on {domain} is named after somebody else: {shown}"),
	.details = { N_("The path of the link says {shown}, a name of {brand}; the site "
			"{host} does not belong to {brand}."),
		     N_("The path of the link says {shown}, our own name; the site "
			"{host} is not ours.") },
	.means = N_("Kits that serve many brands from one stolen site keep each in a "
		    "folder with its name."),
	.wrong = N_("Shops and the press name their pages after what they are about."),
	.cites = "CWE-451",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
