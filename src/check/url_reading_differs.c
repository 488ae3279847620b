/* check/url_reading_differs.c - a link that two standards read as two hosts. */
#include "check/link_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_READING_DIFFERS))) {
		struct finding *finding = finding_for_link(in, self, link);

		if (!finding)
			continue;
		finding_str(finding, "other", link->rfc3986_host);
		finding_str(finding, "written", link->written);
	}
}

const struct check check_url_reading_differs = {
	.id = "url.reading-differs",
	.title = N_("A link is read as two hosts: browsers go to {host}, filters may see "
		    "{other}"),
	.details = { N_("It is written {written}. By the standard that browsers follow "
			"its host is {host}, by RFC 3986 it is {other}.") },
	.means = N_("A link that means one thing to a filter and another to a browser "
		    "was made so that the filter looks at the wrong place."),
	.wrong = N_("Careless software writes backslashes; then both hosts are usually "
		    "of one owner."),
	.cites = "RFC 3986, 3; WHATWG URL",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
