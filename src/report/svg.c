/* report/svg.c - see svg.h. */
#include "report/svg.h"

#include "base/limits.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "report/inert.h"
#include "report/phrase.h"

#include <stdio.h>
#include <stdlib.h>

/* The page's own colours (report/html.css), for pictures that stand alone. */
static const struct {
	const char *name, *light, *dark;
} paints[PAINTS] = {
	[PAINT_INK] = { "ink", "#1d2329", "#e6e8ea" },
	[PAINT_SOFT] = { "soft", "#535b64", "#aab3bc" },
	[PAINT_LINE] = { "line", "#b9b4a8", "#56616c" },
	[PAINT_CARD] = { "card", "#ffffff", "#1b2127" },
	[PAINT_SUNK] = { "sunk", "#f1efe9", "#232a31" },
	[PAINT_BAD] = { "bad", "#a11616", "#ff9d94" },
	[PAINT_BAD_BACK] = { "bad-back", "#fbeceb", "#3a1d1c" },
	[PAINT_ODD] = { "odd", "#7a4b00", "#f0c274" },
	[PAINT_ODD_BACK] = { "odd-back", "#fdf3de", "#35290f" },
	[PAINT_NOTE] = { "note", "#2a4a6b", "#a9cdf0" },
	[PAINT_NOTE_BACK] = { "note-back", "#eaf1f8", "#1b2c3d" },
	[PAINT_GOOD] = { "good", "#1f5f3a", "#98d8ae" },
	[PAINT_GOOD_BACK] = { "good-back", "#e8f4ec", "#17301f" },
};

/* How wide letters are at most, of their size: those of the widest usual fonts (DejaVu,
 * Verdana) stay below it in common text; an East Asian letter is a square. */
enum { LETTER_PERCENT = 59, BOLD_PERCENT = 66, SQUARE_PERCENT = 101 };

#define FONTS \
	"'Noto Sans','Segoe UI',system-ui,'Hiragino Sans','Yu Gothic UI',Meiryo," \
	"'Noto Sans CJK JP',sans-serif"
#define MONO "ui-monospace,Consolas,'DejaVu Sans Mono',monospace"

void svg_begin(struct svg *svg, const struct inspection *in,
	       const struct report_options *options, bool alone, const char *name)
{
	*svg = (struct svg){ .in = in, .options = options, .alone = alone, .name = name };
	buf_init(&svg->body, LIMIT_PICTURE);
	buf_init(&svg->text, LIMIT_PICTURE);
	buf_init(&svg->description, LIMIT_PICTURE);
}

void svg_drop(struct svg *svg)
{
	buf_fini(&svg->body);
	buf_fini(&svg->text);
	buf_fini(&svg->description);
}

/* What is escaped is so in text and in attributes alike. Text is inert already: no
 * control, valid UTF-8; the noncharacters that XML forbids are hidden there too. */
static void add_escaped(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		switch (text.p[i]) {
		case '<':
			buf_add(out, STR("&lt;"));
			break;
		case '>':
			buf_add(out, STR("&gt;"));
			break;
		case '&':
			buf_add(out, STR("&amp;"));
			break;
		case '"':
			buf_add(out, STR("&quot;"));
			break;
		case '\'':
			buf_add(out, STR("&#39;"));
			break;
		default:
			if ((unsigned char)text.p[i] >= 0x20)
				buf_add_char(out, text.p[i]);
			else
				buf_add_char(out, ' ');
		}
	}
}

/* --- the element -----------------------------------------------------------------------
 */

static void add_palette(struct buf *out, bool dark)
{
	buf_add(out, STR("svg{"));
	for (int i = PAINT_NONE + 1; i < PAINTS; i++)
		buf_printf(out, "--%s:%s;", paints[i].name,
			   dark ? paints[i].dark : paints[i].light);
	buf_add_char(out, '}');
}

