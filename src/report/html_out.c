/* report/html_out.c - see html_out.h. */
#include "report/html_out.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "mail/base64.h"
#include "mail/date.h"
#include "report/outside.h"
#include "report/phrase.h"
#include "report/text.h"

#include <assert.h>
#include <stdio.h>

static const struct {
	const char *name;
	bool empty; /* has no content and no end tag */
} elements[TAGS] = {
	[TAG_HTML] = { "html", false },
	[TAG_HEAD] = { "head", false },
	[TAG_BODY] = { "body", false },
	[TAG_TITLE] = { "title", false },
	[TAG_HEADER] = { "header", false },
	[TAG_NAV] = { "nav", false },
	[TAG_MAIN] = { "main", false },
	[TAG_FOOTER] = { "footer", false },
	[TAG_SECTION] = { "section", false },
	[TAG_ARTICLE] = { "article", false },
	[TAG_H1] = { "h1", false },
	[TAG_H2] = { "h2", false },
	[TAG_H3] = { "h3", false },
	[TAG_H4] = { "h4", false },
	[TAG_P] = { "p", false },
	[TAG_UL] = { "ul", false },
	[TAG_OL] = { "ol", false },
	[TAG_LI] = { "li", false },
	[TAG_DL] = { "dl", false },
	[TAG_DT] = { "dt", false },
	[TAG_DD] = { "dd", false },
	[TAG_DIV] = { "div", false },
	[TAG_TABLE] = { "table", false },
	[TAG_CAPTION] = { "caption", false },
	[TAG_THEAD] = { "thead", false },
	[TAG_TBODY] = { "tbody", false },
	[TAG_TR] = { "tr", false },
	[TAG_TH] = { "th", false },
	[TAG_TD] = { "td", false },
	[TAG_FIGURE] = { "figure", false },
	[TAG_FIGCAPTION] = { "figcaption", false },
	[TAG_DETAILS] = { "details", false },
	[TAG_SUMMARY] = { "summary", false },
	[TAG_BLOCKQUOTE] = { "blockquote", false },
	[TAG_PRE] = { "pre", false },
	[TAG_A] = { "a", false },
	[TAG_SPAN] = { "span", false },
	[TAG_STRONG] = { "strong", false },
	[TAG_CODE] = { "code", false },
	[TAG_BDI] = { "bdi", false },
	[TAG_MARK] = { "mark", false },
	[TAG_TIME] = { "time", false },
	[TAG_IMG] = { "img", true },
	[TAG_META] = { "meta", true },
	[TAG_BR] = { "br", true },
};

static const char *const attributes[ATTRIBUTES] = {
	[HAS_CLASS] = "class",
	[HAS_ID] = "id",
	[HAS_LANG] = "lang",
	[HAS_SCOPE] = "scope",
	[HAS_HREF] = "href",
	[HAS_ROLE] = "role",
	[HAS_TABINDEX] = "tabindex",
	[HAS_DATETIME] = "datetime",
	[HAS_ALT] = "alt",
	[HAS_ARIA_LABEL] = "aria-label",
	[HAS_ARIA_LABELLEDBY] = "aria-labelledby",
	[HAS_CHARSET] = "charset",
	[HAS_NAME] = "name",
	[HAS_CONTENT] = "content",
	[HAS_HTTP_EQUIV] = "http-equiv",
};

const char *html_tag_name(enum tag element)
{
	return elements[element].name;
}

const char *html_attribute_name(enum attribute attribute)
{
	return attributes[attribute];
}

void html_init(struct html *html, const struct inspection *in,
	       const struct report_options *options, struct buf *out)
{
	*html = (struct html){ .out = out, .in = in, .options = options };
	html->raw = *options;
	html->raw.defang = false;
	page_init(&html->page, in, options, out);
}

void html_fini(struct html *html)
{
	assert(html->depth == 0 && !html->in_tag);
	page_fini(&html->page);
}

/* --- markup ------------------------------------------------------------------------ */

/* The same characters for content and for a quoted value, so that neither can be mistaken
 * for the other. */
static void escape(struct buf *out, struct str text)
{
	size_t done = 0;

	for (size_t i = 0; i < text.n; i++) {
		const char *reference = text.p[i] == '&'    ? "&amp;"
					: text.p[i] == '<'  ? "&lt;"
					: text.p[i] == '>'  ? "&gt;"
					: text.p[i] == '"'  ? "&quot;"
					: text.p[i] == '\'' ? "&#39;"
							    : NULL;

		if (!reference)
			continue;
		buf_add(out, str_sub(text, done, i));
		buf_add_c(out, reference);
		done = i + 1;
	}
	buf_add(out, str_skip(text, done));
}

