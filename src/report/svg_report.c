/* report/svg_report.c - one picture of the report as a file of its own. */
#include "report/svg_report.h"

#include "report/phrase.h"
#include "report/picture.h"
#include "report/svg.h"

/* A file without a picture would look broken. */
static void draw_nothing(const struct inspection *in,
			 const struct report_options *options,
			 const struct picture *picture, struct buf *out)
{
	static const struct svg_font font = { .size = SVG_LARGE, .paint = PAINT_SOFT };
	struct svg svg;
	int y;

	svg_begin(&svg, in, options, true, picture->name);
	svg_our(&svg,
		N_("There is nothing to draw here: this report has no such facts."));
	svg_describe_made(&svg);
	y = svg_wrap_made(&svg, 12, 30, SVG_WIDTH - 24, 0, font);
	svg_end(&svg, picture->title, SVG_WIDTH, y, out);
}

static void write_svg(const struct inspection *in, const struct report_options *options,
		      struct buf *out)
{
	const struct picture *picture = options->picture ? options->picture : pictures[0];

	if (!picture->draw(in, options, true, out))
		draw_nothing(in, options, picture, out);
}

const struct report_format report_svg = {
	.name = "svg",
	.summary = N_("one picture of the report, by --picture"),
	.write = write_svg,
	.write_thing = write_svg,
};
