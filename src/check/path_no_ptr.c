/* check/path_no_ptr.c - the address that handed it over has no reverse name. */
#include "check/origin.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct hop *hop = origin_hop(in);
	struct finding *finding;

	if (!hop || !origin_is_outside(in) || in->path.origin.ip.n == 0 ||
	    !hop->received.rdns_unknown || ip_is_private(&in->path.origin.addr))
		return;
	finding = origin_finding(in, self);
	finding_str(finding, "helo", or_dash(in->path.origin.helo));
	if (in->path.origin.auth_user.n)
		finding_severity(finding, SEVERITY_NOTE);
}

const struct check check_path_no_ptr = {
	.id = "path.no-ptr",
	.title = N_("{ip} has no reverse name"),
	.details = { N_("{by} looked for the name of {ip} when it took the message and "
			"recorded that there was none, or none that could be confirmed. "
			"The client called itself {helo}.") },
	.means = N_("Mail servers almost always have a reverse name; many receivers "
		    "demand one. Home computers, hijacked machines and servers put up in "
		    "haste often have none."),
	.wrong = N_("DNS may have failed at that moment; some receivers also write "
		    "\"unknown\" when the name does not lead back to the address."),
	.cites = "RFC 1912, 2.1",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
