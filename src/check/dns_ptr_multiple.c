/* check/dns_ptr_multiple.c - the client's address has several reverse names: which of
 * them a receiver sees is a matter of chance. */
#include "check/survey_list.h"

enum { ALL_LEAD_BACK, SOME_DO_NOT };

static void run(struct inspection *in, const struct check *self)
{
	const struct survey_address *client = survey_outside_client(in);
	struct pieces names = { 0 }, back = { 0 };
	struct finding *finding;

	if (!client || client->name_count < 2)
		return;
	for (uint32_t i = 0; i < client->name_count; i++) {
		pieces_add(in->arena, &names, client->names[i].name);
		if (client->names[i].leads == LEADS_BACK)
			pieces_add(in->arena, &back, client->names[i].name);
	}
	finding = finding_add(in, self);
	finding_variant(finding, back.count == names.count ? ALL_LEAD_BACK : SOME_DO_NOT);
	if (back.count == 0)
		pieces_add(in->arena, &back, STR("-"));
	finding_str(finding, "ip", client->text);
	finding_int(finding, "count", client->ptr.count);
	finding_list(finding, "names", names.items, names.count);
	finding_list(finding, "back", back.items, back.count);
	if (origin_hop(in))
		finding_at_hop(finding, origin_hop(in)->n);
}

const struct check check_dns_ptr_multiple = {
	.id = "dns.ptr-multiple",
	.title = N_("The client {ip} has {count} reverse names"),
	.details = { N_("Its names are {names}; each leads back to the address."),
		     N_("Its names are {names}; of these lead back to the address: "
			"{back}. Servers that demand a name that does so accept or "
			"refuse the client by which name the DNS gives them first.") },
	.means = N_("One address may bear many names. A receiver sees one of them, not "
		    "always the same."),
	.wrong = N_("Machines that serve several organisations are named so honestly."),
	.cites = "RFC 1035, 3.5; RFC 8601, 2.7.3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
