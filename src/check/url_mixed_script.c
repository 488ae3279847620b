/* check/url_mixed_script.c - a domain whose letters are of several scripts. */
#include "check/link_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_MIXED_SCRIPT))) {
		struct finding *finding = finding_for_link(in, self, link);

		if (finding)
			finding_str(finding, "unicode", link_target_host(link)->unicode);
	}
}

const struct check check_url_mixed_script = {
	.id = "url.mixed-script",
	.title = N_("A link's domain mixes letters of several scripts: {unicode}"),
	.details = { N_("In {unicode} ({host}) letters of one script stand for letters "
			"of another.") },
	.means = N_("Registries forbid such names as a rule, since they serve to look "
		    "like another name."),
	.wrong = N_("Names below a domain are nobody's business but its owner's; some "
		    "mix scripts for fun."),
	.cites = "UTS 39, 5.1",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
