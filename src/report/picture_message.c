/* report/picture_message.c - the mail as a reader sees it, drawn anew: sender, subject
 * and text, with what deceives marked and the true host beside each link.
 *
 * Nothing of the mail's own layout, pictures or colours comes along: those are what
 * deceives, and a drawing that repeats them would. Marks are words, weight and lines, not
 * colours alone. */
#include "report/picture_message.h"

#include "check/registry_list.h"
#include "language/slip.h"
#include "report/inert.h"
#include "report/marked.h"
#include "report/outside.h"
#include "report/phrase.h"
#include "report/svg.h"

enum { EDGE = 10, PAD = 14, WIDTH = SVG_WIDTH - 2 * EDGE - 2 * PAD, LINES = 60 };
enum { ATTACHMENTS = 6 };

static const struct svg_font name_font = { .size = SVG_LARGE,
					   .paint = PAINT_INK,
					   .bold = true };
static const struct svg_font text_font = { .size = 15, .paint = PAINT_INK };
static const struct svg_font soft_font = { .size = SVG_SMALL, .paint = PAINT_SOFT };
static const struct svg_font true_font = { .size = SVG_SMALL, .paint = PAINT_BAD };

struct sketch {
	struct svg svg;
	const struct inspection *in;
	int y;
	uint32_t lines;
};

/* What stands in svg->text, wrapped; the next line is below. */
static void put(struct sketch *d, uint32_t most, struct svg_font font)
{
	d->y = svg_wrap_made(&d->svg, EDGE + PAD, d->y, WIDTH, most, font);
}

/* --- sender and subject ------------------------------------------------------------ */

static const struct claim *contradicted(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->claims.count; i++)
		if (in->claims.items[i].standing == STANDING_CONTRADICTED)
			return &in->claims.items[i];
	return NULL;
}

static void draw_sender(struct sketch *d)
{
	const struct address_list *from = &d->in->message->from;
	const struct mailbox *box = from->count ? &from->items[0] : NULL;
	struct svg *svg = &d->svg;

	if (!box) {
		svg_our(svg, N_("no From field that names anybody"));
		put(d, 1, name_font);
		return;
	}
	svg_outside(svg, box->name.n ? box->name : box->address, 0);
	svg_describe_made(svg);
	put(d, 2, name_font);
	buf_add_char(&svg->text, '<');
	svg_outside(svg, box->address, 0);
	buf_add_char(&svg->text, '>');
	put(d, 2, soft_font);
	if (!contradicted(d->in))
		return;
	buf_add(&svg->text, STR("▲ "));
	svg_our(svg, N_("not a domain of whom it speaks for"));
	buf_add(&svg->text, STR(": "));
	svg_outside(svg, box->domain, 0);
	put(d, 2, true_font);
}

static void draw_subject(struct sketch *d)
{
	const struct message *message = d->in->message;

	if (!message->subject_given)
		return;
	d->y += 6;
	svg_outside(&d->svg, message->subject.text, 0);
	svg_describe_made(&d->svg);
	put(d, 3, name_font);
}

static void draw_head(struct sketch *d)
{
	struct svg_look rule = { .stroke = PAINT_LINE };

	draw_sender(d);
	draw_subject(d);
	svg_line(&d->svg, EDGE, d->y - 8, SVG_WIDTH - EDGE, d->y - 8, rule);
	d->y += 14;
}

/* --- text -------------------------------------------------------------------------- */

static struct svg_font font_of(enum mark mark)
{
	struct svg_font font = text_font;

	switch (mark) {
	case MARK_LINK:
		font.paint = PAINT_NOTE;
		font.underline = true;
		break;
	case MARK_HOST:
	case MARK_DECEIT:
		font.paint = mark == MARK_DECEIT ? PAINT_BAD : PAINT_INK;
		font.bold = mark == MARK_DECEIT;
		font.mono = true;
		font.size = 13;
		break;
	case MARK_SLIP:
		font.paint = PAINT_BAD;
		font.bold = true;
		font.underline = true;
		break;
	case MARK_LEVER:
		font.paint = PAINT_ODD;
		font.bold = true;
		break;
	default:
		break;
	}
	return font;
}

