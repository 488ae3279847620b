/* check/url_port_odd.c - a link to an unusual port. */
#include "check/link_list.h"
#include "mail/ip.h"

static bool is_inside(const struct link *link)
{
	const struct host *host = link_target_host(link);
	struct ip ip;

	return link->flags & LINK_OWN || str_find(host->ascii, '.') == STR_NPOS ||
	       (ip_parse(host->ascii, &ip) && ip_is_private(&ip));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_PORT))) {
		struct finding *finding = finding_for_link(in, self, link);

		if (!finding)
			continue;
		finding_int(finding, "port", link_target(link)->port);
		if (is_inside(link))
			finding_severity(finding, SEVERITY_NOTE);
	}
}

const struct check check_url_port_odd = {
	.id = "url.port-odd",
	.title = N_("A link leads to port {port} of {host}"),
	.details = { N_(
	    "Sites for the public are at the scheme's own port; {url} is not.") },
	.means = N_("A server beside the ordinary one on the same machine often belongs "
		    "to somebody who came in by another way."),
	.wrong = N_("Test systems, devices and administration pages use other ports."),
	.cites = "RFC 3986, 3.2.3",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
