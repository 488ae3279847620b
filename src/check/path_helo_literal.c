/* check/path_helo_literal.c - the client gave an address in place of a name. */
#include "check/origin.h"

enum { SAME, OTHER };

static void run(struct inspection *in, const struct check *self)
{
	struct str helo = in->path.origin.helo;
	struct finding *finding;
	struct ip ip;

	if (!origin_is_outside(in) || !ip_parse(helo, &ip))
		return;
	finding = origin_finding(in, self);
	finding_str(finding, "helo", helo);
	finding_variant(finding, ip_eq(&ip, &in->path.origin.addr) ? SAME : OTHER);
	if (in->path.origin.auth_user.n)
		finding_severity(finding, SEVERITY_NOTE);
}

const struct check check_path_helo_literal = {
	.id = "path.helo-literal",
	.title = N_("The client gave an address in place of its name: {helo}"),
	.details = { N_("Recorded by {by}: {ip} said HELO {helo}. That is allowed; mail "
			"servers have names all the same."),
		     N_("Recorded by {by}: {ip} said HELO {helo}, which is another "
			"address than the one it came from. Behind a home router that is "
			"usual; for a mail server it is not.") },
	.means = N_("An address literal in HELO is for hosts without a name. Mail "
		    "servers have one."),
	.wrong = N_("Mail programs that log in to their provider greet in this way."),
	.cites = "RFC 5321, 4.1.3",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
