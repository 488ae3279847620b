/* report/text_link.c - where the links lead, in words.
 *
 * The host that a click goes to comes first, whatever the link's text says; then why that
 * deceives, or whose it is. */
#include "check/check.h"
#include "check/link_list.h"
#include "report/inert.h"
#include "report/outside.h"
#include "report/phrase.h"
#include "report/text.h"
#include "report/text_visit.h"

enum { LEFT = 2, STEP = 2, PLACES_SHOWN = 5, PLACES_KEPT = 64, LINKS_SHOWN = 12 };

/* --- places ----------------------------------------------------------------------- */

struct place { /* what many links lead to */
	struct str domain;
	const struct link *link; /* the one that says most */
	unsigned rank;
	uint32_t links;
};

struct places {
	struct place items[PLACES_KEPT];
	uint32_t count, more;
};

static void add_to_place(struct places *places, const struct link *link)
{
	struct str domain = link_domain(link);
	unsigned rank = link_rank(link);
	uint32_t i = 0;

	while (i < places->count && !str_eq(places->items[i].domain, domain))
		i++;
	if (i == PLACES_KEPT) {
		places->more++;
		return;
	}
	if (i == places->count) {
		places->count++;
		places->items[i] = (struct place){ .domain = domain };
	}
	places->items[i].links++;
	if (!places->items[i].link || rank > places->items[i].rank) {
		places->items[i].link = link;
		places->items[i].rank = rank;
	}
}

/* The body's links; list fields are the mailing service's. */
static void find_places(const struct inspection *in, struct places *places)
{
	const struct link *link = NULL;

	*places = (struct places){ 0 };
	while ((link = link_next(in, link, 0)))
		if (strncmp(link->where, "header", 6) != 0)
			add_to_place(places, link);
}

/* The place with the highest rank below `before`, the earlier of equals. */
static struct place *best_left(struct places *places)
{
	struct place *best = NULL;

	for (uint32_t i = 0; i < places->count; i++) {
		struct place *place = &places->items[i];

		if (place->link && (!best || place->rank > best->rank))
			best = place;
	}
	return best;
}

/* --- reasons -------------------------------------------------------------------------
 */

static void say(struct page *page, const char *msgid, const char *key, struct str text)
{
	struct value value = { .key = key, .kind = VALUE_STR, .str = text };

	buf_add(&page->text, page->text.n ? STR("; ") : STR(" — "));
	phrase_add(page->in, page->options, msgid, &value, 1, &page->text);
}

static void say_likeness(struct page *page, const struct likeness *like)
{
	switch (like->how) {
	case LIKENESS_OFFICIAL:
		break;
	case LIKENESS_DOMAIN_LEFT:
		say(page, N_("{shown} on its left means nothing"), "shown",
		    like->genuine);
		break;
	case LIKENESS_LABEL:
	case LIKENESS_WORDS:
		say(page, N_("carries the name {shown}, and is not theirs"), "shown",
		    like->shown);
		break;
	case LIKENESS_PATH:
		say(page, N_("has a page named {shown}"), "shown", like->shown);
		break;
	case LIKENESS_QUERY:
		say(page, N_("imitates {genuine}"), "genuine", like->genuine);
		break;
	default:
		say(page, N_("looks like {genuine}"), "genuine", like->genuine);
		break;
	}
}

static void say_likenesses(struct page *page, const struct link *link)
{
	for (uint32_t i = 0; i < link->likeness_count && i < 2; i++)
		say_likeness(page, &link->likenesses[i]);
}

static void say_owner(struct page *page, const struct link *link)
{
	const struct likeness *like = link_likeness(link, 1u << LIKENESS_OFFICIAL);
	bool japanese = strcmp(page->options->catalogue->language, "ja") == 0;

	if (link->flags & LINK_OWN)
		say(page, N_("our own"), "", STR_NONE);
	else if (like && like->brand)
		say(page, N_("a domain of {brand}"), "brand",
		    (japanese && like->brand->name_ja.n) || !like->brand->name_en.n
			? like->brand->name_ja
			: like->brand->name_en);
}

static void say_detour(struct page *page, const struct link *link)
{
	if (link->chain_count)
		say(page, N_("by way of {outer}"), "outer", link->host.ascii);
	if (link->flags & LINK_SHORTENER || link->opaque.n)
		say(page, N_("passes on to a target that it does not tell"), "",
		    STR_NONE);
	else if (link->flags & LINK_SHARED_HOST && link->shared)
		say(page, N_("a page that anybody can put on {service}"), "service",
		    link->shared->name);
}

void text_link_reasons(struct page *page, const struct link *link)
{
	if (link->flags & LINK_TEXT_DIFFERS)
		say(page, N_("shown as {shown}"), "shown", link->text_host);
	say_likenesses(page, link);
	if (link->flags & LINK_READING_DIFFERS)
		say(page, N_("filters may read {other}"), "other", link->rfc3986_host);
	if (link->flags & LINK_USERINFO)
		say(page, N_("a login name stands where the host is looked for"), "",
		    STR_NONE);
	if (link->flags & LINK_NUMERIC_HOST)
		say(page, N_("an address without a name"), "", STR_NONE);
	if (link->flags & LINK_SCHEME)
		say(page, N_("no web page"), "", STR_NONE);
	if (link_address(link).n)
		say(page, N_("opens a mail to this address"), "", STR_NONE);
	say_detour(page, link);
	if (link->flags & LINK_RECIPIENT)
		say(page, N_("carries the recipient's address"), "", STR_NONE);
	say_owner(page, link);
}

