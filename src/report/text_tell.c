/* report/text_tell.c - see text_tell.h. */
#include "report/text_tell.h"

#include "report/inert.h"
#include "report/phrase.h"
#include "report/text.h"

enum { LEFT = 2, COLUMN = 20, DEEPER = 4, NAME_MOST = 60 };

static const struct {
	const char *role, *words;
} roles[] = {
	{ "network", N_("Network") },
	{ "registrar", N_("Registrar") },
	{ "registry", N_("Registry") },
	{ "host", N_("Host") },
	{ "cdn", N_("CDN") },
	{ "account-owner", N_("Victim") },
	{ "brand", N_("Brand") },
	{ "national", N_("Public body") },
	{ "reporter", N_("Who reported it") },
};

const char *text_desk_role(const struct desk *desk)
{
	for (size_t i = 0; i < COUNT(roles); i++)
		if (strcmp(roles[i].role, desk->role) == 0)
			return roles[i].words;
	return desk->role;
}

struct str text_desk_name(const struct report_options *options, const struct desk *desk)
{
	bool japanese = strcmp(options->catalogue->language, "ja") == 0;

	if (japanese && desk->name_ja.n)
		return desk->name_ja;
	return desk->name.n ? desk->name : STR("-");
}

static void add_desk(struct page *page, const struct desk *desk)
{
	size_t at = page_label(page, LEFT, COLUMN, page_our(page, text_desk_role(desk)),
			       STYLE_DIM);

	text_outside(page, text_desk_name(page->options, desk), NAME_MOST);
	if (desk->contact.n) {
		buf_add(&page->text, STR(": "));
		text_outside(page, desk->contact, 0);
	}
	page_wrap_made(page, at, COLUMN, STYLE_PLAIN);
	if (page->options->verbose > 0) {
		phrase_statement(page->in, page->options, &desk->can_do, &page->text);
		buf_add_repeat(page->out, ' ', DEEPER);
		page_wrap_made(page, DEEPER, DEEPER, STYLE_PLAIN);
	}
	if (desk->warning &&
	    (page->options->verbose > 0 || desk->contact.n || desk->about_count)) {
		buf_add(&page->text, STR("! "));
		buf_add(&page->text, page_our(page, desk->warning));
		buf_add_repeat(page->out, ' ', DEEPER);
		page_wrap_made(page, DEEPER, DEEPER + 2, STYLE_ODD);
	}
}

static void add_hint(struct page *page, const char *msgid)
{
	buf_add(&page->text, page_our(page, msgid));
	buf_add_repeat(page->out, ' ', LEFT);
	page_wrap_made(page, LEFT, LEFT, STYLE_DIM);
}

void text_tell(struct page *page)
{
	const struct desks *desks = desks_of(page->in);

	if (desks->count == 0)
		return;
	page_heading(page, N_("Whom to tell"));
	for (uint32_t i = 0; i < desks->count; i++)
		add_desk(page, &desks->items[i]);
	if (!desks->asked)
		add_hint(page, N_("Networks, hosts and registrars are not known: nobody "
				  "was asked (--lookup)."));
	add_hint(page, N_("`mekiki tell CASE` writes the letters; it sends none."));
}
