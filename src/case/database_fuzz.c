/* case/database_fuzz.c - a case file as somebody else might send it. What begins like a
 * database is taken as it is; other bytes are changes made to a case of ours: place (two
 * bytes) and new byte. What is read must come back from a case made of it. */
#include "case/database_test.h"

#include "case/database.h"

#include <stdlib.h>

static void check(struct str database)
{
	struct buf bundle, again, twice;
	struct err err;

	buf_init(&bundle, LIMIT_CASE_BYTES);
	buf_init(&again, LIMIT_CASE_BYTES);
	buf_init(&twice, LIMIT_CASE_BYTES);
	if (database_to_bundle(database, &bundle, &err)) {
		if (!database_of_bundle(buf_peek(&bundle), &again, &err) ||
		    !database_to_bundle(buf_peek(&again), &twice, &err) ||
		    !str_eq(buf_peek(&bundle), buf_peek(&twice)))
			abort();
	}
	buf_fini(&bundle);
	buf_fini(&again);
	buf_fini(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct buf sample;
	struct str bytes = { (const char *)data, size };
	struct buf bundle;
	struct err err;
	char *copy;

	if (str_starts(bytes, STR("SQLite"))) {
		check(bytes);
		return 0;
	}
	if (!sample.n) {
		database_warm();
		buf_init(&bundle, 0);
		buf_init(&sample, 0);
		sample_bundle(&bundle);
		if (!database_of_bundle(buf_peek(&bundle), &sample, &err))
			abort();
		buf_fini(&bundle);
	}
	copy = malloc(sample.n);
	if (!copy)
		abort();
	memcpy(copy, sample.p, sample.n);
	for (size_t i = 0; i + 2 < size; i += 3)
		copy[(size_t)(data[i] << 8 | data[i + 1]) % sample.n] = (char)data[i + 2];
	check(str_make(copy, sample.n));
	free(copy);
	return 0;
}
