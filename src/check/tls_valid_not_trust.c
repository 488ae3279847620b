/* check/tls_valid_not_trust.c - a lock in the address bar, and what it does not say. */
#include "check/visit_list.h"

static void run(struct inspection *in, const struct check *self)
{
	struct handshake_walk walk = { 0 };
	const struct handshake *handshake;

	while ((handshake = handshake_next(in, &walk))) {
		struct finding *finding;

		if (!handshake->covers || !handshake->verify_known ||
		    handshake->verify_code != 0)
			continue;
		finding = finding_for_handshake(in, self, walk.of, handshake);
		finding_str(finding, "protocol", or_dash(handshake->protocol));
		finding_time(finding, "until", handshake->chain[0].last);
	}
}

const struct check check_tls_valid_not_trust = {
	.id = "tls.valid-not-trust",
	.title = N_("{host} has a valid certificate, which says nothing of honesty"),
	.details = { N_(
	    "{protocol}, issued by {issuer}, valid until {until}. Whoever holds "
	    "a name gets one within minutes, without being asked who he is.") },
	.means = N_("A valid certificate says that the connection leads to whoever holds "
		    "the name. It says nothing of who that is or what he wants."),
	.wrong = N_("Nearly every site has one, honest or not."),
	.cites = "RFC 5280, 6; RFC 8555",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
