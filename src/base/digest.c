/* base/digest.c - see digest.h. */
#include "base/digest.h"

#include <openssl/evp.h>
#include <stdlib.h>

/* Bytes that stay in the first-level cache while each algorithm reads them in turn. */
enum { CHUNK = 16 << 10, KINDS = 3 };
enum kind { MD5, SHA1, SHA256 };

/* Opened once; a process computes one digest at a time. */
static struct {
	const EVP_MD *kinds[KINDS];
	EVP_MD_CTX *contexts[KINDS];
} warm;

void digest_warm(void)
{
	static const char *const names[KINDS] = { "MD5", "SHA1", "SHA256" };

	if (warm.contexts[KINDS - 1])
		return;
	for (int i = 0; i < KINDS; i++) {
		/* A machine in FIPS mode has no MD5: its name is left empty. */
		warm.kinds[i] = EVP_MD_fetch(NULL, names[i], NULL);
		warm.contexts[i] = EVP_MD_CTX_new();
		if (!warm.contexts[i])
			abort(); /* memory that truly runs out ends the process */
	}
}

static void to_hex(const unsigned char *bytes, unsigned n, char *out)
{
	static const char digits[] = "0123456789abcdef";

	for (unsigned i = 0; i < n; i++) {
		*out++ = digits[bytes[i] >> 4];
		*out++ = digits[bytes[i] & 15];
	}
	*out = '\0';
}

static void begin(enum kind kind)
{
	if (warm.kinds[kind])
		EVP_DigestInit_ex2(warm.contexts[kind], warm.kinds[kind], NULL);
}

static void update(enum kind kind, struct str bytes)
{
	if (warm.kinds[kind])
		EVP_DigestUpdate(warm.contexts[kind], bytes.p, bytes.n);
}

static void finish(enum kind kind, char *ret)
{
	unsigned char bytes[EVP_MAX_MD_SIZE];
	unsigned n = 0;

	if (warm.kinds[kind])
		EVP_DigestFinal_ex(warm.contexts[kind], bytes, &n);
	to_hex(bytes, n, ret);
}

void digest_all(struct str bytes, struct digests *ret)
{
	digest_warm();
	for (int i = 0; i < KINDS; i++)
		begin(i);
	for (size_t at = 0; at < bytes.n; at += CHUNK)
		for (int i = 0; i < KINDS; i++)
			update(i, str_sub(bytes, at, at + CHUNK));
	finish(MD5, ret->md5);
	finish(SHA1, ret->sha1);
	finish(SHA256, ret->sha256);
}

void digest_sha256(struct str bytes, char ret[65])
{
	digest_warm();
	begin(SHA256);
	update(SHA256, bytes);
	finish(SHA256, ret);
}
