/* check/id_self_addressed.c - From and To are the same address. */
#include "check/identity_list.h"

static bool is_bulk(const struct message *message)
{
	return header_first(&message->header, FIELD_LIST_ID) ||
	       header_first(&message->header, FIELD_LIST_UNSUBSCRIBE) ||
	       header_first(&message->header, FIELD_PRECEDENCE);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	const struct address_list *to = &in->message->to;
	struct finding *finding;

	if (!from)
		return;
	for (uint32_t i = 0; i < to->count; i++) {
		if (!str_eq_nocase(to->items[i].address, from->text))
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "address", from->text);
		finding_at_field(finding, from->field);
		finding_at_field(finding, header_first(&in->message->header, FIELD_TO));
		/* Whoever was authenticated under this name may write to himself, and
		 * lists and newsletters name themselves in both fields. */
		if (from_was_authenticated(in) || is_bulk(in->message) ||
		    mailing_list(in))
			finding_severity(finding, SEVERITY_NOTE);
		return;
	}
}

const struct check check_id_self_addressed = {
	.id = "id.self-addressed",
	.title = N_("Sender and addressee are the same"),
	.details = { N_("From and To are both {address}.") },
	.means =
	    N_("Extortionists and phishers write the victim's own address into From, to "
	       "seem to have broken in, or because filters let own mail pass."),
	.wrong = N_(
	    "People send notes to themselves; scanners and scripts do it; and some put "
	    "all real addressees into Bcc."),
	.cites = "RFC 5322, 3.6.2",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
