/* attachment/gather.c - what is read in attachments goes where the message's own texts
 * and links go. */
#include "attachment/attachment.h"

#include "attachment/zip.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "mail/charset.h"

/* --- reading ------------------------------------------------------------------------ */

static bool is_page(const struct attachment *item)
{
	return (item->content == CONTENT_HTML || item->content == CONTENT_SVG ||
		(item->format && strcmp(item->format, "hta") == 0)) &&
	       item->bytes.n;
}

static bool is_named(const struct attachment *item, const char *const *names)
{
	for (; item->kind && *names; names++)
		if (strcmp(item->kind->extension, *names) == 0)
			return true;
	return false;
}

/* The files of which an office document is made, by what its decoder gave back. */
static void read_office(struct arena *arena, const struct attachment *item,
			struct inner *ret)
{
	for (uint32_t i = 0; i < item->media->entry_count && i < LIMIT_ZIP_ENTRIES; i++)
		inner_office(arena, item->media->entries[i].name,
			     item->media->entries[i].bytes, ret);
}

static void read_inner(struct arena *arena, struct attachment *item)
{
	static const char *const shortcuts[] = { "url",	    "website", "lnk", "webloc",
						 "desktop", "iqy",     NULL };
	struct inner *inner = arena_new_of(arena, struct inner);
	struct zip_list zip;

	item->inner = inner;
	switch (item->content) {
	case CONTENT_CALENDAR:
		inner_calendar(arena, item->bytes, inner);
		return;
	case CONTENT_CARD:
		inner_card(arena, item->bytes, inner);
		return;
	case CONTENT_RTF:
		inner_rtf(arena, item->bytes, inner);
		return;
	case CONTENT_OLE:
		inner_ole(arena, item->bytes, inner);
		return;
	case CONTENT_OOXML:
	case CONTENT_ODF:
		inner->where = "office";
		if (item->media)
			read_office(arena, item, inner);
		else if (zip_read(arena, item->bytes, &zip))
			/* Names alone tell of macros. */
			for (uint32_t i = 0; i < zip.count; i++)
				inner_office(arena, zip.entries[i].name, STR(""), inner);
		return;
	default:
		if (item->content == CONTENT_SHORTCUT || is_named(item, shortcuts)) {
			inner_shortcut(arena, item->bytes, inner);
			return;
		}
	}
	item->inner = NULL;
}

void attachments_read(struct arena *arena, struct attachments *attachments)
{
	uint32_t read = 0;

	for (uint32_t i = 0; i < attachments->count; i++) {
		struct attachment *item = &attachments->items[i];

		if (item->bytes.n == 0)
			continue;
		if (read >= LIMIT_ATTACHED_PAGES) {
			attachments->cut = "LIMIT_ATTACHED_PAGES";
			return;
		}
		if (is_page(item)) {
			item->page = arena_new_of(arena, struct webpage);
			webpage_read(arena, item->bytes, item->page);
		} else {
			read_inner(arena, item);
		}
		read += item->page || item->inner;
	}
}

/* --- links ---------------------------------------------------------------------------
 */

static const char *where_of_use(enum script_use use)
{
	switch (use) {
	case USE_LOCATION:
		return "attachment.script.location";
	case USE_SENT:
		return "attachment.script.send";
	default:
		return "attachment.script";
	}
}

static struct found_link found_in(const struct attachment *item, const char *where)
{
	return (struct found_link){
		.where = where,
		.part = item->part,
		.attachment = item->n,
	};
}

static void page_links(const struct attachment *item, struct links *links)
{
	struct found_link found = found_in(item, NULL);
	const struct webpage *page = item->page;

	/* A part that says it is a page was read with the message. */
	if (item->depth || !links_document(links, item->part))
		links_add_page(links, &found,
			       item->content == CONTENT_SVG ? "attachment.svg"
							    : "attachment.html",
			       page->source);
	found.built = true;
	for (uint32_t i = 0; i < page->page_count; i++)
		links_add_page(links, &found, "attachment.built", page->pages[i].source);
	for (uint32_t i = 0; i < page->url_count; i++) {
		found.where = where_of_use(page->urls[i].use);
		found.written = page->urls[i].url;
		found.flags = page->urls[i].use == USE_SENT ? LINK_FORM : 0;
		links_add_found(links, &found);
	}
}

