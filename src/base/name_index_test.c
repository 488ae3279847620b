/* base/name_index_test.c */
#include "base/name_index.h"
#include "base/test.h"

struct row {
	int before;
	struct str name;
};

TEST(name_index_finds_the_first_of_each_name)
{
	enum { ROWS = 1000 };
	struct arena *arena = arena_new(0);
	struct row *rows = arena_alloc_array(arena, ROWS + 1, sizeof *rows);
	struct name_index index;

	for (uint32_t i = 0; i < ROWS; i++)
		rows[i].name =
		    arena_printf(arena, "%s%u.example", i % 3 ? "www.host" : "", i);
	rows[ROWS].name = rows[7].name;
	name_index_build(arena, &rows->name, sizeof *rows, ROWS + 1, &index);
	for (uint32_t i = 0; i < ROWS; i++)
		test_true(name_index_find(&index, rows[i].name) == i);
	arena_free(arena);
}

TEST(name_index_has_no_other_names)
{
	static const char *const others[] = {
		"",	     "a",	  "a.exampl",	   "a.example.",
		"A.example", "b.example", "aaaaaaaa.test", "aaaaaaaa"
	};
	struct arena *arena = arena_new(0);
	struct row rows[] = { { 1, STR("a.example") }, { 2, STR("aaaaaaaa.tes") } };
	struct name_index index = { 0 };

	test_true(name_index_find(&index, rows[0].name) == NAME_INDEX_NONE);
	name_index_build(arena, &rows->name, sizeof *rows, 0, &index);
	test_true(name_index_find(&index, rows[0].name) == NAME_INDEX_NONE);
	name_index_build(arena, &rows->name, sizeof *rows, COUNT(rows), &index);
	for (size_t i = 0; i < COUNT(others); i++) {
		test_case(others[i]);
		test_true(name_index_find(&index, test_copy(others[i])) ==
			  NAME_INDEX_NONE);
	}
	arena_free(arena);
}
