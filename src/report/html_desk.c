/* report/html_desk.c - whom to tell: each desk that can switch something off, with what
 * it can do. Nobody is told by mekiki itself. */
#include "report/html.h"

#include "desk/desk.h"
#include "report/text_tell.h"

static bool has(const struct html *html)
{
	return !html->in->thing && desks_of(html->in)->count > 0;
}

static const char *via_text(const char *via)
{
	if (strcmp(via, "form") == 0)
		return N_("by form");
	return strcmp(via, "telephone") == 0 ? N_("by telephone") : N_("by mail");
}

static void write_contact(struct html *html, const struct desk *desk)
{
	html_begin(html, TAG_TD, "value");
	if (desk->contact.n && desk->via) {
		html_our(html, via_text(desk->via));
		html_text(html, ": ");
		html_copy(html, desk->contact);
	} else {
		html_our(html, N_("no contact is known"));
	}
	if (desk->warning) {
		html_begin(html, TAG_P, "warn");
		html_our(html, desk->warning);
		html_end(html, TAG_P);
	}
	html_end(html, TAG_TD);
}

static void write_desk(struct html *html, const struct desk *desk)
{
	html_begin(html, TAG_TR, NULL);
	html_begin(html, TAG_TH, NULL);
	html_attribute(html, HAS_SCOPE, "row");
	html_our(html, text_desk_role(desk));
	html_end(html, TAG_TH);
	html_begin(html, TAG_TD, NULL);
	html_outside(html, text_desk_name(html->options, desk), 0);
	html_end(html, TAG_TD);
	write_contact(html, desk);
	html_begin(html, TAG_TD, NULL);
	html_statement(html, &desk->can_do);
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
	if (desk->source.n)
		html_outside(html, desk->source, 0);
	html_end(html, TAG_TD);
	html_end(html, TAG_TR);
}

static void write(struct html *html)
{
	static const char *const heads[] = { N_("part"),       N_("who"),
					     N_("contact"),    N_("what they can do"),
					     N_("known from"), NULL };
	const struct desks *desks = desks_of(html->in);

	html_begin(html, TAG_P, "meta");
	html_our(html, N_("`mekiki tell CASE` writes the letters; it sends none."));
	if (!desks->asked) {
		html_text(html, " ");
		html_our(html, N_("Networks, hosts and registrars are not known: nobody "
				  "was asked (--lookup)."));
	}
	html_end(html, TAG_P);
	html_table(html, N_("Whom to tell"), heads);
	for (uint32_t i = 0; i < desks->count; i++)
		write_desk(html, &desks->items[i]);
	html_end_table(html);
}

const struct html_section html_desks = {
	.id = "desks",
	.title = N_("Whom to tell"),
	.has = has,
	.write = write,
};
