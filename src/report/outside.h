/* report/outside.h - text from outside on its way to paper: the one place where it is
 * masked.
 *
 * Whatever came from outside, or was made of such text (values of findings, addresses,
 * file names, lines of logs, notes of the analyst), goes through here before a writer
 * escapes it for its own format. Masks are those of options->redaction, the same for the
 * same text in every format. */
#pragma once
#include "report/report.h"

/* For people: one line, inert (report/inert.h), defanged where the options say so. */
void outside_add(const struct report_options *options, struct str text, struct buf *out);
/* The same with its line ends, as LF. */
void outside_add_lines(const struct report_options *options, struct str text,
		       struct buf *out);
/* For machines: masked, and nothing else; may hold any byte. */
void outside_add_raw(const struct report_options *options, struct str text,
		     struct buf *out);
/* May hashes of the message, offsets in it and pictures stand in this report? They would
 * tell who has the mail what was masked. */
bool outside_identifies(const struct report_options *options);
