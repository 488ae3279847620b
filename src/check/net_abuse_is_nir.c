/* check/net_abuse_is_nir.c - the abuse mailbox of a network is a registry's. */
#include "check/registry_list.h"

static void tell(struct inspection *in, const struct check *self, const struct held *one)
{
	struct str mailbox = held_abuse(one);
	const char *registry = national_registry(domain_of(mailbox));
	struct finding *finding;

	if (!registry)
		return;
	finding = held_finding(in, self, one);
	finding_str(finding, "mailbox", mailbox);
	finding_str(finding, "registry", str_c(registry));
	finding_str(finding, "holder", or_dash(held_name(one->network)));
}

static void run(struct inspection *in, const struct check *self)
{
	struct held one;

	for (uint32_t i = 0; held_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_net_abuse_is_nir = {
	.id = "net.abuse-is-nir",
	.title = N_("The abuse mailbox for {ip} belongs to {registry}, a registry"),
	.details = { N_(
	    "{mailbox} is the desk of {registry}, which gives out the addresses and runs "
	    "none of the machines. Write to {holder} too.") },
	.means = N_("In ranges that a national registry looks after, the registry stands "
		    "where the hoster's desk should."),
	.wrong = N_("Some registries pass letters on."),
	.cites = "RFC 7485",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
