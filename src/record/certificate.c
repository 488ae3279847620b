/* record/certificate.c - see certificate.h. */
#include "record/certificate.h"

#include "base/digest.h"
#include "base/limits.h"
#include "mail/ip.h"
#include "record/certificate_name.h"

#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

const char *certificate_odd_name(unsigned bit)
{
	static const char *const names[CERTIFICATE_ODDITIES] = {
		"nul-in-name",	 "control-in-name",  "odd-serial", "odd-dates",
		"odd-extension", "unknown-critical", "odd-key",	   "weak-key",
		"costly-key",	 "bytes-behind",     "cut",
	};

	return bit < CERTIFICATE_ODDITIES ? names[bit] : NULL;
}

const char *certificate_usage_name(unsigned bit)
{
	static const char *const names[CERTIFICATE_USAGES] = {
		"digitalSignature", "nonRepudiation", "keyEncipherment",
		"dataEncipherment", "keyAgreement",   "keyCertSign",
		"cRLSign",	    "encipherOnly",   "decipherOnly",
	};

	return bit < CERTIFICATE_USAGES ? names[bit] : NULL;
}

/* --- number, dates ------------------------------------------------------------------ */

enum { SERIAL_BYTES = 20 }; /* RFC 5280, 4.1.2.2 */

static void read_serial(struct arena *arena, const X509 *x509, struct certificate *ret)
{
	const ASN1_INTEGER *serial = X509_get0_serialNumber(x509);
	struct str bytes = { (const char *)ASN1_STRING_get0_data(serial),
			     (size_t)ASN1_STRING_length(serial) };
	bool negative = ASN1_STRING_type(serial) == V_ASN1_NEG_INTEGER, zero = true;
	char *out;
	size_t n = 0;

	for (size_t i = 0; i < bytes.n; i++)
		zero = zero && bytes.p[i] == 0;
	if (negative || zero || bytes.n > SERIAL_BYTES)
		ret->odd |= CERTIFICATE_SERIAL;
	if (bytes.n > 2 * SERIAL_BYTES)
		bytes.n = 2 * SERIAL_BYTES;
	out = arena_bytes(arena, 2 * bytes.n + 1);
	if (negative)
		out[n++] = '-';
	for (size_t i = 0; i < bytes.n; i++) {
		out[n++] = "0123456789abcdef"[(unsigned char)bytes.p[i] >> 4];
		out[n++] = "0123456789abcdef"[bytes.p[i] & 15];
	}
	ret->serial = str_make(out, n);
}

static int64_t seconds(const ASN1_TIME *time)
{
	struct tm tm = { 0 };
	int days, rest;
	ASN1_TIME *epoch;
	int64_t utc = CERTIFICATE_NO_TIME;

	if (!time || !ASN1_TIME_to_tm(time, &tm))
		return CERTIFICATE_NO_TIME;
	epoch = ASN1_TIME_set(NULL, 0);
	if (epoch && ASN1_TIME_diff(&days, &rest, epoch, time))
		utc = (int64_t)days * 86400 + rest;
	ASN1_TIME_free(epoch);
	return utc;
}

static void read_dates(const X509 *x509, struct certificate *ret)
{
	ret->first = seconds(X509_get0_notBefore(x509));
	ret->last = seconds(X509_get0_notAfter(x509));
	if (ret->first == CERTIFICATE_NO_TIME || ret->last == CERTIFICATE_NO_TIME ||
	    ret->last < ret->first)
		ret->odd |= CERTIFICATE_DATES;
}

/* --- the key ------------------------------------------------------------------------ */

static void read_rsa(const EVP_PKEY *key, struct certificate *ret)
{
	BIGNUM *exponent = NULL;

	if (ret->bits < LIMIT_RSA_LEAST_TRUSTED)
		ret->odd |= CERTIFICATE_WEAK_KEY;
	if (!EVP_PKEY_get_bn_param(key, "e", &exponent) || ret->bits > LIMIT_RSA_BITS ||
	    BN_num_bytes(exponent) > LIMIT_RSA_EXPONENT)
		ret->odd |= CERTIFICATE_COSTLY_KEY;
	BN_free(exponent);
}

static void read_ec(struct arena *arena, const EVP_PKEY *key, struct certificate *ret)
{
	char group[80];
	size_t n;

	/* Written out in numbers, a curve is somebody's own (CVE-2020-0601). */
	if (EVP_PKEY_get_group_name(key, group, sizeof group, &n))
		ret->curve = arena_str(arena, str_make(group, n));
	else
		ret->odd |= CERTIFICATE_COSTLY_KEY;
}

