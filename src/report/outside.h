/* report/outside.h - text from outside on its way to paper: the one place where it is
 * masked.
 *
 * Whatever came from outside, or was made of such text (values of findings, addresses,
 * file names, lines of logs, notes of the analyst), goes through here before a writer
 * escapes it for its own format. Masks are those of options->redaction, the same for the
 * same text in every format. Text is masked once, whole: cut it, wrap it and escape it
 * afterwards; half of a word is not known again. */
#pragma once
#include "base/json.h"
#include "report/report.h"

/* For people: one line, inert (report/inert.h), defanged where the options say so. */
void outside_add(const struct report_options *options, struct str text, struct buf *out);
/* The same with its line ends, as LF. */
void outside_add_lines(const struct report_options *options, struct str text,
		       struct buf *out);
/* The same as report/inert.h has it, with flags of the caller's. */
void outside_add_inert(const struct report_options *options, struct str text,
		       unsigned flags, struct buf *out);
/* For machines: masked, and nothing else; may hold any byte. */
void outside_add_raw(const struct report_options *options, struct str text,
		     struct buf *out);
/* May hashes of the message, offsets in it and pictures stand in this report? They would
 * tell who has the mail what was masked. */
bool outside_identifies(const struct report_options *options);
/* The same of the hash and size of attachment `n`: of one that holds nothing to mask they
 * are those of all copies. */
bool outside_identifies_file(const struct report_options *options, uint32_t n);
/* " @123", where it may. */
void outside_add_offset(const struct report_options *options, size_t offset,
			struct buf *out);
/* Is nothing masked at all? Only then a raw message stands there as it came; else it goes
 * through outside_add_raw(). */
bool outside_is_whole(const struct report_options *options);
/* A name that the user gave to an input: where something is masked, without the way to
 * it. */
struct str outside_name(const struct report_options *options, struct str name);

/* JSON: from now on every string but those of ours (json_c, json_str_made) is masked, and
 * what identifies is null. `gate` lives as long as the writer. */
struct outside_gate {
	struct json_gate gate;
	const struct report_options *options;
};
void outside_json(const struct report_options *options, struct json *json,
		  struct outside_gate *gate);

/* The options of one report, with what is masked in it: call before writing, for `in`,
 * and outside_end() behind. */
void outside_begin(struct report_options *options, const struct inspection *in);
void outside_end(struct report_options *options);
/* What was written since `from` once more, as a net: addresses, names of hosts and coded
 * values that a writer let through. */
void outside_catch(const struct report_options *options, struct buf *out, size_t from);
