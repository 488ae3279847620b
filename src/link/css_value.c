/* link/css_value.c - what a value says, property by property. */
#include "link/css.h"

/* --- words -------------------------------------------------------------------------- */

static bool is_blank(char c)
{
	return ascii_is_space(c) || c == '\f';
}

bool css_take_word(struct str *rest, struct str *ret)
{
	struct str s = *rest;
	size_t n = 0, depth = 0;

	while (s.n && is_blank(s.p[0]))
		s = str_skip(s, 1);
	while (n < s.n && (depth || !is_blank(s.p[n]))) {
		if (s.p[n] == '(')
			depth++;
		else if (s.p[n] == ')' && depth)
			depth--;
		n = css_step(s, n);
	}
	*ret = str_sub(s, 0, n);
	*rest = str_skip(s, n);
	return n > 0;
}

/* `word` in lower case. Most differ in the first letter. */
static inline bool is(struct str text, const char *word)
{
	return text.n && ascii_lower(text.p[0]) == word[0] &&
	       str_eq_nocase(text, str_c(word));
}

static bool is_one_of(struct str text, const char *const *words)
{
	for (; *words; words++)
		if (is(text, *words))
			return true;
	return false;
}

/* The name before the parenthesis at `i`. */
static struct str function_at(struct str text, size_t i)
{
	size_t from = i;

	while (from && (ascii_is_alnum(text.p[from - 1]) || text.p[from - 1] == '-'))
		from--;
	return str_sub(text, from, i);
}

static bool uses(struct str text, const char *const *functions)
{
	size_t at = 0, found;

	while ((found = str_find(str_skip(text, at), '(')) != STR_NPOS) {
		if (is_one_of(function_at(text, at + found), functions))
			return true;
		at += found + 1;
	}
	return false;
}

/* Only known where the page is laid out. */
static bool is_computed(struct str text)
{
	static const char *const functions[] = {
		"var",	 "calc",       "env",	"min", "max",	    "clamp",
		"attr",	 "light-dark", "color", "lab", "color-mix", "lch",
		"oklab", "oklch",      "hwb",	NULL
	};

	return uses(text, functions);
}

/* --- numbers ------------------------------------------------------------------------ */

static float power_of_ten(int exponent)
{
	float power = 1;

	for (int i = exponent < 0 ? -exponent : exponent; i > 0 && power < 1e30f; i--)
		power *= 10;
	return exponent < 0 ? 1 / power : power;
}

/* "e5", "e-3" at `i`: how many digits are moved; `i` steps over it where it is one. */
static int take_exponent(struct str s, size_t *i)
{
	size_t at = *i + 1;
	int exponent = 0;
	bool below;

	if (at >= s.n || ascii_lower(s.p[*i]) != 'e')
		return 0;
	below = s.p[at] == '-';
	if (below || s.p[at] == '+')
		at++;
	if (at >= s.n || !ascii_is_digit(s.p[at]))
		return 0;
	for (; at < s.n && ascii_is_digit(s.p[at]); at++)
		if (exponent < 100)
			exponent = exponent * 10 + (s.p[at] - '0');
	*i = at;
	return below ? -exponent : exponent;
}

/* [+-] digits [. digits] [e digits] at the front; what follows is the unit. */
static bool take_number(struct str *text, float *ret)
{
	struct str s = *text;
	bool minus = s.n && s.p[0] == '-';
	size_t i = minus || (s.n && s.p[0] == '+'), from = i;
	float number = 0, place = 1;
	int exponent;

	for (; i < s.n && ascii_is_digit(s.p[i]); i++)
		number = number * 10 + (float)(s.p[i] - '0');
	if (i + 1 < s.n && s.p[i] == '.' && ascii_is_digit(s.p[i + 1]))
		for (i++; i < s.n && ascii_is_digit(s.p[i]); i++)
			number += (float)(s.p[i] - '0') * (place /= 10);
	if (i == from)
		return false;
	exponent = take_exponent(s, &i);
	if (exponent)
		number *= power_of_ten(exponent);
	if (number > 1e9f)
		number = 1e9f;
	*ret = minus ? -number : number;
	*text = str_skip(s, i);
	return true;
}

