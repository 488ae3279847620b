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

/* The plain parts of each container, in their order: a mail may have thousands of parts,
 * and not each HTML part is to be set beside each of them. */
struct plain_parts {
	uint32_t *first; /* by the container's id; 1 + the part's */
	uint32_t *next;	 /* by the part's id */
};

static void collect_plain(struct inspection *in, struct plain_parts *ret)
{
	const struct message *message = in->message;

	ret->first =
	    arena_alloc_array(in->arena, message->part_count, sizeof *ret->first);
	ret->next = arena_alloc_array(in->arena, message->part_count, sizeof *ret->next);
	for (uint32_t i = message->part_count; i-- > 0;) {
		int32_t above = message->parts[i]->parent;

		if (above < 0 || !is_plain_alternative(message, message->parts[i]))
			continue;
		ret->next[i] = ret->first[above];
		ret->first[above] = i + 1;
	}
}

static void compare_with_all(struct inspection *in, const struct check *self,
			     const struct plain_parts *plain,
			     const struct part_view *html, uint32_t *pairs)
{
	const struct message *message = in->message;
	int32_t above = html->part->parent;

	for (int i = 0; i < ALTERNATIVE_DEPTH && above >= 0; i++) {
		for (uint32_t n = plain->first[above]; n && *pairs < PAIRS;
		     n = plain->next[n - 1]) {
			if (!are_alternatives(message, message->parts[n - 1], html->part))
				break;
			++*pairs;
			judge(in, self, message->parts[n - 1], html);
		}
		above = message->parts[above]->parent;
	}
}

static void run(struct inspection *in, const struct check *self)
{
	struct plain_parts plain;
	uint32_t pairs = 0;

	if (in->links.view_count == 0)
		return;
	collect_plain(in, &plain);
	for (uint32_t i = 0; i < in->links.view_count && pairs < PAIRS; i++)
		if (in->links.views[i].inside_link == 0)
			compare_with_all(in, self, &plain, &in->links.views[i], &pairs);
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
	.cites = "RFC 2046, 5.1.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
