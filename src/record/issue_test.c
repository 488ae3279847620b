/* record/issue_test.c - see issue_test.h. */
#include "record/issue_test.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

EVP_PKEY *issue_test_key(unsigned n)
{
	static EVP_PKEY *keys[4];

	if (!keys[n])
		keys[n] = EVP_EC_gen("P-256");
	return keys[n];
}

static void add_entry(X509_NAME *name, const char *type, struct str value)
{
	if (value.n)
		X509_NAME_add_entry_by_txt(name, type, MBSTRING_UTF8,
					   (const unsigned char *)value.p, (int)value.n,
					   -1, 0);
}

static void add_extension(X509 *x509, int nid, const char *value)
{
	X509V3_CTX context;
	X509_EXTENSION *extension;

	if (!value)
		return;
	X509V3_set_ctx_nodb(&context);
	X509V3_set_ctx(&context, x509, x509, NULL, NULL, 0);
	extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
	test_true(extension != NULL);
	X509_add_ext(x509, extension, -1);
	X509_EXTENSION_free(extension);
}

static void set_serial(X509 *x509, const char *text)
{
	BIGNUM *number = NULL;

	BN_dec2bn(&number, text ? text : "1");
	BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x509));
	BN_free(number);
}

X509 *issue_test(const struct issue *issue)
{
	X509 *x509 = X509_new();
	X509_NAME *subject = X509_get_subject_name(x509), *issuer = X509_NAME_new();
	EVP_PKEY *key = issue->key ? issue->key : issue_test_key(0);
	EVP_PKEY *signer = issue->issuer_key ? issue->issuer_key : key;
	bool usual = issue->first_day == 0 && issue->last_day == 0;

	X509_set_version(x509, X509_VERSION_3);
	set_serial(x509, issue->serial);
	add_entry(subject, "O", issue->organisation);
	add_entry(subject, "CN", str_c(issue->subject));
	add_entry(issuer, "CN", str_c(issue->issuer));
	X509_set_issuer_name(x509, issue->issuer ? issuer : subject);
	ASN1_TIME_adj(X509_getm_notBefore(x509), 0, usual ? 10000 : (int)issue->first_day,
		      0);
	ASN1_TIME_adj(X509_getm_notAfter(x509), 0, usual ? 50000 : (int)issue->last_day,
		      0);
	X509_set_pubkey(x509, key);
	add_extension(x509, NID_basic_constraints,
		      issue->ca ? "critical,CA:TRUE" : "CA:FALSE");
	add_extension(x509, NID_subject_alt_name, issue->names);
	add_extension(x509, NID_key_usage, issue->usage);
	add_extension(x509, NID_ext_key_usage, issue->extended);
	X509_sign(x509, signer, EVP_PKEY_is_a(signer, "ED25519") ? NULL : EVP_sha256());
	X509_NAME_free(issuer);
	return x509;
}

struct str issue_test_der(const struct issue *issue)
{
	X509 *x509 = issue_test(issue);
	unsigned char *der = NULL;
	int n = i2d_X509(x509, &der);
	struct str copy = arena_str(test_arena(), str_make((char *)der, (size_t)n));

	OPENSSL_free(der);
	X509_free(x509);
	return copy;
}

struct str issue_test_pem(const struct issue *issue)
{
	X509 *x509 = issue_test(issue);
	BIO *bio = BIO_new(BIO_s_mem());
	struct str copy;
	char *p;
	long n;

	PEM_write_bio_X509(bio, x509);
	n = BIO_get_mem_data(bio, &p);
	copy = arena_str(test_arena(), str_make(p, (size_t)n));
	BIO_free(bio);
	X509_free(x509);
	return copy;
}
