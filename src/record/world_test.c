/* record/world_test.c */
#include "record/world.h"

#include "base/test.h"

static const struct {
	const char *name, *row[3];
	bool ok;
} cases[] = {
	{ "an outline", { "land", "-", "0,0 100,0 100,-50" }, true },
	{ "two points", { "land", "-", "0,0 100,0" }, false },
	{ "off the map", { "land", "-", "0,0 100,0 2000,0" }, false },
	{ "no number", { "land", "-", "0,0 100,x 100,-50" }, false },
	{ "two blanks", { "land", "-", "0,0  100,0 100,-50" }, false },
	{ "nothing", { "land", "-", "" }, false },
	{ "a country", { "country", "JP", "1380,367 710" }, true },
	{ "without a radius", { "country", "JP", "1380,367" }, false },
	{ "three letters", { "country", "JPN", "1380,367 710" }, false },
	{ "something else", { "sea", "-", "0,0 100,0 100,-50" }, false },
};

TEST(world_rows)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct world world = { 0 };
		struct str columns[3];

		test_case(cases[i].name);
		for (size_t k = 0; k < 3; k++)
			columns[k] = test_copy(cases[i].row[k]);
		test_int(world_read(test_arena(), columns, &world), cases[i].ok);
	}
}

TEST(land_is_inside_its_outline)
{
	struct world world = { 0 };
	int16_t shores[WORLD_SHORES];
	uint32_t count;
	struct str row[3] = { STR("land"), STR("-"),
			      STR("-100,-100 100,-100 100,100 -100,100") };
	struct str lake[3] = { STR("land"), STR("-"),
			       STR("-10,-10 10,-10 10,10 -10,10") };

	test_true(world_read(test_arena(), row, &world));
	test_true(world_read(test_arena(), lake, &world));
	count = world_shores(&world, 5, shores);
	test_int(count, 4);
	test_true(!world_is_land(shores, count, -101));
	test_true(world_is_land(shores, count, -50));
	test_true(!world_is_land(shores, count, 0)); /* the lake */
	test_true(world_is_land(shores, count, 50));
	test_true(!world_is_land(shores, count, 100));
	test_int(world_shores(&world, 50, shores), 2);
	test_int(world_shores(&world, 101, shores), 0);
}

TEST(longitudes_begin_in_the_bering_strait)
{
	test_int(world_longitude(1400), 1400);
	test_int(world_longitude(-1750), 1850);
	test_int(world_longitude(-1690), -1690);
	test_int(world_longitude(3600), 0);
}
