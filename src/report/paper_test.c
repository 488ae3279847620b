/* report/paper_test.c - hostile strings through what each writer escapes with: nothing of
 * them stays active on paper.
 *
 * So many strings by default that it is quick; MEKIKI_STRINGS=1000000 for as many as one
 * has time for. The strings are drawn from pieces that attacks are made of, and from
 * bytes; the draw is the same each time. */
#include "base/json.h"
#include "base/json_read.h"
#include "base/test.h"
#include "base/utf8.h"
#include "report/csv.h"
#include "report/html_out.h"
#include "report/inert.h"
#include "report/markdown.h"
#include "report/mime_out.h"
#include "report/phrase.h"
#include "report/stix.h"
#include "report/svg.h"

#include <stdio.h>
#include <stdlib.h>

enum { USUAL = 20000, LONGEST = 96 };

static const struct str pieces[] = {
	STR("\033["),
	STR("\033]8;;http://a.example\033\\"),
	STR("\033]52;c;ZWNobw==\a"),
	STR("\xC2\x9B"),
	STR("\xC2\x9D"
	    "8;;"),
	STR("\xE2\x80\xAE"),
	STR("\xE2\x81\xA6"),
	STR("\xE2\x80\x8B"),
	STR("\xEF\xBB\xBF"),
	STR("\r"),
	STR("\n"),
	STR("\r\n"),
	STR("\t"),
	STR("\0"),
	STR("=cmd|' /C calc'!A0"),
	STR("=HYPERLINK(\"http://a\")"),
	STR("@SUM(1+1)"),
	STR("+1"),
	STR("-1"),
	STR("\xEF\xBC\x9D"
	    "1"),
	STR("\xEF\xBC\xA0"),
	STR("|"),
	STR("\""),
	STR("'"),
	STR("\"\""),
	STR(","),
	STR(";"),
	STR("`"),
	STR("``"),
	STR("```"),
	STR("~~~"),
	STR("]("),
	STR("](javascript:alert(1))"),
	STR("![](http://a.example/p.png)"),
	STR("![x][y]"),
	STR("[y]: http://a.example"),
	STR("<script>"),
	STR("</script>"),
	STR("<img src=x onerror=a>"),
	STR("<!--"),
	STR("-->"),
	STR("]]>"),
	STR("<?"),
	STR("<http://a.example>"),
	STR("<a@b.example>"),
	STR("http://a.example/"),
	STR("www.a.example"),
	STR("WwW.a.zz"),
	STR("mailto:a@b.example"),
	STR("ftp://a"),
	STR("//a.example"),
	STR("a@b.co"),
	STR("&lt;"),
	STR("&#60;"),
	STR("&#x202e;"),
	STR("\\"),
	STR("\\u202e"),
	STR("# "),
	STR("> "),
	STR("- "),
	STR("1. "),
	STR("---"),
	STR("==="),
	STR("    "),
	STR("*"),
	STR("_"),
	STR("**"),
	STR("$"),
	STR("{{"),
	STR("}}"),
	STR("${"),
	STR("%s%n"),
	STR("\xFF"),
	STR("\xC0\x80"),
	STR("\xED\xA0\x80"),
	STR("\xF4\x90\x80\x80"),
	STR("\xE2\x82"),
	STR("\xE7\x9B\xAE\xE5\x88\xA9\xE3\x81\x8D"),
	STR("a"),
	STR("b"),
	STR(" "),
	STR("'] OR ["),
	STR("\\'"),
};

static uint64_t state = 88172645463325252ull;

static uint32_t draw(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 32) % below;
}

static struct str draw_string(char out[LONGEST])
{
	size_t n = 0, most = 1 + draw(LONGEST - 1);

	while (n < most) {
		struct str piece = pieces[draw(COUNT(pieces))];

		if (draw(5) == 0) {
			out[n++] = (char)draw(256);
			continue;
		}
		if (piece.n > most - n)
			piece.n = most - n;
		memcpy(out + n, piece.p, piece.n);
		n += piece.n;
	}
	return str_make(out, n);
}

/* --- what must hold
 * ---------------------------------------------------------------------
 */

/* Characters that a terminal obeys, or that move what stands beside them. */
static bool is_active(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x61C ||
	       (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xD800 && c < 0xE000);
}

static bool is_inert(struct str text)
{
	while (text.n) {
		size_t n;
		int32_t c = utf8_decode(text, &n);

		if (c < 0 || is_active((uint32_t)c))
			return false;
		text = str_skip(text, n);
	}
	return true;
}

