/* check/role_free_text_from_notifier.c - SV-01, case C: an address that only sends
 * notices carries a text that presses its reader and knows nothing of him. */
#include "check/notifier.h"
#include "check/pressure.h"

enum { FEWEST = 2 };

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = identity_first(&in->ids, ID_FROM);
	const char *mark = notifier_mark(in);
	uint32_t levers = pressure_kinds(in);
	struct finding *finding;

	if (!mark || !from || levers < FEWEST || notifier_knows_reader(in))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "from", from->text);
	finding_word(finding, "mark", mark);
	finding_int(finding, "levers", levers);
	finding_at_field(finding, from->field);
}

const struct check check_role_free_text_from_notifier = {
	.id = "role.free-text-from-notifier",
	.title = N_("A sender of notices carries a letter to nobody in particular"),
	.details = { N_("{from} sends notices: {mark}. This text has no link, no number "
			"and no name that belongs to its reader, as a notice has, and "
			"presses him in {levers} ways. That fits a text that somebody "
			"else put in the place of the notice.") },
	.means = N_("Systems that confirm a registration or a request can be made to "
		    "send other words than their own. Delivery and signature are "
		    "genuine then; the author is not."),
	.wrong = N_("Organisations warn many people at once from such addresses, too; "
		    "they name a page where the warning stands."),
	.cites = "FBI, statement of 2021-11-13 on its enterprise portal",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
