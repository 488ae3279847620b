/* check/from_missing.c - FR-03: no usable From, and what is shown in its place. */
#include "check/identity_list.h"

enum { NOTHING, SENDER, RESENT, NAME_ONLY };

static bool has_address(const struct address_list *list)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (list->items[i].domain.n)
			return true;
	return false;
}

/* "root", "Cron Daemon <root>": programs write the name of an account and leave the rest
 * to the server. */
static bool is_account(struct str address)
{
	for (size_t i = 0; i < address.n; i++)
		if (!ascii_is_alnum(address.p[i]) && !strchr("-_.", address.p[i]))
			return false;
	return address.n > 0 && ascii_is_alpha(address.p[0]) &&
	       !(address.p[0] >= 'A' && address.p[0] <= 'Z');
}

/* Only a name, or a local part: something is shown, but it is no address. */
static void report_name(struct inspection *in, struct finding *finding)
{
	const struct mailbox *first = &in->message->from.items[0];

	finding_variant(finding, NAME_ONLY);
	if (!came_from_outside(in) || is_account(first->address))
		finding_severity(finding, SEVERITY_CAUTION);
	finding_str(finding, "shown", first->name.n ? first->name : first->address);
	finding_at_field(finding, header_first(&in->message->header, FIELD_FROM));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;
	const struct field *resent = header_first(&message->header, FIELD_RESENT_FROM);
	struct finding *finding;

	if (has_address(&message->from))
		return;
	finding = finding_add(in, self);
	if (message->from.count) {
		report_name(in, finding);
	} else if (message->sender.count) {
		finding_variant(finding, SENDER);
		finding_str(finding, "shown", message->sender.items[0].address);
		finding_at_field(finding, header_first(&message->header, FIELD_SENDER));
	} else if (resent) {
		finding_variant(finding, RESENT);
		finding_str(finding, "shown", str_trim(resent->value));
		finding_at_field(finding, resent);
	}
	finding_at_field(finding, header_first(&message->header, FIELD_FROM));
}

const struct check check_from_missing = {
	.id = "from.missing",
	.title = N_("There is no usable From"),
	.details = { N_("No field says who wrote the message."),
		     N_("Some programs show the Sender in its place, {shown}; no filter "
			"checks "
			"that as an author."),
		     N_("Some programs show Resent-From in its place, {shown}; no filter "
			"checks "
			"that as an author."),
		     N_("From says only {shown}, which is no address.") },
	.means =
	    N_("Without an author's domain there is nothing that DMARC could check, and "
	       "programs fill the gap with other fields."),
	.wrong =
	    N_("Drafts, exports and mail of programs on the own machine lack it too."),
	.cites = "RFC 5322, 3.6; RFC 7489, 6.6.1",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
