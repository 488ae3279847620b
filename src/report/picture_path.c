/* report/picture_path.c - the way the mail took, from the sender's word down to the
 * mailbox: what is only claimed stands dashed above the line where it was handed over. */
#include "report/picture_path.h"

#include "check/registry_list.h"
#include "mail/date.h"
#include "report/phrase.h"
#include "report/svg.h"
#include "report/text.h"

/* Hops beyond these are told as a number: nobody reads twenty boxes. */
enum { HOPS_SHOWN = 9 };
enum { EDGE = 12, BOX = SVG_WIDTH - 2 * EDGE, PAD = 12, ARROW = 32, RAIL = 40 };

static const struct svg_font name_font = { SVG_LARGE, PAINT_INK, SVG_START,
					   .bold = true };
static const struct svg_font line_font = { .size = SVG_SMALL, .paint = PAINT_INK };
static const struct svg_font soft_font = { .size = SVG_SMALL, .paint = PAINT_SOFT };

struct sketch {
	struct svg svg;
	const struct inspection *in;
	int y;
};

/* --- boxes --------------------------------------------------------------------- */

enum box_kind { BOX_CLAIMED, BOX_CLIENT, BOX_OURS };

static struct svg_look look_of(enum box_kind kind)
{
	static const struct svg_look looks[] = {
		[BOX_CLAIMED] = { .fill = PAINT_CARD,
				  .stroke = PAINT_SOFT,
				  .dash = 5,
				  .radius = 6 },
		[BOX_CLIENT] = { .fill = PAINT_ODD_BACK,
				 .stroke = PAINT_ODD,
				 .width = 20,
				 .radius = 6 },
		[BOX_OURS] = { .fill = PAINT_GOOD_BACK,
			       .stroke = PAINT_GOOD,
			       .radius = 6 },
	};

	return looks[kind];
}

/* A box whose name stands in svg->text and which has `lines` more. */
static void begin_box(struct sketch *d, enum box_kind kind, int lines)
{
	int height = 2 * PAD + SVG_LEAD * (lines + 1) - 4;

	svg_rect(&d->svg, EDGE, d->y, BOX, height, look_of(kind));
	d->y += PAD + SVG_LARGE - 3;
	svg_name_made(&d->svg, EDGE + PAD, d->y, BOX - 2 * PAD, name_font);
	d->y += SVG_LEAD;
}

static void box_line(struct sketch *d, struct svg_font font)
{
	svg_line_made(&d->svg, EDGE + PAD, d->y, BOX - 2 * PAD, font);
	d->y += SVG_LEAD;
}

static void end_box(struct sketch *d)
{
	d->y += PAD - SVG_LARGE - 1;
}

static void label(struct sketch *d, const char *msgid)
{
	svg_our(&d->svg, msgid);
	buf_add(&d->svg.text, STR(": "));
}

/* --- what the sender says of himself ------------------------------------------- */

static void draw_sender(struct sketch *d)
{
	const struct address_list *from = &d->in->message->from;
	struct svg *svg = &d->svg;

	if (from->count == 0)
		svg_our(svg, N_("no From field that names anybody"));
	else
		svg_outside(svg, from->items[0].address, 0);
	begin_box(d, BOX_CLAIMED, 1);
	svg_our(svg, N_("From: what the sender calls himself"));
	buf_add(&svg->text, STR(" ["));
	svg_our(svg, text_grade(GRADE_CLAIMED));
	buf_add_char(&svg->text, ']');
	box_line(d, soft_font);
	end_box(d);
}

/* --- between ------------------------------------------------------------------- */

static void add_time(struct sketch *d, int64_t utc)
{
	const struct path *path = &d->in->path;
	char text[DATE_TEXT];
	struct str iso;

	iso = path->zone_known ? date_iso_at(utc, path->zone_minutes, text)
			       : date_iso(utc, text);
	buf_add(&d->svg.text, iso);
}

/* "hop 2, ESMTPS, 2023-01-01T22:22:02+09:00, 3 s later" */
static void add_passage(struct sketch *d, const struct hop *hop)
{
	const struct received *received = &hop->received;
	struct svg *svg = &d->svg;
	struct value value = { .key = "n", .kind = VALUE_INT, .number = hop->n };

	phrase_add(d->in, svg->options, N_("hop {n}"), &value, 1, &svg->text);
	if (received->protocol.n) {
		buf_add(&svg->text, STR(", "));
		svg_outside(svg, received->protocol, 16);
	}
	if (received->date.ok) {
		buf_add(&svg->text, STR(", "));
		add_time(d, received->date.utc);
	}
}

