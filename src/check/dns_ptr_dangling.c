/* check/dns_ptr_dangling.c - a reverse name of the client that does not exist. */
#include "check/survey_list.h"

enum { NO_SUCH_NAME, NO_ADDRESS };

static void tell(struct inspection *in, const struct check *self,
		 const struct survey_address *client, const struct survey_name *name)
{
	struct finding *finding = finding_add(in, self);

	finding_variant(finding,
			name->leads == LEADS_NOWHERE ? NO_SUCH_NAME : NO_ADDRESS);
	finding_str(finding, "ip", client->text);
	finding_str(finding, "name", name->name);
	finding_int(finding, "names", client->ptr.count);
	if (in->path.origin.auth_user.n)
		finding_severity(finding, SEVERITY_NOTE);
	if (origin_hop(in))
		finding_at_hop(finding, origin_hop(in)->n);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct survey_address *client = survey_outside_client(in);

	for (uint32_t i = 0; client && i < client->name_count; i++)
		if (client->names[i].leads == LEADS_NOWHERE ||
		    client->names[i].leads == LEADS_TO_NONE)
			tell(in, self, client, &client->names[i]);
}

const struct check check_dns_ptr_dangling = {
	.id = "dns.ptr-dangling",
	.title = N_("The reverse name {name} leads nowhere"),
	.details = { N_("{ip} is called {name}, and the DNS answers that there is no "
			"such "
			"name."),
		     N_("{ip} is called {name}; that name exists, and has no address of "
			"this kind.") },
	.means = N_("Who has an address may call it anything. A name that leads nowhere "
		    "was never set up, or its domain has been given up or taken away."),
	.wrong = N_("Networks often name machines without setting up the way back, and a "
		    "name may have gone since the message came."),
	.cites = "RFC 8601, 2.7.3; RFC 1912, 2.1",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
