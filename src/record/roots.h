/* record/roots.h - the issuers that this system trusts: its bundle of certificates, or
 * a file that the operator names.
 *
 * The file is mapped before the sandbox closes, which costs next to nothing; it is looked
 * through when a signature is met for the first time, and of its hundred and more
 * certificates libcrypto reads only those that a chain could end in. Whether one of them
 * deserves the trust is the operator's business. */
#pragma once
#include "base/arena.h"
#include "base/err.h"

struct roots;
struct x509_st;
struct X509_name_st;

/* `path` NULL or empty: the system's, wherever it has it; none is no error then. What is
 * found on demand lives in `lasting`. */
bool roots_open(struct arena *lasting, const char *path, struct roots **ret,
		struct err *err);
/* The same of bytes at hand, which must outlive it. */
struct roots *roots_of(struct arena *lasting, struct str name, struct str pem);
/* Gives back what libcrypto holds for it; NULL is accepted. */
void roots_close(struct roots *roots);
/* Where they came from; empty: there is no store, so nothing is trusted or distrusted. */
struct str roots_name(const struct roots *roots);
/* All of it, as it was read. */
struct str roots_pem(const struct roots *roots);
/* The certificates with this subject, one after the other: start with *at = 0. The caller
 * frees them. NULL: no further one. */
struct x509_st *roots_find(struct roots *roots, const struct X509_name_st *subject,
			   uint32_t *at);