/* A line beside the arrow, below the one before. */
static void add_remark(struct sketch *d, enum paint paint)
{
	struct svg_font font = { .size = SVG_SMALL, .paint = paint };

	d->y += SVG_LEAD;
	svg_line_made(&d->svg, EDGE + RAIL + 14, d->y + 20, BOX - RAIL - 14, font);
}

static void draw_delay(struct sketch *d, const struct hop *hop)
{
	bool back = hop->delay_seconds < 0;
	struct value value = { .key = "seconds",
			       .kind = VALUE_INT,
			       .number =
				   back ? -hop->delay_seconds : hop->delay_seconds };

	if (!hop->delay_known || value.number < 60)
		return;
	phrase_add(d->in, d->svg.options,
		   back ? N_("the clock ran back by {seconds} seconds")
			: N_("{seconds} seconds after the hop before"),
		   &value, 1, &d->svg.text);
	add_remark(d, back ? PAINT_ODD : PAINT_SOFT);
}

static void draw_remarks(struct sketch *d, const struct hop *hop)
{
	draw_delay(d, hop);
	if (!hop->breaks)
		return;
	svg_our(&d->svg, N_("does not fit the hop before it"));
	add_remark(d, PAINT_ODD);
}

static struct svg_look arrow_look(bool claimed)
{
	return (struct svg_look){ .stroke = claimed ? PAINT_SOFT : PAINT_INK,
				  .width = 20,
				  .dash = claimed ? 4 : 0 };
}

static void draw_passage(struct sketch *d, const struct hop *hop, bool claimed)
{
	int from = d->y;

	add_passage(d, hop);
	svg_line_made(&d->svg, EDGE + RAIL + 14, d->y + 20, BOX - RAIL - 14, soft_font);
	draw_remarks(d, hop);
	d->y += ARROW;
	svg_arrow_down(&d->svg, EDGE + RAIL, from + 2, d->y - from - 4,
		       arrow_look(claimed));
}

static void draw_arrow(struct sketch *d, bool claimed)
{
	svg_arrow_down(&d->svg, EDGE + RAIL, d->y + 2, ARROW - 4, arrow_look(claimed));
	d->y += ARROW;
}

/* --- the line where it was handed over ----------------------------------------- */

static void draw_boundary(struct sketch *d)
{
	struct svg_look line = { .stroke = PAINT_ODD, .width = 20, .dash = 9 };
	struct svg_look arrow = { .stroke = PAINT_INK, .width = 20 };
	struct svg_font font = { .size = SVG_SMALL, .paint = PAINT_ODD, .bold = true };
	const struct hop *hop = &d->in->path.hops[d->in->path.boundary - 1];
	int x = EDGE + RAIL + 14, from = d->y;

	add_passage(d, hop);
	svg_line_made(&d->svg, x, d->y + 20, BOX - RAIL - 14, soft_font);
	draw_remarks(d, hop);
	svg_line(&d->svg, 0, d->y + 32, SVG_WIDTH, d->y + 32, line);
	svg_our(&d->svg, N_("handed over here; what is above, the sender's side wrote"));
	d->y = svg_wrap_made(&d->svg, x, d->y + 50, BOX - RAIL - 14, 2, font) - 4;
	svg_arrow_down(&d->svg, EDGE + RAIL, from + 2, d->y - from - 4, arrow);
}

/* --- the client ---------------------------------------------------------------- */

static const struct held *held_of(const struct inspection *in, struct held *room)
{
	if (!in->survey || !in->enquiries)
		return NULL;
	for (uint32_t i = 0; held_next(in, &i, room);)
		if (room->address == survey_client(in->survey))
			return room;
	return NULL;
}

static void draw_client(struct sketch *d)
{
	const struct path *path = &d->in->path;
	struct svg *svg = &d->svg;
	struct held room;
	const struct held *held = held_of(d->in, &room);
	int lines = 1 + (path->origin.helo.n || path->origin.rdns.n) +
		    (path->origin.auth_user.n > 0) + (held != NULL);

	svg_outside(svg, path->origin.ip.n ? path->origin.ip : STR("-"), 0);
	begin_box(d, BOX_CLIENT, lines);
	svg_our(svg, N_("the client that handed it over"));
	box_line(d, line_font);
	if (path->origin.helo.n || path->origin.rdns.n) {
		label(d, N_("reverse name"));
		svg_outside(svg, path->origin.rdns.n ? path->origin.rdns : STR("-"), 60);
		buf_add(&svg->text, STR("; HELO: "));
		svg_outside(svg, path->origin.helo.n ? path->origin.helo : STR("-"), 60);
		box_line(d, soft_font);
	}
	if (path->origin.auth_user.n) {
		label(d, N_("logged in as"));
		svg_outside(svg, path->origin.auth_user, 60);
		box_line(d, line_font);
	}
	if (held) {
		buf_add_char(&svg->text, '[');
		svg_our(svg, text_grade(GRADE_VOUCHED));
		buf_add(&svg->text, STR("] "));
		label(d, N_("network of"));
		svg_outside(svg, held_name(held->network), 60);
		box_line(d, soft_font);
	}
	end_box(d);
}

