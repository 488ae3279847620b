/* check/path_genuine.c - the server that handed it over bears a name under the domain of
 * From. */
#include "check/origin.h"
#include "link/host.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct path *path = &in->path;
	const struct hop *hop = origin_hop(in);
	struct str from;
	struct finding *finding;

	if (!hop || !origin_is_outside(in) || in->message->from.count == 0 ||
	    path->origin.rdns.n == 0 || hop->received.rdns_forged)
		return;
	from = in->message->from.items[0].domain;
	if (!host_related(in->arena, path->origin.rdns, from) ||
	    !host_related(in->arena, path->origin.helo, from))
		return;
	finding = origin_finding(in, self);
	finding_str(finding, "rdns", path->origin.rdns);
	finding_str(finding, "helo", path->origin.helo);
	finding_str(finding, "domain", from);
}

const struct check check_path_genuine = {
	.id = "path.genuine",
	.title = N_(
	    "The server that handed it over bears a name of the sender's domain: {rdns}"),
	.details = { N_(
	    "Recorded by {by}: {ip} has the reverse name {rdns} and called itself "
	    "{helo}, both under the same domain as From ({domain}). Whether the name "
	    "leads back to the address was not asked here.") },
	.means = N_("Reverse name, HELO and From belong to one domain. It speaks of the "
		    "server, not of the honesty of the content: whoever owns a domain "
		    "and an address can have this."),
	.wrong = N_("The owner of an address chooses its reverse name; only a look-up of "
		    "that name confirms it."),
	.cites = "RFC 5321, 4.1.1.1; RFC 8601, 2.7.3",
	.severity = SEVERITY_ESTABLISHED,
	.grade = GRADE_VOUCHED,
	.run = run,
};
