/* check/url_own_domain_left.c - our own domain as decoration on the left of a foreign
 * one. */
#include "check/link_list.h"

enum { WHOLE_DOMAIN, NAME_ONLY };

static void run(struct inspection *in, const struct check *self)
{
	static const uint32_t kinds =
	    1u << LIKENESS_DOMAIN_LEFT | 1u << LIKENESS_LABEL | 1u << LIKENESS_WORDS;
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_OWN_NAME))) {
		struct finding *finding;

		for (uint32_t i = 0; i < link->likeness_count; i++) {
			const struct likeness *like = &link->likenesses[i];

			if (like->brand || !(kinds & 1u << like->how))
				continue;
			finding = finding_for_link(in, self, link);
			if (!finding)
				break;
			finding_str(finding, "own", like->genuine);
			finding_str(finding, "shown", like->shown);
			finding_str(finding, "owner", link_owner(link, like));
			finding_str(finding, "registrable_domain", link_domain(link));
			if (like->how != LIKENESS_DOMAIN_LEFT) {
				finding_variant(finding, NAME_ONLY);
				/* A name in prose is what the mail speaks of, as a
				 * registrar does of one that runs out; who leads somebody
				 * on writes a link. */
				finding_severity(finding, link->bare ? SEVERITY_NOTE
								     : SEVERITY_CAUTION);
			}
			break;
		}
	}
}

const struct check check_url_own_domain_left = {
	.id = "url.own-domain-left",
	.title = N_("A link wears our own domain, but leads to {owner}"),
	.details = { N_("{own} stands on the left of {host} and decides nothing. A host "
			"belongs to whom its right part belongs to: {owner}. Registered "
			"is {registrable_domain}."),
		     N_("{host} carries our name, {shown}; it belongs to the owner of "
			"{registrable_domain}.") },
	.means = N_("Anybody can put any name in front of his own domain. On a narrow "
		    "screen only the left part is seen."),
	.wrong = N_("A service that we rent may give us a name of this form. Add its "
		    "domain to the site profile."),
	.cites = "RFC 1034, 3.1; CWE-451",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