static void read_key(struct arena *arena, X509 *x509, struct certificate *ret)
{
	static const struct {
		int id;
		const char *name;
	} kinds[] = {
		{ EVP_PKEY_RSA, "rsa" },     { EVP_PKEY_RSA_PSS, "rsa" },
		{ EVP_PKEY_EC, "ec" },	     { EVP_PKEY_ED25519, "ed25519" },
		{ EVP_PKEY_ED448, "ed448" }, { EVP_PKEY_DSA, "dsa" },
	};
	const EVP_PKEY *key = X509_get0_pubkey(x509);

	if (!key) {
		ret->odd |= CERTIFICATE_KEY;
		return;
	}
	ret->key = "other";
	ret->bits = (unsigned)EVP_PKEY_get_bits(key);
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (EVP_PKEY_get_base_id(key) == kinds[i].id)
			ret->key = kinds[i].name;
	if (strcmp(ret->key, "rsa") == 0)
		read_rsa(key, ret);
	else if (strcmp(ret->key, "ec") == 0)
		read_ec(arena, key, ret);
}

bool certificate_key_usable(const struct certificate *certificate)
{
	const char *key = certificate->key;

	return key && !(certificate->odd & (CERTIFICATE_KEY | CERTIFICATE_COSTLY_KEY)) &&
	       (strcmp(key, "rsa") == 0 || strcmp(key, "ec") == 0 ||
		strcmp(key, "ed25519") == 0 || strcmp(key, "ed448") == 0);
}

/* --- extensions --------------------------------------------------------------------- */

static void add(struct arena *arena, struct certificate_list *list, struct str value,
		struct certificate *ret)
{
	if (list->count == LIMIT_CERTIFICATE_NAMES) {
		ret->odd |= CERTIFICATE_CUT;
		return;
	}
	ret->odd |= certificate_text_odd(value);
	ARENA_GROW(arena, list->items, list->count, list->cap);
	list->items[list->count++] = value;
}

static struct str bytes_of(struct arena *arena, const ASN1_STRING *string)
{
	return arena_str(arena, str_make((const char *)ASN1_STRING_get0_data(string),
					 (size_t)ASN1_STRING_length(string)));
}

static void add_address(struct arena *arena, const ASN1_STRING *string,
			struct certificate *ret)
{
	struct str bytes = bytes_of(arena, string);
	struct ip ip = { .kind = bytes.n == 4 ? IP_V4 : IP_V6 };

	if (bytes.n != 4 && bytes.n != 16) {
		ret->odd |= CERTIFICATE_EXTENSION;
		return;
	}
	memcpy(ip.bytes, bytes.p, bytes.n);
	add(arena, &ret->ip, ip_text(arena, &ip), ret);
}

/* Mailboxes with letters beyond ASCII (RFC 9598). */
static void add_other(struct arena *arena, const OTHERNAME *other,
		      struct certificate *ret)
{
	if (OBJ_obj2nid(other->type_id) == NID_id_on_SmtpUTF8Mailbox &&
	    other->value->type == V_ASN1_UTF8STRING)
		add(arena, &ret->mail, bytes_of(arena, other->value->value.utf8string),
		    ret);
}

static void add_general(struct arena *arena, const GENERAL_NAME *name,
			struct certificate *ret)
{
	switch (name->type) {
	case GEN_DNS:
		add(arena, &ret->dns, bytes_of(arena, name->d.dNSName), ret);
		break;
	case GEN_EMAIL:
		add(arena, &ret->mail, bytes_of(arena, name->d.rfc822Name), ret);
		break;
	case GEN_URI:
		add(arena, &ret->uri, bytes_of(arena, name->d.uniformResourceIdentifier),
		    ret);
		break;
	case GEN_IPADD:
		add_address(arena, name->d.iPAddress, ret);
		break;
	case GEN_OTHERNAME:
		add_other(arena, name->d.otherName, ret);
		break;
	default:
		break;
	}
}

/* NULL where there is none; one that cannot be read, or two of them, are odd. */
static void *extension(const X509 *x509, int nid, struct certificate *ret)
{
	int critical;
	void *found = X509_get_ext_d2i(x509, nid, &critical, NULL);

	if (!found && critical != -1)
		ret->odd |= CERTIFICATE_EXTENSION;
	return found;
}

static void read_alternatives(struct arena *arena, const X509 *x509,
			      struct certificate *ret)
{
	GENERAL_NAMES *names = extension(x509, NID_subject_alt_name, ret);

