/* lookup/fetch_tls.c - see fetch_tls.h. */
#include "lookup/fetch_tls.h"

#include "base/arena.h"
#include "record/roots.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct fetch_trust {
	struct roots *roots;
	X509_STORE *store; /* made when it is needed first */
};

/* --- what is noted -------------------------------------------------------------------
 */

/* Where an SSL_CTX keeps its struct fetch_tls; set once, before the lock. */
static int slot = -1;

static struct fetch_tls *tls_of(const SSL *ssl)
{
	return SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), slot);
}

static void note_certificate(struct fetch_tls *tls, X509 *certificate)
{
	unsigned char *der = NULL;
	int n = i2d_X509(certificate, &der);

	if (n <= 0)
		return;
	tls->chain[tls->count].p = malloc((size_t)n);
	if (!tls->chain[tls->count].p)
		abort();
	memcpy((char *)tls->chain[tls->count].p, der, (size_t)n);
	tls->chain[tls->count++].n = (size_t)n;
	OPENSSL_free(der);
}

static void note_chain(struct fetch_tls *tls, X509_STORE_CTX *ctx)
{
	STACK_OF(X509) *sent = X509_STORE_CTX_get0_untrusted(ctx);

	for (int i = 0; i < sk_X509_num(sent) && tls->count < LIMIT_CHAIN; i++)
		note_certificate(tls, sk_X509_value(sent, i));
	if (tls->count == 0 && X509_STORE_CTX_get0_cert(ctx))
		note_certificate(tls, X509_STORE_CTX_get0_cert(ctx));
}

/* Instead of OpenSSL's own: verified, noted, and gone on with. */
static int verify(X509_STORE_CTX *ctx, void *arg)
{
	SSL *ssl = X509_STORE_CTX_get_ex_data(ctx, SSL_get_ex_data_X509_STORE_CTX_idx());
	struct fetch_tls *tls = tls_of(ssl);
	STACK_OF(X509) *sent = X509_STORE_CTX_get0_untrusted(ctx);
	int error = X509_V_ERR_CERT_CHAIN_TOO_LONG;

	(void)arg;
	tls->seen = true;
	if (tls->count == 0)
		note_chain(tls, ctx);
	if (sk_X509_num(sent) <= LIMIT_CHAIN) {
		X509_STORE_CTX_set_time(ctx, 0, (time_t)tls->at);
		X509_verify_cert(ctx);
		error = X509_STORE_CTX_get_error(ctx);
	}
	snprintf(tls->verify, sizeof tls->verify, "%d %s", error,
		 X509_verify_cert_error_string(error));
	if (tls->strict && error != X509_V_OK) {
		X509_STORE_CTX_set_error(ctx, error);
		return 0;
	}
	X509_STORE_CTX_set_error(ctx, X509_V_OK);
	ERR_clear_error();
	return 1;
}

static void handshaken(const SSL *ssl, int where, int ret)
{
	struct fetch_tls *tls = tls_of(ssl);
	const unsigned char *alpn;
	unsigned n;

	(void)ret;
	if (!(where & SSL_CB_HANDSHAKE_DONE) || tls->facts[0])
		return;
	tls->seen = true;
	snprintf(tls->facts, sizeof tls->facts, "%s %s", SSL_get_version(ssl),
		 SSL_get_cipher_name(ssl));
	SSL_get0_alpn_selected(ssl, &alpn, &n);
	for (unsigned i = 0; i < n && i + 1 < sizeof tls->alpn; i++)
		tls->alpn[i] = alpn[i] > ' ' && alpn[i] <= '~' ? (char)alpn[i] : '?';
}

/* --- a connection --------------------------------------------------------------------
 */

static X509_STORE *store_of(struct fetch_trust *trust)
{
	struct str pem = roots_pem(trust->roots);
	BIO *bio;
	X509 *issuer;

	if (trust->store)
		return trust->store;
	trust->store = X509_STORE_new();
	bio = BIO_new_mem_buf(pem.n ? pem.p : "", (int)pem.n);
	if (!trust->store || !bio)
		abort();
	for (int i = 0; i < LIMIT_ROOTS &&
			(issuer = PEM_read_bio_X509_AUX(bio, NULL, NULL, NULL)) != NULL;
	     i++) {
		X509_STORE_add_cert(trust->store, issuer);
		X509_free(issuer);
	}
	BIO_free(bio);
	ERR_clear_error();
	return trust->store;
}

/* Old servers shall be seen as they are, not refused. */
static void allow_old(SSL_CTX *ctx)
{
	SSL_CTX_set_security_level(ctx, 0);
	SSL_CTX_set_min_proto_version(ctx, TLS1_VERSION);
	SSL_CTX_set_max_proto_version(ctx, 0);
	SSL_CTX_set_cipher_list(ctx, "DEFAULT:@SECLEVEL=0");
	SSL_CTX_set_options(ctx, SSL_OP_LEGACY_SERVER_CONNECT);
}

void fetch_tls_watch(SSL_CTX *ctx, struct fetch_tls *tls)
{
	allow_old(ctx);
	SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_ex_data(ctx, slot, tls);
	SSL_CTX_set1_verify_cert_store(ctx, store_of(tls->trust));
	SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
	SSL_CTX_set_cert_verify_callback(ctx, verify, NULL);
	SSL_CTX_set_info_callback(ctx, handshaken);
}

void fetch_tls_fini(struct fetch_tls *tls)
{
	for (unsigned i = 0; i < tls->count; i++)
		free((char *)tls->chain[i].p);
	tls->count = 0;
}

/* --- before the lock -----------------------------------------------------------------
 */

/* A first flight into nothing fetches algorithms and random bytes; dates of certificates
 * are compared by functions that want to know the time zone. */
static bool warm(void)
{
	SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
	SSL *ssl;
	bool ok;

	tzset();
	if (!ctx)
		return false;
	allow_old(ctx);
	ssl = SSL_new(ctx);
	ok = ssl != NULL;
	if (ok) {
		SSL_set_bio(ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
		SSL_connect(ssl); /* waits for an answer */
		SSL_free(ssl);
	}
	SSL_CTX_free(ctx);
	ERR_clear_error();
	return ok;
}

struct fetch_trust *fetch_trust_new(struct str file, struct err *err)
{
	struct arena *lasting = arena_new(0);
	struct fetch_trust *trust = arena_new_of(lasting, struct fetch_trust);
	char path[4096 + 1];

	if (file.n >= sizeof path) {
		err_set(err, ERR_FILE, "trust store", "its path is too long");
		return NULL;
	}
	snprintf(path, sizeof path, "%.*s", STR_ARG(file));
	if (!roots_open(lasting, path, &trust->roots, err))
		return NULL;
	slot = SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, NULL);
	if (slot < 0 || !warm()) {
		err_set(err, ERR_SYSTEM, "OpenSSL", "cannot be set up");
		return NULL;
	}
	return trust;
}
