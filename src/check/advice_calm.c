/* check/advice_calm.c - what the message frightens with, and that nothing shows it. */
#include "check/impact_list.h"

enum { AT_BRAND, ELSEWHERE, NO_RECORDING };

static const struct finding *fright_of(const struct inspection *in)
{
	static const char *const ids[] = { "lang.pretext-account-suspended",
					   "lang.pretext-card",
					   "lang.pretext-unusual-login",
					   "lang.pretext-held-mail",
					   "lang.pretext-quota",
					   "lang.pretext-password-expiry",
					   "lang.pretext-unpaid",
					   "lang.threat",
					   NULL };
	static const char *const said[] = { "text.claimed-effect", NULL };
	static const char *const gains[] = { "lang.reward", "lang.pretext-prize",
					     "lang.pretext-inheritance", "from.superior",
					     NULL };
	const struct finding *fright = impact_of(in, ids);

	/* What it says has happened may be luck as well. */
	if (!fright && !impact_of(in, gains))
		fright = impact_of(in, said);
	return fright;
}

static void add_official(struct finding *finding, const struct brand *brand)
{
	finding_str(finding, "brand", brand->name_en);
	finding_str(finding, "brand_ja", brand->name_ja);
	finding_str(finding, "official",
		    brand->domain_count ? brand->domains[0] : STR("-"));
}

static void run(struct inspection *in, const struct check *self)
{
	static const char *const extortion[] = { "text.extortion",
						 "lang.pretext-extortion", NULL };
	const struct finding *recording = impact_of(in, extortion);
	const struct finding *fright = recording ? recording : fright_of(in);
	const struct brand *brand = impact_pretended(in);
	struct finding *finding;

	if (!fright || !impact_is_likely(in))
		return;
	finding = impact_finding(in, self, fright);
	if (recording) {
		finding_variant(finding, NO_RECORDING);
	} else if (brand) {
		finding_variant(finding, AT_BRAND);
		add_official(finding, brand);
	} else {
		finding_variant(finding, ELSEWHERE);
	}
}

const struct check check_advice_calm = {
	.id = "advice.calm",
	.title = N_("Nothing here shows that what it frightens with has happened"),
	.details = { N_("On this evidence nothing was frozen, closed or charged. Who "
			"wants to "
			"be sure opens the app or the site of {brand} by himself, known "
			"to be "
			"at {official}, and not by the links of this mail."),
		     N_("On this evidence nothing was frozen, closed or charged. Who "
			"wants to "
			"be sure asks whom it names by a way known from elsewhere, and "
			"not by "
			"the links and numbers of this mail."),
		     N_("On this evidence nobody got into a device or has a recording. "
			"Such "
			"texts go to thousands. Do not pay and do not answer; change a "
			"password that it quotes.") },
	.means = N_("Fear is what makes people hurry. A message that does not come from "
		    "whom it names knows nothing of the reader's accounts."),
	.wrong = N_("Something may have happened all the same, independently of this "
		    "mail; looking at the official site costs nothing."),
	.cites = "data/brands.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
