/* check/url_recipient_token.c - a link that tells its owner who clicked. */
#include "check/link_list.h"

/* Unsubscribing needs to know whom; a page that fills in the victim's name for him, and
 * calls itself somebody else's, does not. */
static bool is_lure(const struct link *link)
{
	return link->flags & (LINK_BRAND | LINK_OWN_NAME | LINK_NUMERIC_HOST |
			      LINK_SHARED_HOST | LINK_SHORTENER) ||
	       strcmp(link->token.place, "fragment") == 0;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_RECIPIENT))) {
		struct finding *finding = finding_for_link(in, self, link);

		if (!finding)
			continue;
		finding_str(finding, "token", link->token.text);
		finding_str(finding, "coding", str_c(link->token.coding));
		finding_str(finding, "place", str_c(link->token.place));
		if (is_lure(link))
			finding_severity(finding, SEVERITY_CAUTION);
	}
}

const struct check check_url_recipient_token = {
	.id = "url.recipient-token",
	.title = N_("A link to {domain} carries the recipient's address"),
	.details = { N_("In its {place} stands {token} ({coding}). Opening it tells the "
			"other side that this address is read.") },
	.means = N_("Such a link tells who clicked and lets the page greet the victim by "
		    "name. Do not open it, not even to look."),
	.wrong = N_(
	    "Unsubscribe links and mailing services carry the address for good reasons."),
	.cites = "ATTACKS UR-10",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
