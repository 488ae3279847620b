/* report/picture_infrastructure.c - domains on the left, what they hang on at the right:
 * addresses with their networks, registrars, certificates, and what else ties them. What
 * says little by itself, as a registrar with a million customers, is tied with dashes. */
#include "report/picture_infrastructure.h"

#include "check/registry_list.h"
#include "report/phrase.h"
#include "report/svg.h"
#include "report/ties.h"

#include <stdio.h>

enum {
	EDGE = 6,
	LEFT = 216,	/* width of the domains */
	RIGHT_AT = 304, /* and where the things begin */
	RIGHT = SVG_WIDTH - RIGHT_AT - EDGE,
	PAD = 8,
	LINE = 18,
	BETWEEN = 12,
	TALL = 3 * LINE + PAD + 4
};

static const struct svg_font name_font = { .size = SVG_SMALL,
					   .paint = PAINT_INK,
					   .bold = true };
static const struct svg_font soft_font = { .size = 13, .paint = PAINT_SOFT };

struct sketch {
	struct svg svg;
	const struct inspection *in;
	struct ties ties;
	int left_top, left_step, right_top, right_step;
};

/* --- boxes ------------------------------------------------------------------------- */

static const char *side_of(const struct survey_domain *domain)
{
	if (domain->roles & (1u << SEEN_FROM | 1u << SEEN_ENVELOPE))
		return N_("the sender calls himself so");
	if (domain->roles & (1u << SEEN_RDNS | 1u << SEEN_PTR))
		return N_("name of the client");
	if (domain->roles & SEEN_WANTED)
		return N_("asked for");
	if (domain->roles & SEEN_SENDERS)
		return N_("sender's side");
	if (domain->roles & SEEN_SITES)
		return N_("where links lead");
	return N_("the brand's own");
}

static void add_life(struct sketch *d, uint32_t at)
{
	const struct enquired_domain *domain;
	const struct registration *found;
	char text[REGISTRY_TIME_TEXT];

	if (!d->in->enquiries)
		return;
	domain = &d->in->enquiries->domains[d->ties.indices[at]];
	found = enquired_registration(domain);
	if (!found || !found->facts.created.ok)
		return;
	buf_add(&d->svg.text,
		str_sub(registry_time_text(&found->facts.created, text), 0, 10));
	buf_add(&d->svg.text, STR(" – "));
	if (found->facts.expires.ok)
		buf_add(&d->svg.text,
			str_sub(registry_time_text(&found->facts.expires, text), 0, 10));
}

static int left_y(const struct sketch *d, uint32_t i)
{
	return d->left_top + (int)i * d->left_step;
}

static int right_y(const struct sketch *d, uint32_t i)
{
	return d->right_top + (int)i * d->right_step;
}

static void draw_domain(struct sketch *d, uint32_t i)
{
	const struct survey_domain *domain = d->ties.domains[i];
	bool compared = !(domain->roles & (SEEN_SENDERS | SEEN_SITES | SEEN_WANTED));
	struct svg_look look = { .fill = compared ? PAINT_CARD : PAINT_ODD_BACK,
				 .stroke = compared ? PAINT_SOFT : PAINT_ODD,
				 .dash = compared ? 5 : 0,
				 .radius = 5 };
	int y = left_y(d, i), width = LEFT - 2 * PAD;

	svg_rect(&d->svg, EDGE, y, LEFT, TALL, look);
	svg_outside(&d->svg, domain->name, 0);
	svg_describe_made(&d->svg);
	svg_name_made(&d->svg, EDGE + PAD, y + LINE, width, name_font);
	svg_our(&d->svg, side_of(domain));
	svg_line_made(&d->svg, EDGE + PAD, y + 2 * LINE, width, soft_font);
	add_life(d, i);
	svg_line_made(&d->svg, EDGE + PAD, y + 3 * LINE, width, soft_font);
}

