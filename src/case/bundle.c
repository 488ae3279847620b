/* case/bundle.c - see bundle.h. */
#include "case/bundle.h"

#include <math.h>

#define MARK STR("mekiki case rows 1\n")
/* The length of a text that is not there. */
#define ABSENT UINT32_MAX

struct row_head {
	uint32_t table, length;
};

static void put_bytes(struct buf *out, const void *bytes, size_t n)
{
	buf_add(out, str_make(bytes, n));
}

static void put_text(struct buf *out, struct str text, uint64_t most)
{
	uint32_t n = text.n < most ? (uint32_t)text.n : (uint32_t)most;

	if (!text.p)
		n = ABSENT;
	put_bytes(out, &n, sizeof n);
	if (text.p)
		put_bytes(out, text.p, n);
}

static void put_column(struct buf *out, const struct case_column *column, const void *row)
{
	const char *at = (const char *)row + column->offset;
	struct str text;

	switch (column->kind) {
	case CASE_NUMBER:
		put_bytes(out, at, sizeof(int64_t));
		break;
	case CASE_REAL:
		put_bytes(out, at, sizeof(double));
		break;
	case CASE_TEXT:
	case CASE_BYTES:
	case CASE_PACKED:
		memcpy(&text, at, sizeof text);
		put_text(out, text, column->most);
		break;
	}
}

void bundle_begin(struct buf *out)
{
	buf_add(out, MARK);
}

void bundle_put(struct buf *out, enum case_table table, const void *row)
{
	const struct case_shape *shape = &case_shapes[table];
	struct row_head head = { .table = table };
	size_t start = out->n;

	put_bytes(out, &head, sizeof head);
	for (uint32_t i = 0; i < shape->column_count; i++)
		put_column(out, &shape->columns[i], row);
	if (out->full)
		return;
	head.length = (uint32_t)(out->n - start - sizeof head);
	memcpy(out->p + start, &head, sizeof head);
}

/* --- reading ------------------------------------------------------------------------ */

bool bundle_open(struct bundle *bundle, struct str bytes)
{
	*bundle = (struct bundle){ .rest = STR_NONE };
	if (!str_starts(bytes, MARK))
		return false;
	bundle->rest = str_skip(bytes, MARK.n);
	return true;
}

static bool get_bytes(struct str *rest, void *ret, size_t n)
{
	if (rest->n < n)
		return false;
	memcpy(ret, rest->p, n);
	*rest = str_skip(*rest, n);
	return true;
}

static bool get_text(struct str *rest, uint64_t most, char *at)
{
	struct str text = STR_NONE;
	uint32_t n;

	if (!get_bytes(rest, &n, sizeof n))
		return false;
	if (n != ABSENT) {
		if (n > most || n > rest->n)
			return false;
		text = str_sub(*rest, 0, n);
		*rest = str_skip(*rest, n);
	}
	memcpy(at, &text, sizeof text);
	return true;
}

static bool get_column(const struct case_column *column, struct str *rest,
		       union case_row *row)
{
	char *at = (char *)row + column->offset;
	double real;

	switch (column->kind) {
	case CASE_NUMBER:
		return get_bytes(rest, at, sizeof(int64_t));
	case CASE_REAL:
		if (!get_bytes(rest, &real, sizeof real) || !isfinite(real))
			return false;
		memcpy(at, &real, sizeof real);
		return true;
	case CASE_TEXT:
	case CASE_BYTES:
	case CASE_PACKED:
		return get_text(rest, column->most, at);
	}
	return false;
}

static bool get_row(struct bundle *bundle, union case_row *ret)
{
	const struct case_shape *shape;
	struct row_head head;
	struct str row;

	if (!get_bytes(&bundle->rest, &head, sizeof head) || head.table >= CASE_TABLES ||
	    head.table < bundle->table || head.length > bundle->rest.n)
		return false;
	if (head.table > bundle->table)
		bundle->rows = 0;
	bundle->table = (enum case_table)head.table;
	shape = &case_shapes[head.table];
	if (++bundle->rows > shape->rows)
		return false;
	row = str_sub(bundle->rest, 0, head.length);
	bundle->rest = str_skip(bundle->rest, head.length);
	for (uint32_t i = 0; i < shape->column_count; i++)
		if (!get_column(&shape->columns[i], &row, ret))
			return false;
	return row.n == 0;
}

enum bundle_next bundle_next(struct bundle *bundle, enum case_table *ret_table,
			     union case_row *ret)
{
	if (!bundle->rest.p)
		return BUNDLE_BROKEN;
	if (bundle->rest.n == 0)
		return BUNDLE_END;
	memset(ret, 0, sizeof *ret);
	if (!get_row(bundle, ret)) {
		bundle->rest = STR_NONE;
		return BUNDLE_BROKEN;
	}
	*ret_table = bundle->table;
	return BUNDLE_ROW;
}
