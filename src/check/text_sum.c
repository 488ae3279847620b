/* check/text_sum.c - sums of money beside what presses. */
#include "check/lever_list.h"

/* Shown, the largest of each currency not counted: a reader sees a line. */
enum { SHOWN = 8 };

static bool is_pressed(const struct inspection *in)
{
	return levers_have(&in->levers, LEVER_PAYMENT) ||
	       levers_have(&in->levers, LEVER_REWARD) ||
	       levers_have(&in->levers, LEVER_THREAT) ||
	       levers_have(&in->levers, LEVER_TAX) ||
	       levers_have(&in->levers, WORD_DEMAND);
}

static void run(struct inspection *in, const struct check *self)
{
	struct str words[SHOWN];
	struct finding *finding;
	uint32_t count = 0;

	if (in->numbers.sum_count == 0 || !is_pressed(in))
		return;
	finding = finding_add(in, self);
	for (uint32_t i = 0; i < in->numbers.sum_count && count < SHOWN; i++) {
		const struct money *sum = &in->numbers.sums[i];
		const struct passage *passage = &in->passages.items[sum->passage];

		words[count++] = str_sub(passage->text, sum->start, sum->end);
		finding_at_passage(finding, passage, sum->start, sum->end);
	}
	finding_list(finding, "sums", words, count);
	finding_int(finding, "count", in->numbers.sum_count);
}

const struct check check_text_sum = {
	.id = "text.sum",
	.title = N_("It names sums of money"),
	.details = { N_("Named: {sums}.") },
	.means = N_("What is to be paid, or to be gained, by the words of the sender."),
	.wrong = N_("Bills, banks, shops and offices write so every day; beside a sender "
		    "who is what he shows it says nothing."),
	.cites = "ISO 4217",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
