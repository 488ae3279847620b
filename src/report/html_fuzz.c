/* report/html_fuzz.c - whatever a mail says, the page about it has no element and no
 * attribute beyond those of the writer, leads nowhere but to the table's search pages,
 * and every element is closed where it should be. Odd sizes are redacted as well as the
 * options know how. */
#include "base/limits.h"
#include "link/html.h"
#include "record/tables_rows.h"
#include "report/html_out.h"
#include "report/phrase.h"

#include <stdlib.h>

#define PLACE "https://pivot.example/?q="

static const struct table_rows small_tables[] = {
	{ "brands.txt", TABLE_HEAD "b\tみほん\tMihon\tmihon\tmihon.example\tbank\tJP\t"
				   "2026-11-21\n" },
	{ "pivots.txt", TABLE_HEAD "p\tdomain|ip|sha256\t" PLACE "{value}\n" },
};

static const struct tables *tables(void)
{
	static struct tables built;

	return tables_of_rows(&built, small_tables, COUNT(small_tables));
}

/* --- what may stand there ------------------------------------------------------------
 */

/* Of drawings (report/svg.h): shapes and letters, their places and paints. */
static bool is_drawn(struct str name)
{
	static const char *const names[] = { "svg",    "title", "desc",	    "g",
					     "path",   "rect",	"circle",   "ellipse",
					     "line",   "text",	"polyline", "tspan",
					     "polygon" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(name, str_c(names[i])))
			return true;
	return false;
}

static bool is_ours(struct str name)
{
	if (str_eq(name, STR("style"))) /* one, before the body: see check_token() */
		return true;
	for (int i = 0; i < TAGS; i++)
		if (str_eq(name, str_c(html_tag_name((enum tag)i))))
			return true;
	return false;
}

static bool leads_well(struct str value)
{
	return str_starts(value, STR("#")) || str_starts(value, STR(PLACE));
}

static bool is_attribute(struct str name)
{
	static const char *const more[] = { "target", "rel", "src" };

	for (size_t i = 0; i < COUNT(more); i++)
		if (str_eq(name, str_c(more[i])))
			return true;
	for (int i = 0; i < ATTRIBUTES; i++)
		if (str_eq(name, str_c(html_attribute_name((enum attribute)i))))
			return true;
	return false;
}

static void check_attribute(const struct html_attribute *attribute, bool drawing)
{
	struct str name = attribute->name;

	if (str_starts(name, STR("on")) || str_eq(name, STR("style")) ||
	    (!drawing && !is_attribute(name)))
		abort();
	if (str_eq(name, STR("src")) &&
	    !str_starts(attribute->value, STR("data:image/png;base64,")))
		abort();
	if (str_ends(name, STR("href")) && !leads_well(attribute->value))
		abort();
	if (drawing && str_find_str_nocase(attribute->value, STR("url(")) != STR_NPOS)
		abort();
}

struct watch {
	struct str open[64];
	unsigned depth, drawing;
	bool body;
};

static void check_start(struct watch *watch, const struct html_token *token)
{
	static const char *const empty[] = { "meta", "img", "br" };

	if (str_eq(token->name, STR("svg")))
		watch->drawing++;
	if (!(watch->drawing ? is_drawn(token->name) : is_ours(token->name)))
		abort();
	watch->body |= str_eq(token->name, STR("body"));
	if (watch->body && str_eq(token->name, STR("style")))
		abort();
	for (uint32_t i = 0; i < token->attribute_count; i++)
		check_attribute(&token->attributes[i], watch->drawing > 0);
	for (size_t i = 0; i < COUNT(empty); i++)
		if (str_eq(token->name, str_c(empty[i])))
			return;
	if (token->self_closing && watch->drawing)
		return;
	if (watch->depth == COUNT(watch->open))
		abort();
	watch->open[watch->depth++] = token->name;
}

static void check_end(struct watch *watch, const struct html_token *token)
{
	if (watch->depth == 0 || !str_eq(watch->open[--watch->depth], token->name))
		abort();
	if (str_eq(token->name, STR("svg")))
		watch->drawing--;
}

static void check_page(struct arena *arena, struct str page)
{
	struct html_tokenizer *tokenizer = html_tokenizer_new(arena, page);
	struct watch watch = { .depth = 0 };
	struct html_token token;
	size_t at;

	while (html_next(tokenizer, &token)) {
		if (token.kind == HTML_COMMENT)
			abort();
		if (token.kind == HTML_START_TAG)
			check_start(&watch, &token);
		if (token.kind == HTML_END_TAG)
			check_end(&watch, &token);
	}
	if (watch.depth || html_ended_in_tag(tokenizer, &at) ||
	    html_ended_in_raw(tokenizer, &at))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct site site;
	struct str bytes = str_make((const char *)data, size);
	struct env env = {
		.tables = tables(), .site = &site, .clock = 1672621200, .sandbox = "none"
	};
	struct input input = { .name = bytes, .size = size, .complete = true };
	struct message_options message_options = { 0 };
	struct report_options options = { .catalogue = &catalogue_english,
					  .defang = size % 2 == 0,
					  .width = 80,
					  .tool_version = "0",
					  .contact = "offline" };
	struct arena *arena = arena_new(0);
	struct inspection *in = inspect(arena, &env, &input, bytes, &message_options);
	struct buf out;

	buf_init(&out, 0);
	report_format_find(STR("html"))->write(in, &options, &out);
	check_page(arena, buf_peek(&out));
	buf_fini(&out);
	arena_free(arena);
	return 0;
}
