/* check/brand_boilerplate.c - lines that genuine services write below their mails, below
 * one that falsely claims to be theirs. */
#include "check/brand_claim.h"
#include "check/link_list.h"
#include "language/speaker.h"

enum { LINES = 6 };

static void run(struct inspection *in, const struct check *self)
{
	struct str lines[LINES];
	uint32_t count = 0;
	const struct passage *first = NULL;
	struct finding *finding;

	if (!claims_falsely(in, NULL))
		return;
	for (uint32_t i = 0; i < in->passages.count && count == 0; i++) {
		first = &in->passages.items[i];
		count = first->field ? 0 : speaker_boilerplate(first, lines, LINES);
	}
	if (count == 0)
		return;
	finding = finding_add(in, self);
	finding_list(finding, "lines", lines, count);
	for (uint32_t i = 0; i < count; i++) {
		size_t at = str_offset(first->text, lines[i]);

		finding_at_passage(finding, first, at, at + lines[i].n);
	}
}

const struct check check_brand_boilerplate = {
	.id = "brand.boilerplate",
	.title = N_("It carries the small print of a genuine service"),
	.details = { N_("Lines as services write them below their mails: {lines}. "
			"Anybody can copy them; they are no proof of origin.") },
	.means = N_("A block with the issuer's name, or a note for those who did not ask "
		    "for the mail, makes a copy look genuine. It says where the text was "
		    "taken from, not who sent it."),
	.wrong =
	    N_("Every honest automatic mail has such lines. The finding is made only "
	       "beside a name that the sender does not own."),
	.cites = "",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
