/* check/tls_old_protocol.c - a server that speaks nothing newer than TLS 1.1. */
#include "check/visit_list.h"

static bool is_old(struct str protocol)
{
	return str_eq(protocol, STR("SSLv3")) || str_eq(protocol, STR("TLSv1")) ||
	       str_eq(protocol, STR("TLSv1.0")) || str_eq(protocol, STR("TLSv1.1"));
}

static void run(struct inspection *in, const struct check *self)
{
	struct handshake_walk walk = { 0 };
	const struct handshake *handshake;

	while ((handshake = handshake_next(in, &walk))) {
		struct finding *finding;

		if (!is_old(handshake->protocol))
			continue;
		finding = finding_for_handshake(in, self, walk.of, handshake);
		finding_str(finding, "protocol", handshake->protocol);
	}
}

const struct check check_tls_old_protocol = {
	.id = "tls.old-protocol",
	.title = N_("{host} speaks an old form of TLS only: {protocol}"),
	.details = { N_("{protocol} was given up in 2021; browsers refuse it. The server "
			"has not been looked after for years.") },
	.means = N_("Neglected servers are taken over and used for others' pages."),
	.wrong = N_("Old devices and machines in offices speak it still."),
	.cites = "RFC 8996",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
