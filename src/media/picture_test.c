/* media/picture_test.c - the readers of our own: BMP and PNM; and what is done to
 * pictures. */
#include "media/picture_change.h"
#include "base/test.h"

#include <stdio.h>

static struct pictures read(struct str bytes)
{
	struct pictures ret;

	pictures_read(test_copy_str(bytes), &ret);
	return ret;
}

static const struct {
	const char *name;
	struct str bytes;
	unsigned width, height, count;
	const char *grey; /* in hex, all pixels */
} cases[] = {
	{ "PGM", { "P5\n2 1\n255\n\x00\xff", 13 }, 2, 1, 1, "00ff" },
	{ "PGM with a comment",
	  { "P5 # x\n2 # y\n1 255\n\x01\x02", 21 },
	  2,
	  1,
	  1,
	  "0102" },
	{ "PGM of 16 shades", { "P5\n1 1\n15\n\x0f", 11 }, 1, 1, 1, "ff" },
	{ "PBM: set is black", { "P4\n3 1\n\xa0", 8 }, 3, 1, 1, "00ff00" },
	{ "PPM", { "P6\n1 1\n255\n\xff\xff\xff", 14 }, 1, 1, 1, "ff" },
	{ "PGM without its end",
	  { "P5\n2 2\n255\n\x00\x00\x05", 14 },
	  2,
	  2,
	  1,
	  "0000ffff" },
	{ "PGM without a pixel", { "P5\n2 2\n255\n", 11 }, 2, 2, 0, "" },
	{ "PGM that is too large",
	  { "P5\n60000 60000\n255\n\x00", 20 },
	  60000,
	  60000,
	  0,
	  "" },
	{ "PGM without a width", { "P5\n0 5\n255\n\x00", 12 }, 0, 5, 0, "" },
	{ "BMP of two colours, from below",
	  { "BM\x46\0\0\0\0\0\0\0\x3e\0\0\0\x28\0\0\0\x02\0\0\0\x02\0\0\0\x01\0\x01\0\0\0"
	    "\0\0"
	    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xff\xff\xff\0\x40\0\0\0\x80"
	    "\0\0\0",
	    70 },
	  2,
	  2,
	  1,
	  "ff0000ff" },
	{ "BMP with a head alone",
	  { "BM\x46\0\0\0\0\0\0\0\x3e\0\0\0\x28\0\0\0\xff\0\0\0\xff\0\0\0\x01\0\x18\0\0\0"
	    "\0\0"
	    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
	    54 },
	  255,
	  255,
	  0,
	  "" },
	{ "nothing that is known", { "hello", 5 }, 0, 0, 0, "" },
	{ "nothing", { "", 0 }, 0, 0, 0, "" },
};

TEST(pictures_are_read_as_they_are)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct pictures got = read(cases[i].bytes);
		struct str hex = STR("");

		test_case(cases[i].name);
		test_int(got.width, cases[i].width);
		test_int(got.height, cases[i].height);
		test_int(got.count, cases[i].count);
		for (unsigned k = 0; got.count && k < got.width * got.height; k++)
			hex = arena_printf(test_arena(), "%.*s%02x", STR_ARG(hex),
					   got.kept[0].grey[k]);
		test_str(hex, cases[i].grey);
		test_true(got.count || got.trouble[0]);
		pictures_free(&got);
	}
}

TEST(pages_behind_each_other)
{
	test_int((long long)picture_pnm_length(STR("P5\n2 1\n255\nabP5")), 13);
	test_int((long long)picture_pnm_length(STR("P5\n2 1\n255\na")), 0);
	test_int((long long)picture_pnm_length(STR("P5")), 0);
	test_int((long long)picture_pnm_length(STR("P5\n0 1\n255\na")), 0);
}

TEST(other_forms)
{
	uint8_t grey[] = { 0, 10, 20, 30 };
	struct picture from = { 2, 2, grey }, to;

	test_true(picture_enlarge(&from, 2, 1, &to));
	test_int(to.width, 6);
	test_int(to.grey[0], 255);
	test_int(to.grey[7], 0);
	test_int(to.grey[9], 10);
	picture_free(&to);
	test_true(picture_shrink(&from, 2, &to));
	test_int(to.width * to.height, 1);
	test_int(to.grey[0], 15);
	picture_free(&to);
	test_true(picture_turn(&from, &to));
	test_int(to.grey[0], 20);
	test_int(to.grey[1], 0);
	picture_free(&to);
	test_true(picture_join(&from, &from, &to));
	test_int(to.width, 4);
	test_int(to.grey[2], 0);
	test_int(to.grey[7], 30);
	picture_free(&to);
	test_true(picture_two_tone(&from, &to));
	test_int(to.grey[0], 0);
	test_int(to.grey[3], 255);
	picture_free(&to);
	test_true(picture_blur(&from, 5, &to));
	test_int(to.grey[3], 15);
	picture_free(&to);
	test_true(picture_crop(&from, 1, 1, 9, 9, &to));
	test_int(to.width * to.height, 1);
	test_int(to.grey[0], 30);
	picture_free(&to);
	test_true(!picture_crop(&from, 2, 0, 1, 1, &to));
}
