/* attachment/gather.c - what is read in attachments goes where the message's own texts
 * and links go. */
#include "attachment/attachment.h"

#include "base/limits.h"
#include "mail/charset.h"

/* --- reading ------------------------------------------------------------------------ */

static bool is_page(const struct attachment *item)
{
	return (item->content == CONTENT_HTML || item->content == CONTENT_SVG ||
		(item->format && strcmp(item->format, "hta") == 0)) &&
	       item->bytes.n;
}

void attachments_read(struct arena *arena, struct attachments *attachments)
{
	uint32_t pages = 0;

	for (uint32_t i = 0; i < attachments->count; i++) {
		struct attachment *item = &attachments->items[i];

		if (!is_page(item))
			continue;
		if (pages++ >= LIMIT_ATTACHED_PAGES) {
			attachments->cut = "LIMIT_ATTACHED_PAGES";
			return;
		}
		item->page = arena_new_of(arena, struct webpage);
		webpage_read(arena, item->bytes, item->page);
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

void attachments_links(struct arena *arena, const struct attachments *attachments,
		       struct links *links)
{
	(void)arena;
	for (uint32_t i = 0; i < attachments->count; i++)
		if (attachments->items[i].page)
			page_links(&attachments->items[i], links);
}

/* --- texts ----------------------------------------------------------------------------
 */

void attachments_passages(struct arena *arena, const struct attachments *attachments,
			  const struct links *links, struct passages *passages)
{
	(void)attachments;
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