static void draw_thing(struct sketch *d, uint32_t i)
{
	const struct thing_shown *thing = &d->ties.things[i];
	struct svg_look look = { .fill = thing->kind == THING_BOND ? PAINT_CARD
								   : PAINT_NOTE_BACK,
				 .stroke = PAINT_NOTE,
				 .dash = thing->kind == THING_BOND ? 3 : 0,
				 .radius = thing->kind == THING_BOND ? 20 : 2 };
	int y = right_y(d, i), width = RIGHT - 2 * PAD;
	struct value value = { .key = "count",
			       .kind = VALUE_INT,
			       .number = thing->count };

	svg_rect(&d->svg, RIGHT_AT, y, RIGHT, TALL, look);
	if (thing->kind == THING_BOND) {
		svg_our(&d->svg, thing->word);
		y = svg_wrap_made(&d->svg, RIGHT_AT + 2 * PAD, y + LINE + 4,
				  width - 2 * PAD, thing->name.n ? 1 : 2, soft_font);
		svg_outside(&d->svg, thing->name, 0);
		svg_line_made(&d->svg, RIGHT_AT + 2 * PAD, y, width - 2 * PAD, name_font);
		return;
	}
	if (thing->count > 1)
		phrase_add(d->in, d->svg.options, N_("{count} addresses of a CDN"),
			   &value, 1, &d->svg.text);
	else
		svg_our(&d->svg, thing->word);
	svg_line_made(&d->svg, RIGHT_AT + PAD, y + LINE, width, soft_font);
	svg_outside(&d->svg, thing->count > 1 ? thing->remark : thing->name, 0);
	svg_line_made(&d->svg, RIGHT_AT + PAD, y + 2 * LINE, width, name_font);
	if (thing->count <= 1)
		svg_outside(&d->svg, thing->remark, 0);
	svg_line_made(&d->svg, RIGHT_AT + PAD, y + 3 * LINE, width, soft_font);
}

/* --- ties -------------------------------------------------------------------------- */

static void draw_tie(struct sketch *d, uint32_t domain, uint32_t thing)
{
	bool loose = d->ties.things[thing].loose >> domain & 1;
	struct svg_look look = { .stroke = loose ? PAINT_SOFT : PAINT_INK,
				 .width = loose ? 10 : 18,
				 .dash = loose ? 4 : 0 };
	int from = left_y(d, domain) + TALL / 2, to = right_y(d, thing) + TALL / 2;
	int middle = (EDGE + LEFT + RIGHT_AT) / 2;
	char path[96];

	snprintf(path, sizeof path, "M%d %dC%d %d %d %d %d %d", EDGE + LEFT, from, middle,
		 from, middle, to, RIGHT_AT, to);
	svg_path(&d->svg, str_c(path), look);
}

static void draw_ties(struct sketch *d)
{
	for (uint32_t t = 0; t < d->ties.thing_count; t++)
		for (uint32_t i = 0; i < d->ties.domain_count; i++)
			if (d->ties.things[t].domains >> i & 1)
				draw_tie(d, i, t);
}

/* --- the whole --------------------------------------------------------------------- */

/* Both columns are as tall as the taller one. */
static int lay_out(struct sketch *d, int top)
{
	int left = (int)d->ties.domain_count, right = (int)d->ties.thing_count;
	int most = left > right ? left : right;
	int height = most * (TALL + BETWEEN);

	d->left_step = height / left;
	d->left_top = top + (d->left_step - TALL) / 2;
	d->right_step = right ? height / right : 0;
	d->right_top = top + (right ? (d->right_step - TALL) / 2 : 0);
	return top + height;
}

static int draw_left_out(struct sketch *d, int y)
{
	struct value value = { .key = "count",
			       .kind = VALUE_INT,
			       .number =
				   d->ties.domains_left_out + d->ties.things_left_out };

	if (!value.number)
		return y;
	phrase_add(d->in, d->svg.options, N_("… and {count} more, in the lists"), &value,
		   1, &d->svg.text);
	svg_line_made(&d->svg, EDGE, y + 14, SVG_WIDTH - 2 * EDGE, soft_font);
	return y + LINE;
}

static bool draw(const struct inspection *in, const struct report_options *options,
		 bool alone, struct buf *out)
{
	struct sketch d = { .in = in };
	int y;

	ties_find(in, &d.ties);
	if (d.ties.domain_count == 0 || d.ties.thing_count == 0)
		return false;
	svg_begin(&d.svg, in, options, alone, picture_infrastructure.name);
	svg_our(&d.svg, N_("Solid: one and the same thing. Dashed: what many share, or "
			   "what somebody only says; it ties them little or not."));
	svg_describe_made(&d.svg);
	y = svg_wrap_made(&d.svg, EDGE, 18, SVG_WIDTH - 2 * EDGE, 0, soft_font);
	y = lay_out(&d, y - 8);
	draw_ties(&d);
	for (uint32_t i = 0; i < d.ties.domain_count; i++)
		draw_domain(&d, i);
	for (uint32_t i = 0; i < d.ties.thing_count; i++)
		draw_thing(&d, i);
	y = draw_left_out(&d, y);
	svg_end(&d.svg, picture_infrastructure.title, SVG_WIDTH, y + EDGE, out);
	return true;
}

const struct picture picture_infrastructure = {
	.name = "infrastructure",
	.title = N_("Who hangs on what"),
	.draw = draw,
};
