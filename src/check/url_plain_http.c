/* check/url_plain_http.c - links without encryption. */
#include "check/link_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_PLAIN_HTTP)))
		finding_for_link(in, self, link);
}

const struct check check_url_plain_http = {
	.id = "url.plain-http",
	.title = N_("A link to {domain} is not encrypted"),
	.details = { N_(
	    "{url} uses plain http. Whatever is entered there can be read on the way.") },
	.means = N_("Sites that ask for passwords have been encrypted for years. Alone "
		    "it means little."),
	.wrong = N_("Old mails, templates and small sites still link by http."),
	.cites = "RFC 9110, 4.2.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
