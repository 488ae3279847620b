/* check/from_name_is_address.c - FR-11: the display name says another address. */
#include "check/from_reading.h"
#include "check/identity_list.h"
#include "link/host.h"

enum { PLAIN, LIST, ALIAS, BEHALF };

/* "Per conto di: a@b.example", and a@b.example is who is answered. Folded. */
static bool is_on_behalf(const struct inspection *in, struct str name, struct str address)
{
	static const struct str words[] = {
		STR("on behalf of"),  STR("per conto di"), STR("im auftrag"),
		STR("de la part de"), STR("en nombre de"), STR("namens"),
		STR("代理"),
	};
	const struct identity *reply = identity_first(&in->ids, ID_REPLY_TO);

	if (!reply || !str_eq_nocase(reply->text, address))
		return false;
	for (size_t i = 0; i < COUNT(words); i++)
		if (str_find_str_nocase(name, words[i]) != STR_NPOS)
			return true;
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct address_list *from = &in->message->from;

	for (uint32_t i = 0; i < from->other_count; i++) {
		const struct address_reading *other = &from->others[i];
		const struct mailbox *main = reading_main(from, other);
		struct finding *finding;

		if (!main || !main->domain.n || !reading_is_name(from, other) ||
		    host_related(in->arena, main->domain, other->mailbox.domain))
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "name", main->name);
		finding_str(finding, "name_address", other->mailbox.address);
		finding_str(finding, "address", main->address);
		finding_bool(finding, "encoded", main->name_is_word);
		finding_at_slice(finding, main->raw);
		if (mailing_list(in)) {
			finding_variant(finding, LIST);
			finding_severity(finding, SEVERITY_NOTE);
		} else if (through_alias(in)) {
			finding_variant(finding, ALIAS);
			finding_severity(finding, SEVERITY_NOTE);
		} else if (is_on_behalf(in, main->name, other->mailbox.address)) {
			finding_variant(finding, BEHALF);
			finding_severity(finding, SEVERITY_CAUTION);
		}
		return;
	}
}

const struct check check_from_name_is_address = {
	.id = "from.name-is-address",
	.title = N_("The display name shows another address than the sender's"),
	.details = { N_("The name is {name}, the address is {address}. Programs that "
			"show only "
			"the name show {name_address}."),
		     N_("The name is {name}, the address {address} is that of the list "
			"that "
			"rewrote it."),
		     N_("The name is {name}, the address {address} that of a service "
			"which hands mail on to its customer and rewrote it."),
		     N_("The name is {name}, the address {address}: it says that it "
			"writes on behalf of {name_address}, and answers go there.") },
	.means = N_("Many programs, on telephones above all, show the name and hide the "
		    "address."),
	.wrong =
	    N_("Mailing lists put the author's address into the name when they send in "
	       "their own; so do some help desks."),
	.cites = "RFC 5322, 3.4",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