static void add_host(struct page *page, const struct link *link)
{
	const struct host *host = link_target_host(link);
	struct str address = link_address(link);

	text_outside(page,
		     host->ascii.n ? host->ascii
		     : address.n   ? address
				   : link_target(link)->scheme,
		     page->width);
	if (host->unicode.n && !str_eq(host->unicode, host->ascii)) {
		buf_add(&page->text, STR(" ("));
		text_outside(page, host->unicode, page->width / 2);
		buf_add_char(&page->text, ')');
	}
}

static void add_count(struct page *page, const char *msgid, uint64_t count)
{
	struct value value = {
		.key = "count",
		.kind = VALUE_INT,
		.number = (int64_t)count,
	};

	phrase_add(page->in, page->options, msgid, &value, 1, &page->text);
}

/* --- the first screen ------------------------------------------------------------------
 */

static void add_place(struct page *page, const struct place *place, size_t at,
		      size_t indent, bool first)
{
	add_host(page, place->link);
	page_add(page, buf_peek(&page->text), STYLE_STRONG);
	at += inert_width(buf_peek(&page->text));
	buf_clear(&page->text);
	text_link_reasons(page, place->link);
	/* The first is read to its end; of the others a line says what they are. */
	if (first)
		page_wrap_made(page, at, indent, STYLE_PLAIN);
	else
		page_line_made(page, at, STYLE_PLAIN);
}

void text_leads_to(struct page *page, size_t indent, struct str label, uint32_t lines)
{
	size_t start = page->out->n;
	struct places places;
	struct place *place;
	uint32_t left, shown = 0;

	find_places(page->in, &places);
	left = places.count;
	while ((place = best_left(&places))) {
		size_t at =
		    page_label(page, LEFT, indent, shown ? STR("") : label, STYLE_DIM);

		if (left > 1 && shown &&
		    (shown == PLACES_SHOWN - 1 ||
		     page_lines_since(page, start) + 1 >= lines)) {
			add_count(page, N_("… and {count} more places, below"), left);
			page_line_made(page, at, STYLE_DIM);
			return;
		}
		add_place(page, place, at, indent, shown == 0);
		text_visit_of(page, indent, place->domain);
		place->link = NULL;
		shown++;
		left--;
	}
}

/* --- all of them -----------------------------------------------------------------------
 */

static void add_flags(struct page *page, uint32_t flags)
{
	for (uint32_t bit = 1; flags; bit <<= 1) {
		if (flags & bit)
			buf_printf(&page->text, " %s", link_flag_name(bit));
		flags &= ~bit;
	}
}

static void line_made(struct page *page, size_t indent, enum style style)
{
	buf_add_repeat(page->out, ' ', indent);
	page_wrap_made(page, indent, indent + STEP, style);
}

static void add_link(struct page *page, const struct link *link)
{
	enum { INDENT = LEFT + 4 };
	size_t at;

	buf_printf(&page->text, "%u", link->n);
	at = page_label(page, LEFT, INDENT, buf_peek(&page->text), STYLE_DIM);
	buf_clear(&page->text);
	add_host(page, link);
	page_add(page, buf_peek(&page->text), STYLE_STRONG);
	at += inert_width(buf_peek(&page->text));
	buf_clear(&page->text);
	text_link_reasons(page, link);
	page_wrap_made(page, at, INDENT, STYLE_PLAIN);
	if (link->text.n) {
		buf_add_c(&page->text, "\"");
		text_outside(page, link->text, 0);
		buf_add_c(&page->text, "\"");
		line_made(page, INDENT, STYLE_PLAIN);
	}
	text_outside(page, link->flags & LINK_BROKEN ? link->written : link->url.href, 0);
	line_made(page, INDENT, STYLE_PLAIN);
	for (uint32_t i = 0; i < link->chain_count; i++) {
		buf_add(&page->text, STR("→ "));
		text_outside(page, link->chain[i].url.href, 0);
		line_made(page, INDENT, STYLE_PLAIN);
	}
	buf_printf(&page->text, "%s ×%u", link->where, link->seen);
	outside_add_offset(page->options, link->offset, &page->text);
	add_flags(page, link->flags);
	line_made(page, INDENT, STYLE_DIM);
}

void text_all_links(struct page *page)
{
	const struct links *links = &page->in->links;
	bool all = page->options->verbose > 0;
	uint32_t shown = 0;

	if (links->count == 0)
		return;
	page_heading(page, N_("Links"));
	for (uint32_t i = 0; i < links->count; i++) {
		const struct link *link = &links->items[i];

		if (!all && (!link_is_followed(link) || shown == LINKS_SHOWN))
			continue;
		add_link(page, link);
		shown++;
	}
	if (shown == links->count)
		return;
	add_count(page, N_("{count} more, of things that load and of further links: -v"),
		  links->count - shown);
	line_made(page, LEFT, STYLE_DIM);
}
