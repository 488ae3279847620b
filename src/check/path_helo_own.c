/* check/path_helo_own.c - a client from outside greeted with our own name. */
#include "check/origin.h"

/* Our own by the profile, or the very name of the host it was talking to. */
static bool is_own_name(const struct inspection *in, const struct hop *hop,
			struct str helo)
{
	if (site_is_own_domain(in->env->site, helo) ||
	    str_list_has_nocase(&in->env->site->relay_hosts, helo))
		return true;
	return hop && str_find(helo, '.') != STR_NPOS &&
	       str_eq_nocase(helo, hop->received.by);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct hop *hop = origin_hop(in);
	struct str helo = in->path.origin.helo;
	struct finding *finding;

	if (!origin_is_outside(in) || helo.n == 0 || in->path.origin.auth_user.n ||
	    (hop && hop->received.authenticated) || !is_own_name(in, hop, helo))
		return;
	if (hop && site_is_own_domain(in->env->site, hop->received.rdns) &&
	    !hop->received.rdns_forged)
		return;
	finding = origin_finding(in, self);
	finding_str(finding, "helo", helo);
}

const struct check check_path_helo_own = {
	.id = "path.helo-own",
	.title = N_("A stranger greeted with our own name: {helo}"),
	.details = { N_("Recorded by {by}: {ip} is not one of our machines, and called "
			"itself {helo}.") },
	.means = N_("Only our own machines have a reason to use our name. Senders of "
		    "unwanted mail do it to look like an internal host."),
	.wrong = N_("A machine of ours in a network that the site profile does not name, "
		    "or one that sends through another provider."),
	.cites = "RFC 5321, 4.1.4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
