/* check/tls_wildcard.c - one certificate for every name below a domain. */
#include "check/visit_list.h"

static void run(struct inspection *in, const struct check *self)
{
	struct handshake_walk walk = { 0 };
	const struct handshake *handshake;

	while ((handshake = handshake_next(in, &walk))) {
		const struct certificate *own = &handshake->chain[0];
		struct finding *finding;

		if (!handshake->wildcard)
			continue;
		finding = finding_for_handshake(in, self, walk.of, handshake);
		finding_list(finding, "names", own->dns.items, own->dns.count);
	}
}

const struct check check_tls_wildcard = {
	.id = "tls.wildcard",
	.title = N_("The certificate of {host} is good for every name below it"),
	.details = { N_("It names {names}. The register of certificates shows none of "
			"the single names that are used.") },
	.means = N_("With a wildcard any number of names can be used, one for each "
		    "victim, without a certificate that would show them."),
	.wrong = N_("Hosters and CDNs issue such certificates for all their customers."),
	.cites = "RFC 9525, 6.3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
