/* report/outside.c - text from outside, masked and made inert. */
#include "report/outside.h"

#include "report/inert.h"

void outside_add(const struct report_options *options, struct str text, struct buf *out)
{
	inert_add(out, text, options->defang ? INERT_LINE | INERT_DEFANG : INERT_LINE);
}

void outside_add_lines(const struct report_options *options, struct str text,
		       struct buf *out)
{
	inert_add(out, text,
		  options->defang ? INERT_KEEP_LINES | INERT_DEFANG : INERT_KEEP_LINES);
}

void outside_add_raw(const struct report_options *options, struct str text,
		     struct buf *out)
{
	(void)options;
	buf_add(out, text);
}

bool outside_identifies(const struct report_options *options)
{
	(void)options;
	return true;
}
