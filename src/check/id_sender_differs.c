/* check/id_sender_differs.c - Sender names another domain than From. */
#include "check/identity_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	const struct identity *sender = identity_first(&in->ids, ID_SENDER);
	struct finding *finding;

	if (!from || !sender || sender->domain.n == 0 || sender->related_to_from)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "sender", sender->text);
	finding_str(finding, "from", from->text);
	finding_at_field(finding, sender->field);
	finding_at_field(finding, from->field);
	if (mailing_list(in))
		finding_severity(finding, SEVERITY_NOTE);
}

const struct check check_id_sender_differs = {
	.id = "id.sender-differs",
	.title = N_("Sent by another than the author shown"),
	.details = { N_("Sender is {sender}; From is {from}.") },
	.means =
	    N_("Sender names who really sent what the author in From wrote. Few programs "
	       "show it."),
	.wrong = N_(
	    "Secretaries, lists, forms on web sites and mailing services set it as the "
	    "standard wants it."),
	.cites = "RFC 5322, 3.6.2",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
