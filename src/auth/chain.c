/* auth/chain.c - see chain.h.
 *
 * libcrypto builds and verifies it without regard to time; dates are compared here, for
 * the day of receipt and for today. It is not stopped by an issuer that nobody trusts:
 * that is one answer, and whether the chain's signatures are right is another. */
#include "auth/chain.h"

#include "base/limits.h"

#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#ifndef N_
#define N_(text) text
#endif

const char *chain_trust_name(enum chain_trust trust)
{
	static const char *const names[] = {
		[CHAIN_TRUST_UNKNOWN] = "unknown",     [CHAIN_TRUSTED] = "trusted",
		[CHAIN_NOT_IN_STORE] = "not-in-store", [CHAIN_INCOMPLETE] = "incomplete",
		[CHAIN_SELF_SIGNED] = "self-signed",   [CHAIN_BROKEN] = "broken",
	};

	return names[trust];
}

struct finding_out {
	int untrusted; /* X509_V_ERR_…: why it ends nowhere */
	int broken;    /* … and what else is wrong */
	bool wrong_use;
};

static int note(int ok, X509_STORE_CTX *context)
{
	struct finding_out *out = X509_STORE_CTX_get_app_data(context);
	int error = X509_STORE_CTX_get_error(context);

	if (ok)
		return 1;
	switch (error) {
	case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
	case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
	case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
		if (!out->untrusted)
			out->untrusted = error;
		break;
	case X509_V_ERR_INVALID_PURPOSE:
	case X509_V_ERR_CERT_UNTRUSTED:
	case X509_V_ERR_CERT_REJECTED:
		out->wrong_use = true;
		break;
	default:
		if (!out->broken)
			out->broken = error;
		break;
	}
	return 1;
}

static const char *broken_text(int error)
{
	switch (error) {
	case X509_V_ERR_CERT_SIGNATURE_FAILURE:
		return N_("a certificate was not signed by the issuer that it names");
	case X509_V_ERR_INVALID_CA:
	case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
	case X509_V_ERR_INVALID_NON_CA:
		return N_("a certificate that must not issue others has issued one");
	case X509_V_ERR_PATH_LENGTH_EXCEEDED:
	case X509_V_ERR_CERT_CHAIN_TOO_LONG:
		return N_("the chain is longer than one of its issuers allows");
	case X509_V_ERR_PERMITTED_VIOLATION:
	case X509_V_ERR_EXCLUDED_VIOLATION:
		return N_("a name stands in it that its issuer must not certify");
	case X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION:
		return N_("a certificate makes a condition that cannot be judged here");
	default:
		return N_("the chain does not follow the rules (RFC 5280)");
	}
}

/* The store holds what the chain could end in. */
static void add_roots(struct roots *roots, X509 *x509, X509_STORE *store)
{
	const X509_NAME *names[] = { X509_get_issuer_name(x509),
				     X509_get_subject_name(x509) };

	for (size_t i = 0; i < COUNT(names); i++) {
		uint32_t at = 0;
		X509 *root;

		while ((root = roots_find(roots, names[i], &at))) {
			X509_STORE_add_cert(store, root);
			X509_free(root);
		}
	}
}

static X509_STORE *make_store(struct roots *roots, X509 *x509, STACK_OF(X509) * along)
{
	X509_STORE *store = X509_STORE_new();

	if (!store || roots_name(roots).n == 0)
		return store;
	add_roots(roots, x509, store);
	for (int i = 0; i < sk_X509_num(along); i++)
		add_roots(roots, sk_X509_value(along, i), store);
	return store;
}

static enum chain_trust trust_of(const struct finding_out *out, bool has_store)
{
	if (out->broken)
		return CHAIN_BROKEN;
	switch (out->untrusted) {
	case 0:
		return CHAIN_TRUSTED;
	case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: /* or so it says */
	case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
		return has_store ? CHAIN_NOT_IN_STORE : CHAIN_TRUST_UNKNOWN;
	default:
		return has_store ? CHAIN_INCOMPLETE : CHAIN_TRUST_UNKNOWN;
	}
}

