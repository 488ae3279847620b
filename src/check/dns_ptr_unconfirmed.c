/* check/dns_ptr_unconfirmed.c - a reverse name of the client that leads to other
 * addresses: anybody can write anybody's name there. */
#include "check/survey_list.h"

static void tell(struct inspection *in, const struct check *self,
		 const struct survey_address *client, const struct survey_name *name)
{
	struct finding *finding = finding_add(in, self);
	struct pieces others = { 0 };

	pieces_add_records(in->arena, &others, &name->address);
	finding_str(finding, "ip", client->text);
	finding_str(finding, "name", name->name);
	finding_list(finding, "addresses", others.items, others.count);
	if (in->path.origin.auth_user.n)
		finding_severity(finding, SEVERITY_NOTE);
	if (origin_hop(in))
		finding_at_hop(finding, origin_hop(in)->n);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct survey_address *client = survey_outside_client(in);

	for (uint32_t i = 0; client && i < client->name_count; i++)
		if (client->names[i].leads == LEADS_ELSEWHERE)
			tell(in, self, client, &client->names[i]);
}

const struct check check_dns_ptr_unconfirmed = {
	.id = "dns.ptr-unconfirmed",
	.title = N_("The reverse name {name} belongs to other addresses"),
	.details = { N_("{ip} is called {name}, and {name} leads to {addresses}, not to "
			"{ip}.") },
	.means = N_("Whoever has an address writes its reverse name, and can write the "
		    "name of somebody else. Only the way back shows that the owner of "
		    "the name agrees."),
	.wrong = N_("Machines behind several addresses, and names whose addresses have "
		    "changed since."),
	.cites = "RFC 8601, 2.7.3",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
