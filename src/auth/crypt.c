/* auth/crypt.c - see crypt.h.
 *
 * Hashes by libcrypto's plain functions, which need no table of providers: a body is
 * hashed also where no key is there. Signatures by EVP. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "auth/crypt.h"

#include "base/limits.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <stdlib.h>

/* Opened once. */
static struct {
	EVP_MD *kinds[HASH_KINDS];
	EVP_MD_CTX *ed25519;
	EVP_PKEY_CTX *rsa;
} warm;

static const char *const names[HASH_KINDS] = { "SHA1", "SHA256" };

/* Memory that truly runs out ends the process. */
static void *must(void *p)
{
	if (!p)
		abort();
	return p;
}

/* Algorithms that libcrypto fetches when they are first used; a signature that is wrong
 * makes it do so. */
static void fetch_verifiers(void)
{
	static const char ones[64] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
	struct public_key rsa = { .kind = KEY_RSA,
				  .modulus = str_make(ones, 64),
				  .exponent = STR("\3") };
	struct public_key ed25519 = { .kind = KEY_ED25519, .point = str_make(ones, 32) };
	struct hash hash = { .n = 32 };

	for (int kind = 0; kind < HASH_KINDS; kind++)
		public_key_signed(&rsa, kind, &hash, str_make(ones, 64));
	public_key_signed(&ed25519, HASH_SHA256, &hash, str_make(ones, 64));
}

void crypt_warm(void)
{
	if (warm.rsa)
		return;
	/* Not its configuration file: it may name programs to load. */
	OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
	for (int i = 0; i < HASH_KINDS; i++)
		warm.kinds[i] = must(EVP_MD_fetch(NULL, names[i], NULL));
	warm.ed25519 = must(EVP_MD_CTX_new());
	warm.rsa = must(EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL));
	fetch_verifiers();
}

/* --- hashes ----------------------------------------------------------------- */

const char *hash_name(enum hash_kind kind)
{
	return kind == HASH_SHA1 ? "sha1" : "sha256";
}

/* The one that is running. */
static struct {
	enum hash_kind kind;
	SHA_CTX sha1;
	SHA256_CTX sha256;
} running;

void hash_begin(enum hash_kind kind)
{
	running.kind = kind;
	if (kind == HASH_SHA1)
		SHA1_Init(&running.sha1);
	else
		SHA256_Init(&running.sha256);
}

void hash_add(void *unused, struct str bytes)
{
	(void)unused;
	if (running.kind == HASH_SHA1)
		SHA1_Update(&running.sha1, bytes.p, bytes.n);
	else
		SHA256_Update(&running.sha256, bytes.p, bytes.n);
}

void hash_end(struct hash *ret)
{
	if (running.kind == HASH_SHA1) {
		SHA1_Final(ret->bytes, &running.sha1);
		ret->n = SHA_DIGEST_LENGTH;
	} else {
		SHA256_Final(ret->bytes, &running.sha256);
		ret->n = SHA256_DIGEST_LENGTH;
	}
}

/* --- reading a key ---------------------------------------------------------- */

enum der { DER_INTEGER = 0x02, DER_BITS = 0x03, DER_OBJECT = 0x06, DER_SEQUENCE = 0x30 };

/* One element of DER with its tag, taken from the front (X.690, 8.1 and 10.1). Lengths of
 * more than two bytes are no key of ours. */
static bool take(struct str *rest, enum der tag, struct str *ret)
{
	struct str s = *rest;
	size_t length, skip = 2;

	if (s.n < 2 || (unsigned char)s.p[0] != tag)
		return false;
	length = (unsigned char)s.p[1];
	if (length == 0x81 && s.n >= 3) {
		length = (unsigned char)s.p[2];
		skip = 3;
	} else if (length == 0x82 && s.n >= 4) {
		length = (size_t)(unsigned char)s.p[2] << 8 | (unsigned char)s.p[3];
		skip = 4;
	} else if (length > 0x7f) {
		return false;
	}
	if (length > s.n - skip)
		return false;
	*ret = str_sub(s, skip, skip + length);
	*rest = str_skip(s, skip + length);
	return true;
}

/* A number that is not negative, without leading zeroes. */
static bool take_number(struct str *rest, struct str *ret)
{
	struct str s = *rest, number;

	if (!take(&s, DER_INTEGER, &number) || number.n == 0 ||
	    (unsigned char)number.p[0] > 0x7f)
		return false;
	while (number.n && number.p[0] == 0)
		number = str_skip(number, 1);
	*ret = number;
	*rest = s;
	return true;
}

/* RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER } (RFC 8017, A.1.1)
 */
static bool read_numbers(struct str bytes, struct public_key *key)
{
	struct str inside;

	return take(&bytes, DER_SEQUENCE, &inside) &&
	       take_number(&inside, &key->modulus) &&
	       take_number(&inside, &key->exponent);
}

/* SubjectPublicKeyInfo ::= SEQUENCE { SEQUENCE { algorithm … }, BIT STRING } (RFC 5280,
 * 4.1.2.7) */