bool css_read_number(struct str text, struct css_declaration *ret)
{
	/* Widths of a window are taken as 800 by 600 pixels, a character as half an em
	 * wide: only whether there is anything at all matters. */
	static const struct {
		char name[5];
		uint8_t value;
		float factor;
	} units[] = {
		{ "px", CSS_PX, 1 },
		{ "pt", CSS_PX, 96.0f / 72 },
		{ "em", CSS_EM, 1 },
		{ "%", CSS_PERCENT, 1 },
		{ "rem", CSS_REM, 1 },
		{ "pc", CSS_PX, 16 },
		{ "in", CSS_PX, 96 },
		{ "cm", CSS_PX, 96 / 2.54f },
		{ "mm", CSS_PX, 9.6f / 2.54f },
		{ "q", CSS_PX, 2.4f / 2.54f },
		{ "ex", CSS_EM, 0.5f },
		{ "ch", CSS_EM, 0.5f },
		{ "vw", CSS_PX, 8 },
		{ "vh", CSS_PX, 6 },
		{ "vmin", CSS_PX, 6 },
		{ "vmax", CSS_PX, 8 },
		{ "deg", CSS_NUMBER, 1 },
		{ "ic", CSS_EM, 1 },
		{ "lh", CSS_EM, 1.2f },
		{ "rlh", CSS_REM, 1.2f },
		{ "cap", CSS_EM, 0.7f },
		{ "dvh", CSS_PX, 6 },
		{ "dvw", CSS_PX, 8 },
		{ "svh", CSS_PX, 6 },
		{ "lvh", CSS_PX, 6 },
		{ "turn", CSS_NUMBER, 360 },
	};

	if (!take_number(&text, &ret->number))
		return false;
	if (text.n == 0) {
		ret->value = CSS_NUMBER;
		return true;
	}
	for (size_t i = 0; i < COUNT(units); i++)
		if (is(text, units[i].name)) {
			ret->value = units[i].value;
			ret->number *= units[i].factor;
			return true;
		}
	return false;
}

/* A length: 0 needs no unit; another number has none only in quirks mode. */
static bool read_length(struct str text, bool quirks, struct css_declaration *d)
{
	struct css_declaration number = { 0 };

	if (!css_read_number(text, &number))
		return false;
	if (number.value == CSS_NUMBER) {
		if (number.number != 0 && !quirks)
			return false;
		number.value = CSS_PX;
	}
	d->number = number.number;
	d->value = number.value;
	return true;
}

/* --- each property -------------------------------------------------------------------
 */

static bool read_display(struct str text, struct css_declaration *d)
{
	static const char *const shown[] = { "block",
					     "inline-block",
					     "flex",
					     "inline-flex",
					     "grid",
					     "inline-grid",
					     "list-item",
					     "flow-root",
					     "-webkit-box",
					     "-webkit-inline-box",
					     "-webkit-flex",
					     "-webkit-inline-flex",
					     "block flow",
					     "math",
					     NULL };
	static const char *const tables[] = { "table",
					      "inline-table",
					      "table-cell",
					      "table-row",
					      "table-caption",
					      "table-row-group",
					      "table-header-group",
					      "table-footer-group",
					      "table-column",
					      "table-column-group",
					      NULL };
	static const char *const inlines[] = { "inline",    "contents",	   "ruby",
					       "ruby-text", "inline flow", "block inline",
					       NULL };

	d->value = is(text, "none")	      ? CSS_NONE
		   : is_one_of(text, shown)   ? CSS_SHOWS
		   : is_one_of(text, inlines) ? CSS_INLINE
		   : is_one_of(text, tables)  ? CSS_TABLE
					      : CSS_UNKNOWN;
	return d->value != CSS_UNKNOWN;
}

static bool read_visibility(struct str text, struct css_declaration *d)
{
	d->value = is(text, "visible") ? CSS_SHOWS : CSS_HIDES;
	return d->value == CSS_SHOWS || is(text, "hidden") || is(text, "collapse");
}

