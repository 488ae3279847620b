/* record/certificate.h - an X.509 certificate (RFC 5280), DER or PEM, as facts.
 *
 * libcrypto reads the ASN.1; what stands in it is taken out once, copied into the arena,
 * and libcrypto's object is given back. Nothing here says whom to trust: that a name
 * stands in a certificate means that its issuer, whoever that is, wrote it there.
 *
 * Text is as the certificate has it: it may hold NUL, controls and anything else that
 * makes a name look like another; reports make that visible. */
#pragma once
#include "base/arena.h"

/* One attribute of a name. The usual types have their short names ("CN", "O"), others
 * their number ("1.3.6.1.4.1.53087.1.4"). */
struct certificate_attribute {
	struct str type, value; /* UTF-8 where it could be made that */
};

struct certificate_name {
	struct str text; /* "CN=…, O=…, C=…", most specific first */
	struct certificate_attribute *items; /* as they stand; LIMIT_CERTIFICATE_NAMES */
	uint32_t count;
};
/* The first value of a type; empty where there is none. */
struct str certificate_name_get(const struct certificate_name *name, struct str type);

struct certificate_list {
	struct str *items; /* LIMIT_CERTIFICATE_NAMES */
	uint32_t count, cap;
};

/* What makes a certificate odd, though it can be read. */
enum certificate_odd {
	CERTIFICATE_NUL_IN_NAME = 1 << 0, /* a reader in C sees another name */
	CERTIFICATE_CONTROL_IN_NAME = 1 << 1,
	CERTIFICATE_SERIAL = 1 << 2, /* negative, zero, or longer than 20 bytes */
	CERTIFICATE_DATES = 1 << 3,  /* it ends before it begins, or has no such date */
	CERTIFICATE_EXTENSION = 1
				<< 4, /* one that cannot be read, or stands there twice */
	CERTIFICATE_CRITICAL = 1 << 5,	 /* a critical one that nobody here knows */
	CERTIFICATE_KEY = 1 << 6,	 /* a key that cannot be read */
	CERTIFICATE_WEAK_KEY = 1 << 7,	 /* RSA below 1024 bits */
	CERTIFICATE_COSTLY_KEY = 1 << 8, /* nothing is verified with it */
	CERTIFICATE_TAIL = 1 << 9,	 /* bytes behind its end */
	CERTIFICATE_CUT = 1 << 10,	 /* LIMIT_CERTIFICATE_NAMES */
	CERTIFICATE_ODDITIES = 11	 /* how many */
};
const char *certificate_odd_name(unsigned bit); /* of 1 << bit: "nul-in-name" */

/* Bits of key usage (RFC 5280, 4.2.1.3). */
enum { CERTIFICATE_USAGES = 9 };
const char *certificate_usage_name(unsigned bit); /* "digitalSignature" */

struct certificate {
	struct str der; /* as it came */
	struct certificate_name subject, issuer;
	struct str serial;   /* hex, lower case, '-' in front of a negative one */
	int64_t first, last; /* UTC seconds; CERTIFICATE_NO_TIME: none that can be read */
	struct certificate_list dns, mail, ip, uri; /* subjectAltName */
	const char *key;  /* "rsa", "ec", "ed25519", "ed448", "dsa", "other"; NULL */
	struct str curve; /* of "ec" */
	unsigned bits;
	struct str signature; /* "sha256WithRSAEncryption" */
	bool usage_given;
	uint32_t usage;			  /* 1 << bit */
	struct certificate_list extended; /* "emailProtection", or the number */
	bool ca;
	char sha256[65]; /* hex, of the DER */
	int64_t *logged; /* times of its SCTs, UTC seconds; LIMIT_CERTIFICATE_LOGGED */
	uint32_t logged_count;
	bool self_issued; /* issuer and subject are the same name */
	bool self_signed; /* and its own key signed it */
	bool logotype;	  /* it has the extension for pictures (RFC 3709) */
	uint32_t odd;
};
#define CERTIFICATE_NO_TIME INT64_MIN

/* The first certificate in `bytes`, DER or PEM. False: there is none that can be read
 * (or it is larger than LIMIT_CERTIFICATE_BYTES). */
bool certificate_read(struct arena *arena, struct str bytes, struct certificate *ret);
/* All of a file of PEM blocks, LIMIT_CERTIFICATES at most; those that cannot be read are
 * counted. Of DER the one. */
struct certificates {
	struct certificate *items;
	uint32_t count, unreadable;
	bool cut;
};
void certificates_read(struct arena *arena, struct str bytes, struct certificates *ret);
/* The next PEM block of a certificate, decoded; false: no further one. */
bool certificate_next_pem(struct arena *arena, struct str *rest, struct str *ret_der);

/* The same of one that libcrypto has read already. */
struct x509_st;
struct X509_name_st;
struct str certificate_name_text(struct arena *arena, const struct X509_name_st *name);
void certificate_facts(struct arena *arena, struct x509_st *x509,
		       struct certificate *ret);

/* Is a verification with this key worth its cost? Its size decides that (HI-10). */
bool certificate_key_usable(const struct certificate *certificate);
/* All mail addresses: those of subjectAltName, then those in the subject. */
void certificate_addresses(struct arena *arena, const struct certificate *certificate,
			   struct certificate_list *ret);
bool certificate_covers_host(const struct certificate *certificate, struct str host);
bool certificate_has_extended(const struct certificate *certificate, struct str name);
