/* check/tls_siblings.c - other domains on the same certificate. */
#include "check/visit_list.h"

enum { FEW = 10 }; /* a hoster puts strangers together by the dozen */
enum { TIED, CROWD };

static void run(struct inspection *in, const struct check *self)
{
	struct handshake_walk walk = { 0 };
	const struct handshake *handshake;

	while ((handshake = handshake_next(in, &walk))) {
		struct finding *finding;

		if (handshake->sibling_count == 0)
			continue;
		finding = finding_for_handshake(in, self, walk.of, handshake);
		finding_variant(finding, handshake->sibling_count > FEW ? CROWD : TIED);
		finding_list(finding, "domains", handshake->siblings,
			     handshake->sibling_count);
		finding_int(finding, "count", handshake->sibling_count);
	}
}

const struct check check_tls_siblings = {
	.id = "tls.siblings",
	.title = N_("The certificate of {host} names other domains too: {domains}"),
	.details = { N_("Whoever got it held all of them at that time, or acted for "
			"those who did: a strong tie between {host} and {domains}."),
		     N_("{count} other domains stand on it, as companies do it that host "
			"many: a weak tie.") },
	.means = N_("An issuer checks each name on a certificate with one and the same "
		    "applicant."),
	.wrong = N_("Hosting companies and CDNs put customers who do not know each other "
		    "on one certificate."),
	.cites = "RFC 5280, 4.2.1.6",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
