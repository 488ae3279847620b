/* check/path_private_origin.c - the hand-over came from an address that is not on the
 * Internet. */
#include "check/origin.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct path *path = &in->path;
	struct finding *finding;

	if (!origin_hop(in) || path->origin.ip.n == 0 ||
	    !ip_is_private(&path->origin.addr))
		return;
	finding = origin_finding(in, self);
	finding_str(finding, "helo", or_dash(path->origin.helo));
}

const struct check check_path_private_origin = {
	.id = "path.private-origin",
	.title = N_("Handed over from the private address {ip}"),
	.details = { N_("{by} took it from {ip}, an address inside a private network. "
			"Either the message began on our own side, or the field that "
			"names the outside client is missing.") },
	.means = N_("Private addresses exist in every network; they say nothing of where "
		    "a message came from."),
	.wrong = N_(
	    "A gateway that passes mail on without a field of its own looks the same."),
	.cites = "RFC 1918; RFC 4193",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
