#include "base/arena.h"
#include "base/test.h"

TEST(arena_block_holds_all_in_one_piece)
{
	struct arena *arena = arena_new_block(1 << 20);
	char *first = arena_alloc(arena, 24), *large;
	struct str block;

	arena_bytes(arena, 3);
	large = arena_room(arena, 100000, 1);
	block = arena_block(arena);
	test_true(block.p == first);
	test_true(large > first && large + 100000 <= block.p + block.n);
	for (size_t i = 0; i < block.n; i++)
		test_int(block.p[i], 0);
	arena_free(arena);
}

TEST(arena_block_that_does_not_suffice_is_none)
{
	struct arena *arena = arena_new_block(1000);

	arena_alloc(arena, 600);
	test_true(arena_block(arena).n >= 600);
	arena_alloc(arena, 600);
	test_int(arena_block(arena).n, 0);
	arena_free(arena);
}

TEST(arena_back_to_a_mark_leaves_what_was_there)
{
	struct arena *arena = arena_new(10 << 20);
	char *kept = arena_alloc(arena, 24);
	struct arena_mark mark = arena_mark(arena);
	size_t used = arena_used(arena);

	kept[23] = 'k';
	for (unsigned round = 0; round < 100; round++) {
		for (unsigned i = 0; i < 100; i++)
			arena_alloc(arena, 1000);
		arena_alloc(arena, 300000);
		arena_bytes(arena, 7);
		arena_back(arena, mark);
		test_int(arena_used(arena), used);
	}
	test_int(kept[23], 'k');
	test_int(*(char *)arena_alloc(arena, 8), 0);
	arena_free(arena);
}

/* Texts alone are put together without printf, and are the same. */
TEST(arena_printf_is_printf)
{
	struct arena *arena = test_arena();

	test_str(arena_printf(arena, "%s", "one"), "one");
	test_str(arena_printf(arena, "a %.*s, %s!", 2, "two", ""), "a tw, !");
	test_str(arena_printf(arena, "%.*s%.*s", 9, "a\0b", 0, "c"), "a");
	test_str(arena_printf(arena, "%.*s", -1, "all of it"), "all of it");
	test_str(arena_printf(arena, "%s %d%%", "so many:", 7), "so many: 7%");
	test_str(arena_printf(arena, "%s%s%s%s%s%s%s%s%s", "1", "2", "3", "4", "5", "6",
			      "7", "8", "9"),
		 "123456789");
}
