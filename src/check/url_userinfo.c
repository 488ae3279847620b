/* check/url_userinfo.c - a name in front of the host that is taken for the host. */
#include "check/link_list.h"

/* "https://bank.example@evil.example/": what looks like the host is a login name. */
static bool looks_like_host(struct str name)
{
	return str_find(name, '.') != STR_NPOS || name.n > 64;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_USERINFO))) {
		struct str name = url_percent_decode(in->arena, link->url.username);
		struct finding *finding = finding_for_link(in, self, link);

		if (!finding)
			continue;
		finding_str(finding, "name", str_sub(name, 0, 256));
		if (looks_like_host(name))
			finding_severity(finding, SEVERITY_ADVERSE);
	}
}

const struct check check_url_userinfo = {
	.id = "url.userinfo",
	.title = N_(
	    "What looks like the host of a link is a login name; it leads to {domain}"),
	.details = { N_("\"{name}\" stands before the @ and is sent as a name to log in "
			"with. The host is {host}.") },
	.means = N_("Browsers go to what stands behind the last @ and hide the rest. Web "
		    "links have had no use for names there for twenty years."),
	.wrong = N_("Links to files on servers of one's own may carry a login name."),
	.cites = "RFC 3986, 3.2.1 and 7.6",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
