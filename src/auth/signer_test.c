/* auth/signer_test.c - see signer_test.h. */
#include "auth/signer_test.h"

#include "auth/crypt.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

/* --- keys ----------------------------------------------------------------------- */

static EVP_PKEY *key_of(enum signer signer)
{
	static EVP_PKEY *keys[SIGNERS];
	static const unsigned bits[SIGNERS] = {
		[SIGNER_RSA] = 2048, [SIGNER_RSA_1024] = 1024, [SIGNER_RSA_512] = 512
	};

	if (!keys[signer])
		keys[signer] = bits[signer] ? EVP_PKEY_Q_keygen(NULL, NULL, "RSA",
								(size_t)bits[signer])
					    : EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	test_true(keys[signer] != NULL);
	return keys[signer];
}

struct str signer_base64(struct str bytes)
{
	char *out = arena_bytes(test_arena(), bytes.n / 3 * 4 + 8);

	return str_make(out, (size_t)EVP_EncodeBlock((unsigned char *)out,
						     (const unsigned char *)bytes.p,
						     (int)bytes.n));
}

struct str signer_record(enum signer signer)
{
	EVP_PKEY *key = key_of(signer);
	unsigned char *der = NULL, raw[32];
	size_t raw_n = sizeof raw;
	struct str text;
	int n;

	if (EVP_PKEY_get_raw_public_key(key, raw, &raw_n) > 0) {
		text = signer_base64(str_make((char *)raw, raw_n));
		return arena_printf(test_arena(), "k=ed25519; p=%.*s", STR_ARG(text));
	}
	n = i2d_PUBKEY(key, &der);
	text = signer_base64(str_make((char *)der, (size_t)n));
	OPENSSL_free(der);
	return arena_printf(test_arena(), "k=rsa; p=%.*s", STR_ARG(text));
}

static void sign_rsa(EVP_PKEY *key, enum hash_kind kind, const struct hash *hash,
		     unsigned char *out, size_t *n)
{
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);

	test_true(EVP_PKEY_sign_init(context) > 0);
	EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING);
	EVP_PKEY_CTX_set_signature_md(context,
				      kind == HASH_SHA1 ? EVP_sha1() : EVP_sha256());
	test_true(EVP_PKEY_sign(context, out, n, hash->bytes, hash->n) > 0);
	EVP_PKEY_CTX_free(context);
}

static void sign_ed25519(EVP_PKEY *key, const struct hash *hash, unsigned char *out,
			 size_t *n)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();

	test_true(EVP_DigestSignInit(context, NULL, NULL, NULL, key) > 0);
	test_true(EVP_DigestSign(context, out, n, hash->bytes, hash->n) > 0);
	EVP_MD_CTX_free(context);
}

struct str signer_raw(enum signer signer, enum hash_kind kind, const struct hash *hash)
{
	EVP_PKEY *key = key_of(signer);
	unsigned char out[512];
	size_t n = sizeof out;

	if (EVP_PKEY_is_a(key, "RSA"))
		sign_rsa(key, kind, hash, out, &n);
	else
		sign_ed25519(key, hash, out, &n);
	return signer_base64(str_make((char *)out, n));
}

/* --- mails ---------------------------------------------------------------------- */

static const char *const names[] = {
	[SIGNATURE_DKIM] = "DKIM-Signature",
	[SIGNATURE_ARC_MESSAGE] = "ARC-Message-Signature",
};

struct built {
	struct message *message;
	struct signature signature;
};

static void build(enum signature_kind kind, struct str tags, struct str message,
		  struct built *ret)
{
	struct str bytes = arena_concat(
	    test_arena(),
	    arena_printf(test_arena(), "%s: %.*s\r\n", names[kind], STR_ARG(tags)),
	    message);

	ret->message = message_parse(test_arena(), test_copy_str(bytes), NULL);
	signature_parse(test_arena(), &ret->message->header.fields[0], kind,
			&ret->signature);
}

struct str signer_sign(enum signer signer, enum signature_kind kind, const char *tags,
		       struct str message)
{
	struct str text = str_c(tags);
	struct field_index index;
	struct body_sum sum;
	struct built built;
	struct hash hash;

	build(kind, text, message, &built);
	if (!tags_get(&built.signature.tags, STR("bh"))) {
		body_sum_of(built.message->body, &built.signature, &sum);
		text = arena_printf(test_arena(), "%s; bh=%.*s", tags,
				    STR_ARG(signer_base64(hash_str(&sum.hash))));
	}
	text = arena_concat(test_arena(), text, STR("; b="));
	build(kind, text, message, &built);
	field_index_build(test_arena(), &built.message->header, &index);
	header_sum(cover_fields(test_arena(), &index, &built.signature),
		   built.signature.name_count, &built.signature, NULL, 0, &hash);
	text = arena_concat(test_arena(), text,
			    signer_raw(signer, built.signature.hash, &hash));
	build(kind, text, message, &built);
	return built.message->raw;
}

/* --- answers --------------------------------------------------------------------- */

static void add(struct signer_zone *zone, const char *name)
{
	if (!zone->json.p) {
		buf_init(&zone->json, 0);
		buf_add_c(&zone->json, "{\"default\":\"no-such-name\",\"answers\":[");
	} else {
		buf_add_char(&zone->json, ',');
	}
	buf_printf(&zone->json, "{\"question\":\"dns TXT %s\",", name);
}

/* TXT strings have at most 255 bytes. */
void signer_publish(struct signer_zone *zone, const char *name, struct str text)
{
	add(zone, name);
	buf_add_c(&zone->json, "\"status\":\"answered\",\"data\":[\"");
	for (size_t at = 0; at < text.n || at == 0; at += 200)
		buf_printf(&zone->json, "%s\\\"%.*s\\\"", at ? " " : "",
			   STR_ARG(str_sub(text, at, at + 200)));
	buf_add_c(&zone->json, "\"]}");
}

void signer_status(struct signer_zone *zone, const char *name, const char *status)
{
	add(zone, name);
	buf_printf(&zone->json, "\"status\":\"%s\"}", status);
}

struct door *signer_door(struct signer_zone *zone)
{
	struct door_options options = { .contact = CONTACT_LOOKUP };
	struct answers *answers = NULL;
	struct err err;

	if (!zone->json.p)
		buf_add_c(&zone->json, "{\"default\":\"no-such-name\",\"answers\":[");
	buf_add_c(&zone->json, "]}");
	test_true(answers_read(test_arena(),
			       arena_str(test_arena(), buf_peek(&zone->json)), &answers,
			       &err));
	options.answers = answers;
	buf_fini(&zone->json);
	return door_new(test_arena(), &options);
}
