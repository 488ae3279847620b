/* mail/outlook_html.c - see outlook_html.h.
 *
 * RTF is groups in braces, control words ("\word12", a blank behind it belongs to it),
 * control symbols ("\~", "\'e4") and text. A group's end brings back the state before
 * its begin. Line ends mean nothing. */
#include "mail/outlook_html.h"

#include "base/limits.h"

enum { WINDOWS_1252 = 1252, WORD_MOST = 32, PAGES = 8 };

struct state {
	bool skipped;	   /* a destination that is no part of the text */
	bool rtf_only;	   /* \htmlrtf */
	bool fonts;	   /* the table of fonts */
	uint32_t fallback; /* \uc: characters behind each \u for those who know it not */
	uint32_t code_page;
};

struct reader {
	struct str rest;
	struct buf *out;
	bool wraps;
	bool optional;	 /* the last thing was "\*" */
	uint32_t unread; /* characters of a fallback to come */
	uint32_t ansi;	 /* code page of the whole */
	uint32_t font;	 /* of the table, being described */
	struct state now, stack[LIMIT_RTF_DEPTH];
	unsigned depth;
	struct {
		uint32_t number, code_page;
	} fonts[LIMIT_RTF_FONTS];
	uint32_t font_count;
	struct {
		uint32_t code_page;
		size_t bytes;
	} pages[PAGES];
};

/* --- characters -------------------------------------------------------------- */

static void vote(struct reader *r, uint32_t code_page)
{
	for (size_t i = 0; i < PAGES; i++)
		if (r->pages[i].bytes == 0 || r->pages[i].code_page == code_page) {
			r->pages[i].code_page = code_page;
			r->pages[i].bytes++;
			return;
		}
}

static bool is_shown(struct reader *r)
{
	if (r->unread) {
		r->unread--;
		return false;
	}
	return r->wraps && !r->now.skipped && !r->now.rtf_only;
}

static void put_byte(struct reader *r, unsigned char c)
{
	if (!is_shown(r))
		return;
	if (c < 0x80) {
		buf_add_char(r->out, (char)c);
	} else if (r->now.code_page == WINDOWS_1252) {
		/* HTML takes 128 to 159 for those of windows-1252 too. */
		buf_printf(r->out, "&#%u;", c);
	} else {
		buf_add_char(r->out, (char)c);
		vote(r, r->now.code_page);
	}
}

static void put_number(struct reader *r, uint32_t code)
{
	if (is_shown(r))
		buf_printf(r->out, "&#%u;", code);
}

/* \u has 16 bits with a sign. Halves of a pair come as two; a reference to a half is
 * none, so they are put together. */
static void put_unit(struct reader *r, int32_t value)
{
	uint32_t unit = (uint32_t)value & 0xFFFF, low = 0;
	struct str after = r->rest;

	if (unit >= 0xD800 && unit < 0xDC00) {
		for (uint32_t i = 0; i < r->now.fallback && after.n && after.p[0] == '?';
		     i++)
			after = str_skip(after, 1);
		if (str_eat(&after, STR("\\u"))) {
			bool minus = str_eat_char(&after, '-');
			size_t n = 0;

			while (n < after.n && n < 5 && ascii_is_digit(after.p[n]))
				low = low * 10 + (uint32_t)(after.p[n++] - '0');
			low = (minus ? 0 - low : low) & 0xFFFF;
			if (n && low >= 0xDC00 && low < 0xE000) {
				unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
				r->rest = str_skip(after, n);
				str_eat_char(&r->rest, ' ');
			}
		}
	}
	r->unread = 0;
	put_number(r, unit);
	r->unread = r->now.fallback;
}

static void put_text(struct reader *r, const char *text)
{
	if (is_shown(r))
		buf_add_c(r->out, text);
}

/* --- fonts ------------------------------------------------------------------- */

static uint32_t code_page_of_charset(const struct reader *r, int32_t charset)
{
	static const struct {
		int32_t charset;
		uint32_t code_page;
	} rows[] = {
		{ 0, 1252 },   { 128, 932 },  { 129, 949 },  { 134, 936 },  { 136, 950 },
		{ 161, 1253 }, { 162, 1254 }, { 163, 1258 }, { 177, 1255 }, { 178, 1256 },
		{ 186, 1257 }, { 204, 1251 }, { 222, 874 },  { 238, 1250 },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].charset == charset)
			return rows[i].code_page;
	return r->ansi;
}

static void keep_font(struct reader *r, int32_t charset)
{
	if (r->font_count == LIMIT_RTF_FONTS)
		return;
	r->fonts[r->font_count].number = r->font;
	r->fonts[r->font_count++].code_page = code_page_of_charset(r, charset);
}

static void take_font(struct reader *r, uint32_t number)
{
	r->font = number;
	r->now.code_page = r->ansi;
	for (uint32_t i = 0; i < r->font_count; i++)
		if (r->fonts[i].number == number)
			r->now.code_page = r->fonts[i].code_page;
}

/* --- control words -------------------------------------------------------------- */

static bool is_destination(struct str word)
{
	static const char *const names[] = { "fonttbl", "colortbl", "stylesheet",
					     "info",	"pict",	    "object",
					     "pntext",	"header",   "footer" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(word, str_c(names[i])))
			return true;
	return false;
}