static bool read_info(struct str bytes, struct public_key *key)
{
	static const char rsa[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";
	struct str inside, algorithm, object, bits;

	return take(&bytes, DER_SEQUENCE, &inside) &&
	       take(&inside, DER_SEQUENCE, &algorithm) &&
	       take(&algorithm, DER_OBJECT, &object) &&
	       str_eq(object, str_make(rsa, sizeof rsa - 1)) &&
	       take(&inside, DER_BITS, &bits) && bits.n && bits.p[0] == 0 &&
	       read_numbers(str_skip(bits, 1), key);
}

static unsigned bits_of(struct str number)
{
	unsigned top = number.n ? (unsigned char)number.p[0] : 0;

	return number.n ? (unsigned)(number.n - 1) * 8 + 32 - (unsigned)__builtin_clz(top)
			: 0;
}

static enum key_fault judge_rsa(struct public_key *key)
{
	struct str e = key->exponent;

	key->bits = bits_of(key->modulus);
	if (key->bits < LIMIT_RSA_LEAST)
		return KEY_TOO_SHORT;
	if (key->bits > LIMIT_RSA_BITS)
		return KEY_TOO_LONG;
	if (e.n == 0 || e.n > LIMIT_RSA_EXPONENT || e.p[e.n - 1] % 2 == 0 ||
	    (e.n == 1 && e.p[0] == 1))
		return KEY_EXPONENT;
	/* Not a product of two odd primes, and no modulus to compute with. */
	return key->modulus.p[key->modulus.n - 1] % 2 ? KEY_GOOD : KEY_MALFORMED;
}

enum key_fault public_key_read(struct str bytes, enum key_kind kind,
			       struct public_key *ret)
{
	*ret = (struct public_key){ .kind = kind };
	if (kind == KEY_ED25519) {
		ret->point = bytes;
		ret->bits = 256;
		return bytes.n == 32 ? KEY_GOOD : KEY_MALFORMED;
	}
	if (!read_info(bytes, ret) && !read_numbers(bytes, ret))
		return KEY_MALFORMED;
	return judge_rsa(ret);
}

/* --- verifying -------------------------------------------------------------- */

/* OSSL_PARAM wants the machine's byte order. */
static void native(struct str number, unsigned char *out)
{
	for (size_t i = 0; i < number.n; i++)
		out[i] = (unsigned char)(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
					     ? number.p[number.n - 1 - i]
					     : number.p[i]);
}

static EVP_PKEY *make_rsa(const struct public_key *key)
{
	unsigned char n[LIMIT_RSA_BITS / 8], e[LIMIT_RSA_EXPONENT];
	OSSL_PARAM params[3];
	EVP_PKEY *made = NULL;

	if (key->modulus.n > sizeof n || key->exponent.n > sizeof e)
		return NULL;
	native(key->modulus, n);
	native(key->exponent, e);
	params[0] = OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_RSA_N, n, key->modulus.n);
	params[1] = OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_RSA_E, e, key->exponent.n);
	params[2] = OSSL_PARAM_construct_end();
	if (EVP_PKEY_fromdata_init(warm.rsa) <= 0 ||
	    EVP_PKEY_fromdata(warm.rsa, &made, EVP_PKEY_PUBLIC_KEY, params) <= 0)
		return NULL;
	return made;
}

static bool rsa_signed(EVP_PKEY *key, enum hash_kind kind, const struct hash *hash,
		       struct str signature)
{
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
	bool good = context && EVP_PKEY_verify_init(context) > 0 &&
		    EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0 &&
		    EVP_PKEY_CTX_set_signature_md(context, warm.kinds[kind]) > 0 &&
		    EVP_PKEY_verify(context, (const unsigned char *)signature.p,
				    signature.n, hash->bytes, hash->n) == 1;

	EVP_PKEY_CTX_free(context);
	return good;
}

static bool ed25519_signed(EVP_PKEY *key, const struct hash *hash, struct str signature)
{
	EVP_MD_CTX_reset(warm.ed25519);
	return EVP_DigestVerifyInit_ex(warm.ed25519, NULL, NULL, NULL, NULL, key, NULL) >
		   0 &&
	       EVP_DigestVerify(warm.ed25519, (const unsigned char *)signature.p,
				signature.n, hash->bytes, hash->n) == 1;
}

bool public_key_signed(const struct public_key *key, enum hash_kind kind,
		       const struct hash *hash, struct str signature)
{
	EVP_PKEY *made;
	bool good;

	crypt_warm();
	made = key->kind == KEY_RSA
		   ? make_rsa(key)
		   : EVP_PKEY_new_raw_public_key_ex(NULL, "ED25519", NULL,
						    (const unsigned char *)key->point.p,
						    key->point.n);
	good = made && (key->kind == KEY_RSA ? rsa_signed(made, kind, hash, signature)
					     : ed25519_signed(made, hash, signature));
	EVP_PKEY_free(made);
	ERR_clear_error(); /* a signature that is wrong is no error of ours */
	return good;
}
