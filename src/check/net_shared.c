/* check/net_shared.c - the client's address belongs to a network that many share: it says
 * who runs the machine, and not who rents it. */
#include "check/survey_list.h"

enum { RENTED, MAIL };

static void run(struct inspection *in, const struct check *self)
{
	const struct survey_address *client = survey_outside_client(in);
	const struct network *network = client ? client->network : NULL;
	struct finding *finding;

	if (!network ||
	    (network->kind != NETWORK_CLOUD && network->kind != NETWORK_HOSTER &&
	     network->kind != NETWORK_MAIL))
		return;
	finding = finding_add(in, self);
	finding_variant(finding, network->kind == NETWORK_MAIL ? MAIL : RENTED);
	finding_str(finding, "ip", client->text);
	finding_str(finding, "network", network->name);
	if (origin_hop(in))
		finding_at_hop(finding, origin_hop(in)->n);
}

const struct check check_net_shared = {
	.id = "net.shared",
	.title = N_("The client {ip} belongs to {network}, which many share"),
	.details = { N_("{network} rents machines to anybody. The address says where the "
			"message was handed in, not who wrote it."),
		     N_("{network} sends mail for many organisations. The address says "
			"through whom the message came, not who wrote it.") },
	.means = N_("An address of a shared network ties the message to its owner, who "
		    "can say which customer it was."),
	.wrong = N_("Networks sell and buy addresses: the table has its date."),
	.cites = "data/networks.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
