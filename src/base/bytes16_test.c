/* base/bytes16_test.c */
#include "base/bytes16.h"
#include "base/str.h"
#include "base/test.h"

/* All bytes in all places of a block. */
TEST(a_set_has_the_bytes_of_its_kind)
{
	for (unsigned byte = 0; byte < 256; byte++)
		for (unsigned at = 0; at < 16; at++) {
			char c = (char)byte, text[16];
			bytes16 v;

			memset(text, ' ', sizeof text);
			text[at] = c;
			v = bytes16_at(text);
			test_int(bytes16_places(bytes16_alnum(v)),
				 (unsigned)ascii_is_alnum(c) << at);
			test_int(bytes16_places(bytes16_high(v)), (unsigned)(byte >= 0x80)
								      << at);
			test_int(bytes16_places(bytes16_between(v, '\t', '\r')),
				 (unsigned)(c >= '\t' && c <= '\r') << at);
			test_int(bytes16_places(bytes16_are(v, 'x')), (unsigned)(c == 'x')
									  << at);
		}
}

TEST(numbers_go_up_and_no_further)
{
	for (size_t n = 0; n < 20; n++) {
		uint32_t *to = calloc(n + 1, sizeof *to);

		count_up(to, 7, n);
		for (size_t i = 0; i < n; i++)
			test_int(to[i], 7 + i);
		test_int(to[n], 0);
		free(to);
	}
}
