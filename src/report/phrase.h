/* report/phrase.h - sentences of ours with values in them, in the report's language.
 *
 * A {key} of the text is replaced by the value of that name, made inert and, where asked,
 * defanged; a key without a value shows as "-". A value named "key_ja" is taken instead
 * where the report is Japanese. Times are UTC, with the recipient's zone
 * behind them where it is known. */
#pragma once
#include "report/report.h"

/* For translation; the text itself here, its translation from catalogue_text(). */
#ifndef N_
#define N_(text) text
#endif

/* `in` gives the recipient's zone; it may be NULL. */
void phrase_add(const struct inspection *in, const struct report_options *options,
		const char *msgid, const struct value *values, uint32_t count,
		struct buf *out);
void phrase_value(const struct inspection *in, const struct report_options *options,
		  const struct value *value, struct buf *out);
/* A sentence of the verdict; times stand in the recipient's zone too. */
void phrase_statement(const struct inspection *in, const struct report_options *options,
		      const struct statement *statement, struct buf *out);
/* Text from outside on one line, at most `columns` wide (0: as LIMIT_VALUE_SHOWN has it);
 * what is cut is marked by "…". */
void phrase_outside(const struct report_options *options, struct str text, size_t columns,
		    struct buf *out);
static inline const char *phrase_text(const struct report_options *options,
				      const char *msgid)
{
	return catalogue_text(options->catalogue, msgid);
}
