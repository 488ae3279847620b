/* base/digest.c - see digest.h.
 *
 * By the plain functions of libcrypto, not by EVP: that would first make a table of all
 * algorithms and providers, which costs as much as the analysis of ten mails, and could
 * read a configuration file that names programs to load. They are called deprecated since
 * version 3, for programs that protect something by them. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "base/digest.h"

#include <openssl/md5.h>
#include <openssl/sha.h>

/* Bytes that stay in the first-level cache while each algorithm reads them in turn. */
enum { CHUNK = 16 << 10 };

static void to_hex(const unsigned char *bytes, unsigned n, char *out)
{
	static const char digits[] = "0123456789abcdef";

	for (unsigned i = 0; i < n; i++) {
		*out++ = digits[bytes[i] >> 4];
		*out++ = digits[bytes[i] & 15];
	}
	*out = '\0';
}

void digest_all(struct str bytes, struct digests *ret)
{
	unsigned char sum[SHA256_DIGEST_LENGTH];
	MD5_CTX md5;
	SHA_CTX sha1;
	SHA256_CTX sha256;

	MD5_Init(&md5);
	SHA1_Init(&sha1);
	SHA256_Init(&sha256);
	for (size_t at = 0; at < bytes.n; at += CHUNK) {
		struct str chunk = str_sub(bytes, at, at + CHUNK);

		MD5_Update(&md5, chunk.p, chunk.n);
		SHA1_Update(&sha1, chunk.p, chunk.n);
		SHA256_Update(&sha256, chunk.p, chunk.n);
	}
	MD5_Final(sum, &md5);
	to_hex(sum, MD5_DIGEST_LENGTH, ret->md5);
	SHA1_Final(sum, &sha1);
	to_hex(sum, SHA_DIGEST_LENGTH, ret->sha1);
	SHA256_Final(sum, &sha256);
	to_hex(sum, SHA256_DIGEST_LENGTH, ret->sha256);
}

static uint32_t turned(uint32_t x, int by)
{
	return x << by | x >> (32 - by);
}

static uint32_t mixed(uint32_t k)
{
	return turned(k * 0xcc9e2d51u, 15) * 0x1b873593u;
}

int32_t digest_murmur(struct str bytes)
{
	uint32_t h = 0, k = 0;
	size_t at = 0;

	for (; at + 4 <= bytes.n; at += 4) {
		const unsigned char *b = (const unsigned char *)bytes.p + at;

		k = b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
		    (uint32_t)b[3] << 24;
		h = turned(h ^ mixed(k), 13) * 5 + 0xe6546b64u;
	}
	k = 0;
	for (size_t i = bytes.n; i-- > at;)
		k = k << 8 | (unsigned char)bytes.p[i];
	h ^= mixed(k) ^ (uint32_t)bytes.n;
	h = (h ^ h >> 16) * 0x85ebca6bu;
	h = (h ^ h >> 13) * 0xc2b2ae35u;
	return (int32_t)(h ^ h >> 16);
}

void digest_others(struct str bytes, const char sha256[65], struct digests *ret)
{
	unsigned char sum[SHA_DIGEST_LENGTH];
	MD5_CTX md5;
	SHA_CTX sha1;

	MD5_Init(&md5);
	SHA1_Init(&sha1);
	for (size_t at = 0; at < bytes.n; at += CHUNK) {
		struct str chunk = str_sub(bytes, at, at + CHUNK);

		MD5_Update(&md5, chunk.p, chunk.n);
		SHA1_Update(&sha1, chunk.p, chunk.n);
	}
	MD5_Final(sum, &md5);
	to_hex(sum, MD5_DIGEST_LENGTH, ret->md5);
	SHA1_Final(sum, &sha1);
	to_hex(sum, SHA_DIGEST_LENGTH, ret->sha1);
	memcpy(ret->sha256, sha256, sizeof ret->sha256);
}

void digest_sha256(struct str bytes, char ret[65])
{
	unsigned char sum[SHA256_DIGEST_LENGTH];
	SHA256_CTX sha256;

	SHA256_Init(&sha256);
	SHA256_Update(&sha256, bytes.p, bytes.n);
	SHA256_Final(sum, &sha256);
	to_hex(sum, sizeof sum, ret);
}
