/* media/zip_overlap_test.c - lists of archives, honest and not. */
#include "media/zip_overlap.h"
#include "base/test.h"

#include <stdio.h>

static void put(struct str *to, uint64_t value, unsigned size)
{
	char bytes[8];

	for (unsigned i = 0; i < size; i++)
		bytes[i] = (char)(value >> (8 * i));
	*to = arena_concat(test_arena(), *to, str_make(bytes, size));
}

/* One entry of the list. */
static void put_entry(struct str *to, uint32_t packed, uint32_t size, uint32_t offset)
{
	*to = arena_concat(test_arena(), *to, STR("PK\1\2"));
	put(to, 0, 8);
	put(to, 0, 8);
	put(to, packed, 4);
	put(to, size, 4);
	put(to, 1, 2);
	put(to, 0, 8);
	put(to, 0, 4);
	put(to, offset, 4);
	*to = arena_concat(test_arena(), *to, STR("a"));
}

/* An archive with `data` bytes before its list, and a list of these places. */
static struct str archive(size_t data, const uint32_t (*places)[2], size_t count)
{
	char *zeroes = arena_alloc(test_arena(), data + 1);
	struct str all = str_make(zeroes, data);

	for (size_t i = 0; i < count; i++)
		put_entry(&all, places[i][1], 1000, places[i][0]);
	{
		size_t list = all.n - data;

		all = arena_concat(test_arena(), all, STR("PK\5\6"));
		put(&all, 0, 4);
		put(&all, count, 2);
		put(&all, count, 2);
		put(&all, list, 4);
		put(&all, data, 4);
		put(&all, 0, 2);
	}
	return all;
}

static struct zip_overlap look(struct str bytes)
{
	struct zip_overlap ret;

	zip_overlap_look(test_arena(), test_copy_str(bytes), &ret);
	return ret;
}

TEST(entries_of_their_own)
{
	static const uint32_t places[][2] = { { 0, 10 }, { 41, 20 } };
	struct zip_overlap found = look(archive(92, places, 2));

	test_true(found.found && !found.overlap);
	test_int((long long)found.entries, 2);
	test_int((long long)found.size, 2000);
}

TEST(two_that_lead_to_one_place)
{
	static const uint32_t places[][2] = { { 41, 20 }, { 41, 20 } };

	test_true(look(archive(92, places, 2)).overlap);
}

TEST(one_that_reaches_into_the_next)
{
	static const uint32_t places[][2] = { { 41, 20 }, { 0, 11 } };

	test_true(look(archive(92, places, 2)).overlap);
}

TEST(one_that_reaches_into_the_list)
{
	static const uint32_t places[][2] = { { 41, 21 } };

	test_true(look(archive(92, places, 1)).overlap);
}

TEST(behind_another_file)
{
	static const uint32_t places[][2] = { { 0, 10 }, { 41, 20 } };
	struct str bytes =
	    arena_concat(test_arena(), STR("MZ program"), archive(92, places, 2));

	test_true(look(bytes).found && !look(bytes).overlap);
}

TEST(what_is_none_has_no_list)
{
	test_true(!look(STR("")).found);
	test_true(!look(STR("PK\5\6")).found);
	test_true(!look(STR("PK\5\6 and more than twenty bytes")).overlap);
}
