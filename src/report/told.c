/* report/told.c - see told.h. */
#include "report/told.h"

#include "mail/date.h"
#include "report/inert.h"
#include "report/outside.h"

bool told_indicator(const struct report_options *options,
		    const struct indicator *indicator)
{
	if (!options->redaction)
		return true;
	if (indicator->role == ROLE_VICTIM)
		return false;
	return outside_identifies(options) || indicator->type != INDICATOR_SHA256 ||
	       (indicator->role == ROLE_BAD &&
		outside_identifies_file(options, indicator->number));
}

void told_value(const struct report_options *options, struct str value, struct buf *out)
{
	outside_add_inert(options, value, INERT_LINE, out);
}

void told_defanged(const struct report_options *options, struct str value,
		   struct buf *out)
{
	outside_add_inert(options, value, INERT_LINE | INERT_DEFANG, out);
}

void told_time(int64_t utc, struct buf *out)
{
	char text[DATE_TEXT];

	if (utc)
		buf_add(out, date_iso(utc, text));
}
