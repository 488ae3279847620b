/* case/bundle.h - the rows of a case file as flat bytes, as workers exchange them.
 *
 * A bundle is a mark and rows, in the order of enum case_table; each is its table's
 * number and its length, then its columns one behind the other. Both ends run on one
 * machine: numbers are in its own byte order. What reads a bundle trusts nothing of it:
 * lengths, counts and the order of tables are checked; what values mean is the reader's
 * own business. */
#pragma once
#include "base/buf.h"
#include "case/rows.h"

/* Appends the mark. */
void bundle_begin(struct buf *out);
/* Appends a row; `row` is the struct of that table. A text beyond its ceiling is cut to
 * it. Rows of a table beyond its ceiling are the caller's fault. */
void bundle_put(struct buf *out, enum case_table table, const void *row);

struct bundle {
	struct str rest;
	enum case_table table; /* of the row before */
	uint32_t rows;	       /* of that table so far */
};

enum bundle_next { BUNDLE_ROW, BUNDLE_END, BUNDLE_BROKEN };

/* False: the mark is missing. `bytes` are borrowed. */
bool bundle_open(struct bundle *bundle, struct str bytes);
/* The next row; its texts are slices of the bytes, or without a pointer. Once broken, or
 * at its end, a bundle stays so. */
enum bundle_next bundle_next(struct bundle *bundle, enum case_table *ret_table,
			     union case_row *ret);
