/* check/url_hidden_link.c - links that nobody sees. */
#include "check/link_list.h"

static bool is_web(const struct link *link)
{
	return url_is_http(link_target(link)) && strncmp(link->where, "html", 4) == 0;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_HIDDEN)))
		if (is_web(link))
			finding_for_link(in, self, link);
}

const struct check check_url_hidden_link = {
	.id = "url.hidden-link",
	.title = N_("A link to {domain} is not seen by the reader"),
	.details = { N_("It stands in {where}, hidden by style or inside a comment, and "
			"leads to {host}.") },
	.means = N_("Hidden links are put in for filters, to look like a mail of good "
		    "company, or for one mail program alone."),
	.wrong = N_("Mails made for large and small screens hide one of two versions."),
	.cites = "CWE-451",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