static void inner_links(const struct attachment *item, struct links *links)
{
	const struct inner *inner = item->inner;
	struct found_link found = found_in(item, inner->where);

	for (uint32_t i = 0; i < inner->count; i++) {
		found.where = inner->links[i].where;
		found.written = inner->links[i].url;
		found.flags = inner->links[i].loads ? LINK_LOADS : 0;
		links_add_found(links, &found);
	}
	found = found_in(item, inner->where);
	links_add_text(links, &found, inner->text);
	if (inner->html.n)
		links_add_page(links, &found, inner->where, inner->html);
}

/* What a code says is an address, or words with one in them. */
static void code_links(const struct media *media, struct found_link found,
		       struct links *links)
{
	for (uint32_t i = 0; i < media->code_count; i++) {
		struct str text = str_trim(media->codes[i].text);

		found.written = text;
		found.where = "qr";
		if (str_starts_nocase(text, STR("http://")) ||
		    str_starts_nocase(text, STR("https://")))
			links_add_found(links, &found);
		else
			links_add_text(links, &found, text);
	}
}

static void media_links(const struct attachment *item, struct links *links)
{
	struct found_link found = found_in(item, "pdf");

	code_links(item->media, found, links);
	for (uint32_t i = 0; i < item->media->link_count; i++) {
		found.written = item->media->links[i].url;
		links_add_found(links, &found);
	}
	links_add_text(links, &found, item->media->text);
}

/* Text of a file in an archive, of a part of a mail inside. */
static bool is_plain(const struct attachment *item)
{
	return item->depth && item->content == CONTENT_TEXT && item->bytes.n;
}

static struct str text_of(struct arena *arena, const struct attachment *item)
{
	struct charset_text text;

	charset_decode(arena, STR_NONE, str_sub(item->bytes, 0, LIMIT_INNER_TEXT), &text);
	return text.text;
}

void attachments_links(struct arena *arena, const struct attachments *attachments,
		       struct links *links)
{
	for (uint32_t i = 0; i < attachments->count; i++) {
		const struct attachment *item = &attachments->items[i];
		struct found_link found = found_in(item, "attachment.text");

		if (item->page)
			page_links(item, links);
		if (item->inner)
			inner_links(item, links);
		if (item->media)
			media_links(item, links);
		if (is_plain(item))
			links_add_text(links, &found, text_of(arena, item));
	}
	for (uint32_t i = 0; i < attachments->pair_count; i++) {
		const struct attachment_pair *pair = &attachments->pairs[i];

		if (pair->media)
			code_links(pair->media,
				   found_in(&attachments->items[pair->left - 1], "qr"),
				   links);
	}
	for (uint32_t i = 0; i < attachments->drawn_count; i++) {
		const struct drawn *drawn = &attachments->drawn[i];
		struct found_link found = { .where = "qr", .part = drawn->part };

		if (drawn->media)
			code_links(drawn->media, found, links);
	}
}

/* --- texts ----------------------------------------------------------------------------
 */

static void add_text(struct arena *arena, struct passages *passages,
		     const struct attachment *item, const char *where, struct str text)
{
	struct passage passage = { .where = where, .part = item->part, .text = text };

	/* A code may say any bytes. */
	if (text.n && utf8_is_valid(text))
		passages_add(arena, passages, &passage);
}

static void item_passages(struct arena *arena, const struct attachment *item,
			  struct passages *passages)
{
	if (item->inner)
		add_text(arena, passages, item,
			 item->content == CONTENT_CALENDAR ? "calendar" : "attachment",
			 item->inner->text);
	if (item->media) {
		add_text(arena, passages, item, "pdf", item->media->text);
		for (uint32_t i = 0; i < item->media->code_count; i++)
			add_text(arena, passages, item, "picture",
				 item->media->codes[i].text);
	}
	if (item->mail)
		add_text(arena, passages, item, "attachment", item->mail->subject.text);
	if (is_plain(item))
		add_text(arena, passages, item, "attachment", text_of(arena, item));
}

void attachments_passages(struct arena *arena, const struct attachments *attachments,
			  const struct links *links, struct passages *passages)
{
	for (uint32_t i = 0; i < attachments->count; i++)
		item_passages(arena, &attachments->items[i], passages);
	for (uint32_t i = 0; i < links->view_count; i++) {
		const struct part_view *view = &links->views[i];
		struct passage passage = {
			.where = "attachment",
			.part = view->part,
			.document = view->document,
			.text = view->document->text,
		};

		if (view->attachment && !view->inside_link)
			passages_add(arena, passages, &passage);
	}
}
