/* check/msg_carrier_examined.c - it has the shape of a report on another mail, and looks
 * worse than that one. */
#include "check/check.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct message *reported;
	struct finding *finding;

	if (in->message != in->outer)
		return;
	reported = message_reported(in->outer);
	if (!reported)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "part", reported->carrier_part);
	if (reported->from.count)
		finding_str(finding, "from", reported->from.items[0].address);
	finding_str(finding, "subject", reported->subject.text);
	finding_at_slice(finding, reported->raw);
}

const struct check check_msg_carrier_examined = {
	.id = "msg.carrier-examined",
	.title = N_("This is about the outer mail, not about the one inside it"),
	.details = { N_("Part {part} is a mail of its own (\"{subject}\"), as if it were "
			"sent to be looked at. Judged apart, the mail around it looks "
			"worse, and is what this report is about.") },
	.means =
	    N_("People report a suspicious mail by attaching it to a few words. Whoever "
	       "attaches a harmless mail to a phish may hope that only the attached one "
	       "is looked at."),
	.wrong = N_("Who reports a mail may quote so much of it that his own words look "
		    "worse. Save the attached mail and examine it on its own."),
	.cites = "RFC 2046, 5.2.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