/* One cell, read back as RFC 4180 has it. */
static bool cell_holds(struct str cell, struct str text)
{
	static const char triggers[] = "=+-@\t\r|%";
	char back[8 * LONGEST + 2];
	size_t n = 0;

	if (cell.n && cell.p[0] == '"') {
		if (cell.n < 2 || cell.p[cell.n - 1] != '"')
			return false;
		for (size_t i = 1; i + 1 < cell.n; i++) {
			if (cell.p[i] == '"' && (i + 2 >= cell.n || cell.p[++i] != '"'))
				return false;
			back[n++] = cell.p[i];
		}
	} else {
		for (size_t i = 0; i < cell.n; i++) {
			if (memchr(",\"\r\n", cell.p[i], 4))
				return false;
			back[n++] = cell.p[i];
		}
	}
	if (n && memchr(triggers, back[0], sizeof triggers - 1))
		return false;
	if (str_starts(str_make(back, n), STR("\xEF\xBC\x9D")) ||
	    str_starts(str_make(back, n), STR("\xEF\xBC\xA0")))
		return false;
	return str_eq(str_make(back, n), text) ||
	       (n && back[0] == '\'' && str_eq(str_make(back + 1, n - 1), text));
}

/* No sign that means something without a backslash before it. */
static bool is_plain_markdown(struct str text)
{
	static const char active[] = "<>`*_[]{}()!|#~$^@";
	static const struct str fronts[] = { STR("www."), STR("http:"), STR("https:"),
					     STR("ftp:"), STR("mailto:") };

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\\') {
			i++; /* what it escapes */
			continue;
		}
		if (text.p[i] == '@' && i >= 2 && text.p[i - 1] == '[')
			continue; /* broken up: \[@\] */
		if (memchr(active, text.p[i], sizeof active - 1))
			return false;
		for (size_t k = 0; k < COUNT(fronts); k++)
			if (str_starts_nocase(str_skip(text, i), fronts[k]))
				return false;
	}
	return text.n == 0 || !memchr("-+=#> \t", text.p[0], 7);
}

/* The fence that opens it is the one that closes it, and none stands within. */
static bool is_one_span(struct str text)
{
	size_t fence = 0, run = 0;

	while (fence < text.n && text.p[fence] == '`')
		fence++;
	if (fence == 0)
		return str_eq(text, STR("-"));
	if (text.n <= 2 * fence)
		return false;
	for (size_t i = fence; i < text.n - fence; i++) {
		run = text.p[i] == '`' ? run + 1 : 0;
		if (run == fence || (text.p[i] == '|' && text.p[i - 1] != '\\'))
			return false;
	}
	return run == 0 && str_find(str_skip(text, text.n - fence), ' ') == STR_NPOS;
}

static bool is_one_literal(struct str text)
{
	if (text.n < 2 || text.p[0] != '\'' || text.p[text.n - 1] != '\'')
		return false;
	for (size_t i = 1; i + 1 < text.n; i++) {
		if (text.p[i] == '\\' && i + 2 >= text.n)
			return false;
		if (text.p[i] == '\\')
			i++;
		else if (text.p[i] == '\'')
			return false;
	}
	return true;
}

/* No tag but those written here, nothing that ends an attribute. */
static bool is_plain_html(struct str text)
{
	static const struct str ours[] = { STR("<p"),
					   STR("</p>"),
					   STR("<code"),
					   STR("</code>"),
					   STR("<bdi"),
					   STR("</bdi>"),
					   STR("<span aria-label=\""),
					   STR("</span>") };

	while (text.n) {
		size_t at = str_find(text, '<'), end;
		struct str before = str_sub(text, 0, at), tag;
		bool known = false;

		if (str_find(before, '>') != STR_NPOS ||
		    str_find(before, '"') != STR_NPOS)
			return false;
		if (at == STR_NPOS)
			return true;
		tag = str_skip(text, at);
		for (size_t i = 0; i < COUNT(ours) && !known; i++)
			known = str_starts(tag, ours[i]);
		/* Elements end in ">" behind the last quote: no value holds one. */
		end = str_find(tag, '>');
		if (!known || end == STR_NPOS ||
		    str_find(str_sub(tag, 1, end), '<') != STR_NPOS)
			return false;
		text = str_skip(tag, end + 1);
	}
	return true;
}

/* --- each string through each writer
 * ------------------------------------------------------
 */

struct made {
	struct buf inert, out;
	struct arena *arena;
};

static void try_json(struct made *m, struct str text)
{
	struct json json;
	struct str back;

	buf_clear(&m->out);
	json_init(&json, &m->out);
	json_object(&json);
	json_key_str(&json, "input", text);
	json_object_end(&json);
	test_true(is_inert(buf_peek(&m->out)));
	test_true(json_read_text(m->arena, buf_peek(&m->out), STR("input"), &back));
}

static void try_html(struct made *m, struct str text,
		     const struct report_options *options)
{
	struct html html;

	buf_clear(&m->out);
	html_init(&html, NULL, options, &m->out);
	html_begin(&html, TAG_P, NULL);
	html_outside(&html, text, 0);
	html_code(&html, text);
	html_end(&html, TAG_P);
	html_begin(&html, TAG_SPAN, NULL);
	phrase_outside(options, text, 0, &html.page.text);
	html_attribute_made(&html, HAS_ARIA_LABEL);
	html_end(&html, TAG_SPAN);
	html_fini(&html);
	test_true(utf8_is_valid(buf_peek(&m->out)));
	test_true(is_plain_html(buf_peek(&m->out)));
}

