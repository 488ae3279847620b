/* report/svg.h - the one way to write SVG here: shapes and text, each escaped.
 *
 * Shapes are a few, with numbers of ours; there is no link, no script, no style
 * attribute, no reference to anything. Text from outside is made inert first
 * (report/outside.h, report/phrase.h). What is drawn is collected and written at the end,
 * when its height is known; nobody here knows the reader's fonts, so widths
 * are those of wide ones. */
#pragma once
#include "report/report.h"

enum paint {
	PAINT_NONE,
	PAINT_INK,
	PAINT_SOFT, /* what matters less */
	PAINT_LINE,
	PAINT_CARD,
	PAINT_SUNK,
	PAINT_BAD,
	PAINT_BAD_BACK,
	PAINT_ODD,
	PAINT_ODD_BACK,
	PAINT_NOTE,
	PAINT_NOTE_BACK,
	PAINT_GOOD,
	PAINT_GOOD_BACK,
	PAINTS
};

enum { /* of all pictures: readable on a telephone, where they shrink to two thirds */
       SVG_WIDTH = 520,
       SVG_LARGE = 16,
       SVG_SMALL = 14,
       SVG_LEAD = 20 /* from line to line */
};

struct svg {
	const struct inspection *in;
	const struct report_options *options;
	bool alone;
	const char *name;
	struct buf body; /* what was drawn */
	struct buf text; /* a line is made here, then drawn */
	struct buf description;
};

/* `title`: N_(). */
void svg_begin(struct svg *svg, const struct inspection *in,
	       const struct report_options *options, bool alone, const char *name);
/* Writes all of it; the description is what stands in svg->description. */
void svg_end(struct svg *svg, const char *title, int width, int height, struct buf *out);
/* Forgets all of it. */
void svg_drop(struct svg *svg);

struct svg_look {
	enum paint fill, stroke;
	int width;  /* of the stroke, in tenths; 0: 10 */
	int dash;   /* length of dashes; 0: none */
	int radius; /* of corners */
	bool faint; /* what lies below shines through */
};
void svg_rect(struct svg *svg, int x, int y, int width, int height, struct svg_look look);
void svg_line(struct svg *svg, int x1, int y1, int x2, int y2, struct svg_look look);
/* Tenths. */
void svg_circle(struct svg *svg, int x, int y, int radius, struct svg_look look);
/* A path of our own making. */
void svg_path(struct svg *svg, struct str path, struct svg_look look);
/* An arrow of that length, down. */
void svg_arrow_down(struct svg *svg, int x, int y, int length, struct svg_look look);

enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };
struct svg_font {
	int size;
	enum paint paint;
	enum svg_anchor anchor;
	bool bold, mono, underline;
};
/* `text` is inert. One line, as long as it is. */
void svg_text(struct svg *svg, int x, int y, struct str text, struct svg_font font);
/* What stands in svg->text, in lines of `width`; `y` is the first line's, and what comes
 * back that of the line after the last. More than `most` lines end in "…"; 0: all. */
int svg_wrap_made(struct svg *svg, int x, int y, int width, uint32_t most,
		  struct svg_font font);
/* What stands in svg->text, on one line, cut to `width`. */
void svg_line_made(struct svg *svg, int x, int y, int width, struct svg_font font);
/* The same of a name whose end says whose it is: what is cut is its beginning. */
void svg_name_made(struct svg *svg, int x, int y, int width, struct svg_font font);
/* How many bytes of `text` make the first of its lines; at least one. */
size_t svg_break(struct str text, int width, struct svg_font font);
/* How wide text is at most. */
int svg_width(struct str text, struct svg_font font);

/* One line of several runs, each with its own look; they follow one another. */
void svg_runs_begin(struct svg *svg, int x, int y);
void svg_run(struct svg *svg, struct str text, struct svg_font font);
void svg_runs_end(struct svg *svg);

/* Into svg->text. */
void svg_our(struct svg *svg, const char *msgid);
void svg_outside(struct svg *svg, struct str text, size_t columns);
/* One more sentence of the description, from svg->text, which stays. */
void svg_describe_made(struct svg *svg);
