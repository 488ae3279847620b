/* base/keccak.c - see keccak.h; the permutation is FIPS 202, 3. */
#include "base/keccak.h"

enum { LANES = 25, ROUNDS = 24, RATE = 136 };

static const uint64_t round_constants[ROUNDS] = {
	0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
	0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
	0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
	0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
	0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
	0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};
static const uint8_t rotations[LANES] = { 0,  1, 62, 28, 27, 36, 44, 6,	 55,
					  20, 3, 10, 43, 25, 39, 41, 45, 15,
					  21, 8, 18, 2,	 61, 56, 14 };

static uint64_t rotated(uint64_t lane, unsigned bits)
{
	return bits ? lane << bits | lane >> (64 - bits) : lane;
}

static void permute(uint64_t a[LANES])
{
	for (int round = 0; round < ROUNDS; round++) {
		uint64_t c[5], b[LANES];

		for (int x = 0; x < 5; x++)
			c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
		for (int i = 0; i < LANES; i++)
			a[i] ^= c[(i % 5 + 4) % 5] ^ rotated(c[(i % 5 + 1) % 5], 1);
		for (int x = 0; x < 5; x++)
			for (int y = 0; y < 5; y++)
				b[y + 5 * ((2 * x + 3 * y) % 5)] =
				    rotated(a[x + 5 * y], rotations[x + 5 * y]);
		for (int y = 0; y < LANES; y += 5)
			for (int x = 0; x < 5; x++)
				a[y + x] =
				    b[y + x] ^ (~b[y + (x + 1) % 5] & b[y + (x + 2) % 5]);
		a[0] ^= round_constants[round];
	}
}

static void xor_byte(uint64_t a[LANES], size_t at, unsigned char byte)
{
	a[at / 8] ^= (uint64_t)byte << at % 8 * 8;
}

void keccak_256(struct str bytes, unsigned char ret[32])
{
	uint64_t a[LANES] = { 0 };
	size_t at = 0;

	for (size_t i = 0; i < bytes.n; i++) {
		xor_byte(a, at++, (unsigned char)bytes.p[i]);
		if (at == RATE) {
			permute(a);
			at = 0;
		}
	}
	xor_byte(a, at, 0x01);
	xor_byte(a, RATE - 1, 0x80);
	permute(a);
	for (size_t i = 0; i < 32; i++)
		ret[i] = (unsigned char)(a[i / 8] >> i % 8 * 8);
}
