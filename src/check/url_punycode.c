/* check/url_punycode.c - a domain in letters beyond ASCII. */
#include "check/link_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_PUNYCODE))) {
		struct finding *finding = finding_for_link(in, self, link);

		if (finding)
			finding_str(finding, "unicode", link_target_host(link)->unicode);
	}
}

const struct check check_url_punycode = {
	.id = "url.punycode",
	.title = N_("A link leads to a domain in other letters: {unicode}"),
	.details = { N_(
	    "Its name in the network is {host}; browsers show it as {unicode}.") },
	.means = N_("Such names are lawful and common in many languages. They can also "
		    "hold letters that look like others."),
	.wrong = N_("Most of them are honest."),
	.cites = "RFC 3492; UTS 46",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