	for (int i = 0; i < sk_GENERAL_NAME_num(names); i++)
		add_general(arena, sk_GENERAL_NAME_value(names, i), ret);
	GENERAL_NAMES_free(names);
}

static void read_usage(struct arena *arena, const X509 *x509, struct certificate *ret)
{
	ASN1_BIT_STRING *usage = extension(x509, NID_key_usage, ret);
	EXTENDED_KEY_USAGE *extended = extension(x509, NID_ext_key_usage, ret);
	BASIC_CONSTRAINTS *basic = extension(x509, NID_basic_constraints, ret);

	ret->usage_given = usage != NULL;
	for (unsigned bit = 0; usage && bit < CERTIFICATE_USAGES; bit++)
		if (ASN1_BIT_STRING_get_bit(usage, (int)bit))
			ret->usage |= 1u << bit;
	for (int i = 0; i < sk_ASN1_OBJECT_num(extended); i++)
		add(arena, &ret->extended,
		    certificate_object(arena, sk_ASN1_OBJECT_value(extended, i)), ret);
	ret->ca = basic && basic->ca;
	ASN1_BIT_STRING_free(usage);
	sk_ASN1_OBJECT_pop_free(extended, ASN1_OBJECT_free);
	BASIC_CONSTRAINTS_free(basic);
}

static unsigned number(struct str s, size_t at)
{
	return (unsigned)(unsigned char)s.p[at] << 8 | (unsigned char)s.p[at + 1];
}

/* SerializedSCT: length, version, 32 bytes of log, time in milliseconds … (RFC 6962,
 * 3.3). */
static void read_logged(struct arena *arena, struct str list, struct certificate *ret)
{
	ret->logged =
	    arena_alloc_array(arena, LIMIT_CERTIFICATE_LOGGED, sizeof *ret->logged);
	if (list.n < 2)
		return;
	list = str_skip(list, 2);
	while (list.n > 2 + 41 && number(list, 0) >= 41 &&
	       ret->logged_count < LIMIT_CERTIFICATE_LOGGED) {
		uint64_t milliseconds = 0;

		for (size_t i = 0; i < 8; i++)
			milliseconds =
			    milliseconds << 8 | (unsigned char)list.p[2 + 33 + i];
		ret->logged[ret->logged_count++] = (int64_t)(milliseconds / 1000);
		list = str_skip(list, 2 + number(list, 0));
	}
}

static void read_scts(struct arena *arena, const X509 *x509, struct certificate *ret)
{
	int at = X509_get_ext_by_NID(x509, NID_ct_precert_scts, -1);
	const ASN1_OCTET_STRING *outer;
	ASN1_OCTET_STRING *inner;
	const unsigned char *p;

	if (at < 0)
		return;
	outer = X509_EXTENSION_get_data(X509_get_ext(x509, at));
	p = ASN1_STRING_get0_data(outer);
	inner = d2i_ASN1_OCTET_STRING(NULL, &p, ASN1_STRING_length(outer));
	if (inner)
		read_logged(arena, bytes_of(arena, inner), ret);
	else
		ret->odd |= CERTIFICATE_EXTENSION;
	ASN1_OCTET_STRING_free(inner);
}

/* id-pe-logotype (RFC 3709): libcrypto has no name for it. */
static bool is_logotype(const ASN1_OBJECT *object)
{
	static const char logotype[] = "\x2b\x06\x01\x05\x05\x07\x01\x0c";

	return OBJ_length(object) == sizeof logotype - 1 &&
	       memcmp(OBJ_get0_data(object), logotype, sizeof logotype - 1) == 0;
}

static void look_at_extensions(const X509 *x509, struct certificate *ret)
{
	for (int i = 0; i < X509_get_ext_count(x509); i++) {
		X509_EXTENSION *one = X509_get_ext(x509, i);
		bool logotype = is_logotype(X509_EXTENSION_get_object(one));

		ret->logotype |= logotype;
		if (!logotype && X509_EXTENSION_get_critical(one) &&
		    !X509_supported_extension(one))
			ret->odd |= CERTIFICATE_CRITICAL;
	}
}

/* --- all of it ---------------------------------------------------------------------- */

static void read_issuer_is_itself(X509 *x509, struct certificate *ret)
{
	ret->self_issued =
	    X509_NAME_cmp(X509_get_subject_name(x509), X509_get_issuer_name(x509)) == 0;
	if (ret->self_issued && certificate_key_usable(ret))
		ret->self_signed = X509_verify(x509, X509_get0_pubkey(x509)) == 1;
}

