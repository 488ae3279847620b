/* report/html_advice.c - what to do now, and what not: two short lists, calm, made of
 * what was found. */
#include "report/html.h"

#include "check/impact_list.h"
#include "check/link_list.h"

static void item(struct html *html, const char *msgid)
{
	html_begin(html, TAG_LI, NULL);
	html_our(html, msgid);
	html_end(html, TAG_LI);
}

static void item_about(struct html *html, const char *msgid, struct str text)
{
	html_begin(html, TAG_LI, NULL);
	html_our_about(html, msgid, text);
	html_end(html, TAG_LI);
}

/* A finding's own words: what it says of this very mail. */
static void item_of(struct html *html, const char *id)
{
	const struct finding *finding = inspection_find(html->in, str_c(id));

	if (!finding)
		return;
	html_begin(html, TAG_LI, NULL);
	report_detail(finding, html->options, &html->page.text);
	html_made(html);
	html_end(html, TAG_LI);
}

static bool has_files(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->attachments.count; i++)
		if (!in->attachments.items[i].inline_)
			return true;
	return false;
}

static bool is_bad(const struct inspection *in)
{
	return in->verdict.class_ == VERDICT_FRAUDULENT ||
	       in->verdict.class_ == VERDICT_SUSPICIOUS;
}

static void write_not(struct html *html)
{
	const struct inspection *in = html->in;

	if (link_next(in, NULL, 0))
		item(html, N_("Do not follow its links, and enter nothing where they "
			      "lead."));
	if (has_files(in))
		item(html, N_("Do not open what is attached."));
	if (inspection_find(in, STR("text.no-action-link")))
		item(html, N_("Do not pass it on as a warning before you have asked by "
			      "another way."));
	item(html, N_("Do not answer it, and do not call numbers that it names."));
	if (inspection_find(in, STR("victim.stolen-account")))
		item_about(html,
			   N_("Do not take the owner of {text} for the sender: the "
			      "account may have been stolen."),
			   in->path.origin.auth_user);
}

static void write_do(struct html *html)
{
	const struct inspection *in = html->in;
	const struct brand *brand = impact_pretended(in);

	item_of(html, "advice.calm");
	if (brand && brand->domain_count && !inspection_find(in, STR("advice.calm")))
		item_about(html,
			   N_("Who wants to be sure opens the site that is known as "
			      "{text} by himself, not by a link of this mail."),
			   brand->domains[0]);
	if (impact_has_page(in))
		item(html, N_("Who has entered something there changes the password "
			      "today, also where the same one is in use, and calls the "
			      "bank or card company if numbers were given."));
	item(html, N_("Keep the mail as it is: its source is the evidence. Tell those "
		      "who can switch something off."));
}

static void card(struct html *html, const char *class_, const char *title,
		 void (*write)(struct html *))
{
	html_begin(html, TAG_DIV, class_);
	html_begin(html, TAG_H2, NULL);
	html_our(html, title);
	html_end(html, TAG_H2);
	html_begin(html, TAG_UL, NULL);
	write(html);
	html_end(html, TAG_UL);
	html_end(html, TAG_DIV);
}

void html_advice(struct html *html)
{
	if (!is_bad(html->in))
		return;
	html_begin(html, TAG_DIV, "advice");
	card(html, "card dont", N_("What not to do"), write_not);
	card(html, "card do", N_("What to do"), write_do);
	html_end(html, TAG_DIV);
}