static void add_style(struct buf *out)
{
	buf_add(out, STR("<style>"));
	add_palette(out, false);
	buf_add(out, STR("@media (prefers-color-scheme:dark){"));
	add_palette(out, true);
	buf_add(out, STR("}@media print{"));
	add_palette(out, false);
	buf_add_char(out, '}');
	for (int i = PAINT_NONE + 1; i < PAINTS; i++)
		buf_printf(out, ".f-%s{fill:var(--%s)}.s-%s{stroke:var(--%s)}",
			   paints[i].name, paints[i].name, paints[i].name,
			   paints[i].name);
	buf_add(out, STR("</style>\n"));
}

static void add_head(struct svg *svg, int width, int height, struct buf *out)
{
	if (svg->alone)
		buf_add(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
	buf_printf(out,
		   "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
		   "width=\"%d\" height=\"%d\" role=\"img\" "
		   "aria-labelledby=\"picture-%s-title picture-%s-description\" "
		   "class=\"picture\" font-size=\"%d\"",
		   width, height, width, height, svg->name, svg->name, SVG_LARGE);
	buf_printf(out, " lang=\"%s\"", svg->options->catalogue->language);
	if (svg->alone)
		buf_add(out, STR(" font-family=\"" FONTS "\""));
	buf_add(out, STR(">\n"));
}

void svg_end(struct svg *svg, const char *title, int width, int height, struct buf *out)
{
	add_head(svg, width, height, out);
	buf_printf(out, "<title id=\"picture-%s-title\">", svg->name);
	add_escaped(out, str_c(phrase_text(svg->options, title)));
	buf_printf(out, "</title>\n<desc id=\"picture-%s-description\">", svg->name);
	add_escaped(out, buf_peek(&svg->description));
	buf_add(out, STR("</desc>\n"));
	if (svg->alone) {
		add_style(out);
		buf_printf(out,
			   "<rect width=\"%d\" height=\"%d\" class=\"f-card\" "
			   "fill=\"%s\"/>\n",
			   width, height, paints[PAINT_CARD].light);
	}
	buf_add(out, buf_peek(&svg->body));
	buf_add(out, STR("</svg>\n"));
	svg_drop(svg);
}

/* --- shapes
 * ------------------------------------------------------------------------------
 */

static void add_paint(struct svg *svg, const char *attribute, enum paint paint)
{
	if (paint == PAINT_NONE)
		buf_printf(&svg->body, " %s=\"none\"", attribute);
	else if (svg->alone)
		buf_printf(&svg->body, " %s=\"%s\"", attribute, paints[paint].light);
	else
		buf_printf(&svg->body, " %s=\"var(--%s,%s)\"", attribute,
			   paints[paint].name, paints[paint].light);
}

/* Behind what says more than a renderer without style sheets can know. */
static void add_classes(struct svg *svg, enum paint fill, enum paint stroke)
{
	const char *between = "";

	if (!svg->alone || (fill == PAINT_NONE && stroke == PAINT_NONE))
		return;
	buf_add(&svg->body, STR(" class=\""));
	if (fill != PAINT_NONE) {
		buf_printf(&svg->body, "f-%s", paints[fill].name);
		between = " ";
	}
	if (stroke != PAINT_NONE)
		buf_printf(&svg->body, "%ss-%s", between, paints[stroke].name);
	buf_add_char(&svg->body, '"');
}

static void add_look(struct svg *svg, struct svg_look look)
{
	int width = look.width ? look.width : 10;

	add_paint(svg, "fill", look.fill);
	if (look.faint)
		buf_add(&svg->body, STR(" fill-opacity=\"0.25\""));
	if (look.stroke != PAINT_NONE) {
		add_paint(svg, "stroke", look.stroke);
		if (width != 10)
			buf_printf(&svg->body, " stroke-width=\"%d.%d\"", width / 10,
				   width % 10);
	}
	if (look.dash)
		buf_printf(&svg->body, " stroke-dasharray=\"%d %d\"", look.dash,
			   look.dash);
	add_classes(svg, look.fill, look.stroke);
	buf_add(&svg->body, STR("/>\n"));
}

void svg_rect(struct svg *svg, int x, int y, int width, int height, struct svg_look look)
{
	buf_printf(&svg->body, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"", x, y,
		   width, height);
	if (look.radius)
		buf_printf(&svg->body, " rx=\"%d\"", look.radius);
	add_look(svg, look);
}

void svg_line(struct svg *svg, int x1, int y1, int x2, int y2, struct svg_look look)
{
	buf_printf(&svg->body, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"", x1, y1,
		   x2, y2);
	add_look(svg, look);
}

static void add_tenths(struct svg *svg, const char *attribute, int tenths)
{
	buf_printf(&svg->body, " %s=\"%s%d.%d\"", attribute, tenths < 0 ? "-" : "",
		   abs(tenths) / 10, abs(tenths) % 10);
}

void svg_circle(struct svg *svg, int x, int y, int radius, struct svg_look look)
{
	buf_add(&svg->body, STR("<circle"));
	add_tenths(svg, "cx", x);
	add_tenths(svg, "cy", y);
	add_tenths(svg, "r", radius);
	add_look(svg, look);
}

void svg_path(struct svg *svg, struct str path, struct svg_look look)
{
	buf_add(&svg->body, STR("<path d=\""));
	buf_add(&svg->body, path);
	buf_add_char(&svg->body, '"');
	add_look(svg, look);
}

void svg_arrow_down(struct svg *svg, int x, int y, int length, struct svg_look look)
{
	struct svg_look head = { .fill = look.stroke };
	char text[80];

	svg_line(svg, x, y, x, y + length - 6, look);
	snprintf(text, sizeof text, "M%d %dh12l-6 9z", x - 6, y + length - 9);
	svg_path(svg, str_c(text), head);
}

/* --- text
 * --------------------------------------------------------------------------------
 */

static int letter_width(uint32_t cp, struct svg_font font)
{
	int columns = unicode_width(cp);

	if (columns == 0)
		return 0;
	return font.size * (columns == 2 ? SQUARE_PERCENT
			    : font.bold	 ? BOLD_PERCENT
					 : LETTER_PERCENT);
}

/* The longest prefix of that width, cut at a character. */
static struct str fit(struct str text, int width, struct svg_font font)
{
	size_t at = 0, length;

	for (int used = 0; at < text.n; at += length) {
		int32_t cp = utf8_decode(str_skip(text, at), &length);

		used += letter_width(cp < 0 ? '?' : (uint32_t)cp, font);
		if (used > width * 100)
			break;
	}
	return str_sub(text, 0, at);
}

int svg_width(struct str text, struct svg_font font)
{
	int used = 0;
	size_t length;

	for (; text.n; text = str_skip(text, length)) {
		int32_t cp = utf8_decode(text, &length);

		used += letter_width(cp < 0 ? '?' : (uint32_t)cp, font);
	}
	return used / 100 + 1;
}

/* Where a line breaks is for the columns of a terminal to say; so many of them are tried
 * as this line's letters need. */
size_t svg_break(struct str text, int width, struct svg_font font)
{
	size_t most = fit(text, width, font).n;
	size_t columns = inert_width(str_sub(text, 0, most));
	size_t n = inert_break(text, columns ? columns : 1);

	return n ? n : text.n;
}

static void add_font(struct svg *svg, struct svg_font font)
{
	if (font.size != SVG_LARGE)
		buf_printf(&svg->body, " font-size=\"%d\"", font.size);
	if (font.bold)
		buf_add(&svg->body, STR(" font-weight=\"600\""));
	if (font.mono)
		buf_add(&svg->body, STR(" font-family=\"" MONO "\""));
	if (font.underline)
		buf_add(&svg->body, STR(" text-decoration=\"underline\""));
	add_paint(svg, "fill", font.paint);
	add_classes(svg, font.paint, PAINT_NONE);
}

void svg_runs_begin(struct svg *svg, int x, int y)
{
	buf_printf(&svg->body, "<text x=\"%d\" y=\"%d\">", x, y);
}

void svg_run(struct svg *svg, struct str text, struct svg_font font)
{
	buf_add(&svg->body, STR("<tspan"));
	add_font(svg, font);
	buf_add_char(&svg->body, '>');
	add_escaped(&svg->body, text);
	buf_add(&svg->body, STR("</tspan>"));
}

void svg_runs_end(struct svg *svg)
{
	buf_add(&svg->body, STR("</text>\n"));
}

void svg_text(struct svg *svg, int x, int y, struct str text, struct svg_font font)
{
	static const char *const anchors[] = {
		[SVG_MIDDLE] = "middle", [SVG_END] = "end"
	};

	if (text.n == 0)
		return;
	buf_printf(&svg->body, "<text x=\"%d\" y=\"%d\"", x, y);
	if (font.anchor != SVG_START)
		buf_printf(&svg->body, " text-anchor=\"%s\"", anchors[font.anchor]);
	add_font(svg, font);
	buf_add_char(&svg->body, '>');
	add_escaped(&svg->body, text);
	buf_add(&svg->body, STR("</text>\n"));
}

/* `text` cut to `width`, with a mark where something is missing; in `room`. */
static struct str cut_to(struct str text, int width, struct svg_font font, bool more,
			 struct buf *room)
{
	if (!more && svg_width(text, font) <= width + 1)
		return text;
	buf_clear(room);
	buf_add(room, str_trim_right(fit(text, width - font.size, font)));
	buf_add(room, STR("…"));
	return buf_peek(room);
}

int svg_wrap_made(struct svg *svg, int x, int y, int width, uint32_t most,
		  struct svg_font font)
{
	struct str rest = str_trim_right(buf_peek(&svg->text));
	struct buf room;

	buf_init(&room, LIMIT_PICTURE);
	for (uint32_t line = 1; rest.n; line++) {
		size_t n = svg_break(rest, width, font);
		struct str text = str_trim_right(str_sub(rest, 0, n));
		bool last = most && line == most;

		rest = str_skip(rest, n);
		svg_text(svg, x, y, cut_to(text, width, font, last && rest.n, &room),
			 font);
		y += SVG_LEAD;
		if (last)
			break;
	}
	buf_fini(&room);
	buf_clear(&svg->text);
	return y;
}

void svg_line_made(struct svg *svg, int x, int y, int width, struct svg_font font)
{
	struct buf room;

	buf_init(&room, LIMIT_PICTURE);
	svg_text(svg, x, y, cut_to(buf_peek(&svg->text), width, font, false, &room),
		 font);
	buf_fini(&room);
	buf_clear(&svg->text);
}

void svg_name_made(struct svg *svg, int x, int y, int width, struct svg_font font)
{
	struct str text = buf_peek(&svg->text);
	int used = svg_width(text, font);
	size_t length;
	struct buf room;

	if (used <= width + 1) {
		svg_line_made(svg, x, y, width, font);
		return;
	}
	for (used += font.size; text.n && used > width; text = str_skip(text, length)) {
		int32_t cp = utf8_decode(text, &length);

		used -= letter_width(cp < 0 ? '?' : (uint32_t)cp, font) / 100;
	}
	buf_init(&room, LIMIT_PICTURE);
	buf_add(&room, STR("…"));
	buf_add(&room, text);
	svg_text(svg, x, y, buf_peek(&room), font);
	buf_fini(&room);
	buf_clear(&svg->text);
}

void svg_our(struct svg *svg, const char *msgid)
{
	buf_add_c(&svg->text, phrase_text(svg->options, msgid));
}

void svg_outside(struct svg *svg, struct str text, size_t columns)
{
	phrase_outside(svg->options, text, columns, &svg->text);
}

void svg_describe_made(struct svg *svg)
{
	if (svg->description.n)
		buf_add_char(&svg->description, ' ');
	buf_add(&svg->description, buf_peek(&svg->text));
}
