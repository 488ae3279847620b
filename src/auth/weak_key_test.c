#include "auth/weak_key.h"
#include "base/test.h"

enum { BYTES = 64 };

/* A number of 512 bits that is 65537^`exponent` by each of the primes: the power itself,
 * with twice the product of those primes added until it is long enough. */
static struct str power(unsigned exponent, unsigned char out[BYTES])
{
	memset(out, 0, BYTES);
	out[BYTES - 1] = 1;
	for (unsigned i = 0; i < exponent; i++) {
		unsigned carry = 0;

		for (int k = BYTES - 1; k >= 0; k--) {
			uint64_t n = (uint64_t)out[k] * 65537 + carry;

			out[k] = (unsigned char)n;
			carry = (unsigned)(n >> 8);
		}
	}
	return str_make((char *)out, BYTES);
}

TEST(a_key_of_that_library_is_told)
{
	unsigned char out[BYTES];

	for (unsigned exponent = 1; exponent < 31; exponent++)
		test_true(weak_key_is_roca(power(exponent, out)));
}

TEST(other_keys_are_not)
{
	unsigned char out[BYTES];
	uint32_t seed = 1;

	test_true(!weak_key_is_roca(STR("")));
	test_true(!weak_key_is_roca(STR("\0\0\0\0")));
	for (int round = 0; round < 200; round++) {
		for (size_t i = 0; i < BYTES; i++) {
			seed = seed * 1664525 + 1013904223;
			out[i] = (unsigned char)(seed >> 24);
		}
		out[BYTES - 1] |= 1;
		test_true(!weak_key_is_roca(str_make((char *)out, BYTES)));
	}
	power(20, out);
	out[BYTES - 1] ^= 4;
	test_true(!weak_key_is_roca(str_make((char *)out, BYTES)));
}