/* Tags of drawings alone, and nothing in them that refers, runs or ends a value. */
static bool is_plain_svg(struct str text)
{
	static const struct str ours[] = { STR("<svg "),   STR("</svg>"),
					   STR("<title "), STR("</title>"),
					   STR("<desc "),  STR("</desc>"),
					   STR("<text "),  STR("</text>"),
					   STR("<tspan "), STR("</tspan>") };

	while (text.n) {
		size_t at = str_find(text, '<'), end;
		struct str tag;
		bool known = false;

		if (str_find(str_sub(text, 0, at), '>') != STR_NPOS)
			return false;
		if (at == STR_NPOS)
			return true;
		tag = str_skip(text, at);
		for (size_t i = 0; i < COUNT(ours) && !known; i++)
			known = str_starts(tag, ours[i]);
		end = str_find(tag, '>');
		if (!known || end == STR_NPOS)
			return false;
		tag = str_sub(tag, 1, end);
		if (str_find(tag, '<') != STR_NPOS ||
		    str_find_str_nocase(tag, STR("href")) != STR_NPOS)
			return false;
		text = str_skip(text, at + end + 1);
	}
	return true;
}

static void try_svg(struct made *m, struct str text, const struct report_options *options)
{
	struct svg_font font = { .size = SVG_SMALL, .paint = PAINT_INK };
	struct svg svg;

	buf_clear(&m->out);
	svg_begin(&svg, NULL, options, false, "message");
	svg_outside(&svg, text, 0);
	svg_describe_made(&svg);
	svg_wrap_made(&svg, 0, 0, 200, 0, font);
	svg_outside(&svg, text, 0);
	svg_name_made(&svg, 0, 0, 200, font);
	svg_end(&svg, "The mail as displayed", SVG_WIDTH, 200, &m->out);
	test_true(utf8_is_valid(buf_peek(&m->out)));
	test_true(is_plain_svg(buf_peek(&m->out)));
}

/* Fields of a letter: of ASCII, folded, and none that somebody else wrote. */
static bool is_one_field(struct str text)
{
	struct str line;
	bool first = true;

	if (!str_ends(text, STR("\n")))
		return false;
	text.n--;
	while (str_split(&text, '\n', &line)) {
		if (line.n == 0)
			return false;
		if (!first && !str_starts(line, STR(" ")))
			return false;
		for (size_t i = 0; i < line.n; i++)
			if (line.p[i] < 0x20 || line.p[i] > 0x7E)
				return false;
		first = false;
	}
	return true;
}

static void try_letter(struct made *m, struct str inert)
{
	buf_clear(&m->out);
	mime_field(&m->out, "Subject", inert);
	test_true(is_one_field(buf_peek(&m->out)));
	buf_clear(&m->out);
	mime_address(&m->out, "To", inert, STR("desk@a.example"));
	test_true(is_one_field(buf_peek(&m->out)));
	test_true(str_ends(buf_peek(&m->out), STR("<desk@a.example>\n")));
}

/* A sentence of the terminal's report. */
static void try_text(struct made *m, struct str text,
		     const struct report_options *options)
{
	struct value value = { .key = "name", .kind = VALUE_STR, .str = text };

	buf_clear(&m->out);
	phrase_add(NULL, options, "It says {name}.", &value, 1, &m->out);
	test_true(is_inert(buf_peek(&m->out)));
}

static void try_string(struct made *m, struct str text)
{
	static const struct report_options options = { .catalogue = &catalogue_english,
						       .width = 80,
						       .tool_version = "0",
						       .contact = "offline" };
	struct str inert;

	for (unsigned flags = INERT_LINE; flags <= INERT_DEFANG; flags += INERT_DEFANG) {
		buf_clear(&m->inert);
		inert_add(&m->inert, text, flags);
		inert = buf_peek(&m->inert);
		test_true(is_inert(inert));
		buf_clear(&m->out);
		csv_cell(&m->out, inert);
		test_true(cell_holds(buf_peek(&m->out), inert));
		buf_clear(&m->out);
		markdown_escape(&m->out, inert);
		test_true(is_plain_markdown(buf_peek(&m->out)));
		buf_clear(&m->out);
		markdown_span(&m->out, inert);
		test_true(is_one_span(buf_peek(&m->out)));
		buf_clear(&m->out);
		stix_quote(&m->out, inert);
		test_true(is_one_literal(buf_peek(&m->out)));
		try_letter(m, inert);
	}
	try_json(m, text);
	try_text(m, text, &options);
	try_html(m, text, &options);
	try_svg(m, text, &options);
}

TEST(nothing_stays_active)
{
	const char *wanted = getenv("MEKIKI_STRINGS");
	uint32_t count = USUAL;
	struct made made;

	if (wanted)
		test_true(str_to_u32(str_c(wanted), &count));
	made.arena = arena_new(0);
	buf_init(&made.inert, 0);
	buf_init(&made.out, 0);
	for (uint32_t i = 0; i < count; i++) {
		char text[LONGEST];

		try_string(&made, draw_string(text));
		if (i % 1000 == 999)
			arena_reset(made.arena, 0);
	}
	printf("strings: %u\n", count);
	arena_free(made.arena);
	buf_fini(&made.inert);
	buf_fini(&made.out);
}
