/* check/text_no_action_link.c - it presses, and leads nowhere. */
#include "check/lever_list.h"
#include "check/number_list.h"

/* Two kinds of pressure at least: "urgent" alone is in many an honest subject. */
static bool is_pressed(const struct inspection *in)
{
	return levers_have(&in->levers, LEVER_URGENT) +
		   levers_have(&in->levers, LEVER_DEADLINE) +
		   levers_have(&in->levers, LEVER_THREAT) >=
	       2;
}

static void run(struct inspection *in, const struct check *self)
{
	if (!is_pressed(in) || leads_anywhere(in) || in->numbers.telephone_count ||
	    in->numbers.coin_count)
		return;
	finding_add(in, self);
}

const struct check check_text_no_action_link = {
	.id = "text.no-action-link",
	.title = N_("It asks for alarm, not for a click"),
	.details = { N_("It presses its reader, but there is no link, no form, nothing "
			"enclosed, no telephone number.") },
	.means = N_("What it wants is what its reader does by himself: be frightened, "
		    "accuse somebody, answer, pass it on."),
	.wrong = N_("A colleague who is in a hurry writes so."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
