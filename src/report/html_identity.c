/* report/html_identity.c - all names of the message side by side: what each claims, and
 * what of it is established. */
#include "report/html.h"

#include "report/text.h"

static bool has(const struct html *html)
{
	return html->in->ids.count > 0;
}

static void write_relation(struct html *html, const struct identity *id)
{
	const char *relation = text_relation(id);

	html_begin(html, TAG_TD, NULL);
	if (relation)
		html_our(html, relation);
	html_end(html, TAG_TD);
}

/* Where to look a domain up is said once. */
static bool is_first(const struct identities *ids, const struct identity *id)
{
	for (const struct identity *other = ids->items; other < id; other++)
		if (str_eq(other->registrable, id->registrable))
			return false;
	return true;
}

static void write_identity(struct html *html, const struct identity *id)
{
	html_begin(html, TAG_TR, NULL);
	html_begin(html, TAG_TH, NULL);
	html_attribute(html, HAS_SCOPE, "row");
	text_role(&html->page, id->role);
	html_made(html);
	html_end(html, TAG_TH);
	html_begin(html, TAG_TD, NULL);
	if (id->name.n) {
		html_outside(html, id->name, 120);
		html_text(html, " ");
	}
	html_copy(html, id->text);
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
	if (id->registrable.n)
		html_code(html, id->registrable);
	if (is_first(&html->in->ids, id) && !id->own && id->role != ID_TO &&
	    id->role != ID_DELIVERED_TO)
		html_pivots(html, "domain", id->registrable);
	html_end(html, TAG_TD);
	write_relation(html, id);
	html_begin(html, TAG_TD, NULL);
	html_grade(html, id->grade);
	html_end(html, TAG_TD);
	html_end(html, TAG_TR);
}

static void write(struct html *html)
{
	static const char *const heads[] = { N_("field"),  N_("what stands there"),
					     N_("domain"), N_("relation"),
					     N_("grade"),  NULL };

	html_table(html, N_("Names side by side"), heads);
	for (uint32_t i = 0; i < html->in->ids.count; i++)
		write_identity(html, &html->in->ids.items[i]);
	html_end_table(html);
}

const struct html_section html_identities = {
	.id = "identities",
	.title = N_("Who it says it is, and what is established"),
	.has = has,
	.write = write,
};
