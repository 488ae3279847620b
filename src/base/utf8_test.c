/* base/utf8_test.c - the fast validator against the plain one. */
#include "base/test.h"
#include "base/utf8.h"

static size_t plain_valid_prefix(struct str s)
{
	size_t i = 0, length;

	while (i < s.n && utf8_decode(str_skip(s, i), &length) >= 0)
		i += length;
	return i;
}

/* `sequence` at each place around the ends of two blocks, amid `filler`. */
static void compare_at_all_places(struct str sequence, const char *filler)
{
	size_t width = strlen(filler);

	for (size_t at = 0; at < 40; at++) {
		char text[64];
		struct str s;

		for (size_t i = 0; i < sizeof text; i++)
			text[i] = filler[i % width];
		memcpy(text + at / width * width, sequence.p, sequence.n);
		s = str_make(text, sizeof text / width * width);
		test_int(utf8_valid_prefix(s), plain_valid_prefix(s));
		s = str_sub(s, 0, at / width * width + sequence.n);
		test_int(utf8_valid_prefix(s), plain_valid_prefix(s));
	}
}

TEST(every_pair_of_bytes_is_judged_alike)
{
	for (unsigned first = 0x7F; first < 256; first++)
		for (unsigned second = 0x7E; second < 256;
		     second += first < 0xE0 ? 7 : 1) {
			char bytes[4] = { (char)first, (char)second, (char)0x80,
					  (char)0xBF };

			compare_at_all_places(str_make(bytes, 2), "a");
			compare_at_all_places(str_make(bytes, 3), "\xE3\x81\x82");
			compare_at_all_places(str_make(bytes, 4), "a");
		}
}