static void read_signature(struct arena *arena, const X509 *x509, struct certificate *ret)
{
	const ASN1_OBJECT *algorithm;

	X509_ALGOR_get0(&algorithm, NULL, NULL, X509_get0_tbs_sigalg(x509));
	ret->signature = certificate_object_long(arena, algorithm);
}

void certificate_facts(struct arena *arena, X509 *x509, struct certificate *ret)
{
	unsigned char *der = NULL;
	int n = i2d_X509(x509, &der);

	*ret = (struct certificate){ 0 };
	if (n > 0)
		ret->der = arena_str(arena, str_make((const char *)der, (size_t)n));
	OPENSSL_free(der);
	digest_sha256(ret->der, ret->sha256);
	certificate_name_read(arena, X509_get_subject_name(x509), &ret->subject,
			      &ret->odd);
	certificate_name_read(arena, X509_get_issuer_name(x509), &ret->issuer, &ret->odd);
	read_serial(arena, x509, ret);
	read_dates(x509, ret);
	read_key(arena, x509, ret);
	read_alternatives(arena, x509, ret);
	read_usage(arena, x509, ret);
	read_scts(arena, x509, ret);
	look_at_extensions(x509, ret);
	read_signature(arena, x509, ret);
	read_issuer_is_itself(x509, ret);
	ERR_clear_error();
}

static bool read_der(struct arena *arena, struct str der, struct certificate *ret)
{
	const unsigned char *p = (const unsigned char *)der.p;
	X509 *x509;

	/* Not its configuration file: it may name programs to load. */
	OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
	if (der.n == 0 || der.n > LIMIT_CERTIFICATE_BYTES)
		return false;
	x509 = d2i_X509(NULL, &p, (long)der.n);
	if (x509) {
		certificate_facts(arena, x509, ret);
		if (p != (const unsigned char *)der.p + der.n)
			ret->odd |= CERTIFICATE_TAIL;
	}
	X509_free(x509);
	ERR_clear_error();
	return x509 != NULL;
}

static bool is_pem(struct str bytes)
{
	return str_find_str(bytes, STR("-----BEGIN ")) != STR_NPOS;
}

bool certificate_read(struct arena *arena, struct str bytes, struct certificate *ret)
{
	struct str der;

	if (!is_pem(bytes))
		return read_der(arena, bytes, ret);
	return certificate_next_pem(arena, &bytes, &der) && read_der(arena, der, ret);
}

void certificates_read(struct arena *arena, struct str bytes, struct certificates *ret)
{
	struct str der = bytes;
	bool pem = is_pem(bytes);

	*ret = (struct certificates){ 0 };
	ret->items = arena_alloc_array(arena, LIMIT_CERTIFICATES, sizeof *ret->items);
	while (!pem || certificate_next_pem(arena, &bytes, &der)) {
		if (ret->count == LIMIT_CERTIFICATES) {
			ret->cut = true;
			return;
		}
		if (read_der(arena, der, &ret->items[ret->count]))
			ret->count++;
		else
			ret->unreadable++;
		if (!pem)
			return;
	}
}

/* --- questions ---------------------------------------------------------------------- */

void certificate_addresses(struct arena *arena, const struct certificate *certificate,
			   struct certificate_list *ret)
{
	const struct certificate_name *subject = &certificate->subject;

	*ret = (struct certificate_list){ 0 };
	for (uint32_t i = 0; i < certificate->mail.count; i++) {
		ARENA_GROW(arena, ret->items, ret->count, ret->cap);
		ret->items[ret->count++] = certificate->mail.items[i];
	}
	for (uint32_t i = 0; i < subject->count; i++)
		if (str_eq(subject->items[i].type, STR("emailAddress"))) {
			ARENA_GROW(arena, ret->items, ret->count, ret->cap);
			ret->items[ret->count++] = subject->items[i].value;
		}
}

/* "*.example.com" is one label in place of the star (RFC 9525, 6.3). */
bool certificate_covers_host(const struct certificate *certificate, struct str host)
{
	for (uint32_t i = 0; i < certificate->dns.count; i++) {
		struct str name = certificate->dns.items[i], label, rest;

		if (str_eq_nocase(name, host))
			return true;
		if (str_starts(name, STR("*.")) && str_cut(host, '.', &label, &rest) &&
		    label.n && str_eq_nocase(str_skip(name, 2), rest))
			return true;
	}
	return false;
}

bool certificate_has_extended(const struct certificate *certificate, struct str name)
{
	for (uint32_t i = 0; i < certificate->extended.count; i++)
		if (str_eq(certificate->extended.items[i], name))
			return true;
	return false;
}
