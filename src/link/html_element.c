/* link/html_element.c - see html_element.h. */
#include "link/html_element.h"

#include "base/short.h"

/* Block-level elements: they end a paragraph and are special. */
#define BLOCKY (TRAIT_CLOSES_P | TRAIT_SPECIAL)
#define ROW(name, id, layout, traits) \
	{ \
		name, sizeof(name) - 1, id, layout, traits \
	}
#define BLOCK(name) ROW(name, EL_OTHER, LAYOUT_BLOCK, BLOCKY)
#define PARAGRAPH(name) ROW(name, EL_OTHER, LAYOUT_PARAGRAPH, BLOCKY)
#define HEADING(name) ROW(name, EL_H, LAYOUT_PARAGRAPH, BLOCKY)
#define FORMATTING(name) ROW(name, EL_OTHER, LAYOUT_INLINE, TRAIT_FORMATTING)
#define HIDDEN(name, id) ROW(name, id, LAYOUT_INLINE, TRAIT_UNSEEN)

/* By first letter, the frequent ones in front, so that a tag costs a few comparisons. */
static const struct html_element elements[26][16] = {
	['a' -
	 'a'] = { ROW("a", EL_A, LAYOUT_INLINE, TRAIT_FORMATTING),
		  ROW("area", EL_AREA, LAYOUT_INLINE, TRAIT_VOID), BLOCK("address"),
		  BLOCK("article"), BLOCK("aside"), HIDDEN("audio", EL_AUDIO),
		  ROW("applet", EL_APPLET, LAYOUT_INLINE, TRAIT_SCOPE | TRAIT_SPECIAL) },
	['b' - 'a'] = { ROW("br", EL_BR, LAYOUT_BREAK, TRAIT_VOID), FORMATTING("b"),
			FORMATTING("big"),
			ROW("body", EL_BODY, LAYOUT_BLOCK, TRAIT_SPECIAL),
			PARAGRAPH("blockquote"),
			ROW("button", EL_BUTTON, LAYOUT_INLINE, TRAIT_SPECIAL),
			ROW("base", EL_BASE, LAYOUT_INLINE, TRAIT_VOID),
			ROW("basefont", EL_BASEFONT, LAYOUT_INLINE, TRAIT_VOID),
			ROW("bgsound", EL_EMBED, LAYOUT_INLINE, TRAIT_VOID) },
	['c' - 'a'] = { BLOCK("center"),
			ROW("col", EL_COL, LAYOUT_INLINE, TRAIT_VOID | TRAIT_TABLE),
			ROW("colgroup", EL_COLGROUP, LAYOUT_BLOCK,
			    TRAIT_TABLE | TRAIT_SPECIAL),
			ROW("caption", EL_CAPTION, LAYOUT_BLOCK,
			    TRAIT_TABLE | TRAIT_SCOPE | TRAIT_SPECIAL),
			FORMATTING("code"), HIDDEN("canvas", EL_OTHER) },
	['d' - 'a'] = { BLOCK("div"), PARAGRAPH("dl"),
			ROW("dt", EL_DT, LAYOUT_BLOCK, BLOCKY),
			ROW("dd", EL_DD, LAYOUT_BLOCK, BLOCKY),
			ROW("details", EL_DETAILS, LAYOUT_BLOCK, BLOCKY),
			ROW("dialog", EL_DIALOG, LAYOUT_BLOCK, BLOCKY), PARAGRAPH("dir"),
			HIDDEN("datalist", EL_OTHER) },
	['e' - 'a'] = { FORMATTING("em"),
			ROW("embed", EL_EMBED, LAYOUT_INLINE, TRAIT_VOID) },
	['f' - 'a'] = { ROW("font", EL_FONT, LAYOUT_INLINE, TRAIT_FORMATTING),
			ROW("form", EL_FORM, LAYOUT_BLOCK, BLOCKY), BLOCK("fieldset"),
			PARAGRAPH("figure"), BLOCK("figcaption"), BLOCK("footer"),
			ROW("frame", EL_FRAME, LAYOUT_INLINE, TRAIT_VOID) },
	['h' - 'a'] = { HEADING("h1"), HEADING("h2"), HEADING("h3"), HEADING("h4"),
			HEADING("h5"), HEADING("h6"),
			ROW("hr", EL_OTHER, LAYOUT_BLOCK, TRAIT_VOID | TRAIT_CLOSES_P),
			ROW("html", EL_HTML, LAYOUT_INLINE, TRAIT_SPECIAL),
			ROW("head", EL_HEAD, LAYOUT_INLINE, TRAIT_SPECIAL),
			BLOCK("header"), BLOCK("hgroup") },
	['i' - 'a'] = { ROW("img", EL_IMG, LAYOUT_INLINE, TRAIT_VOID), FORMATTING("i"),
			ROW("input", EL_INPUT, LAYOUT_INLINE, TRAIT_VOID),
			ROW("iframe", EL_IFRAME, LAYOUT_INLINE, TRAIT_UNSEEN | TRAIT_RAW),
			ROW("image", EL_IMAGE, LAYOUT_INLINE, TRAIT_VOID) },
	['k' - 'a'] = { ROW("keygen", EL_OTHER, LAYOUT_INLINE, TRAIT_VOID) },
	['l' - 'a'] = { ROW("li", EL_LI, LAYOUT_BLOCK, BLOCKY),
			ROW("link", EL_LINK, LAYOUT_INLINE, TRAIT_VOID), BLOCK("legend"),
			ROW("listing", EL_OTHER, LAYOUT_PREFORMATTED, BLOCKY) },
	['m' - 'a'] = { ROW("meta", EL_META, LAYOUT_INLINE, TRAIT_VOID), BLOCK("main"),
			ROW("mark", EL_MARK, LAYOUT_INLINE, 0), PARAGRAPH("menu"),
			ROW("marquee", EL_OTHER, LAYOUT_BLOCK,
			    TRAIT_SCOPE | TRAIT_SPECIAL) },
	['n' -
	    'a'] = { BLOCK("nav"), FORMATTING("nobr"),
		     ROW("noembed", EL_OTHER, LAYOUT_INLINE, TRAIT_UNSEEN | TRAIT_RAW),
		     ROW("noframes", EL_OTHER, LAYOUT_INLINE, TRAIT_UNSEEN | TRAIT_RAW) },
	['o' - 'a'] = { PARAGRAPH("ol"), ROW("option", EL_OPTION, LAYOUT_BLOCK, 0),
			ROW("optgroup", EL_OPTGROUP, LAYOUT_BLOCK, 0),
			ROW("object", EL_OBJECT, LAYOUT_INLINE,
			    TRAIT_SCOPE | TRAIT_SPECIAL) },
	['p' - 'a'] = { ROW("p", EL_P, LAYOUT_PARAGRAPH, BLOCKY),
			ROW("pre", EL_OTHER, LAYOUT_PREFORMATTED, BLOCKY),
			ROW("param", EL_PARAM, LAYOUT_INLINE, TRAIT_VOID),
			ROW("plaintext", EL_OTHER, LAYOUT_PREFORMATTED,
			    BLOCKY | TRAIT_RAW) },
	['s' -
	    'a'] = { ROW("span", EL_OTHER, LAYOUT_INLINE, 0), FORMATTING("strong"),
		     ROW("style", EL_STYLE, LAYOUT_INLINE, TRAIT_MACHINE | TRAIT_RAW),
		     FORMATTING("small"), BLOCK("section"),
		     ROW("script", EL_SCRIPT, LAYOUT_INLINE, TRAIT_MACHINE | TRAIT_RAW),
		     FORMATTING("s"), FORMATTING("strike"),
		     ROW("select", EL_SELECT, LAYOUT_INLINE, TRAIT_SPECIAL),
		     ROW("source", EL_SOURCE, LAYOUT_INLINE, TRAIT_VOID),
		     ROW("svg", EL_SVG, LAYOUT_INLINE, 0),
		     ROW("summary", EL_SUMMARY, LAYOUT_BLOCK, BLOCKY), BLOCK("search") },
	['t' - 'a'] = { ROW("td", EL_TD, LAYOUT_CELL,
			    TRAIT_TABLE | TRAIT_SCOPE | TRAIT_SPECIAL),
			ROW("tr", EL_TR, LAYOUT_BLOCK, TRAIT_TABLE | TRAIT_SPECIAL),
			ROW("table", EL_TABLE, LAYOUT_BLOCK,
			    TRAIT_TABLE | TRAIT_SCOPE | TRAIT_CLOSES_P | TRAIT_SPECIAL),
			ROW("tbody", EL_TBODY, LAYOUT_BLOCK, TRAIT_TABLE | TRAIT_SPECIAL),
			ROW("th", EL_TD, LAYOUT_CELL,
			    TRAIT_TABLE | TRAIT_SCOPE | TRAIT_SPECIAL),
			ROW("title", EL_TITLE, LAYOUT_INLINE, TRAIT_RAW),
			ROW("thead", EL_TBODY, LAYOUT_BLOCK, TRAIT_TABLE | TRAIT_SPECIAL),
			ROW("tfoot", EL_TBODY, LAYOUT_BLOCK, TRAIT_TABLE | TRAIT_SPECIAL),
			ROW("textarea", EL_TEXTAREA, LAYOUT_PREFORMATTED, TRAIT_RAW),
			ROW("template", EL_TEMPLATE, LAYOUT_INLINE,
			    TRAIT_SCOPE | TRAIT_SPECIAL | TRAIT_UNSEEN),
			FORMATTING("tt"),
			ROW("track", EL_TRACK, LAYOUT_INLINE, TRAIT_VOID) },
	['u' - 'a'] = { FORMATTING("u"), PARAGRAPH("ul"),
			ROW("use", EL_USE, LAYOUT_INLINE, 0) },
	['v' - 'a'] = { HIDDEN("video", EL_VIDEO) },
	['w' - 'a'] = { ROW("wbr", EL_OTHER, LAYOUT_INLINE, TRAIT_VOID) },
	['x' - 'a'] = { ROW("xmp", EL_OTHER, LAYOUT_PREFORMATTED, BLOCKY | TRAIT_RAW) },
};

static const struct html_element other = { "", 0, EL_OTHER, LAYOUT_INLINE, 0 };

const struct html_element *html_element_find(struct str name)
{
	const struct html_element *row;

	if (name.n == 0 || name.n > sizeof row->name || name.p[0] < 'a' ||
	    name.p[0] > 'z')
		return &other;
	row = elements[name.p[0] - 'a'];
	for (; row->length; row++)
		if (row->length == name.n && short_same(row->name, name.p, name.n))
			return row;
	return &other;
}
