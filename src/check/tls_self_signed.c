/* check/tls_self_signed.c - a certificate that its holder gave himself. */
#include "check/visit_list.h"

static void run(struct inspection *in, const struct check *self)
{
	struct handshake_walk walk = { 0 };
	const struct handshake *handshake;

	while ((handshake = handshake_next(in, &walk)))
		if (handshake->chain[0].self_signed)
			finding_for_handshake(in, self, walk.of, handshake);
}

const struct check check_tls_self_signed = {
	.id = "tls.self-signed",
	.title = N_("{host} vouches for itself: its certificate is self-signed"),
	.details = { N_(
	    "{subject} signed its own certificate: nobody else says whose key "
	    "it is. Browsers warn of it.") },
	.means = N_("Such certificates come with fresh servers and with devices; a site "
		    "for the public gets one that browsers accept, which costs nothing."),
	.wrong = N_("Test servers, devices and sites inside a company have them."),
	.cites = "RFC 5280, 3.2",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
