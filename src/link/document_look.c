/* link/document_look.c - how an element looks: what it inherits, what its declarations
 * change, and whether its text can still be seen.
 *
 * Where a browser would have to lay out the page to know, the text counts as seen: what
 * is called hidden here is so by the words of the mail alone. */
#include "link/document_reader.h"

#include <stdlib.h>

static const float too_small = 3;   /* pixels; no letter can be told at 2 */
static const float far_away = -900; /* pixels; beyond any window's edge */
static const float too_faint = 0.05f;
static const float too_thin = 1; /* pixels of a box that shows no more than it holds */
enum { NEARLY_THE_SAME = 16 };	 /* of 255 in each channel: #f0f0f0 on white */

void look_begin(struct look *look)
{
	*look = (struct look){ .font_size = 16,
			       .opacity = 1,
			       .colour = 0x000000FF,
			       .background = 0xFFFFFFFF,
			       .colour_known = true,
			       .background_known = true,
			       .sealed = SEEN,
			       .why = SEEN };
}

/* What is not handed down: the element's own box. */
struct box {
	const struct css_declaration *of[CSS_PROPERTIES];
};

static uint8_t value_of(const struct box *box, enum css_property property)
{
	return box->of[property] ? box->of[property]->value : CSS_INITIAL;
}

static bool is_length(uint8_t value)
{
	return value == CSS_PX || value == CSS_EM || value == CSS_REM ||
	       value == CSS_PERCENT;
}

static float pixels(const struct css_declaration *d, float em)
{
	switch (d->value) {
	case CSS_EM:
		return d->number * em;
	case CSS_REM:
		return d->number * 16;
	case CSS_PERCENT: /* of a width nobody knows */
		return d->number * 6;
	default:
		return d->number;
	}
}

/* --- colours --------------------------------------------------------------------------
 */

static int channel(uint32_t colour, unsigned shift)
{
	return (int)(colour >> shift & 0xFF);
}

static uint32_t blend(uint32_t over, uint32_t under)
{
	int alpha = channel(over, 0);
	uint32_t mixed = 0xFF;

	for (unsigned shift = 8; shift <= 24; shift += 8) {
		int value = (channel(over, shift) * alpha +
			     channel(under, shift) * (255 - alpha)) /
			    255;

		mixed |= (uint32_t)value << shift;
	}
	return mixed;
}

static bool nearly_the_same(uint32_t a, uint32_t b)
{
	for (unsigned shift = 8; shift <= 24; shift += 8)
		if (abs(channel(a, shift) - channel(b, shift)) > NEARLY_THE_SAME)
			return false;
	return true;
}

static bool faint(uint32_t colour)
{
	return (float)channel(colour, 0) / 255 <= too_faint;
}

static void set_background(struct look *look, const struct box *box)
{
	const struct css_declaration *d = box->of[CSS_BACKGROUND_COLOUR];

	if (d && d->value == CSS_UNKNOWN)
		look->background_known = false;
	if (d && (d->value == CSS_COLOUR_VALUE || d->value == CSS_CURRENT)) {
		uint32_t colour = d->value == CSS_CURRENT ? look->colour : d->colour;

		if (channel(colour, 0) == 255) {
			look->background = colour;
			look->background_known = true;
			look->by_background = d->written;
		} else if (channel(colour, 0) && look->background_known) {
			look->background = blend(colour, look->background);
			look->by_background = d->written;
		}
	}
	/* A picture may be anything. */
	if (value_of(box, CSS_BACKGROUND_IMAGE) == CSS_SHOWS ||
	    value_of(box, CSS_BACKGROUND_IMAGE) == CSS_UNKNOWN)
		look->background_known = false;
}

static void set_colour(struct look *look, const struct look *parent,
		       const struct css_declaration *d)
{
	look->by_colour = d->written;
	look->colour_known = true;
	switch (d->value) {
	case CSS_COLOUR_VALUE:
		look->colour = d->colour;
		break;
	case CSS_INHERIT:
	case CSS_CURRENT:
		look->colour = parent->colour;
		look->colour_known = parent->colour_known;
		look->by_colour = parent->by_colour;
		break;
	case CSS_INITIAL:
		look->colour = 0x000000FF;
		break;
	default:
		look->colour_known = false;
		break;
	}
}

