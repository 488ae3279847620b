/* attachment/webpage.c - see webpage.h. */
#include "attachment/webpage.h"
#include "attachment/content.h"
#include "attachment/script_coder.h"
#include "base/limits.h"
#include "link/coding.h"
#include "link/html.h"
#include "link/url.h"
#include "mail/charset.h"

enum {
	CODED_LEAST = 24, /* shorter texts are base64 or hex by accident */
	URL_MOST = 4096,
	URLS = 256,
};

const char *webpage_active_name(uint32_t bit)
{
	static const char *const names[] = { "script",	"handler", "foreignObject",
					     "animate", "embed",   "base64" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (bit == 1u << i)
			return names[i];
	return NULL;
}

enum task_kind { TASK_PAGE, TASK_SCRIPT };

struct reader {
	struct arena *arena;
	struct webpage *page;
	struct task {
		enum task_kind kind;
		struct str text;
		uint32_t depth;
	} tasks[LIMIT_BUILT];
	uint32_t task_count, next;
	size_t budget; /* of bytes that are read again */
};

static bool add_task(struct reader *r, enum task_kind kind, struct str text,
		     uint32_t depth)
{
	if (depth > LIMIT_BUILT_DEPTH || r->task_count >= LIMIT_BUILT ||
	    text.n > r->budget) {
		r->page->cut = true;
		return false;
	}
	r->budget -= text.n;
	r->tasks[r->task_count++] = (struct task){ kind, text, depth };
	return true;
}

/* --- what a constant is ------------------------------------------------------------- */

/* "<" and a letter or "/" or "!", and a ">" somewhere. */
static bool is_markup(struct str text)
{
	struct str rest = str_sub(text, 0, 4096);
	size_t at;

	while ((at = str_find(rest, '<')) != STR_NPOS) {
		rest = str_skip(rest, at + 1);
		if (rest.n &&
		    (ascii_is_alpha(rest.p[0]) || rest.p[0] == '!' || rest.p[0] == '/'))
			return str_find(rest, '>') != STR_NPOS || rest.n >= 2048;
	}
	return false;
}

static bool is_script(struct str text)
{
	static const struct str words[] = { STR("document."), STR("window."),
					    STR("function"),  STR("location"),
					    STR("eval("),     STR("atob("),
					    STR("unescape(") };
	struct str front = str_sub(text, 0, 8192);

	for (size_t i = 0; i < COUNT(words); i++)
		if (str_find_str(front, words[i]) != STR_NPOS)
			return true;
	return false;
}

static bool is_address(struct str text)
{
	struct str rest = text;

	if (text.n > URL_MOST ||
	    (!str_eat(&rest, STR("https://")) && !str_eat(&rest, STR("http://"))))
		return false;
	for (size_t i = 0; i < rest.n; i++)
		if ((uint8_t)rest.p[i] <= ' ' || strchr("\"'<>", rest.p[i]))
			return false;
	/* A scheme that something is put behind later is no address. */
	return rest.n >= 4 && str_find(str_sub(rest, 0, 256), '.') != STR_NPOS;
}

static void add_url(struct reader *r, struct str url, enum script_use use)
{
	struct webpage *page = r->page;

	/* Names of languages of markup, which lead nowhere. */
	if (str_find_str(url, STR("//www.w3.org/")) != STR_NPOS)
		return;
	for (uint32_t i = 0; i < page->url_count; i++)
		if (str_eq(page->urls[i].url, url)) {
			if (page->urls[i].use == USE_NONE)
				page->urls[i].use = use;
			return;
		}
	if (page->url_count >= URLS) {
		page->cut = true;
		return;
	}
	ARENA_GROW(r->arena, page->urls, page->url_count, page->url_cap);
	page->urls[page->url_count++] = (struct built_url){ use, url };
}

/* A payload: bytes that are a file of a kind that is not read as text. */
static bool is_file(struct str bytes)
{
	struct sniffed sniffed;

	content_sniff(bytes, &sniffed);
	return sniffed.format && sniffed.content != CONTENT_HTML &&
	       sniffed.content != CONTENT_SVG && sniffed.content != CONTENT_XML &&
	       sniffed.content != CONTENT_IMAGE && sniffed.content != CONTENT_FONT &&
	       sniffed.content != CONTENT_MEDIA && sniffed.content != CONTENT_CRYPT &&
	       sniffed.content != CONTENT_TEXT;
}

/* --- coded texts
 * ------------------------------------------------------------------------
 */

static bool is_turned(struct str text)
{
	return str_find_str_nocase(text, STR("//:sptth")) != STR_NPOS ||
	       str_find_str_nocase(text, STR("//:ptth")) != STR_NPOS ||
	       str_find_str_nocase(text, STR(">lmth")) != STR_NPOS ||
	       str_find_str_nocase(text, STR("mrof<")) != STR_NPOS ||
	       str_find_str_nocase(text, STR(">tpircs")) != STR_NPOS;
}

static struct str turned(struct arena *arena, struct str text)
{
	char *out = arena_bytes(arena, text.n);

	for (size_t i = 0; i < text.n; i++)
		out[i] = text.p[text.n - 1 - i];
	return str_make(out, text.n);
}

/* Codes that a text shows by its letters alone; false: none of them. */
static bool decode(struct reader *r, struct str text, struct str *ret)
{
	if (text.n < CODED_LEAST || text.n > r->budget)
		return false;
	if (str_find_str(str_sub(text, 0, 64), STR("%3C")) != STR_NPOS ||
	    str_find_str(str_sub(text, 0, 64), STR("%3c")) != STR_NPOS ||
	    str_find_str(str_sub(text, 0, 64), STR("%u00")) != STR_NPOS) {
		*ret = script_percent(r->arena, text);
		return true;
	}
	if (is_turned(text)) {
		*ret = turned(r->arena, text);
		return true;
	}
	return coding_hex(r->arena, text, ret) || coding_base64(r->arena, text, ret);
}

static bool tells(struct str text)
{
	struct str trimmed = str_trim(text);

	return is_markup(text) || is_address(trimmed) || is_file(text);
}

static void take_text(struct reader *r, struct str text, enum script_use use, bool made,
		      uint32_t depth);

/* Each byte with one key; kept where that makes a page or an address of it. */
static void take_keyed(struct reader *r, const struct script *script, struct str bytes,
		       uint32_t depth)
{
	char front[512];

	for (uint32_t k = 0; k < script->key_count; k++) {
		size_t n = bytes.n < sizeof front ? bytes.n : sizeof front;
		char *out;

		for (size_t i = 0; i < n; i++)
			front[i] = (char)((uint8_t)bytes.p[i] ^ script->keys[k]);
		if (!tells(str_make(front, n)) || bytes.n > r->budget)
			continue;
		r->budget -= bytes.n;
		out = arena_bytes(r->arena, bytes.n);
		for (size_t i = 0; i < bytes.n; i++)
			out[i] = (char)((uint8_t)bytes.p[i] ^ script->keys[k]);
		take_text(r, str_make(out, bytes.n), USE_NONE, true, depth);
		return;
	}
}

/* --- constants
 * --------------------------------------------------------------------------
 */

static void add_built(struct reader *r, const char *how, struct str source,
		      uint32_t depth)
{
	struct webpage *page = r->page;

	if (!add_task(r, TASK_PAGE, source, depth))
		return;
	ARENA_GROW(r->arena, page->pages, page->page_count, page->page_cap);
	page->pages[page->page_count++] = (struct built){ how, source, depth };
}

static void take_file(struct reader *r, struct str bytes)
{
	if (bytes.n > r->page->file.n)
		r->page->file = bytes;
}

static void take_text(struct reader *r, struct str text, enum script_use use, bool made,
		      uint32_t depth)
{
	struct str trimmed = str_trim(text);

	if (use == USE_FILE_NAME) {
		if (!r->page->file_name.n)
			r->page->file_name = trimmed;
	} else if (is_address(trimmed)) {
		add_url(r, trimmed, use);
	} else if (use == USE_RUN) {
		add_task(r, TASK_SCRIPT, text, depth);
	} else if ((made || use == USE_FILE) && is_file(text)) {
		take_file(r, text);
	} else if (is_markup(text)) {
		/* A literal that is written nowhere is mostly a piece. */
		if (made || use != USE_NONE || text.n >= 256)
			add_built(r, use == USE_WRITTEN ? "written" : "constant", text,
				  depth);
	} else if (made && is_script(text)) {
		add_task(r, TASK_SCRIPT, text, depth);
	}
}

/* As it is, or what it stands for in a usual code, twice at most. */
static void take_constant(struct reader *r, const struct script *script,
			  const struct script_constant *constant, uint32_t depth)
{
	struct str text = constant->text, plain;
	bool made = constant->made;

	for (unsigned i = 0; i < 3 && !tells(text); i++) {
		if (!decode(r, text, &plain))
			break;
		if (!tells(plain) && !is_script(plain) && script->key_count) {
			take_keyed(r, script, plain, depth);
			return;
		}
		text = plain;
		made = true;
	}
	take_text(r, text, constant->use, made, depth);
}

/* What is written piece by piece is one page. */
static struct str join_written(struct reader *r, const struct script *script)
{
	size_t n = 0, at = 0;
	char *out;

	for (uint32_t i = 0; i < script->count; i++)
		if (script->constants[i].use == USE_WRITTEN)
			n += script->constants[i].text.n + 1;
	if (n == 0 || n > r->budget)
		return STR_NONE;
	out = arena_bytes(r->arena, n);
	for (uint32_t i = 0; i < script->count; i++) {
		struct str text = script->constants[i].text;

		if (script->constants[i].use != USE_WRITTEN)
			continue;
		memcpy(out + at, text.p, text.n);
		at += text.n;
		out[at++] = '\n';
	}
	return str_make(out, at);
}

static void read_script(struct reader *r, struct str source, uint32_t depth)
{
	struct script script;
	struct str written;

	script_read(r->arena, source, &script);
	r->page->does |= script.does;
	r->page->cut |= script.cut;
	written = join_written(r, &script);
	if (is_markup(written))
		add_built(r, "written", written, depth + 1);
	for (uint32_t i = 0; i < script.count; i++) {
		const struct script_constant *constant = &script.constants[i];

		if (constant->use != USE_WRITTEN || !is_markup(constant->text) ||
		    !is_markup(written))
			take_constant(r, &script, constant, depth + 1);
	}
	for (uint32_t i = 0; i < script.list_count; i++) {
		struct str bytes = script.lists[i].bytes;

		if (tells(bytes) || is_script(bytes))
			take_text(r, bytes, USE_NONE, true, depth + 1);
		else
			take_keyed(r, &script, bytes, depth + 1);
	}
}

/* --- pages
 * ------------------------------------------------------------------------------
 */

static bool is_link_attribute(struct str name)
{
	return str_eq_nocase(name, STR("href")) || str_eq_nocase(name, STR("xlink:href"));
}

static void read_attributes(struct reader *r, const struct html_token *tag,
			    uint32_t depth)
{
	struct webpage *page = r->page;

	for (uint32_t i = 0; i < tag->attribute_count; i++) {
		const struct html_attribute *attribute = &tag->attributes[i];
		struct str value = str_trim(attribute->value);

		if (str_starts(attribute->name, STR("on")) && attribute->name.n > 4) {
			page->active |= WEBPAGE_HANDLER;
			page->script_bytes += value.n;
			add_task(r, TASK_SCRIPT, value, depth);
		} else if (str_starts_nocase(value, STR("javascript:"))) {
			page->active |= WEBPAGE_SCRIPT;
			add_task(r, TASK_SCRIPT, str_skip(value, 11), depth);
		} else if (str_starts_nocase(value, STR("data:")) &&
			   (str_starts_nocase(value, STR("data:text/html")) ||
			    str_starts_nocase(value, STR("data:application/")) ||
			    str_starts_nocase(value, STR("data:image/svg")))) {
			page->active |= WEBPAGE_ENCODED;
		}
	}
}

static void read_tag(struct reader *r, const struct html_token *tag, uint32_t depth)
{
	static const struct {
		struct str name;
		uint32_t active;
	} rows[] = {
		{ STR("script"), WEBPAGE_SCRIPT },
		{ STR("foreignobject"), WEBPAGE_FOREIGN },
		{ STR("iframe"), WEBPAGE_EMBEDS },
		{ STR("embed"), WEBPAGE_EMBEDS },
		{ STR("object"), WEBPAGE_EMBEDS },
	};
	const struct html_attribute *name;

	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_eq_nocase(tag->name, rows[i].name))
			r->page->active |= rows[i].active;
	name = html_attribute_find(tag, STR("attributename"));
	if (name && is_link_attribute(name->value) &&
	    (str_starts(tag->name, STR("animate")) || str_eq(tag->name, STR("set"))))
		r->page->active |= WEBPAGE_ANIMATED;
	if (html_attribute_find(tag, STR("download")))
		r->page->does |= SCRIPT_SAVES;
	read_attributes(r, tag, depth);
}

