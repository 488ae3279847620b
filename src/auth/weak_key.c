/* auth/weak_key.c - see weak_key.h. */
#include "auth/weak_key.h"

/* Those that divide the product for the shortest keys, of 512 bits; the products for
 * longer ones hold them too. */
static const uint32_t primes[] = { 3,	5,   7,	  11,  13,  17,	 19,  23,  29,	31,
				   37,	41,  43,  47,  53,  59,	 61,  67,  71,	73,
				   79,	83,  89,  97,  101, 103, 107, 109, 113, 127,
				   131, 137, 139, 149, 151, 157, 163, 167 };

static uint32_t remainder_of(struct str number, uint32_t prime)
{
	uint32_t rest = 0;

	for (size_t i = 0; i < number.n; i++)
		rest = (rest * 256 + (unsigned char)number.p[i]) % prime;
	return rest;
}

static bool is_power(uint32_t number, uint32_t base, uint32_t prime)
{
	uint32_t power = 1;

	do {
		if (power == number)
			return true;
		power = power * base % prime;
	} while (power != 1);
	return false;
}

bool weak_key_is_roca(struct str modulus)
{
	for (size_t i = 0; i < COUNT(primes); i++)
		if (!is_power(remainder_of(modulus, primes[i]), 65537 % primes[i],
			      primes[i]))
			return false;
	return modulus.n > 0;
}
