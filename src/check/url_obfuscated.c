/* check/url_obfuscated.c - links written so that programs do not see them. */
#include "check/link_list.h"

enum { SHOWN = 12, ONLY_WAY = 2 };

static uint32_t followed_links(const struct inspection *in)
{
	const struct link *link = NULL;
	uint32_t count = 0;

	while ((link = link_next(in, link, 0)))
		count++;
	return count;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct links *links = &in->links;
	struct str shown[SHOWN];
	struct finding *finding = NULL;
	uint32_t count = 0;

	for (uint32_t i = 0; i < links->count; i++) {
		const struct link *link = &links->items[i];

		if (!link->inert)
			continue;
		if (!finding)
			finding = finding_add(in, self);
		finding_at_link(finding, link);
		if (count < SHOWN)
			shown[count] = link->text.n ? link->text : link->written;
		count++;
	}
	if (!finding)
		return;
	finding_int(finding, "count", count);
	finding_list(finding, "links", shown, count < SHOWN ? count : SHOWN);
	/* A warning that lists bad addresses has links of its own, or many of these. */
	if (count <= ONLY_WAY && followed_links(in) == 0) {
		finding_severity(finding, SEVERITY_CAUTION);
		finding_variant(finding, 1);
	}
}

const struct check check_url_obfuscated = {
	.id = "url.obfuscated",
	.title = N_("Links are written so that they cannot be clicked: {count}"),
	.details = { N_("Written there: {links}. People who warn of addresses write them "
			"so."),
		     N_("Written there: {links}. The mail has no other link: its reader "
			"is to mend this one by hand, and a filter is not to see it.") },
	.means = N_("\"hxxp\", \"[.]\" and blanks inside an address keep programs from "
		    "seeing a link. That protects the readers of a warning, and a "
		    "fraud from filters."),
	.wrong = N_("Warnings, reports and forum posts write addresses this way."),
	.cites = "RFC 3986, 3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
