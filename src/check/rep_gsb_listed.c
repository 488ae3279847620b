/* check/rep_gsb_listed.c - Safe Browsing suspects a page that a link leads to. The terms
 * of the service ask for words that leave room for doubt, for its name, and for a place
 * to learn more. */
#include "check/reputation_list.h"

enum { SPELLED, WITHOUT_RECIPIENT };

static void run(struct inspection *in, const struct check *self)
{
	const struct reputation_entry *entry = NULL;

	while (
	    (entry = entry_next(in, entry, MEANS(LIST_BY_PREFIX), REPUTATION_LISTED))) {
		struct finding *finding = finding_of_entry(in, self, entry);
		const struct reputation_hit *hit = &entry->hits[0];

		finding_variant(finding, subject_of(in, entry)->shortened
					     ? WITHOUT_RECIPIENT
					     : SPELLED);
		finding_word(finding, "meaning", hit->meaning);
		finding_str(finding, "code", hit->code);
		finding_str(finding, "expression", hit->what);
		finding_time(finding, "asked_at", entry->answer->asked_at);
	}
}

const struct check check_rep_gsb_listed = {
	.id = "rep.gsb-listed",
	.title = N_("Google Safe Browsing on {subject}: {meaning}"),
	.details = { N_("At {asked_at} Google Safe Browsing listed {expression} as "
			"{code}: {meaning}. Only the first four bytes of its hash were "
			"sent. "
			"Advisory provided by Google, whose "
			"correctness is not guaranteed: "
			"developers.google.com/safe-browsing/v4/advisory; more on "
			"deceptive sites: www.antiphishing.org."),
		     N_("At {asked_at} Google Safe Browsing listed {expression} as "
			"{code}: {meaning}. Only the first four bytes of its hash were "
			"sent, and nothing that carries the recipient. "
			"Advisory provided by Google, whose "
			"correctness is not guaranteed: "
			"developers.google.com/safe-browsing/v4/advisory; more on "
			"deceptive sites: www.antiphishing.org.") },
	.means = N_("The page, its folder or its whole host may deceive its visitors or "
		    "harm them. Browsers show a warning before they open it."),
	.wrong = N_("Listed hosts are cleaned and stay listed for a while; the page may "
		    "be another one than that which was listed."),
	.cites = "Safe Browsing v5",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
