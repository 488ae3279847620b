/* check/path_helo_ptr_differ.c - the client called itself by another domain than its
 * reverse name has. */
#include "check/origin.h"
#include "link/host.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct path *path = &in->path;
	struct str helo = path->origin.helo, rdns = path->origin.rdns;
	struct finding *finding;
	struct ip ip;

	if (!origin_is_outside(in) || rdns.n == 0 || str_find(helo, '.') == STR_NPOS ||
	    ip_parse(helo, &ip) || str_eq_nocase(helo, rdns) ||
	    host_related(in->arena, helo, rdns))
		return;
	finding = origin_finding(in, self);
	finding_str(finding, "helo", helo);
	finding_str(finding, "rdns", rdns);
	if (path->origin.auth_user.n)
		finding_severity(finding, SEVERITY_NOTE);
}

const struct check check_path_helo_ptr_differ = {
	.id = "path.helo-ptr-differ",
	.title = N_("HELO and reverse name differ: {helo} and {rdns}"),
	.details = { N_(
	    "Recorded by {by}: the client {ip} called itself {helo}, and its address has "
	    "the reverse name {rdns}. The two do not belong to one domain.") },
	.means = N_("A mail server normally greets with a name of the domain that its "
		    "address belongs to."),
	.wrong = N_("Servers that send for many domains, and hosts in rented networks, "
		    "greet with another name every day."),
	.cites = "RFC 5321, 4.1.4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
