/* link/html_element.h - what the reader of a page has to know of each element by name. */
#pragma once
#include "base/str.h"

enum html_element_id {
	EL_OTHER,
	EL_A,
	EL_APPLET,
	EL_AREA,
	EL_AUDIO,
	EL_BASE,
	EL_BASEFONT,
	EL_BODY,
	EL_BR,
	EL_BUTTON,
	EL_CAPTION,
	EL_COL,
	EL_COLGROUP,
	EL_DD,
	EL_DETAILS,
	EL_DIALOG,
	EL_DT,
	EL_EMBED,
	EL_FONT,
	EL_FORM,
	EL_FRAME,
	EL_H,
	EL_HEAD,
	EL_HTML,
	EL_IFRAME,
	EL_IMAGE,
	EL_IMG,
	EL_INPUT,
	EL_LI,
	EL_LINK,
	EL_MARK,
	EL_META,
	EL_OBJECT,
	EL_OPTGROUP,
	EL_OPTION,
	EL_P,
	EL_PARAM,
	EL_SCRIPT,
	EL_SELECT,
	EL_SOURCE,
	EL_STYLE,
	EL_SUMMARY,
	EL_SVG,
	EL_TABLE,
	EL_TBODY, /* thead and tfoot too */
	EL_TD,	  /* th too */
	EL_TEMPLATE,
	EL_TEXTAREA,
	EL_TITLE,
	EL_TR,
	EL_TRACK,
	EL_USE,
	EL_VIDEO,
	HTML_ELEMENTS,
};

enum html_layout {
	LAYOUT_INLINE,	  /* no line of its own */
	LAYOUT_BLOCK,	  /* begins and ends a line */
	LAYOUT_PARAGRAPH, /* with an empty line around */
	LAYOUT_BREAK,
	LAYOUT_CELL,
	LAYOUT_PREFORMATTED,
};

enum html_trait {
	TRAIT_VOID = 1 << 0,	   /* has no end tag */
	TRAIT_FORMATTING = 1 << 1, /* goes on behind a block that it began in */
	TRAIT_SCOPE = 1 << 2,	   /* end tags inside do not reach out of it */
	TRAIT_TABLE = 1 << 3,	   /* table, and what only stands in one */
	TRAIT_CLOSES_P = 1 << 4,   /* ends an open paragraph */
	TRAIT_SPECIAL = 1 << 5, /* "special" in the standard: stops a search for <li> */
	TRAIT_UNSEEN = 1 << 6,	/* its text is not shown (HIDING_ELEMENT) */
	TRAIT_MACHINE = 1 << 7, /* nor meant to be: style, script */
	TRAIT_RAW = 1 << 8,	/* what is inside is not read as markup */
};

struct html_element {
	char name[11];
	uint8_t length;
	uint8_t id;
	uint8_t layout;
	uint16_t traits;
};

/* Never NULL: EL_OTHER stands for all that need no knowledge. `name` in lower case. */
const struct html_element *html_element_find(struct str name);
