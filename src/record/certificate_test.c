#include "record/certificate.h"
#include "record/issue_test.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

static struct certificate read_der(struct str der)
{
	struct certificate got;

	test_true(certificate_read(test_arena(), test_copy_str(der), &got));
	return got;
}

TEST(certificate_read_tells_what_stands_there)
{
	struct certificate got = read_der(issue_test_der(&(struct issue){
	    .subject = "Kaede Bank",
	    .issuer = "Some Issuer",
	    .organisation = STR("Kaede, Inc."),
	    .names = "email:a@kaede.example,DNS:kaede.example,DNS:*.kaede.example,"
		     "IP:192.0.2.1,IP:2001:db8::1,URI:https://kaede.example/",
	    .usage = "digitalSignature,keyEncipherment",
	    .extended = "emailProtection,1.3.6.1.5.5.7.3.31",
	    .serial = "258",
	    .issuer_key = issue_test_key(1),
	}));

	test_str(got.subject.text, "CN=Kaede Bank, O=Kaede\\, Inc.");
	test_str(got.issuer.text, "CN=Some Issuer");
	test_str(certificate_name_get(&got.subject, STR("O")), "Kaede, Inc.");
	test_str(certificate_name_get(&got.subject, STR("C")), "");
	test_str(got.serial, "0102");
	test_int(got.first, 10000LL * 86400);
	test_int(got.last, 50000LL * 86400);
	test_int(got.dns.count, 2);
	test_str(got.mail.items[0], "a@kaede.example");
	test_str(got.ip.items[0], "192.0.2.1");
	test_str(got.ip.items[1], "2001:db8::1");
	test_str(got.uri.items[0], "https://kaede.example/");
	test_str(str_c(got.key), "ec");
	test_int(got.bits, 256);
	test_str(got.curve, "prime256v1");
	test_str(got.signature, "ecdsa-with-SHA256");
	test_int(got.usage_given, true);
	test_int(got.usage, 1 << 0 | 1 << 2);
	test_int(got.extended.count, 2);
	test_true(certificate_has_extended(&got, STR("emailProtection")));
	test_true(certificate_has_extended(&got, STR("1.3.6.1.5.5.7.3.31")));
	test_int(got.ca, false);
	test_int(got.self_issued, false);
	test_int(got.odd, 0);
	test_int((long long)strlen(got.sha256), 64);
	test_true(certificate_key_usable(&got));
}

TEST(certificate_signed_by_itself_or_only_named_so)
{
	struct issue issue = { .subject = "Root", .ca = true };
	struct certificate got = read_der(issue_test_der(&issue));

	test_int(got.ca, true);
	test_int(got.self_issued, true);
	test_int(got.self_signed, true);
	issue.issuer_key = issue_test_key(1);
	got = read_der(issue_test_der(&issue));
	test_int(got.self_issued, true);
	test_int(got.self_signed, false);
}

static const struct {
	const char *name;
	struct issue issue;
	uint32_t odd;
} oddities[] = {
	{ "nothing odd", { .subject = "a" }, 0 },
	{ "NUL in a name",
	  { .subject = "a", .organisation = { "bank.example\0.evil.example", 26 } },
	  CERTIFICATE_NUL_IN_NAME },
	{ "a control in a name", { .subject = "a\x1b[2J" }, CERTIFICATE_CONTROL_IN_NAME },
	{ "negative number", { .subject = "a", .serial = "-5" }, CERTIFICATE_SERIAL },
	{ "number zero", { .subject = "a", .serial = "0" }, CERTIFICATE_SERIAL },
	{ "a number of 21 bytes",
	  { .subject = "a",
	    .serial = "1461501637330902918203684832716283019655932542976" },
	  CERTIFICATE_SERIAL },
	{ "ends before it begins",
	  { .subject = "a", .first_day = 20000, .last_day = 10000 },
	  CERTIFICATE_DATES },
};

TEST(certificate_oddities)
{
	for (size_t i = 0; i < COUNT(oddities); i++) {
		test_case(oddities[i].name);
		test_int(read_der(issue_test_der(&oddities[i].issue)).odd,
			 oddities[i].odd);
	}
}

TEST(certificate_numbers_beyond_sixty_four_bits_keep_their_sign)
{
	struct issue issue = { .subject = "a", .serial = "-258" };

	test_str(read_der(issue_test_der(&issue)).serial, "-0102");
}