/* Scripts that are data, templates and the like are not run by browsers. */
static bool is_run(const struct html_token *tag)
{
	const struct html_attribute *type = html_attribute_find(tag, STR("type"));

	if (!type || type->value.n == 0)
		return true;
	return str_find_str_nocase(type->value, STR("script")) != STR_NPOS ||
	       str_eq_nocase(type->value, STR("module"));
}

/* "<![CDATA[" around a script in XML. */
static struct str without_cdata(struct str text)
{
	text = str_trim(text);
	str_eat(&text, STR("//"));
	if (str_eat(&text, STR("<![CDATA[")) && str_ends(text, STR("]]>")))
		text.n -= 3;
	return text;
}

static void read_markup(struct reader *r, struct str source, uint32_t depth)
{
	struct html_tokenizer *tokenizer = html_tokenizer_new(r->arena, source);
	struct html_token token;
	bool in_script = false;

	while (html_next(tokenizer, &token)) {
		if (token.kind == HTML_START_TAG) {
			read_tag(r, &token, depth);
			in_script = str_eq(token.name, STR("script")) && is_run(&token) &&
				    !token.self_closing;
		} else if (token.kind == HTML_TEXT && in_script) {
			r->page->script_bytes += token.text.n;
			add_task(r, TASK_SCRIPT, without_cdata(token.text), depth);
		} else if (token.kind == HTML_END_TAG) {
			in_script = false;
		}
	}
}

void webpage_read(struct arena *arena, struct str bytes, struct webpage *ret)
{
	struct reader *r = arena_new_of(arena, struct reader);
	struct charset_text text;

	*ret = (struct webpage){ .cut = bytes.n > LIMIT_TEXT_BYTES };
	bytes = str_sub(bytes, 0, LIMIT_TEXT_BYTES);
	charset_decode(arena, html_meta_charset(bytes), bytes, &text);
	ret->source = text.text;
	ret->document = arena_new_of(arena, struct html_document);
	html_read(arena, text.text, ret->document);
	r->arena = arena;
	r->page = ret;
	r->budget = LIMIT_SCRIPT_MADE;
	read_markup(r, text.text, 0);
	while (r->next < r->task_count) {
		const struct task *task = &r->tasks[r->next++];

		if (task->kind == TASK_SCRIPT)
			read_script(r, task->text, task->depth);
		else
			read_markup(r, task->text, task->depth);
	}
}
