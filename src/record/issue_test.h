/* record/issue_test.h - certificates made when a test asks for them. */
#pragma once
#include "base/test.h"

#include <openssl/x509.h>

struct issue {
	const char *subject, *issuer; /* common names; issuer NULL: itself */
	const char *names; /* subjectAltName as libcrypto's configuration has it */
	const char *usage, *extended; /* likewise; NULL: none */
	bool ca;
	long first_day, last_day;   /* since 1970; 0, 0: 10000 to 50000 */
	const char *serial;	    /* decimal; NULL: "1" */
	struct str organisation;    /* may hold NUL */
	EVP_PKEY *key, *issuer_key; /* NULL: the test's own; issuer_key NULL: key */
};
/* Freed by the caller. */
X509 *issue_test(const struct issue *issue);
struct str issue_test_der(const struct issue *issue);
struct str issue_test_pem(const struct issue *issue);
EVP_PKEY *issue_test_key(unsigned n); /* a few P-256 keys, each made once */