static const struct {
	const char *name, *kind;
	unsigned bits; /* RSA */
	const char *exponent;
	uint32_t odd;
	bool usable;
} keys[] = {
	{ "RSA of 2048 bits", "rsa", 2048, "65537", 0, true },
	{ "RSA of 512 bits", "rsa", 512, "65537", CERTIFICATE_WEAK_KEY, true },
	{ "RSA with a long exponent", "rsa", 1024, "79228162514264337593543950337",
	  CERTIFICATE_COSTLY_KEY, false },
	{ "Ed25519", "ed25519", 0, NULL, 0, true },
};

static EVP_PKEY *make_key(unsigned bits, const char *exponent)
{
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	BIGNUM *e = NULL;
	EVP_PKEY *key = NULL;

	if (!exponent) {
		EVP_PKEY_CTX_free(context);
		return EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	}
	BN_dec2bn(&e, exponent);
	EVP_PKEY_keygen_init(context);
	EVP_PKEY_CTX_set_rsa_keygen_bits(context, (int)bits);
	EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context, e);
	EVP_PKEY_keygen(context, &key);
	EVP_PKEY_CTX_free(context);
	BN_free(e);
	return key;
}

TEST(certificate_keys_are_measured)
{
	for (size_t i = 0; i < COUNT(keys); i++) {
		EVP_PKEY *key = make_key(keys[i].bits, keys[i].exponent);
		struct certificate got;

		test_case(keys[i].name);
		test_true(key != NULL);
		got = read_der(issue_test_der(&(struct issue){
		    .subject = "a", .key = key, .issuer_key = issue_test_key(0) }));
		test_str(str_c(got.key), keys[i].kind);
		if (keys[i].bits)
			test_int(got.bits, keys[i].bits);
		test_int(got.odd, keys[i].odd);
		test_int(certificate_key_usable(&got), keys[i].usable);
		EVP_PKEY_free(key);
	}
}

TEST(certificate_read_refuses_what_is_none)
{
	struct str der = issue_test_der(&(struct issue){ .subject = "a" });
	struct certificate got;
	char *lies;

	test_int(certificate_read(test_arena(), STR(""), &got), false);
	test_int(certificate_read(test_arena(), STR("hello"), &got), false);
	for (size_t n = 0; n < der.n; n += 7)
		test_int(certificate_read(test_arena(), test_copy_str(str_sub(der, 0, n)),
					  &got),
			 false);
	lies = arena_bytes(test_arena(), der.n);
	memcpy(lies, der.p, der.n);
	lies[3]++; /* of its length */
	test_int(certificate_read(test_arena(), str_make(lies, der.n), &got), false);
	test_int(read_der(arena_concat(test_arena(), der, STR("more"))).odd,
		 CERTIFICATE_TAIL);
}

TEST(certificates_read_takes_a_bundle)
{
	struct str one = issue_test_pem(&(struct issue){ .subject = "one" }),
		   two = issue_test_pem(&(struct issue){ .subject = "two" }),
		   bad = STR(
		       "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
		   text = arena_concat(test_arena(), STR("Some words\n"), one);
	struct certificates got;

	text = arena_concat(test_arena(), text, bad);
	text = arena_concat(test_arena(), text, two);
	certificates_read(test_arena(), test_copy_str(text), &got);
	test_int(got.count, 2);
	test_int(got.unreadable, 1);
	test_str(got.items[1].subject.text, "CN=two");
	for (int i = 0; i < 5; i++)
		text = arena_concat(test_arena(), text, text);
	certificates_read(test_arena(), text, &got);
	test_int(got.cut, true);
}

TEST(certificate_hosts_and_addresses)
{
	struct certificate got = read_der(issue_test_der(&(struct issue){
	    .subject = "a",
	    .names = "DNS:a.example,DNS:*.b.example,email:x@a.example" }));
	struct certificate_list list;

	test_true(certificate_covers_host(&got, STR("A.example")));
	test_true(certificate_covers_host(&got, STR("mail.b.example")));
	test_true(!certificate_covers_host(&got, STR("b.example")));
	test_true(!certificate_covers_host(&got, STR("x.mail.b.example")));
	test_true(!certificate_covers_host(&got, STR("x.a.example")));
	certificate_addresses(test_arena(), &got, &list);
	test_int(list.count, 1);
	test_str(list.items[0], "x@a.example");
}