/* One line of the drawing, [from, to) of the made text, run by run. */
static void draw_line(struct sketch *d, const struct marked_text *text, size_t from,
		      size_t to)
{
	bool open = false;

	for (uint32_t i = 0; i < text->count; i++) {
		const struct marked_run *run = &text->runs[i];
		size_t start = i ? text->runs[i - 1].end : 0, end = run->end;

		start = start < from ? from : start;
		end = end > to ? to : end;
		if (start >= end)
			continue;
		if (!open)
			svg_runs_begin(&d->svg, EDGE + PAD, d->y);
		open = true;
		svg_run(&d->svg, str_sub(buf_peek(&text->text), start, end),
			font_of(run->mark));
	}
	if (open)
		svg_runs_end(&d->svg);
	d->y += SVG_LEAD + 1;
	d->lines++;
}

/* One line of the mail; false: there is no room for more. */
static bool draw_made(struct sketch *d, const struct marked_text *text)
{
	struct svg_font wide = text_font;
	size_t at = 0;

	wide.bold = true; /* what is bold is wider */
	while (at < text->text.n && d->lines < LINES) {
		struct str rest = str_skip(buf_peek(&text->text), at);
		size_t n = svg_break(rest, WIDTH, wide);

		draw_line(d, text, at, at + n);
		at += n;
	}
	return d->lines < LINES;
}

static void draw_body(struct sketch *d)
{
	struct marked_text text;
	struct marking marking;
	uint32_t empty = 0;

	if (!marking_begin(d->in, d->svg.options, &marking)) {
		svg_our(&d->svg, N_("There is no text in it."));
		put(d, 1, soft_font);
		return;
	}
	marked_init(&text);
	while (marking_line(&marking, &text)) {
		empty = text.text.n ? 0 : empty + 1;
		if (text.text.n == 0 && empty == 1)
			d->y += SVG_LEAD / 2;
		else if (!draw_made(d, &text))
			break;
	}
	if (marking_rest(&marking)) {
		svg_our(&d->svg, N_("… the text goes on"));
		put(d, 1, soft_font);
	}
	marked_fini(&text);
}

/* --- attachments ------------------------------------------------------------------- */

static void draw_attachments(struct sketch *d)
{
	const struct attachments *attachments = &d->in->attachments;
	uint32_t shown = 0;

	for (uint32_t i = 0; i < attachments->count && shown < ATTACHMENTS; i++) {
		const struct attachment *one = &attachments->items[i];

		if (one->parent || !one->name.n)
			continue;
		svg_our(&d->svg, N_("Attachment"));
		buf_add(&d->svg.text, STR(": "));
		svg_outside(&d->svg, one->name, 0);
		put(d, 2, text_font);
		shown++;
	}
}

static void draw_legend(struct sketch *d)
{
	d->y += 20;
	svg_our(&d->svg,
		N_("A drawing, not the mail itself. Underlined in blue: a link, with "
		   "the host where it truly leads behind the arrow. Bold: what "
		   "presses. Bold and underlined: not as the seeming writer would "
		   "write."));
	d->y = svg_wrap_made(&d->svg, EDGE, d->y, SVG_WIDTH - 2 * EDGE, 0,
			     (struct svg_font){ .size = 13, .paint = PAINT_SOFT });
}

static void draw_frame(struct svg *svg, int height)
{
	svg_rect(
	    svg, EDGE, EDGE, SVG_WIDTH - 2 * EDGE, height,
	    (struct svg_look){ .fill = PAINT_CARD, .stroke = PAINT_SOFT, .radius = 8 });
}

static bool draw(const struct inspection *in, const struct report_options *options,
		 bool alone, struct buf *out)
{
	struct sketch d = { .in = in, .y = EDGE + PAD + 14 };
	struct buf inside;

	if (in->thing)
		return false;
	svg_begin(&d.svg, in, options, alone, picture_message.name);
	draw_head(&d);
	draw_body(&d);
	draw_attachments(&d);
	/* The frame lies below, and its height is known only now. */
	inside = d.svg.body;
	buf_init(&d.svg.body, LIMIT_PICTURE);
	draw_frame(&d.svg, d.y - EDGE);
	buf_add(&d.svg.body, buf_peek(&inside));
	buf_fini(&inside);
	draw_legend(&d);
	svg_end(&d.svg, picture_message.title, SVG_WIDTH, d.y, out);
	return true;
}

const struct picture picture_message = {
	.name = "message",
	.title = N_("The mail as a reader sees it"),
	.draw = draw,
};