static void set_fill(struct look *look, const struct css_declaration *d)
{
	look->filled = d->value == CSS_COLOUR_VALUE;
	look->fill = d->colour;
	if (look->filled)
		look->by_colour = d->written;
	else if (d->value == CSS_UNKNOWN)
		look->colour_known = false;
}

/* --- sizes and places --- */

static void set_font_size(struct look *look, const struct look *parent,
			  const struct css_declaration *d)
{
	look->by_font_size = d->written;
	switch (d->value) {
	case CSS_PX:
		look->font_size = d->number;
		break;
	case CSS_EM:
		look->font_size = d->number * parent->font_size;
		break;
	case CSS_PERCENT:
		look->font_size = d->number / 100 * parent->font_size;
		break;
	case CSS_REM:
		look->font_size = d->number * 16;
		break;
	case CSS_INHERIT:
		look->font_size = parent->font_size;
		look->by_font_size = parent->by_font_size;
		break;
	default:
		look->font_size = 16;
		break;
	}
}

static bool out_of_flow(const struct box *box)
{
	return value_of(box, CSS_POSITION) == CSS_OUT_OF_FLOW;
}

/* Does it have a box of its own, whose width and height count? Tables and their parts
 * grow with what is inside. */
static bool has_box(const struct box *box, const struct html_element *row)
{
	switch (value_of(box, CSS_DISPLAY)) {
	case CSS_INLINE:
		return out_of_flow(box);
	case CSS_TABLE:
		return false;
	case CSS_SHOWS:
		return true;
	default:
		if (row->traits & TRAIT_TABLE)
			return false;
		return row->layout == LAYOUT_BLOCK || row->layout == LAYOUT_PARAGRAPH ||
		       row->layout == LAYOUT_PREFORMATTED || out_of_flow(box);
	}
}

static bool is_thin(const struct box *box, enum css_property property, float em)
{
	const struct css_declaration *d = box->of[property];

	if (!d || !is_length(d->value))
		return false;
	/* A share of a height that is not given is no height at all. */
	if (d->value == CSS_PERCENT && property != CSS_WIDTH && property != CSS_MAX_WIDTH)
		return false;
	return pixels(d, em) <= too_thin;
}

static bool is_kept_open(const struct box *box, enum css_property property, float em)
{
	const struct css_declaration *d = box->of[property];

	return d && (!is_length(d->value) || pixels(d, em) > too_thin);
}

static const struct css_declaration *thin(const struct box *box, float em)
{
	if (!is_kept_open(box, CSS_MIN_HEIGHT, em)) {
		if (is_thin(box, CSS_MAX_HEIGHT, em))
			return box->of[CSS_MAX_HEIGHT];
		if (is_thin(box, CSS_HEIGHT, em))
			return box->of[CSS_HEIGHT];
	}
	if (!is_kept_open(box, CSS_MIN_WIDTH, em)) {
		if (is_thin(box, CSS_MAX_WIDTH, em))
			return box->of[CSS_MAX_WIDTH];
		if (is_thin(box, CSS_WIDTH, em))
			return box->of[CSS_WIDTH];
	}
	return NULL;
}

static void seal(struct look *look, enum html_hiding why, struct str by)
{
	if (look->sealed != SEEN && !look->folded && !look->escapable)
		return;
	look->sealed = (int)why;
	look->by_sealed = by;
	look->folded = look->escapable = false;
}

static void unseal(struct look *look)
{
	look->sealed = SEEN;
	look->by_sealed = STR_NONE;
	look->folded = look->escapable = false;
}

static bool is_positioned(const struct box *box)
{
	return out_of_flow(box) || value_of(box, CSS_POSITION) == CSS_RELATIVE ||
	       box->of[CSS_TRANSFORM];
}

static void seal_by_size(struct look *look, const struct box *box,
			 const struct html_element *row)
{
	const struct css_declaration *d;

	/* What the body cuts off, the window cuts off: nothing. */
	if (value_of(box, CSS_OVERFLOW) != CSS_HIDES || row->id == EL_BODY ||
	    row->id == EL_HTML || !has_box(box, row))
		return;
	if (value_of(box, CSS_PADDING) == CSS_SHOWS ||
	    value_of(box, CSS_PADDING) == CSS_UNKNOWN)
		return; /* text is painted in there */
	d = thin(box, look->font_size);
	if (!d || look->sealed != SEEN)
		return;
	seal(look, HIDING_SIZE, d->written);
	/* CSS 2.1, 11.1.1: not what hangs on a box further out. */
	look->escapable = !is_positioned(box);
}

