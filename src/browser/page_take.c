/* browser/page_take.c - see page.h: what the page has become is taken out of Chromium.
 *
 * One command after the other; what does not come in time is left out. The document is
 * written by Chromium itself: no script of ours runs in a page that may have put its own
 * in the place of what it would call. */
#include "base/utf8.h"
#include "browser/page.h"
#include "browser/pick.h"

static void take_picture(struct page *page);
static void next_frame(struct page *page);

/* Not in the middle of a character. */
static struct str cut(struct str text, size_t most)
{
	if (text.n <= most)
		return text;
	text.n = most;
	while (text.n && ((unsigned char)text.p[text.n] & 0xC0) == 0x80)
		text.n--;
	return text;
}

static struct json *begin(struct page *page, const char *method)
{
	return devtools_begin(&page->tools, page->session, method);
}

static void await(struct page *page, void (*then)(struct page *, struct str))
{
	page_await(page, devtools_end(&page->tools), then);
}

/* --- the picture ---------------------------------------------------------------------
 */

static void took_small_picture(struct page *page, struct str result);
static void took_info(struct page *page, struct str result);

static void shoot(struct page *page, double scale,
		  void (*then)(struct page *, struct str))
{
	struct json *json = begin(page, "Page.captureScreenshot");

	json_key_c(json, "format", "png");
	json_key(json, "clip");
	json_object(json);
	json_key_int(json, "x", 0);
	json_key_int(json, "y", 0);
	json_key_int(json, "width", LIMIT_BROWSE_WIDTH);
	json_key_int(json, "height", LIMIT_BROWSE_HEIGHT);
	json_key(json, "scale");
	json_double(json, scale, 2);
	json_object_end(json);
	page->picture_width = (uint32_t)(LIMIT_BROWSE_WIDTH * scale);
	page->picture_height = (uint32_t)(LIMIT_BROWSE_HEIGHT * scale);
	await(page, then);
}

static void ask_info(struct page *page)
{
	struct json *json =
	    devtools_begin(&page->tools, STR_NONE, "Target.getTargetInfo");

	json_key_str(json, "targetId", page->target);
	await(page, took_info);
}

static void keep_picture(struct page *page, struct str result)
{
	struct str png = pick_text(page->scratch, result, "data");

	if (png.n <= LIMIT_BROWSE_PICTURE)
		page->png = arena_str(page->arena, png);
	ask_info(page);
}

/* A photograph as wide as the page: a quarter of its points tells as much. */
static void took_picture(struct page *page, struct str result)
{
	if (pick_text(page->scratch, result, "data").n > LIMIT_BROWSE_PICTURE)
		shoot(page, 0.5, took_small_picture);
	else
		keep_picture(page, result);
}

static void took_small_picture(struct page *page, struct str result)
{
	keep_picture(page, result);
}

static void take_picture(struct page *page)
{
	shoot(page, 1, took_picture);
}

static void took_info(struct page *page, struct str result)
{
	struct str info = pick(page->scratch, result, "targetInfo");

	page->title = arena_str(
	    page->arena, cut(pick_text(page->scratch, info, "title"), LIMIT_BROWSE_NOTE));
	page->final = arena_str(
	    page->arena, cut(pick_text(page->scratch, info, "url"), LIMIT_BROWSE_NOTE));
	page->phase = PAGE_DONE;
}

/* --- frames --------------------------------------------------------------------------
 */

static void took_frame(struct page *page, struct str result)
{
	page->frames[page->frame_next].document =
	    arena_str(page->arena, cut(pick_text(page->scratch, result, "outerHTML"),
				       LIMIT_BROWSE_FRAME));
	page->frame_next++;
	next_frame(page);
}

static void took_owner(struct page *page, struct str result)
{
	struct str node = pick(page->scratch, result, "node");
	struct str content = pick(page->scratch, node, "contentDocument");
	struct json *json = begin(page, "DOM.getOuterHTML");

	json_key_int(json, "backendNodeId",
		     (int64_t)pick_number(page->scratch, content, "backendNodeId"));
	await(page, took_frame);
}

static void found_owner(struct page *page, struct str result)
{
	struct json *json = begin(page, "DOM.describeNode");

	json_key_int(json, "backendNodeId",
		     (int64_t)pick_number(page->scratch, result, "backendNodeId"));
	json_key_int(json, "depth", 1);
	json_key_bool(json, "pierce", true);
	await(page, took_owner);
}

static void next_frame(struct page *page)
{
	struct json *json;

	if (page->frame_next == page->frame_count) {
		take_picture(page);
		return;
	}
	json = begin(page, "DOM.getFrameOwner");
	json_key_str(json, "frameId", page->frames[page->frame_next].id);
	await(page, found_owner);
}

static void took_tree(struct page *page, struct str result)
{
	struct str tree = pick(page->scratch, result, "frameTree");
	struct json_walk children = pick_items(page->scratch, tree, "childFrames");
	struct str child;

	while (page->frame_count < LIMIT_BROWSE_FRAMES && pick_next(&children, &child)) {
		struct str frame = pick(page->scratch, child, "frame");
		struct frame *to = &page->frames[page->frame_count++];

		to->id = arena_str(page->arena, pick_text(page->scratch, frame, "id"));
		to->url =
		    arena_str(page->arena, cut(pick_text(page->scratch, frame, "url"),
					       LIMIT_BROWSE_NOTE));
	}
	next_frame(page);
}

/* --- the document --------------------------------------------------------------------
 */

static void took_document(struct page *page, struct str result)
{
	struct str whole = pick_text(page->scratch, result, "outerHTML");

	page->document = arena_str(page->arena, cut(whole, LIMIT_BROWSE_DOCUMENT));
	page->document_bytes = whole.n;
	begin(page, "Page.getFrameTree");
	await(page, took_tree);
}

/* "lang" of the element html; attributes are names and values in turn. */
static void take_language(struct page *page, struct str element)
{
	struct json_walk walk = pick_items(page->scratch, element, "attributes");
	struct str name, value;

	if (!str_eq(pick_text(page->scratch, element, "localName"), STR("html")))
		return;
	while (json_walk_item(&walk) && json_walk_text(&walk, &name) &&
	       json_walk_item(&walk) && json_walk_text(&walk, &value))
		if (str_eq(name, STR("lang")))
			page->language = arena_str(page->arena, cut(value, 64));
}

static void found_root(struct page *page, struct str result)
{
	struct str root = pick(page->scratch, result, "root"), child;
	struct json_walk children = pick_items(page->scratch, root, "children");
	struct json *json;

	while (pick_next(&children, &child))
		take_language(page, child);
	json = begin(page, "DOM.getOuterHTML");
	json_key_int(json, "backendNodeId",
		     (int64_t)pick_number(page->scratch, root, "backendNodeId"));
	await(page, took_document);
}

static void stop_scripts(struct page *page)
{
	struct json *json = begin(page, "Emulation.setScriptExecutionDisabled");

	json_key_bool(json, "value", true);
	devtools_end(&page->tools);
	devtools_send(&page->tools, page->session, "Runtime.terminateExecution");
}

void page_take(struct page *page)
{
	struct json *json;

	/* What still runs is stopped: a script without an end would keep us out. */
	if (strcmp(page->ended, "quiet") != 0)
		stop_scripts(page);
	devtools_send(&page->tools, page->session, "Page.stopLoading");
	json = begin(page, "DOM.getDocument");
	json_key_int(json, "depth", 1);
	await(page, found_root);
}
