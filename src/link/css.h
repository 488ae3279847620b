/* link/css.h - what style sheets and style attributes say of whether text can be seen.
 *
 * Only the properties that can hide text or load something are kept; all others are
 * passed over, except for the URLs in them. Linear, no recursion, nothing fetched; what
 * ends early or makes no sense is left out, as browsers do (CSS Syntax 3). */
#pragma once
#include "base/arena.h"

enum css_property {
	CSS_DISPLAY,
	CSS_VISIBILITY,
	CSS_FONT_SIZE,
	CSS_COLOUR,
	CSS_FILL_COLOUR, /* -webkit-text-fill-color */
	CSS_TEXT_SHADOW,
	CSS_BACKGROUND_COLOUR,
	CSS_BACKGROUND_IMAGE,
	CSS_OPACITY,
	CSS_WIDTH,
	CSS_MIN_WIDTH,
	CSS_MAX_WIDTH,
	CSS_HEIGHT,
	CSS_MIN_HEIGHT,
	CSS_MAX_HEIGHT,
	CSS_PADDING, /* any side */
	CSS_OVERFLOW,
	CSS_TEXT_INDENT,
	CSS_POSITION,
	CSS_LEFT,
	CSS_TOP,
	CSS_MARGIN_LEFT,
	CSS_MARGIN_TOP,
	CSS_CLIP,
	CSS_CLIP_PATH,
	CSS_TRANSFORM,
	CSS_FILTER,
	CSS_WHITE_SPACE,
	CSS_CONTENT_VISIBILITY,
	CSS_MSO_HIDE,
	CSS_PROPERTIES,
};

/* What a value amounts to. */
enum css_value {
	CSS_UNKNOWN, /* var(), calc() and kin: it holds, but nobody knows what it is */
	CSS_INITIAL,
	CSS_INHERIT,
	CSS_NONE,   /* display, background-image, text-shadow, overflow: visible, auto */
	CSS_HIDES,  /* visibility, clip, clip-path, transform, mso-hide … */
	CSS_SHOWS,  /* the opposite of the above */
	CSS_INLINE, /* display */
	CSS_TABLE,  /* display: table and its parts: they grow with what is inside */
	CSS_OUT_OF_FLOW, /* position: absolute, fixed */
	CSS_RELATIVE,	 /* position */
	CSS_NUMBER,
	CSS_PX, /* number is in CSS pixels */
	CSS_EM, /* in the element's own font-size; for font-size, its parent's */
	CSS_REM,
	CSS_PERCENT,
	CSS_COLOUR_VALUE,
	CSS_CURRENT, /* currentcolor */
};

struct css_declaration {
	uint8_t property, value;
	bool important;
	float number;
	uint32_t colour;    /* 0xRRGGBBAA */
	struct str written; /* "font-size:0px" */
};

struct css_url {
	struct str url;	       /* escapes resolved, ends trimmed */
	size_t offset, length; /* of what is written, in the text read */
	bool import;
};

struct css_block {
	struct css_declaration *items;
	uint32_t count, cap;
	bool important; /* some are */
};
struct css_urls {
	struct css_url *items;
	uint32_t count, cap;
	bool cut; /* LIMIT_LINKS */
};

/* Declarations as in a style attribute, appended to `block`; its URLs alone where that is
 * NULL. Slices point into `text` where that is what is meant. `quirks`: numbers without a
 * unit are pixels. Returns false where LIMIT_CSS_DECLARATIONS was reached. */
bool css_declarations(struct arena *arena, struct str text, bool quirks,
		      struct css_block *block, struct css_urls *urls);

/* Can there be a URL in it at all? A quick look; false is certain. */
bool css_may_load(struct str text);

/* A colour alone, as in CSS, or as in old attributes, where almost anything is one
 * (WHATWG HTML, 2.3.6 "legacy colour"). */
bool css_colour(struct str text, uint32_t *ret);
bool css_legacy_colour(struct str text, uint32_t *ret);

/* --- inside ------------------------------------------------------------------------ */

enum { CSS_BEGINS = 1, CSS_ENDS_RUN = 2, CSS_ENDS_NAME = 4, CSS_BETWEEN = 8 };
/* What a byte is: it may begin a string, a comment or an escape; it ends css_run(); it
 * ends the name of a declaration, or one of these; it stands between declarations. */
extern const uint8_t css_bytes[256];

/* Where the construct that begins at `i` ends: a string, a comment, an escape. One byte
 * where none begins. */
size_t css_construct_end(struct str s, size_t i);
static inline size_t css_step(struct str s, size_t i)
{
	return css_bytes[(uint8_t)s.p[i]] & CSS_BEGINS ? css_construct_end(s, i) : i + 1;
}
/* Over the bytes from `i` that can begin none of these, nor a block, nor end anything. */
size_t css_run(struct str s, size_t i);
/* Has it neither comments nor escapes? */
bool css_is_plain(struct str text);
/* Comments as blanks, escapes resolved; `text` itself where it has neither. */
struct str css_clean(struct arena *arena, struct str text);
/* The value of declaration->property in cleaned, trimmed text; false where it makes no
 * sense. The second: what `font`, `background` or `margin` say of that property. `words`:
 * there is no function in it. */
bool css_read_value(struct str text, bool words, bool quirks,
		    struct css_declaration *declaration);
bool css_read_shorthand(struct str text, bool words, bool quirks,
			struct css_declaration *declaration);
/* Behind "url(": up to and over the parenthesis. */
size_t css_url_end(struct str s, size_t i, struct str *ret_written);
/* Note the URL `written`, a slice of `text`, in quotes or not. `urls` may be NULL. */
void css_urls_add(struct arena *arena, struct css_urls *urls, struct str text,
		  struct str written, bool import);
/* A number and its unit, all of `text`: sets number and value. */
bool css_read_number(struct str text, struct css_declaration *declaration);
/* The next word of a value, parentheses and strings kept together. */
bool css_take_word(struct str *rest, struct str *ret);
