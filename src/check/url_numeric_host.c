/* check/url_numeric_host.c - a link to an address without a name. */
#include "check/link_list.h"
#include "mail/ip.h"

static bool is_inside(const struct link *link)
{
	struct ip ip;

	return ip_parse(link_target_host(link)->ascii, &ip) && ip_is_private(&ip);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_NUMERIC_HOST))) {
		struct finding *finding = finding_for_link(in, self, link);

		/* Printers and scanners link to themselves. */
		if (finding && is_inside(link))
			finding_severity(finding, SEVERITY_NOTE);
	}
}

const struct check check_url_numeric_host = {
	.id = "url.numeric-host",
	.title = N_("A link leads to a bare address, {host}"),
	.details = { N_("{url} names no domain: nobody is responsible by name, and no "
			"certificate vouches for it.") },
	.means = N_("Organisations link to names. A bare address is a rented or "
		    "broken-into machine."),
	.wrong = N_("Devices in the own network, and test systems, have no names."),
	.cites = "WHATWG URL, 3.5",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
