/* check/text_parts_differ.c - the plain part says something else than the HTML part. */
#include "check/view_list.h"
#include "check/parts_compare.h"

enum { NOTHING_IN_COMMON, LINKS_IN_ONE };
enum { PAIRS = 8 }; /* compared; a mail has one */

static bool has_links(const struct inspection *in, const struct part *part)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, 0)))
		if (link->part == part && url_is_http(link_target(link)))
			return true;
	return false;
}

static void judge(struct inspection *in, const struct check *self,
		  const struct part *plain, const struct part_view *html)
{
	struct parts_comparison compared;
	struct finding *finding;
	bool plain_links = has_links(in, plain), html_links = has_links(in, html->part);

	parts_compare(in->arena, plain->text, html->document->text, &compared);
	if (!compared.differs && plain_links == html_links)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "plain", inspection_part_id(in, plain));
	finding_int(finding, "html", inspection_part_id(in, html->part));
	finding_int(finding, "shared", compared.percent);
	finding_at_part(finding, plain);
	finding_at_part(finding, html->part);
	if (compared.differs)
		finding_severity(finding, SEVERITY_CAUTION);
	else
		finding_variant(finding, LINKS_IN_ONE);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;
	uint32_t pairs = 0;

	for (uint32_t i = 0; i < in->links.view_count; i++) {
		const struct part_view *html = &in->links.views[i];

		for (uint32_t j = 0; j < message->part_count; j++)
			if (html->inside_link == 0 && pairs < PAIRS &&
			    are_alternatives(message, message->parts[j], html->part) &&
			    ++pairs)
				judge(in, self, message->parts[j], html);
	}
}

const struct check check_text_parts_differ = {
	.id = "text.parts-differ",
	.title = N_("The plain part and the HTML part do not say the same"),
	.details = { N_("Of the words of part {plain} only {shared} in a hundred stand "
			"in part {html} too."),
		     N_("Only one of the parts {plain} and {html} has links to the "
			"web.") },
	.means = N_("Mail programs show one of the two, filters may look at the other."),
	.wrong = N_("Many newsletters have a plain part that only says where the web "
		    "version is."),
	.cites = "ATTACKS TX-03",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
