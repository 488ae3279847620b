/* check/lang_jargon.c - technical terms piled up. */
#include "check/slip_list.h"

/* So many different ones, and no more words around each of them. */
enum { PILE = 6, WORDS_EACH = 40 };

static void run(struct inspection *in, const struct check *self)
{
	uint32_t terms = slip_words(in, SLIP_TERM, RULE_PLAIN);

	if (terms >= PILE && slips_of(in)->words <= terms * WORDS_EACH)
		finding_for_slips(in, self, SLIP_TERM, RULE_PLAIN);
}

const struct check check_lang_jargon = {
	.id = "lang.jargon",
	.title = N_("Technical terms are piled up"),
	.details = { N_("In few sentences stand {words}.") },
	.means = N_("Terms that few readers know impress and frighten; they say nothing "
		    "that a reader could check."),
	.wrong = N_("Mail between engineers, and news of security, is full of them."),
	.cites = "data/usage.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