static void move(struct look *look, const struct css_declaration *d, float *by)
{
	if (!d || !is_length(d->value))
		return;
	*by += pixels(d, look->font_size);
	if (pixels(d, look->font_size) <= far_away)
		look->by_move = d->written;
}

static void set_place(struct look *look, const struct box *box)
{
	uint8_t position = value_of(box, CSS_POSITION);

	/* Where it then stands, only a layout can tell. */
	if (value_of(box, CSS_TRANSFORM) == CSS_UNKNOWN && box->of[CSS_TRANSFORM])
		look->left = look->top = 0;
	if (position == CSS_OUT_OF_FLOW) {
		if (box->of[CSS_LEFT])
			look->left = 0;
		if (box->of[CSS_TOP])
			look->top = 0;
	}
	if (position == CSS_OUT_OF_FLOW || position == CSS_RELATIVE) {
		move(look, box->of[CSS_LEFT], &look->left);
		move(look, box->of[CSS_TOP], &look->top);
	}
	move(look, box->of[CSS_MARGIN_LEFT], &look->left);
	move(look, box->of[CSS_MARGIN_TOP], &look->top);
}

static void set_indent(struct look *look, const struct box *box,
		       const struct html_element *row, const struct css_declaration *d)
{
	float indent = is_length(d->value) ? pixels(d, look->font_size) : 0;

	/* Only blocks have a first line. */
	if (indent <= far_away && !has_box(box, row) && row->layout != LAYOUT_CELL)
		return;
	look->indent = indent;
	look->by_indent = d->written;
}

/* --- one element ----------------------------------------------------------------------
 */

static void seal_by_box(struct look *look, const struct box *box,
			const struct html_element *row)
{
	if (look->escapable && out_of_flow(box))
		unseal(look);
	else if (look->escapable)
		look->escapable = !is_positioned(box);
	if (value_of(box, CSS_DISPLAY) == CSS_NONE)
		seal(look, HIDING_DISPLAY, box->of[CSS_DISPLAY]->written);
	if (value_of(box, CSS_CONTENT_VISIBILITY) == CSS_HIDES && has_box(box, row))
		seal(look, HIDING_DISPLAY, box->of[CSS_CONTENT_VISIBILITY]->written);
	if (box->of[CSS_OPACITY] && box->of[CSS_OPACITY]->value == CSS_NUMBER) {
		look->opacity *= box->of[CSS_OPACITY]->number;
		if (look->opacity <= too_faint)
			seal(look, HIDING_TRANSPARENT, box->of[CSS_OPACITY]->written);
	}
	if (value_of(box, CSS_FILTER) == CSS_HIDES && has_box(box, row))
		seal(look, HIDING_TRANSPARENT, box->of[CSS_FILTER]->written);
	if (value_of(box, CSS_CLIP) == CSS_HIDES && out_of_flow(box))
		seal(look, HIDING_CLIP, box->of[CSS_CLIP]->written);
	if (value_of(box, CSS_CLIP_PATH) == CSS_HIDES && has_box(box, row))
		seal(look, HIDING_CLIP, box->of[CSS_CLIP_PATH]->written);
	if (value_of(box, CSS_TRANSFORM) == CSS_HIDES && has_box(box, row))
		seal(look, HIDING_SIZE, box->of[CSS_TRANSFORM]->written);
	seal_by_size(look, box, row);
}

static void set_visibility(struct look *look, const struct look *parent,
			   const struct css_declaration *d)
{
	look->invisible =
	    d->value == CSS_HIDES || (d->value == CSS_INHERIT && parent->invisible);
	look->by_visibility =
	    d->value == CSS_INHERIT ? parent->by_visibility : d->written;
}

