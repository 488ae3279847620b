/* check/tgt_host_is_public.c - how a stranger knows our provider; said only where one
 * made use of it. */
#include "check/brand_claim.h"
#include "check/own_host.h"

enum { NOT_ASKED, SHOWN, NOT_SHOWN, NO_ANSWER };

static int variant_of(const struct inspection *in, const struct pieces *records)
{
	if (!survey_of(in) || in->env->site->own_domains.count == 0)
		return NOT_ASKED;
	if (records->count)
		return SHOWN;
	return own_host_is_known(in) ? NOT_SHOWN : NO_ANSWER;
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->claims.count; i++) {
		const struct claim *claim = &in->claims.items[i];
		struct pieces records = { 0 };
		struct finding *finding;

		if (!own_host_is_claimed(in, claim, &records))
			continue;
		finding = finding_add(in, self);
		finding_variant(finding, variant_of(in, &records));
		if (records.count)
			finding_grade(finding, GRADE_OBSERVED);
		finding_str(finding, "brand", claim->brand->name_en);
		finding_str(finding, "brand_ja", claim->brand->name_ja);
		finding_list(finding, "records", records.items, records.count);
		return;
	}
}

const struct check check_tgt_host_is_public = {
	.id = "tgt.host-is-public",
	.title = N_("Anybody can find out who runs our mail"),
	.details = { N_("The mail exchangers, name servers and addresses of a domain are "
			"public in DNS, so the sender did not need to know us to name "
			"{brand}. Nothing was asked here: this report was made offline."),
		     N_("The records of our own domain show {brand} to anybody who asks: "
			"{records}. The sender did not need to know us to name it."),
		     N_("The mail exchangers and name servers of our own domain bear no "
			"name of {brand} today. Its addresses, or an earlier mail, may "
			"have told the sender."),
		     N_("The mail exchangers, name servers and addresses of a domain are "
			"public in DNS, so the sender did not need to know us to name "
			"{brand}. Asked for those of our own domain, nobody answered.") },
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