static bool read_font_size(struct str text, bool quirks, struct css_declaration *d)
{
	static const struct {
		char name[10];
		uint8_t value;
		float number;
	} words[] = {
		{ "xx-small", CSS_PX, 9 },    { "x-small", CSS_PX, 10 },
		{ "small", CSS_PX, 13 },      { "medium", CSS_PX, 16 },
		{ "large", CSS_PX, 18 },      { "x-large", CSS_PX, 24 },
		{ "xx-large", CSS_PX, 32 },   { "xxx-large", CSS_PX, 48 },
		{ "smaller", CSS_EM, 0.83f }, { "larger", CSS_EM, 1.2f },
	};

	/* No word begins like a number. */
	for (size_t i = 0; text.n && ascii_is_alpha(text.p[0]) && i < COUNT(words); i++)
		if (is(text, words[i].name)) {
			d->value = words[i].value;
			d->number = words[i].number;
			return true;
		}
	return read_length(text, quirks, d) && d->number >= 0;
}

/* "italic bold 12px/30px Georgia, serif": the size is the first word that is one, and
 * a family must follow (CSS Fonts 4, 2.7). */
static bool read_font(struct str text, struct css_declaration *d)
{
	struct str word, before, after, rest = text;

	while (css_take_word(&rest, &word)) {
		before = str_cut(word, '/', &before, &after) ? before : word;
		if (read_font_size(before, false, d))
			return str_trim(rest).n > 0;
	}
	return false;
}

/* In quirks mode "#" may be missing (CSS Quirks, 3.1). */
static bool read_quirky_colour(struct str text, struct css_declaration *d)
{
	char digits[7] = "#";

	if (text.n != 3 && text.n != 6)
		return false;
	memcpy(digits + 1, text.p, text.n);
	d->value = CSS_COLOUR_VALUE;
	return css_colour(str_make(digits, text.n + 1), &d->colour);
}

static bool read_colour(struct str text, struct css_declaration *d)
{
	d->value = CSS_COLOUR_VALUE;
	if (css_colour(text, &d->colour))
		return true;
	d->value = CSS_CURRENT;
	return is(text, "currentcolor");
}

static bool has_image(struct str text)
{
	static const char *const images[] = { "url",
					      "linear-gradient",
					      "radial-gradient",
					      "conic-gradient",
					      "repeating-linear-gradient",
					      "repeating-radial-gradient",
					      "repeating-conic-gradient",
					      "-webkit-linear-gradient",
					      "-webkit-radial-gradient",
					      "-webkit-gradient",
					      "image-set",
					      "-webkit-image-set",
					      "image",
					      "cross-fade",
					      NULL };

	return uses(text, images);
}

static bool read_image(struct str text, struct css_declaration *d)
{
	d->value = has_image(text) ? CSS_SHOWS : CSS_NONE;
	return d->value == CSS_SHOWS || is(text, "none");
}

/* The colour of the shorthand; where none stands, it is transparent. */
static bool read_background(struct str text, bool quirks, struct css_declaration *d)
{
	struct str word;

	d->value = CSS_COLOUR_VALUE;
	d->colour = 0;
	while (css_take_word(&text, &word)) {
		if (word.p[word.n - 1] == ',')
			word.n--;
		if (css_colour(word, &d->colour) ||
		    (quirks && read_quirky_colour(word, d)))
			break;
	}
	return true;
}

static bool read_overflow(struct str text, struct css_declaration *d)
{
	static const char *const clips[] = { "hidden", "clip",	  "scroll",
					     "auto",   "overlay", NULL };
	struct str word;

	css_take_word(&text, &word);
	d->value = is_one_of(word, clips) ? CSS_HIDES : CSS_NONE;
	return d->value == CSS_HIDES || is(word, "visible");
}

static bool read_position(struct str text, struct css_declaration *d)
{
	d->value = is(text, "absolute") || is(text, "fixed") ? CSS_OUT_OF_FLOW
		   : is(text, "relative")		     ? CSS_RELATIVE
							     : CSS_NONE;
	return d->value != CSS_NONE || is(text, "static") || is(text, "sticky");
}

