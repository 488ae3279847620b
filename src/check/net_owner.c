/* check/net_owner.c - who holds the networks of the client and of the sites. */
#include "check/registry_list.h"

enum { WITH_NUMBER, PLAIN };

static void tell(struct inspection *in, const struct check *self, const struct held *one)
{
	struct finding *finding = held_finding(in, self, one);
	uint32_t asn = held_asn(one);

	finding_variant(finding, asn ? WITH_NUMBER : PLAIN);
	finding_str(finding, "holder", or_dash(held_name(one->network)));
	finding_str(finding, "network", or_dash(one->network->name));
	finding_str(finding, "range", or_dash(one->network->range));
	finding_str(finding, "country", or_dash(one->network->country));
	finding_str(finding, "abuse", or_dash(held_abuse(one)));
	if (asn)
		finding_int(finding, "asn", asn);
}

static void run(struct inspection *in, const struct check *self)
{
	struct held one;

	for (uint32_t i = 0; held_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_net_owner = {
	.id = "net.owner",
	.title = N_("{ip} is in a network of {holder}"),
	.details = { N_("The registry has {range} ({network}) as held by {holder}, "
			"country {country}, AS{asn}; letters about abuse go to {abuse}. "
			"The holder lets others use it: he knows who, and is not the "
			"sender by that."),
		     N_("The registry has {range} ({network}) as held by {holder}, "
			"country {country}; letters about abuse go to {abuse}. The "
			"holder lets others use it: he knows who, and is not the sender "
			"by that.") },
	.means = N_("Whoever holds the network can switch the machine off, and knows "
		    "whose it is."),
	.wrong = N_("Ranges are lent on; the registry often names the first in the row."),
	.cites = "RFC 3912; RFC 9083",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
