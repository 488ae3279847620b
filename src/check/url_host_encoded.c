/* check/url_host_encoded.c - a host that does not read as what it is. */
#include "check/link_list.h"

enum { MAPPED, NUMBER };

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_HOST_ENCODED))) {
		struct finding *finding = finding_for_link(in, self, link);

		if (!finding)
			continue;
		finding_str(finding, "written", link->written);
		if (link->url.odd & URL_ODD_NUMBER_FORM) {
			finding_variant(finding, NUMBER);
			finding_severity(finding, SEVERITY_ADVERSE);
		}
	}
}

const struct check check_url_host_encoded = {
	.id = "url.host-encoded",
	.title = N_("The host of a link is disguised; it is {host}"),
	.details = { N_("It is written {written}, with percent signs or letters that "
			"browsers replace."),
		     N_("It is written {written}; browsers read the number as the "
			"address {host}.") },
	.means = N_("No program writes a host so by itself; people cannot read it and "
		    "simple filters do not find it."),
	.wrong = N_("A name with letters beyond ASCII is sometimes percent-encoded by "
		    "careless software."),
	.cites = "WHATWG URL, 3.5",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