/* Words that stand for a character; true where `word` is one. */
static bool put_named(struct reader *r, struct str word)
{
	static const struct {
		const char *word;
		uint32_t code;
	} rows[] = {
		{ "lquote", 8216 },    { "rquote", 8217 }, { "ldblquote", 8220 },
		{ "rdblquote", 8221 }, { "bullet", 8226 }, { "endash", 8211 },
		{ "emdash", 8212 },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_eq(word, str_c(rows[i].word))) {
			put_number(r, rows[i].code);
			return true;
		}
	return false;
}

static void obey(struct reader *r, struct str word, bool has_number, int32_t number)
{
	bool optional = r->optional;

	r->optional = false;
	if (str_eq(word, STR("htmltag")) && optional)
		return; /* its text is the HTML's */
	if (optional || is_destination(word))
		r->now.skipped = true;
	if (str_eq(word, STR("fonttbl")))
		r->now.fonts = true;
	else if (str_eq(word, STR("fromhtml")))
		r->wraps |= r->depth == 1;
	else if (str_eq(word, STR("htmlrtf")))
		r->now.rtf_only = !has_number || number != 0;
	else if (str_eq(word, STR("ansicpg")) && number > 0)
		r->ansi = r->now.code_page = (uint32_t)number;
	else if (str_eq(word, STR("f")))
		take_font(r, (uint32_t)number);
	else if (str_eq(word, STR("fcharset")) && r->now.fonts)
		keep_font(r, number);
	else if (str_eq(word, STR("uc")))
		r->now.fallback = number < 0 ? 0 : (uint32_t)number;
	else if (str_eq(word, STR("u")))
		put_unit(r, number);
	else if (str_eq(word, STR("bin")))
		r->rest = str_skip(r->rest, number < 0 ? 0 : (size_t)number);
	else if (str_eq(word, STR("par")) || str_eq(word, STR("line")))
		put_text(r, "\r\n");
	else if (str_eq(word, STR("tab")))
		put_text(r, "\t");
	else
		put_named(r, word);
}

/* Letters, a number maybe, and one blank that belongs to the word. */
static void read_word(struct reader *r)
{
	struct str word;
	bool minus, has_number = false;
	int32_t number = 0;
	size_t n = 0;

	while (n < r->rest.n && n < WORD_MOST && ascii_is_alpha(r->rest.p[n]))
		n++;
	word = str_sub(r->rest, 0, n);
	r->rest = str_skip(r->rest, n);
	minus = r->rest.n > 1 && r->rest.p[0] == '-' && ascii_is_digit(r->rest.p[1]);
	if (minus)
		r->rest = str_skip(r->rest, 1);
	for (; r->rest.n && ascii_is_digit(r->rest.p[0]);
	     r->rest = str_skip(r->rest, 1)) {
		has_number = true;
		if (number < 100000000)
			number = number * 10 + (r->rest.p[0] - '0');
	}
	str_eat_char(&r->rest, ' ');
	obey(r, word, has_number, minus ? -number : number);
}

static void read_control(struct reader *r)
{
	char c;

	if (r->rest.n == 0)
		return;
	c = r->rest.p[0];
	if (ascii_is_alpha(c)) {
		read_word(r);
		return;
	}
	r->rest = str_skip(r->rest, 1);
	r->optional = c == '*';
	if (c == '\'' && r->rest.n >= 2) {
		int high = ascii_hex(r->rest.p[0]), low = ascii_hex(r->rest.p[1]);

		r->rest = str_skip(r->rest, 2);
		if (high >= 0 && low >= 0)
			put_byte(r, (unsigned char)(high << 4 | low));
	} else if (c == '~') {
		put_number(r, 160);
	} else if (c == '_') {
		put_number(r, 173);
	} else if (c == '\\' || c == '{' || c == '}') {
		put_byte(r, (unsigned char)c);
	} else if (c == '\r' || c == '\n') {
		put_text(r, "\r\n"); /* the same as \par */
	}
}

/* --- groups ---------------------------------------------------------------------- */

/* Groups beyond the limit keep the state of the last one inside. */
static void begin_group(struct reader *r)
{
	if (r->depth < LIMIT_RTF_DEPTH)
		r->stack[r->depth] = r->now;
	r->depth++;
	r->optional = false;
	r->unread = 0;
}

static void end_group(struct reader *r)
{
	if (r->depth == 0)
		return;
	r->depth--;
	if (r->depth < LIMIT_RTF_DEPTH)
		r->now = r->stack[r->depth];
	r->optional = false;
	r->unread = 0;
}

static void read_all(struct reader *r)
{
	while (r->rest.n && !r->out->full) {
		char c = r->rest.p[0];

		r->rest = str_skip(r->rest, 1);
		if (c == '{')
			begin_group(r);
		else if (c == '}')
			end_group(r);
		else if (c == '\\')
			read_control(r);
		else if (c != '\r' && c != '\n')
			put_byte(r, (unsigned char)c);
	}
}

static uint32_t most_used(const struct reader *r)
{
	size_t best = 0;

	for (size_t i = 1; i < PAGES; i++)
		if (r->pages[i].bytes > r->pages[best].bytes)
			best = i;
	return r->pages[best].bytes ? r->pages[best].code_page : r->ansi;
}

bool outlook_html(struct str rtf, struct buf *out, uint32_t *ret_code_page)
{
	struct reader r = { .rest = rtf,
			    .out = out,
			    .ansi = WINDOWS_1252,
			    .now = { .fallback = 1, .code_page = WINDOWS_1252 } };

	if (!str_starts(rtf, STR("{\\rtf")))
		return false;
	read_all(&r);
	if (r.wraps)
		*ret_code_page = most_used(&r);
	return r.wraps;
}
