/* check/tgt_single.c - one addressee, named. */
#include "check/identity_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;
	struct finding *finding;

	if (message->to.count != 1 || message->cc.count || mailing_list(in))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "address", message->to.items[0].address);
	finding_at_field(finding, header_first(&message->header, FIELD_TO));
}

const struct check check_tgt_single = {
	.id = "tgt.single",
	.title = N_("Addressed to one person"),
	.details = { N_("{address} is the only addressee.") },
	.means = N_(
	    "A program that sends to many writes each addressee into a mail of its own; "
	    "one name in To does not mean that one person got it."),
	.wrong = N_("Most private mail has one addressee."),
	.cites = "RFC 5322, 3.6.3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
