/* base/short_test.c */
#include "base/short.h"
#include "base/test.h"

TEST(short_same_looks_at_every_byte)
{
	static const char text[] = "abcdefghijklmnopqrst";

	for (size_t n = 0; n < sizeof text; n++) {
		char other[sizeof text];

		memcpy(other, text, sizeof text);
		other[n] = '#'; /* the one behind them says nothing */
		test_true(short_same(text, other, n));
		for (size_t i = 0; i < n; i++) {
			memcpy(other, text, sizeof text);
			other[i] = '#';
			test_true(!short_same(text, other, n));
		}
	}
}
