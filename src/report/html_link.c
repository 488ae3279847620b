/* report/html_link.c - where a click would go, whatever the link's text says; each
 * address to be copied. */
#include "report/html.h"

#include "check/link_list.h"
#include "report/outside.h"
#include "report/text.h"

enum { LINKS_SHOWN = 40 };

static bool has(const struct html *html)
{
	return html->in->links.count > 0;
}

static void write_steps(struct html *html, const struct link *link)
{
	for (uint32_t i = 0; i < link->chain_count; i++) {
		html_begin(html, TAG_DIV, NULL);
		html_text(html, "→ ");
		html_copy(html, link->chain[i].url.href);
		html_end(html, TAG_DIV);
	}
}

static void write_flags(struct html *html, const struct link *link)
{
	html_begin(html, TAG_P, "meta");
	html_text(html, link->where);
	html_text(html, " ×");
	html_number(html, link->seen);
	if (outside_identifies(html->options)) {
		html_text(html, " @");
		html_number(html, link->offset);
	}
	for (uint32_t bit = 0; bit < 32; bit++) {
		if (!(link->flags & 1u << bit))
			continue;
		html_text(html, " ");
		html_begin(html, TAG_CODE, "flag");
		html_text(html, link_flag_name(1u << bit));
		html_end(html, TAG_CODE);
	}
	html_end(html, TAG_P);
}

static struct str pivot_domain(const struct link *link)
{
	const struct host *host = link_target_host(link);

	return host->ok && !(link->flags & (LINK_OWN | LINK_OFFICIAL))
		   ? host->registrable_domain
		   : STR_NONE;
}

/* Where to look a domain up is said once; in "Who runs it" again. */
static bool is_first(const struct html *html, const struct link *link)
{
	for (const struct link *other = html->in->links.items; other < link; other++)
		if (str_eq(pivot_domain(other), pivot_domain(link)))
			return false;
	return true;
}

static void write_link(struct html *html, const struct link *link)
{
	const struct host *host = link_target_host(link);

	html_begin(html, TAG_LI, "link");
	html_attribute_number(html, HAS_ID, "link-", link->n);
	html_begin(html, TAG_H3, NULL);
	html_code(html, host->ascii.n ? host->ascii : link_domain(link));
	if (host->unicode.n && !str_eq(host->unicode, host->ascii)) {
		html_text(html, " ");
		html_outside(html, host->unicode, 80);
	}
	html_end(html, TAG_H3);
	text_link_reasons(&html->page, link);
	if (html->page.text.n) {
		html_begin(html, TAG_P, "reasons");
		html_made(html);
		html_end(html, TAG_P);
	}
	if (link->text.n) {
		html_begin(html, TAG_P, NULL);
		html_our(html, N_("shown as:"));
		html_text(html, " ");
		html_outside(html, link->text, 0);
		html_end(html, TAG_P);
	}
	html_begin(html, TAG_DIV, "address");
	html_copy(html, link->flags & LINK_BROKEN ? link->written : link->url.href);
	html_end(html, TAG_DIV);
	write_steps(html, link);
	write_flags(html, link);
	if (is_first(html, link))
		html_pivots(html, "domain", pivot_domain(link));
	html_end(html, TAG_LI);
}

static uint32_t write_those(struct html *html, bool followed, uint32_t most)
{
	const struct links *links = &html->in->links;
	uint32_t shown = 0;

	for (uint32_t i = 0; i < links->count && shown < most; i++) {
		if (link_is_followed(&links->items[i]) != followed)
			continue;
		if (shown++ == 0)
			html_begin(html, TAG_OL, "links");
		write_link(html, &links->items[i]);
	}
	if (shown)
		html_end(html, TAG_OL);
	return shown;
}

static bool any_loads(const struct links *links)
{
	for (uint32_t i = 0; i < links->count; i++)
		if (!link_is_followed(&links->items[i]))
			return true;
	return false;
}

static void write(struct html *html)
{
	const struct links *links = &html->in->links;
	uint32_t shown = write_those(html, true, LINKS_SHOWN);

	if (any_loads(links)) {
		html_fold(html, N_("What loads when the mail is shown, and other "
				   "addresses that nobody clicks"));
		shown += write_those(html, false, LINKS_SHOWN);
		html_end_fold(html);
	}
	if (shown < links->count) {
		html_begin(html, TAG_P, "meta");
		html_our_count(html,
			       N_("… and {count} more links, which the JSON report "
				  "lists"),
			       links->count - shown);
		html_end(html, TAG_P);
	}
}

const struct html_section html_links = {
	.id = "links",
	.title = N_("Links"),
	.has = has,
	.write = write,
};
