/* check/msg_carried.c - the mail was sent to report another one, which is the subject. */
#include "check/check.h"

static struct str first_from(const struct message *message)
{
	return message->from.count ? message->from.items[0].address : STR_NONE;
}

static void run(struct inspection *in, const struct check *self)
{
	struct finding *finding;

	if (in->message == in->outer)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "from", first_from(in->outer));
	finding_str(finding, "subject", in->outer->subject.text);
	finding_int(finding, "part", in->message->carrier_part);
	finding_at_slice(finding, in->message->raw);
}

const struct check check_msg_carried = {
	.id = "msg.carried",
	.title = N_("This is about the mail inside the mail"),
	.details = { N_(
	    "The input is a mail from {from} (\"{subject}\") that carries another "
	    "mail as its part {part}. Everything in this report is about the "
	    "carried mail; judged apart, the one around it is of no worse class.") },
	.means = N_(
	    "People report a suspicious mail by attaching it to a new one. The attached "
	    "mail is complete, with its own header, and is what is to be examined."),
	.wrong = N_("Whoever attached it may also be its author, and the words around it "
		    "part of the bait: ask where you did not expect a report."),
	.cites = "RFC 2046, 5.2.1; RFC 5965",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