/* --- servers ------------------------------------------------------------------- */

static void draw_server(struct sketch *d, const struct hop *hop, bool claimed)
{
	struct svg *svg = &d->svg;

	if (hop->received.by.n)
		svg_outside(svg, hop->received.by, 0);
	else
		svg_our(svg, N_("a server without a name"));
	begin_box(d, claimed ? BOX_CLAIMED : BOX_OURS, 1);
	svg_our(svg,
		claimed ? N_("a server, as its field says") : N_("a server of our side"));
	buf_add(&svg->text, STR(" ["));
	svg_our(svg, text_grade(hop->grade));
	buf_add_char(&svg->text, ']');
	box_line(d, soft_font);
	end_box(d);
}

static void draw_more(struct sketch *d, uint32_t more)
{
	struct value value = { .key = "count", .kind = VALUE_INT, .number = more };

	phrase_add(d->in, d->svg.options, N_("… {count} more hops"), &value, 1,
		   &d->svg.text);
	d->y += SVG_LEAD;
	svg_line_made(&d->svg, EDGE + RAIL + 14, d->y, BOX - RAIL, soft_font);
	d->y += 8;
}

/* The hops that the sender's side wrote, the oldest first. */
static void draw_claimed(struct sketch *d)
{
	const struct path *path = &d->in->path;
	uint32_t below = path->count - path->boundary, shown = 0;

	for (uint32_t n = path->count; n > path->boundary; n--) {
		if (shown++ == HOPS_SHOWN) {
			draw_more(d, below - HOPS_SHOWN);
			return;
		}
		draw_passage(d, &path->hops[n - 1], true);
		draw_server(d, &path->hops[n - 1], true);
	}
}

static void draw_ours(struct sketch *d)
{
	const struct path *path = &d->in->path;

	draw_server(d, &path->hops[path->boundary - 1], false);
	for (uint32_t n = path->boundary - 1; n > 0; n--) {
		if (path->boundary - n > HOPS_SHOWN) {
			draw_more(d, n);
			return;
		}
		draw_passage(d, &path->hops[n - 1], false);
		draw_server(d, &path->hops[n - 1], false);
	}
}

static struct str recipient_of(const struct inspection *in)
{
	const struct path *path = &in->path;

	if (path->count && path->hops[0].received.for_.n)
		return path->hops[0].received.for_;
	return in->message->delivered_to;
}

static void draw_recipient(struct sketch *d)
{
	struct str recipient = recipient_of(d->in);

	if (recipient.n == 0)
		return;
	draw_arrow(d, false);
	svg_outside(&d->svg, recipient, 0);
	begin_box(d, BOX_OURS, 1);
	svg_our(&d->svg, N_("the mailbox"));
	box_line(d, soft_font);
	end_box(d);
}

static void describe(struct sketch *d)
{
	const struct path *path = &d->in->path;
	struct svg *svg = &d->svg;
	struct value values[] = {
		{ .key = "hops", .kind = VALUE_INT, .number = path->count },
		{ .key = "claimed",
		  .kind = VALUE_INT,
		  .number = path->count - path->boundary },
		{ .key = "client", .kind = VALUE_STR, .str = or_dash(path->origin.ip) },
	};

	phrase_add(d->in, svg->options,
		   N_("{hops} hops, of which {claimed} are only claimed; it was handed "
		      "over by {client}."),
		   values, COUNT(values), &svg->text);
	svg_describe_made(svg);
	buf_clear(&svg->text);
}

static bool draw(const struct inspection *in, const struct report_options *options,
		 bool alone, struct buf *out)
{
	struct sketch d = { .in = in, .y = EDGE };

	if (in->thing || in->path.boundary == 0 || in->path.boundary > in->path.count)
		return false;
	svg_begin(&d.svg, in, options, alone, picture_path.name);
	describe(&d);
	draw_sender(&d);
	draw_claimed(&d);
	draw_arrow(&d, true);
	draw_client(&d);
	draw_boundary(&d);
	draw_ours(&d);
	draw_recipient(&d);
	svg_end(&d.svg, picture_path.title, SVG_WIDTH, d.y + EDGE, out);
	return true;
}

const struct picture picture_path = {
	.name = "path",
	.title = N_("The way the mail took"),
	.draw = draw,
};