/* All lengths between the parentheses; false where there is none. */
static bool widest(struct str text, float *ret_low, float *ret_high, unsigned *ret_count)
{
	struct str inside, name;
	*ret_low = 1e9f;
	*ret_high = -1e9f;
	*ret_count = 0;

	if (!str_cut(text, '(', &name, &inside))
		return false;
	while (inside.n) {
		struct css_declaration number = { 0 };
		size_t n = 0;

		while (n < inside.n && !is_blank(inside.p[n]) && inside.p[n] != ',' &&
		       inside.p[n] != ')')
			n++;
		if (n && css_read_number(str_sub(inside, 0, n), &number)) {
			++*ret_count;
			if (number.number < *ret_low)
				*ret_low = number.number;
			if (number.number > *ret_high)
				*ret_high = number.number;
		} else if (n) {
			break; /* "at 50% 50%", "round 5px" say nothing of the size */
		}
		inside = str_skip(inside, n + 1);
	}
	return *ret_count > 0;
}

/* rect(0,0,0,0), rect(1px,1px,1px,1px): nothing remains. */
static bool read_clip(struct str text, struct css_declaration *d)
{
	float low, high;
	unsigned count;

	d->value = str_starts_nocase(text, STR("rect(")) &&
			   widest(text, &low, &high, &count) && count == 4 &&
			   high - low < 2
		       ? CSS_HIDES
		       : CSS_SHOWS;
	return true;
}

static bool read_clip_path(struct str text, struct css_declaration *d)
{
	float low, high;
	unsigned count;

	d->value = CSS_SHOWS;
	if (!widest(text, &low, &high, &count))
		return true;
	if (str_starts_nocase(text, STR("inset(")))
		d->value = low >= 50 && text.p && memchr(text.p, '%', text.n) ? CSS_HIDES
									      : CSS_SHOWS;
	else if (str_starts_nocase(text, STR("circle(")) ||
		 str_starts_nocase(text, STR("ellipse(")) ||
		 str_starts_nocase(text, STR("polygon(")))
		d->value = low == 0 && high == 0 ? CSS_HIDES : CSS_SHOWS;
	return true;
}

static bool read_transform(struct str text, struct css_declaration *d)
{
	float low, high;
	unsigned count;

	d->value = CSS_UNKNOWN;
	if (str_find_str_nocase(text, STR("translate")) != STR_NPOS ||
	    str_find_str_nocase(text, STR("matrix")) != STR_NPOS)
		return true;
	d->value = str_starts_nocase(text, STR("scale")) &&
			   widest(text, &low, &high, &count) && low <= 0.05f && low >= 0
		       ? CSS_HIDES
		       : CSS_SHOWS;
	return true;
}

static bool read_white_space(struct str text, struct css_declaration *d)
{
	static const char *const kept[] = { "pre", "pre-wrap", "pre-line", "break-spaces",
					    NULL };

	d->value = is_one_of(text, kept) ? CSS_SHOWS : CSS_NONE;
	return true;
}

static bool read_opacity(struct str text, struct css_declaration *d)
{
	if (!css_read_number(text, d))
		return false;
	if (d->value == CSS_PERCENT)
		d->number /= 100;
	d->value = CSS_NUMBER;
	return true;
}

/* Filter effects, 6: "opacity(0)", alone or among others; of the rest none takes a text
 * away. */
static bool read_filter(struct str text, struct css_declaration *d)
{
	size_t at = str_find_str_nocase(text, STR("opacity("));
	struct css_declaration amount = { 0 };

	d->value = CSS_SHOWS;
	if (at == STR_NPOS)
		return true;
	text = str_trim(str_until(str_skip(text, at + STR("opacity(").n), ')'));
	if (read_opacity(text, &amount) && amount.number <= 0.05f)
		d->value = CSS_HIDES;
	return true;
}

static bool read_shadow(struct str text, struct css_declaration *d)
{
	d->value = is(text, "none") ? CSS_NONE : CSS_SHOWS;
	return true;
}

/* Whether there is any. */
static bool read_padding(struct str text, bool quirks, struct css_declaration *d)
{
	struct css_declaration side = { 0 };
	struct str word;

	d->value = CSS_NONE;
	while (css_take_word(&text, &word)) {
		if (!read_length(word, quirks, &side))
			return false;
		if (side.number != 0)
			d->value = CSS_SHOWS;
	}
	return true;
}

