/* report/csv.h - the indicators as CSV (RFC 4180): UTF-8, CRLF, one line each.
 *
 * Cells never begin a formula: where one would (after blanks too), an apostrophe stands
 * in front, which spreadsheets take for "this is text". Programs take it off again: no
 * value of ours begins with one otherwise. Text from outside is inert, like everywhere:
 * characters that cannot be seen are shown as \u{...}. */
#pragma once
#include "report/report.h"

extern const struct report_format report_csv;

/* One cell; `text` is inert. */
void csv_cell(struct buf *out, struct str text);