static void set_from_box(struct look *look, const struct look *parent,
			 const struct box *box, const struct html_element *row)
{
	const struct css_declaration *d;

	if ((d = box->of[CSS_FONT_SIZE]))
		set_font_size(look, parent, d);
	if ((d = box->of[CSS_VISIBILITY]))
		set_visibility(look, parent, d);
	if ((d = box->of[CSS_COLOUR]))
		set_colour(look, parent, d);
	if ((d = box->of[CSS_FILL_COLOUR]))
		set_fill(look, d);
	if ((d = box->of[CSS_TEXT_SHADOW]) && d->value != CSS_INHERIT)
		look->shadow = d->value == CSS_SHOWS || d->value == CSS_UNKNOWN;
	if (box->of[CSS_BACKGROUND_COLOUR] || box->of[CSS_BACKGROUND_IMAGE])
		set_background(look, box);
	if ((d = box->of[CSS_TEXT_INDENT]) && d->value != CSS_INHERIT)
		set_indent(look, box, row, d);
	if ((d = box->of[CSS_WHITE_SPACE]) && d->value != CSS_INHERIT)
		look->preformatted = d->value == CSS_SHOWS;
	if ((d = box->of[CSS_MSO_HIDE]) && d->value != CSS_INHERIT) {
		look->mso = d->value == CSS_HIDES;
		look->by_mso = d->written;
	}
	set_place(look, box);
	seal_by_box(look, box, row);
}

/* What browsers give some elements whatever stands around them. */
static void set_by_kind(const struct reader *r, struct look *look,
			const struct html_element *row)
{
	switch (row->id) {
	case EL_TABLE:
		if (r->quirks && r->depth > 1) { /* WHATWG HTML, 15.3.8 */
			const struct look *body = &r->looks[r->stack[1].look];

			look->font_size = 16;
			look->by_font_size = STR_NONE;
			look->colour = body->colour;
			look->colour_known = body->colour_known;
			look->by_colour = body->by_colour;
		}
		break;
	case EL_BUTTON:
	case EL_SELECT:
	case EL_TEXTAREA:
	case EL_MARK:
	case EL_DIALOG:
		look->font_size = row->id == EL_MARK ? look->font_size : 13;
		look->colour = 0x000000FF;
		look->background = row->id == EL_MARK ? 0xFFFF00FF : 0xFFFFFFFF;
		look->colour_known = look->background_known = true;
		look->by_colour = look->by_background = STR_NONE;
		look->indent = 0;
		break;
	default:
		break;
	}
	if (row->layout == LAYOUT_PREFORMATTED)
		look->preformatted = true;
}

void look_judge(struct look *look)
{
	uint32_t colour = look->filled ? look->fill : look->colour;

	look->why = look->sealed;
	look->by = look->by_sealed;
	if (look->sealed != SEEN)
		return;
	if (look->invisible) {
		look->why = HIDING_VISIBILITY;
		look->by = look->by_visibility;
	} else if (look->font_size < too_small) {
		look->why = HIDING_FONT_SIZE;
		look->by = look->by_font_size;
	} else if (look->left <= far_away || look->top <= far_away) {
		look->why = HIDING_OFF_SCREEN;
		look->by = look->by_move;
	} else if (look->indent <= far_away) {
		look->why = HIDING_OFF_SCREEN;
		look->by = look->by_indent;
	} else if (!look->colour_known || look->shadow) {
		return;
	} else if (faint(colour)) {
		look->why = HIDING_TRANSPARENT;
		look->by = look->by_colour;
	} else if (look->background_known &&
		   nearly_the_same(blend(colour, look->background), look->background)) {
		look->why = HIDING_COLOUR;
		look->by = look->by_colour.n ? look->by_colour : look->by_background;
	}
}

static bool is_in_details(const struct reader *r)
{
	return r->stack[r->depth - 1].row->id == EL_DETAILS;
}

void look_make(const struct reader *r, const struct look *parent,
	       const struct html_element *row, const struct css_block *own, int seals,
	       struct str sealed_by, struct look *ret)
{
	struct box box = { 0 };

	*ret = *parent;
	if (row->id == EL_SUMMARY && ret->folded && is_in_details(r))
		unseal(ret);
	set_by_kind(r, ret, row);
	for (uint32_t i = 0; own && i < own->count; i++)
		if (!own->items[i].important)
			box.of[own->items[i].property] = &own->items[i];
	for (uint32_t i = 0; own && own->important && i < own->count; i++)
		if (own->items[i].important)
			box.of[own->items[i].property] = &own->items[i];
	if (own)
		set_from_box(ret, parent, &box, row);
	if (seals != SEEN) {
		bool folds = row->id == EL_DETAILS && ret->sealed == SEEN;

		seal(ret, (enum html_hiding)seals, sealed_by);
		ret->folded = folds;
	}
	look_judge(ret);
}
