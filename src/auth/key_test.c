/* auth/key_test.c */
#include "auth/key.h"
#include "base/test.h"

#include <openssl/evp.h>

/* DER written by hand: a modulus of `bits` bits, all ones, and an exponent. */
static struct str der(unsigned tag, struct str inside)
{
	char head[4] = { (char)tag, (char)0x82, (char)(inside.n >> 8), (char)inside.n };

	if (inside.n < 128) {
		head[1] = (char)inside.n;
		return arena_concat(test_arena(), str_make(head, 2), inside);
	}
	return arena_concat(test_arena(), str_make(head, 4), inside);
}

static struct str rsa_numbers(unsigned bits, struct str exponent)
{
	struct str modulus = { arena_bytes(test_arena(), bits / 8 + 1), bits / 8 + 1 };

	memset((char *)modulus.p, 0xff, modulus.n);
	*(char *)modulus.p = 0;
	if (bits % 8)
		((char *)modulus.p)[0] = (char)((1 << bits % 8) - 1);
	return der(0x30, arena_concat(test_arena(), der(2, modulus), der(2, exponent)));
}

static struct str info(struct str numbers)
{
	static const char algorithm[] =
	    "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00";
	struct str bits = der(3, arena_concat(test_arena(), str_make("\0", 1), numbers));

	return der(0x30, arena_concat(test_arena(),
				      str_make(algorithm, sizeof algorithm - 1), bits));
}

static const struct {
	const char *name;
	unsigned bits;
	struct str exponent;
	enum key_fault fault;
} rsa[] = {
	{ "2048", 2048, STR("\1\0\1"), KEY_GOOD },
	{ "1024", 1024, STR("\1\0\1"), KEY_GOOD },
	{ "1028", 1028, STR("\1\0\1"), KEY_GOOD },
	{ "512", 512, STR("\1\0\1"), KEY_GOOD },
	{ "exponent 3", 2048, STR("\3"), KEY_GOOD },
	{ "511", 511, STR("\1\0\1"), KEY_TOO_SHORT },
	{ "8192", 8192, STR("\1\0\1"), KEY_GOOD },
	{ "8193", 8193, STR("\1\0\1"), KEY_TOO_LONG },
	{ "even exponent", 2048, STR("\1\0\2"), KEY_EXPONENT },
	{ "exponent 1", 2048, STR("\1"), KEY_EXPONENT },
	{ "exponent 0", 2048, STR("\0"), KEY_EXPONENT },
	{ "an exponent as dear as a private one", 2048, STR("\1\2\3\4\5\6\7\1\1"),
	  KEY_EXPONENT },
};

TEST(public_keys_are_judged_before_libcrypto_sees_them)
{
	for (size_t i = 0; i < COUNT(rsa); i++) {
		struct str numbers = rsa_numbers(rsa[i].bits, rsa[i].exponent);
		struct public_key key;

		test_case(rsa[i].name);
		test_int(public_key_read(test_copy_str(info(numbers)), KEY_RSA, &key),
			 rsa[i].fault);
		test_int(key.bits, rsa[i].bits);
		/* RSAPublicKey, as RFC 6376 has it */
		test_int(public_key_read(test_copy_str(numbers), KEY_RSA, &key),
			 rsa[i].fault);
	}
}

TEST(public_keys_cut_anywhere_are_malformed)
{
	struct str whole = info(rsa_numbers(1024, STR("\1\0\1")));

	for (size_t n = 0; n < whole.n; n++) {
		struct public_key key;

		test_int(
		    public_key_read(test_copy_str(str_sub(whole, 0, n)), KEY_RSA, &key),
		    KEY_MALFORMED);
	}
}

TEST(public_keys_of_ed25519)
{
	struct public_key key;

	test_int(public_key_read(test_copy("0123456789abcdef0123456789abcdef"),
				 KEY_ED25519, &key),
		 KEY_GOOD);
	test_int(key.bits, 256);
	test_int(public_key_read(test_copy("0123456789abcdef"), KEY_ED25519, &key),
		 KEY_MALFORMED);
}

#define P "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="

static const struct {
	const char *name, *text, *problem;
	bool revoked, testing, strict;
} records[] = {
	{ "usual", "v=DKIM1; k=ed25519; p=" P, NULL, false, false, false },
	{ "no version", "k=ed25519; p=" P, NULL, false, false, false },
	{ "version behind", "k=ed25519; v=DKIM1; p=" P, NULL, false, false, false },
	{ "other version", "v=DKIM1.0; k=ed25519; p=" P,
	  "this is no key record of DKIM version 1", false, false, false },
	{ "lower case version", "v=dkim1; k=ed25519; p=" P,
	  "this is no key record of DKIM version 1", false, false, false },
	{ "unknown tags", "v=DKIM1; k=ed25519; zz=1; n=hello; p=" P, NULL, false, false,
	  false },
	{ "white space inside the key",
	  "v=DKIM1; k=ed25519; p = 11qYAYKxCrfVS/7TyW\r\n\t QHOg7hcvPapiMlrwIaaPcHURo= ;",
	  NULL, false, false, false },
	{ "testing, strict", "k=ed25519; t=y:s; p=" P, NULL, false, true, true },
	{ "flags with blanks and unknown ones", "k=ed25519; t = y : n : x; p=" P, NULL,
	  false, true, false },
	{ "revoked", "v=DKIM1; k=rsa; p=", "the key was revoked", true, false, false },
	{ "revoked, blanks", "v=DKIM1; p= ;", "the key was revoked", true, false, false },
	{ "no p=", "v=DKIM1; k=rsa", "the key record has no key (p=)", false, false,
	  false },
	{ "no key record at all", "v=spf1 -all",
	  "this is no key record of DKIM version 1", false, false, false },
	{ "unknown type", "k=foo; p=" P, "the key is of an unknown type", false, false,
	  false },
	{ "RSA is the default", "v=DKIM1; p=" P, "the key cannot be read", false, false,
	  false },
	{ "for other services", "k=ed25519; s=chat; p=" P,
	  "the key is not meant for mail (s=)", false, false, false },
	{ "for all services", "k=ed25519; s=chat:*; p=" P, NULL, false, false, false },
	{ "a tag without a value", "k=ed25519; t; p=" P,
	  "the key record is not well formed", false, false, false },
	{ "the same tag twice", "k=ed25519; p=" P "; p=" P,
	  "the key record is not well formed", false, false, false },
	{ "two records run together", "k=ed25519; p=" P "k=ed25519; p=" P,
	  "the key record is not well formed", false, false, false },
};

TEST(key_records)
{
	for (size_t i = 0; i < COUNT(records); i++) {
		struct key_record got;

		test_case(records[i].name);
		key_record_parse(test_arena(), test_copy(records[i].text), &got);
		test_str(str_c(got.problem), records[i].problem);
		test_int(got.revoked, records[i].revoked);
		test_int(got.testing, records[i].testing);
		test_int(got.strict, records[i].strict);
	}
}

TEST(key_records_name_their_hashes)
{
	struct key_record got;

	key_record_parse(test_arena(), test_copy("h=sha1:md5; k=ed25519; p=" P), &got);
	test_true(!key_record_allows(&got, HASH_SHA256));
	test_true(key_record_allows(&got, HASH_SHA1));
	key_record_parse(test_arena(), test_copy("k=ed25519; p=" P), &got);
	test_true(key_record_allows(&got, HASH_SHA256));
}
