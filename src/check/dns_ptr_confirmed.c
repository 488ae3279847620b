/* check/dns_ptr_confirmed.c - the client's address and name vouch for each other. */
#include "check/survey_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct survey_address *client = survey_outside_client(in);
	struct pieces names = { 0 };
	struct finding *finding;

	for (uint32_t i = 0; client && i < client->name_count; i++)
		if (client->names[i].leads == LEADS_BACK)
			pieces_add(in->arena, &names, client->names[i].name);
	if (names.count == 0)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "ip", client->text);
	finding_list(finding, "names", names.items, names.count);
	if (origin_hop(in))
		finding_at_hop(finding, origin_hop(in)->n);
}

const struct check check_dns_ptr_confirmed = {
	.id = "dns.ptr-confirmed",
	.title = N_("The client's address and its name lead to each other: {names}"),
	.details = { N_("{ip} is called {names}, and that leads back to {ip}.") },
	.means = N_("The owner of the address and the owner of the name agree. It says "
		    "who runs the machine, and nothing of what it sends."),
	.wrong = N_("Asked today: it may have been otherwise when the message came."),
	.cites = "RFC 8601, 2.7.3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
