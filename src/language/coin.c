/* language/coin.c - addresses of coins, by their check sums (see number.h): base58check
 * (Bitcoin, Litecoin, TRON), bech32 and bech32m (BIP 173, 350), EIP-55 (Ethereum), and
 * Monero's base58 in blocks. */
#include "base/digest.h"
#include "base/keccak.h"
#include "language/number.h"

/* --- base58 ------------------------------------------------------------------------- */

static int base58_digit(char c)
{
	static const char digits[] =
	    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
	size_t at = str_find(str_make(digits, sizeof digits - 1), c);

	return at == STR_NPOS ? -1 : (int)at;
}

/* `text` as a number of `n` bytes, the most significant first. False: no base58, or it
 * does not fit. */
static bool base58_decode(struct str text, unsigned char *ret, size_t n)
{
	memset(ret, 0, n);
	for (size_t i = 0; i < text.n; i++) {
		int carry = base58_digit(text.p[i]);

		if (carry < 0)
			return false;
		for (size_t j = n; j-- > 0;) {
			carry += 58 * ret[j];
			ret[j] = (unsigned char)(carry & 0xff);
			carry >>= 8;
		}
		if (carry)
			return false;
	}
	return true;
}

static void sha256(struct str bytes, unsigned char ret[32])
{
	char hex[65];

	digest_sha256(bytes, hex);
	for (size_t i = 0; i < 32; i++)
		ret[i] = (unsigned char)(ascii_hex(hex[2 * i]) << 4 |
					 ascii_hex(hex[2 * i + 1]));
}

enum { PLAIN_BYTES = 25, PLAIN_CHECKED = 21 };

static const char *coin_of_base58(struct str token)
{
	static const struct {
		unsigned char version;
		char first;
		const char *name;
	} versions[] = {
		{ 0x00, '1', "Bitcoin" },  { 0x05, '3', "Bitcoin" },
		{ 0x30, 'L', "Litecoin" }, { 0x32, 'M', "Litecoin" },
		{ 0x41, 'T', "TRON" },
	};
	unsigned char bytes[PLAIN_BYTES], sum[32];

	if (token.n > 35 || str_find(STR("13LMT"), token.p[0]) == STR_NPOS ||
	    !base58_decode(token, bytes, sizeof bytes))
		return NULL;
	sha256(str_make((char *)bytes, PLAIN_CHECKED), sum);
	sha256(str_make((char *)sum, sizeof sum), sum);
	if (memcmp(sum, bytes + PLAIN_CHECKED, 4) != 0)
		return NULL;
	for (size_t i = 0; i < COUNT(versions); i++)
		if (bytes[0] == versions[i].version && token.p[0] == versions[i].first)
			return versions[i].name;
	return NULL;
}

/* Blocks of eleven digits are eight bytes each; the last, of seven digits, five. */
enum { MONERO_DIGITS = 95, MONERO_BYTES = 69, BLOCK_DIGITS = 11, BLOCK_BYTES = 8 };

static bool is_monero(struct str token)
{
	unsigned char bytes[MONERO_BYTES], sum[32];
	size_t at = 0;

	if (token.n != MONERO_DIGITS || (token.p[0] != '4' && token.p[0] != '8'))
		return false;
	for (size_t i = 0; i < token.n; i += BLOCK_DIGITS) {
		struct str block = str_sub(token, i, i + BLOCK_DIGITS);
		size_t n = block.n == BLOCK_DIGITS ? BLOCK_BYTES : MONERO_BYTES - at;

		if (!base58_decode(block, bytes + at, n))
			return false;
		at += n;
	}
	keccak_256(str_make((char *)bytes, MONERO_BYTES - 4), sum);
	return memcmp(sum, bytes + MONERO_BYTES - 4, 4) == 0;
}

/* --- bech32 ---------------------------------------------------------------------------
 */

static uint32_t bech32_step(uint32_t sum, uint32_t value)
{
	static const uint32_t generators[] = { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa,
					       0x3d4233dd, 0x2a1462b3 };
	uint32_t top = sum >> 25;

	sum = (sum & 0x1ffffff) << 5 ^ value;
	for (size_t i = 0; i < COUNT(generators); i++)
		if (top >> i & 1)
			sum ^= generators[i];
	return sum;
}

/* `prefix` and "1", then the data; all in one case. */
static bool is_bech32(struct str token, struct str prefix)
{
	const struct str digits = STR("qpzry9x8gf2tvdw0s3jn54khce6mua7l");
	uint32_t sum = 1;
	bool small = false, large = false;

	if (token.n < prefix.n + 8 || token.n > 90 || !str_starts_nocase(token, prefix) ||
	    token.p[prefix.n] != '1')
		return false;
	for (size_t i = 0; i < prefix.n; i++)
		sum = bech32_step(sum, (uint32_t)prefix.p[i] >> 5);
	sum = bech32_step(sum, 0);
	for (size_t i = 0; i < prefix.n; i++)
		sum = bech32_step(sum, prefix.p[i] & 31);
	for (size_t i = 0; i < token.n; i++) {
		char c = token.p[i];
		size_t value = str_find(digits, ascii_lower(c));

		small |= c >= 'a' && c <= 'z';
		large |= c >= 'A' && c <= 'Z';
		if (i <= prefix.n)
			continue;
		if (value == STR_NPOS)
			return false;
		sum = bech32_step(sum, (uint32_t)value);
	}
	return !(small && large) && (sum == 1 || sum == 0x2bc830a3);
}

/* --- Ethereum
 * --------------------------------------------------------------------------- */

enum { ETHEREUM_DIGITS = 40 };

/* EIP-55: letters are large where the digest's digit is. In one case: no check sum. */
static bool is_ethereum(struct str token)
{
	struct str digits = str_skip(token, 2);
	char lower[ETHEREUM_DIGITS];
	unsigned char sum[32];
	bool small = false, large = false, fits = true;

	if (token.n != 2 + ETHEREUM_DIGITS || !str_starts(token, STR("0x")))
		return false;
	for (size_t i = 0; i < ETHEREUM_DIGITS; i++) {
		if (ascii_hex(digits.p[i]) < 0)
			return false;
		lower[i] = ascii_lower(digits.p[i]);
		small |= digits.p[i] >= 'a';
		large |= digits.p[i] >= 'A' && digits.p[i] <= 'F';
	}
	keccak_256(str_make(lower, sizeof lower), sum);
	for (size_t i = 0; i < ETHEREUM_DIGITS; i++) {
		bool is_large = (sum[i / 2] >> (i % 2 ? 0 : 4) & 0xf) >= 8;

		if (lower[i] >= 'a' && (lower[i] != digits.p[i]) != is_large)
			fits = false;
	}
	return fits || !(small && large);
}

const char *coin_of_address(struct str token)
{
	if (token.n < 26)
		return NULL;
	if (is_bech32(token, STR("bc")))
		return "Bitcoin";
	if (is_bech32(token, STR("ltc")))
		return "Litecoin";
	if (is_ethereum(token))
		return "Ethereum";
	if (is_monero(token))
		return "Monero";
	return coin_of_base58(token);
}