static void end_tag(struct html *html)
{
	if (html->in_tag)
		buf_add_char(html->out, '>');
	html->in_tag = false;
}

static void content(struct html *html, struct str text)
{
	end_tag(html);
	escape(html->out, text);
}

static void attribute_value(struct html *html, enum attribute attribute, struct str value)
{
	assert(html->in_tag);
	buf_printf(html->out, " %s=\"", attributes[attribute]);
	escape(html->out, value);
	buf_add_char(html->out, '"');
}

/* Blocks begin on lines of their own: the file can be read as it is. */
static bool is_block(enum tag element)
{
	return element < TAG_A || element == TAG_META;
}

void html_begin(struct html *html, enum tag element, const char *class_)
{
	end_tag(html);
	if (is_block(element) && html->depth)
		buf_add_char(html->out, '\n');
	buf_add_char(html->out, '<');
	buf_add_c(html->out, elements[element].name);
	html->in_tag = true;
	if (class_)
		html_attribute(html, HAS_CLASS, class_);
	if (elements[element].empty)
		return;
	assert(html->depth < HTML_DEEPEST);
	html->open[html->depth++] = element;
}

void html_end(struct html *html, enum tag element)
{
	assert(html->depth && html->open[html->depth - 1] == element);
	end_tag(html);
	html->depth--;
	buf_add(html->out, STR("</"));
	buf_add_c(html->out, elements[element].name);
	buf_add_char(html->out, '>');
}

void html_attribute(struct html *html, enum attribute attribute, const char *value)
{
	attribute_value(html, attribute, str_c(value));
}

void html_attribute_number(struct html *html, enum attribute attribute,
			   const char *before, uint64_t number)
{
	char value[64];
	int n =
	    snprintf(value, sizeof value, "%s%llu", before, (unsigned long long)number);

	attribute_value(html, attribute, str_make(value, (size_t)n));
}

void html_attribute_our(struct html *html, enum attribute attribute, const char *msgid)
{
	attribute_value(html, attribute, str_c(phrase_text(html->options, msgid)));
}

void html_attribute_made(struct html *html, enum attribute attribute)
{
	attribute_value(html, attribute, buf_peek(&html->page.text));
	buf_clear(&html->page.text);
}

/* --- text of ours ------------------------------------------------------------------ */

void html_text(struct html *html, const char *text)
{
	content(html, str_c(text));
}

void html_our(struct html *html, const char *msgid)
{
	content(html, str_c(phrase_text(html->options, msgid)));
}

void html_made(struct html *html)
{
	content(html, buf_peek(&html->page.text));
	buf_clear(&html->page.text);
}

void html_our_with(struct html *html, const char *msgid, const struct value *values,
		   uint32_t count)
{
	phrase_add(html->in, html->options, msgid, values, count, &html->page.text);
	html_made(html);
}

void html_our_about(struct html *html, const char *msgid, struct str text)
{
	struct value value = { .key = "text", .kind = VALUE_STR, .str = text };

	html_our_with(html, msgid, &value, 1);
}

void html_our_count(struct html *html, const char *msgid, uint64_t count)
{
	struct value value = { .key = "count",
			       .kind = VALUE_INT,
			       .number = (int64_t)count };

	html_our_with(html, msgid, &value, 1);
}

void html_statement(struct html *html, const struct statement *statement)
{
	phrase_statement(html->in, html->options, statement, &html->page.text);
	html_made(html);
}

void html_number(struct html *html, uint64_t number)
{
	end_tag(html);
	buf_printf(html->out, "%llu", (unsigned long long)number);
}

void html_time(struct html *html, int64_t utc)
{
	char text[DATE_TEXT];

	html_begin(html, TAG_TIME, NULL);
	attribute_value(html, HAS_DATETIME, date_iso(utc, text));
	text_time(&html->page, utc);
	html_made(html);
	html_end(html, TAG_TIME);
}

/* --- text from outside ---------------------------------------------------------------
 */

/* What its letters tell for certain: kana are Japanese, hangul Korean. NULL: they do not.
 */
static const char *language_of(struct str text)
{
	size_t length;

	for (size_t i = 0; i < text.n; i += length) {
		int32_t cp = utf8_decode(str_skip(text, i), &length);

		if ((cp >= 0x3041 && cp <= 0x30FA) || (cp >= 0xFF66 && cp <= 0xFF9D))
			return "ja";
		if (cp >= 0xAC00 && cp <= 0xD7A3)
			return "ko";
	}
	return NULL;
}