static void judge_dates(const struct certificate *certificate,
			const struct chain_query *query, struct chain *ret)
{
	int64_t then = query->received_at >= 0 ? query->received_at : query->clock;

	ret->expired_then |= then > certificate->last || then < certificate->first;
	ret->expired_now |=
	    query->clock > certificate->last || query->clock < certificate->first;
}

static void read_chain(struct arena *arena, const struct chain_query *query,
		       STACK_OF(X509) * chain, struct chain *ret)
{
	int count = sk_X509_num(chain);

	if (count > LIMIT_CHAIN + 1)
		count = LIMIT_CHAIN + 1;
	ret->items = arena_alloc_array(arena, LIMIT_CHAIN + 1, sizeof *ret->items);
	for (int i = 0; i < count; i++) {
		struct certificate *certificate = &ret->items[ret->count++];

		certificate_facts(arena, sk_X509_value(chain, i), certificate);
		/* A root in the store is trusted as long as it stands there. */
		if (!(certificate->self_issued && ret->trust == CHAIN_TRUSTED && i))
			judge_dates(certificate, query, ret);
		ret->end = certificate->issuer.text;
	}
	if (ret->count == 1 && ret->items[0].self_signed && ret->trust != CHAIN_TRUSTED)
		ret->trust = CHAIN_SELF_SIGNED;
	else if (ret->count == 1 && ret->items[0].self_issued &&
		 ret->trust == CHAIN_NOT_IN_STORE)
		ret->trust = CHAIN_INCOMPLETE;
}

void chain_build(struct arena *arena, const struct chain_query *query, X509 *x509,
		 STACK_OF(X509) * along, struct chain *ret)
{
	struct finding_out out = { 0 };
	X509_STORE *store = make_store(query->roots, x509, along);
	X509_STORE_CTX *context = X509_STORE_CTX_new();
	X509_VERIFY_PARAM *param;

	*ret = (struct chain){ 0 };
	if (store && context && X509_STORE_CTX_init(context, store, x509, along)) {
		param = X509_STORE_CTX_get0_param(context);
		X509_VERIFY_PARAM_set_depth(param, LIMIT_CHAIN);
		X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_NO_CHECK_TIME);
		if (query->for_mail)
			X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SMIME_SIGN);
		X509_STORE_CTX_set_app_data(context, &out);
		X509_STORE_CTX_set_verify_cb(context, note);
		X509_verify_cert(context);
		ret->trust = trust_of(&out, roots_name(query->roots).n > 0);
		ret->reason = out.broken ? broken_text(out.broken) : NULL;
		ret->wrong_use = out.wrong_use;
		read_chain(arena, query, X509_STORE_CTX_get0_chain(context), ret);
	}
	X509_STORE_CTX_free(context);
	X509_STORE_free(store);
	ERR_clear_error();
}

static X509 *again(const struct certificate *certificate)
{
	const unsigned char *p = (const unsigned char *)certificate->der.p;

	return certificate_key_usable(certificate)
		   ? d2i_X509(NULL, &p, (long)certificate->der.n)
		   : NULL;
}

void chain_build_of(struct arena *arena, const struct chain_query *query,
		    const struct certificates *certificates, struct chain *ret)
{
	STACK_OF(X509) *along = sk_X509_new_null();
	X509 *first = certificates->count ? again(&certificates->items[0]) : NULL, *x509;

	*ret = (struct chain){ 0 };
	for (uint32_t i = 1; i < certificates->count; i++)
		if ((x509 = again(&certificates->items[i])))
			sk_X509_push(along, x509);
	if (first)
		chain_build(arena, query, first, along, ret);
	X509_free(first);
	sk_X509_pop_free(along, X509_free);
	ERR_clear_error();
}
