/* check/path_helo_bare.c - the client called itself by a word that is no full host name.
 */
#include "check/origin.h"

static void run(struct inspection *in, const struct check *self)
{
	struct str helo = in->path.origin.helo;
	struct finding *finding;
	struct ip ip;

	if (!origin_is_outside(in) || helo.n == 0 || str_find(helo, '.') != STR_NPOS ||
	    ip_parse(helo, &ip))
		return;
	finding = origin_finding(in, self);
	finding_str(finding, "helo", helo);
	if (in->path.origin.auth_user.n)
		finding_severity(finding, SEVERITY_NOTE);
}

const struct check check_path_helo_bare = {
	.id = "path.helo-bare",
	.title = N_("The client called itself \"{helo}\", which is no full host name"),
	.details = { N_("Recorded by {by}: {ip} said HELO {helo}. A mail server gives "
			"its full name, with a domain.") },
	.means = N_("A bare word is what a personal computer or a script says of itself; "
		    "it comes from the machine that connected."),
	.wrong = N_("A mail program that logs in to its own provider does the same; some "
		    "appliances are set up carelessly."),
	.cites = "RFC 5321, 4.1.1.1",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
