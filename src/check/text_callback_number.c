/* check/text_callback_number.c - a telephone number as the way to act. */
#include "check/lever_list.h"
#include "check/number_list.h"

enum { ONLY_WAY, BESIDE_LINKS };

static bool is_about_money(const struct inspection *in)
{
	return in->numbers.sum_count || has_pretext(in, PRETEXT_REFUND) ||
	       has_pretext(in, PRETEXT_UNPAID) || has_pretext(in, PRETEXT_SUBSCRIPTION) ||
	       has_pretext(in, PRETEXT_ACCOUNT_SUSPENDED) ||
	       has_pretext(in, PRETEXT_CARD);
}

/* "Call" and the number stand together; a signature's number has no such word. */
enum { CALL_REACH = 160, DIAL_REACH = 48 };

/* "Call the bank's desk at 0120-…": whose number it is may stand between. */
static bool asks_for(const struct lever_hit *hit, const struct telephone *telephone)
{
	bool before = hit->end <= telephone->start;

	if (hit->passage != telephone->passage)
		return false;
	if (hit->phrase->kinds >> WORD_DIAL & 1 && before &&
	    telephone->start - hit->end <= DIAL_REACH)
		return true;
	return hit->phrase->kinds >> WORD_CALL & 1 &&
	       (before ? telephone->start - hit->end <= CALL_REACH
		       : hit->start <= telephone->end + CALL_REACH);
}

static bool is_asked_to_call(const struct inspection *in,
			     const struct telephone *telephone)
{
	for (uint32_t i = 0; i < in->levers.count; i++)
		if (asks_for(&in->levers.hits[i], telephone))
			return true;
	return false;
}

static void tell(struct inspection *in, const struct check *self,
		 const struct telephone *telephone)
{
	const struct passage *passage = &in->passages.items[telephone->passage];
	struct finding *finding = finding_add(in, self);
	bool only = !leads_anywhere(in);

	finding_variant(finding, only ? ONLY_WAY : BESIDE_LINKS);
	finding_severity(finding,
			 only || telephone->disguised ? SEVERITY_CAUTION : SEVERITY_NOTE);
	finding_str(finding, "number", telephone->number);
	finding_str(finding, "written",
		    str_sub(passage->text, telephone->start, telephone->end));
	finding_str(finding, "where", str_c(passage->where));
	finding_bool(finding, "disguised", telephone->disguised);
	finding_at_passage(finding, passage, telephone->start, telephone->end);
}

static void run(struct inspection *in, const struct check *self)
{
	if (!is_about_money(in))
		return;
	for (uint32_t i = 0; i < in->numbers.telephone_count; i++) {
		const struct telephone *telephone = &in->numbers.telephones[i];

		if (telephone->disguised || is_asked_to_call(in, telephone)) {
			tell(in, self, telephone);
			return;
		}
	}
}

const struct check check_text_callback_number = {
	.id = "text.callback-number",
	.title = N_("It wants to be called about money"),
	.details = { N_("The number is {number}, written {written}. There is no other "
			"way to act: no link, no form, nothing enclosed."),
		     N_("The number is {number}, written {written}; there are links as "
			"well.") },
	.means = N_("Whoever calls to cancel a charge speaks with the one who invented "
		    "it. Filters see no link in such a mail."),
	.wrong = N_("Shops and banks give a number, too; theirs stands on the card or on "
		    "the site that one knows."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
