/* record/roots.c - see roots.h. */
#include "record/roots.h"

#include "base/limits.h"
#include "base/scoped.h"
#include "record/certificate.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct root {
	struct str der;
	X509_NAME *subject;
};

struct roots {
	struct arena *lasting;
	struct str name, pem;
	bool mapped, looked_through;
	struct root *items; /* LIMIT_ROOTS */
	uint32_t count, cap;
};

/* Debian and its kin; Red Hat and its kin; BSD and Alpine. */
static const char *const places[] = { "/etc/ssl/certs/ca-certificates.crt",
				      "/etc/pki/tls/certs/ca-bundle.crt",
				      "/etc/ssl/cert.pem" };

struct roots *roots_of(struct arena *lasting, struct str name, struct str pem)
{
	struct roots *roots = arena_new_of(lasting, struct roots);

	*roots = (struct roots){ .lasting = lasting, .name = name, .pem = pem };
	return roots;
}

struct str roots_name(const struct roots *roots)
{
	return roots ? roots->name : STR_NONE;
}

struct str roots_pem(const struct roots *roots)
{
	return roots ? roots->pem : STR_NONE;
}

/* Updates put a new file in the place of the old one, so what is mapped stays whole. */
static bool map_file(const char *path, struct str *ret)
{
	SCOPED(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat stat;
	void *p;

	if (fd < 0 || fstat(fd, &stat) != 0)
		return false;
	if (!S_ISREG(stat.st_mode) || stat.st_size <= 0 ||
	    stat.st_size > LIMIT_ROOTS_BYTES) {
		errno = EFBIG;
		return false;
	}
	p = mmap(NULL, (size_t)stat.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		return false;
	*ret = str_make(p, (size_t)stat.st_size);
	return true;
}

bool roots_open(struct arena *lasting, const char *path, struct roots **ret,
		struct err *err)
{
	struct str pem;

	if (path && *path) {
		if (!map_file(path, &pem))
			return err_set(err, ERR_FILE, path, "%s", strerror(errno));
		*ret = roots_of(lasting, arena_str(lasting, str_c(path)), pem);
		(*ret)->mapped = true;
		return true;
	}
	for (size_t i = 0; i < COUNT(places); i++)
		if (map_file(places[i], &pem)) {
			*ret = roots_of(lasting, str_c(places[i]), pem);
			(*ret)->mapped = true;
			return true;
		}
	*ret = roots_of(lasting, STR_NONE, STR_NONE);
	return true;
}

void roots_close(struct roots *roots)
{
	if (!roots)
		return;
	for (uint32_t i = 0; i < roots->count; i++)
		X509_NAME_free(roots->items[i].subject);
	roots->count = 0;
	if (roots->mapped)
		munmap((void *)roots->pem.p, roots->pem.n);
}

/* --- looking through ---------------------------------------------------------------- */

/* One element of DER, whole and what is inside; false: it does not fit. */
static bool element(struct str *rest, struct str *ret_whole, struct str *ret_inside)
{
	struct str s = *rest;
	size_t length, skip = 2;

	if (s.n < 2)
		return false;
	length = (unsigned char)s.p[1];
	if (length > 0x80) {
		size_t bytes = length & 0x7f;

		if (bytes > 3 || bytes > s.n - 2)
			return false;
		skip += bytes;
		length = 0;
		for (size_t i = 2; i < skip; i++)
			length = length << 8 | (unsigned char)s.p[i];
	}
	if (length > s.n - skip)
		return false;
	*ret_whole = str_sub(s, 0, skip + length);
	*ret_inside = str_sub(s, skip, skip + length);
	*rest = str_skip(s, skip + length);
	return true;
}

/* TBSCertificate ::= SEQUENCE { [0] version, serial, algorithm, issuer, validity, subject
 * … }: the version is left out where it is 1. */
static bool find_subject(struct str der, struct str *ret)
{
	struct str whole, inside, certificate, field;

	if (!element(&der, &whole, &certificate) ||
	    !element(&certificate, &whole, &inside))
		return false;
	if (inside.n && (unsigned char)inside.p[0] == 0xa0 &&
	    !element(&inside, &whole, &field))
		return false;
	for (int i = 0; i < 5; i++)
		if (!element(&inside, ret, &field))
			return false;
	return true;
}

static void add_root(struct roots *roots, struct str der)
{
	struct str subject;
	const unsigned char *p;
	X509_NAME *name;

	if (roots->count == LIMIT_ROOTS || !find_subject(der, &subject))
		return;
	p = (const unsigned char *)subject.p;
	name = d2i_X509_NAME(NULL, &p, (long)subject.n);
	if (!name)
		return;
	ARENA_GROW(roots->lasting, roots->items, roots->count, roots->cap);
	roots->items[roots->count++] = (struct root){ der, name };
}

static void look_through(struct roots *roots)
{
	struct str rest = roots->pem, der;

	roots->looked_through = true;
	while (certificate_next_pem(roots->lasting, &rest, &der))
		add_root(roots, der);
	ERR_clear_error();
}

X509 *roots_find(struct roots *roots, const X509_NAME *subject, uint32_t *at)
{
	if (!roots->looked_through)
		look_through(roots);
	while (*at < roots->count) {
		const struct root *root = &roots->items[(*at)++];
		const unsigned char *p = (const unsigned char *)root->der.p;

		if (X509_NAME_cmp(root->subject, subject) == 0)
			return d2i_X509(NULL, &p, (long)root->der.n);
	}
	return NULL;
}
