/* check/text_extortion.c - money is demanded for silence, or for a life. */
#include "check/lever_list.h"

enum { TO_ADDRESS, BY_WORDS };

static bool is_threatened(const struct inspection *in)
{
	struct pretext_match match;

	if (has_pretext(in, PRETEXT_VIOLENCE))
		return true;
	return pretext_find(&in->passages, &in->levers, PRETEXT_EXTORTION, &match) &&
	       (levers_have(&in->levers, WORD_EXPOSURE) ||
		levers_have(&in->levers, LEVER_THREAT) ||
		levers_have(&in->levers, LEVER_DEADLINE));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct lever_hit *demand = first_lever(in, WORD_DEMAND);
	const struct lever_hit *exposure = first_lever(in, WORD_EXPOSURE);
	const struct coin *coin = in->numbers.coin_count ? in->numbers.coins : NULL;
	struct finding *finding;

	if ((!coin && !demand) || !is_threatened(in))
		return;
	/* A warning about such mails has no address to pay to. */
	finding = finding_add(in, self);
	finding_variant(finding, coin ? TO_ADDRESS : BY_WORDS);
	finding_severity(finding, coin ? SEVERITY_ADVERSE : SEVERITY_CAUTION);
	if (coin) {
		finding_str(finding, "coin", str_c(coin->name));
		finding_str(finding, "address", coin->address);
		finding_at_passage(finding, &in->passages.items[coin->passage],
				   coin->start, coin->end);
	}
	if (demand) {
		finding_str(finding, "demand", lever_words(&in->passages, demand));
		finding_at_lever(finding, demand);
	}
	if (exposure)
		finding_at_lever(finding, exposure);
}

const struct check check_text_extortion = {
	.id = "text.extortion",
	.title = N_("It threatens, and demands money"),
	.details = { N_("Money is to go to {address} ({coin})."),
		     N_("How it is asked for: {demand}.") },
	.means = N_(
	    "Such mails go out by the million, with an old password, a forged sender "
	    "or an address as proof; nobody has yet found the recording. Paying brings "
	    "the next demand. A threat to life is for the police, at once."),
	.wrong = N_("Articles and warnings about such mails quote them; they seldom hold "
		    "an address to pay to."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