void html_language(struct html *html, struct str text)
{
	const char *language = language_of(text);

	if (language && strcmp(language, html->options->catalogue->language) != 0)
		html_attribute(html, HAS_LANG, language);
}

/* Each from outside stands in an element that keeps the order of its letters to itself:
 * right-to-left words do not move their neighbours. */
static void outside_in(struct html *html, enum tag element, struct str text,
		       size_t columns)
{
	html_begin(html, element, NULL);
	html_language(html, text);
	phrase_outside(html->options, text, columns, &html->page.text);
	html_made(html);
	html_end(html, element);
}

void html_outside(struct html *html, struct str text, size_t columns)
{
	outside_in(html, TAG_BDI, text, columns);
}

void html_code(struct html *html, struct str text)
{
	outside_in(html, TAG_CODE, text, 0);
}

void html_lines(struct html *html, struct str text)
{
	outside_add_lines(html->options, text, &html->page.text);
	html_made(html);
}

/* page.text has it twice: as it is shown up to `from`, raw behind that. */
static void write_raw(struct html *html, size_t from)
{
	struct str both = buf_peek(&html->page.text);

	if (!str_eq(str_sub(both, 0, from), str_skip(both, from))) {
		html_begin(html, TAG_DETAILS, "raw");
		html_begin(html, TAG_SUMMARY, NULL);
		html_our(html, N_("raw"));
		html_end(html, TAG_SUMMARY);
		html_begin(html, TAG_CODE, "copy");
		content(html, str_skip(both, from));
		html_end(html, TAG_CODE);
		html_end(html, TAG_DETAILS);
	}
	buf_clear(&html->page.text);
}

/* Returns where the raw form begins in page.text. */
static size_t write_copy(struct html *html, struct str text)
{
	struct str shown = utf8_front(text, LIMIT_REPORT_STRING);
	size_t from;

	html_begin(html, TAG_CODE, "copy");
	outside_add(html->options, shown, &html->page.text);
	from = html->page.text.n;
	outside_add(&html->raw, shown, &html->page.text);
	content(html, str_sub(buf_peek(&html->page.text), 0, from));
	html_end(html, TAG_CODE);
	return from;
}

void html_copy(struct html *html, struct str text)
{
	write_raw(html, write_copy(html, text));
}

void html_copy_heading(struct html *html, enum tag heading, struct str text)
{
	size_t from;

	html_begin(html, heading, NULL);
	from = write_copy(html, text);
	html_end(html, heading);
	write_raw(html, from);
}

/* --- what leads out, and pictures ------------------------------------------------------
 */

static void add_percent(struct buf *out, struct str value)
{
	for (size_t i = 0; i < value.n; i++) {
		unsigned char c = (unsigned char)value.p[i];

		if (ascii_is_alnum((char)c) || strchr("-._~", c))
			buf_add_char(out, (char)c);
		else
			buf_printf(out, "%%%02X", c);
	}
}

void html_pivot(struct html *html, struct str name, struct str template, struct str value)
{
	size_t at = str_find_str(template, STR("{value}"));

	if (at == STR_NPOS || value.n == 0 || memchr(value.p, '\0', value.n))
		return;
	html_begin(html, TAG_A, "pivot");
	/* These three belong together, and to this place alone. */
	buf_add(html->out, STR(" href=\""));
	escape(html->out, str_sub(template, 0, at));
	add_percent(html->out, value);
	escape(html->out, str_skip(template, at + STR("{value}").n));
	buf_add(html->out,
		STR("\" target=\"_blank\" rel=\"noreferrer noopener nofollow\""));
	content(html, name);
	html_end(html, TAG_A);
}

void html_drawing(struct html *html, struct str svg)
{
	end_tag(html);
	buf_add_char(html->out, '\n');
	buf_add(html->out, svg);
}

bool html_png(struct html *html, struct str bytes, const char *alt)
{
	if (!str_starts(bytes, STR("\x89PNG\r\n\x1A\n")))
		return false;
	html_begin(html, TAG_IMG, NULL);
	html_attribute_our(html, HAS_ALT, alt);
	buf_add(html->out, STR(" src=\"data:image/png;base64,"));
	base64_add(html->out, bytes);
	buf_add_char(html->out, '"');
	end_tag(html);
	return true;
}
