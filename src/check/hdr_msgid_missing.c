/* check/hdr_msgid_missing.c - the sender wrote no Message-ID. */
#include "check/msgid_list.h"

enum { NONE, ADDED };

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;
	const struct hop *hop = msgid_added_by(in);
	struct finding *finding;

	if (message->message_id_given && !hop)
		return;
	finding = finding_add(in, self);
	if (!hop)
		return;
	finding_variant(finding, ADDED);
	finding_grade(finding, GRADE_GUESSED);
	finding_str(finding, "id", message->message_id.id);
	finding_str(finding, "by", hop->received.by);
	finding_at_field(finding, header_first(&message->header, FIELD_MESSAGE_ID));
	finding_at_hop(finding, hop->n);
}

const struct check check_hdr_msgid_missing = {
	.id = "hdr.msgid-missing",
	.title = N_("The sender gave the message no Message-ID"),
	.details = { N_("There is no Message-ID anywhere in the header."),
		     N_("The Message-ID {id} was added by the receiving side, {by}; the "
			"sender had "
			"left it out.") },
	.means = N_(
	    "Every mail program gives a message an id, and so do mail servers for their "
	    "own users. What comes without one was put together by a script."),
	.wrong =
	    N_("Small devices and home-made software of honest senders forget it. Pasted "
	       "headers may have lost it."),
	.cites = "RFC 5322, 3.6.4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
