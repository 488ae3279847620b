/* record/tables_rows.h - for unit tests and fuzz targets: tables of a few rows, which
 * stand beside what they test. */
#pragma once
#include "record/tables.h"

#include <stdio.h>
#include <stdlib.h>

#define TABLE_HEAD "# as-of: 2026-11-21\n# source: of the test\n"

struct table_rows {
	const char *name, *text; /* "brands.txt"; TABLE_HEAD and rows */
};

/* Read at the first call into `built`, which is one of the caller's own. A row that
 * cannot be read ends the program. */
static inline const struct tables *tables_of_rows(struct tables *built,
						  const struct table_rows *rows,
						  size_t count)
{
	struct err err;

	if (built->brand_count)
		return built;
	tables_init(arena_new(0), built);
	for (size_t i = 0; i < count; i++)
		if (!tables_read(built, rows[i].name, str_c(rows[i].text), &err)) {
			fprintf(stderr, "%s: %s: %s\n", rows[i].name, err.where,
				err.what);
			abort();
		}
	tables_finish(built);
	return built;
}
