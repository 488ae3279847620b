/* check/text_no_contact.c - it presses, and names nobody to ask. */
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

static bool has_address(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->passages.count; i++)
		if (str_find(in->passages.items[i].text, '@') != STR_NPOS)
			return true;
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	if (!is_pressed(in) || leads_anywhere(in) || in->numbers.telephone_count ||
	    levers_have(&in->levers, WORD_CONTACT) ||
	    levers_have(&in->levers, WORD_CALL) || has_address(in))
		return;
	finding_add(in, self);
}

const struct check check_text_no_contact = {
	.id = "text.no-contact",
	.title = N_("It offers no way to ask"),
	.details = { N_("It presses its reader, and names no telephone number, no "
			"address, no page and nobody to answer to.") },
	.means = N_("An office that has something urgent to say wants to be asked, and "
		    "says by whom and where."),
	.wrong = N_("Colleagues know how to find each other."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
