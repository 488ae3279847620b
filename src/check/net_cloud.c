/* check/net_cloud.c - the client is a machine by the hour. */
#include "check/registry_list.h"

static void tell(struct inspection *in, const struct check *self, const struct held *one)
{
	const struct network *network = one->address->network;
	struct finding *finding;

	if (!network || network->kind != NETWORK_CLOUD)
		return;
	finding = held_finding(in, self, one);
	finding_str(finding, "network", network->name);
	finding_str(finding, "holder", or_dash(held_name(one->network)));
	finding_str(finding, "country", or_dash(one->network->country));
}

static void run(struct inspection *in, const struct check *self)
{
	struct held one;

	for (uint32_t i = 0; held_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_net_cloud = {
	.id = "net.cloud",
	.title = N_("{ip} is a rented machine of {network}"),
	.details = { N_("The range is registered to {holder} in {country}. That is where "
			"the company is; where the machine stands, and where its renter "
			"sits, is another question.") },
	.means = N_("A map's pin for such an address is the data centre, or the "
		    "company's head office."),
	.wrong = N_("Firms run their own mail servers there as well."),
	.cites = "data/networks.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
