/* check/tgt_host_is_public.c - how a stranger knows our provider; said only where one
 * made use of it. */
#include "check/brand_claim.h"

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->claims.count; i++) {
		const struct claim *claim = &in->claims.items[i];
		struct finding *finding;

		if (!claim->is_hoster || claim->standing != STANDING_CONTRADICTED)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "brand", claim->brand->name_en);
		finding_str(finding, "brand_ja", claim->brand->name_ja);
		return;
	}
}

const struct check check_tgt_host_is_public = {
	.id = "tgt.host-is-public",
	.title = N_("Anybody can find out who runs our mail"),
	.details = { N_(
	    "The mail exchangers, name servers and addresses of a domain are public "
	    "in DNS, so the sender did not need to know us to name {brand}. "
	    "Nothing was asked here: this report was made offline.") },
	.means =
	    N_("That a mail knows your provider is no sign that it comes from it, and no "
	       "sign of a leak."),
	.wrong = N_(
	    "The sender may know it from elsewhere, from an earlier mail for example."),
	.cites = "RFC 5321, 5.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
