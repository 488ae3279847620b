/* language/number_fuzz.c - numbers and phrases of any text. */
#include "language/lever.h"
#include "language/number.h"

#include <assert.h>

/* A few rows that reach every kind of deadline. */
static const char *const rows[][4] = {
	{ "en", "common", "the", "-" },
	{ "en", "deadline,urgent", "within # hours", "hours" },
	{ "en", "number", "two", "2" },
	{ "en", "deadline", "by", "date" },
	{ "en", "deadline", "today", "today" },
	{ "ja", "deadline", "#月#日", "month day" },
	{ "ja", "deadline", "#年#月#日", "year month day" },
	{ "en", "never", "never", "-" },
	{ "en", "credentials,parcel", "pass*", "-" },
	{ "en", "parcel!", "held", "-" },
};

static void judge(const struct passages *passages, const struct levers *levers)
{
	for (uint32_t i = 0; i < levers->count; i++) {
		const struct lever_hit *hit = &levers->hits[i];
		struct str text = passages->items[hit->passage].text;

		assert(hit->start <= hit->end && hit->end <= text.n);
		assert(hit->hours >= -1);
		assert(str_within(text, lever_sentence(passages, hit, 100)));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct phrase_table table = { 0 };
	struct passage passage = { .where = "text",
				   .text = str_make((const char *)data, size) };
	struct lever_time time = { true, 1672576864, 480 };
	struct passages passages = { 0 };
	struct numbers numbers;
	struct levers levers;
	struct pretext_match match;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str columns[4];

		for (size_t j = 0; j < 4; j++)
			columns[j] = str_c(rows[i][j]);
		phrase_read(arena, arena, columns, &table);
	}
	phrases_finish(arena, &table);
	passages_add(arena, &passages, &passage);
	levers_find(arena, &passages, &table, &time, &levers);
	judge(&passages, &levers);
	pretext_find(&passages, &levers, PRETEXT_PARCEL, &match);
	numbers_find(arena, &passages, &numbers);
	for (uint32_t i = 0; i < numbers.telephone_count; i++)
		assert(numbers.telephones[i].end <= size);
	arena_free(arena);
	return 0;
}