static bool read_hides(struct str text, const char *word, struct css_declaration *d)
{
	d->value = is(text, word) ? CSS_HIDES : CSS_SHOWS;
	return true;
}

/* Words that every property knows. */
static bool read_everywhere(struct str text, struct css_declaration *d)
{
	if (is(text, "inherit"))
		d->value = CSS_INHERIT;
	else if (is(text, "initial"))
		d->value = CSS_INITIAL;
	else if (is(text, "unset") || is(text, "revert") || is(text, "revert-layer"))
		d->value = CSS_UNKNOWN;
	else
		return false;
	return true;
}

static bool read_margin(struct str text, bool quirks, unsigned side,
			struct css_declaration *d)
{
	struct str words[4];
	unsigned count = 0;

	while (count < 4 && css_take_word(&text, &words[count]))
		count++;
	if (count == 0)
		return false;
	/* 1: all; 2: top, left; 3 too; 4: the last is left */
	return read_length(words[side == 0    ? 0
				 : count == 1 ? 0
				 : count == 4 ? 3
					      : 1],
			   quirks, d) ||
	       true;
}

bool css_read_shorthand(struct str text, bool words, bool quirks,
			struct css_declaration *d)
{
	if (read_everywhere(text, d))
		return true;
	d->value = CSS_UNKNOWN;
	if (!words && is_computed(text))
		return true;
	switch (d->property) {
	case CSS_FONT_SIZE:
		return read_font(text, d);
	case CSS_BACKGROUND_COLOUR:
		return read_background(text, quirks, d);
	case CSS_BACKGROUND_IMAGE:
		d->value = has_image(text) ? CSS_SHOWS : CSS_NONE;
		return true;
	case CSS_PADDING:
		return read_padding(text, quirks, d);
	default:
		return read_margin(text, quirks, d->property == CSS_MARGIN_LEFT, d);
	}
}

bool css_read_value(struct str text, bool words, bool quirks, struct css_declaration *d)
{
	struct str first, rest = text;

	if (read_everywhere(text, d))
		return true;
	d->value = CSS_UNKNOWN;
	if (!words && is_computed(text))
		return true;
	switch ((enum css_property)d->property) {
	case CSS_DISPLAY:
		return read_display(text, d);
	case CSS_VISIBILITY:
		return read_visibility(text, d);
	case CSS_FONT_SIZE:
		return read_font_size(text, quirks, d);
	case CSS_COLOUR:
	case CSS_FILL_COLOUR:
	case CSS_BACKGROUND_COLOUR:
		return read_colour(text, d) || (quirks && read_quirky_colour(text, d));
	case CSS_TEXT_SHADOW:
		return read_shadow(text, d);
	case CSS_BACKGROUND_IMAGE:
		return read_image(text, d);
	case CSS_OPACITY:
		return read_opacity(text, d);
	case CSS_OVERFLOW:
		return read_overflow(text, d);
	case CSS_POSITION:
		return read_position(text, d);
	case CSS_PADDING:
		return read_padding(text, quirks, d);
	case CSS_CLIP:
		return read_clip(text, d);
	case CSS_CLIP_PATH:
		return read_clip_path(text, d);
	case CSS_TRANSFORM:
		return read_transform(text, d);
	case CSS_FILTER:
		return read_filter(text, d);
	case CSS_WHITE_SPACE:
		return read_white_space(text, d);
	case CSS_CONTENT_VISIBILITY:
		return read_hides(text, "hidden", d);
	case CSS_MSO_HIDE:
		return read_hides(text, "all", d);
	case CSS_WIDTH:
	case CSS_MIN_WIDTH:
	case CSS_HEIGHT:
	case CSS_MIN_HEIGHT:
	case CSS_MAX_WIDTH:
	case CSS_MAX_HEIGHT:
	case CSS_TEXT_INDENT:
	case CSS_LEFT:
	case CSS_TOP:
	case CSS_MARGIN_LEFT:
	case CSS_MARGIN_TOP:
		css_take_word(&rest, &first);
		return read_length(first, quirks, d) || is(first, "auto") ||
		       is(first, "none");
	case CSS_PROPERTIES:
		break;
	}
	return false;
}
