/* bench/dkim_bench.c - signatures verified: dkim-bench ours|raw ROUNDS RECORD FILE...
 *
 * "ours" reads the header and verifies, with a door and an answers file of its own for
 * each mail; "raw" is what nobody can save: one SHA-256 pass over the mail and one
 * verification with a key that is open already. RECORD is the key record of
 * x._domainkey.sender.example. One line of JSON a round; "decoded" counts passes. */
#include "bench/mails.h"

#include "auth/dkim.h"
#include "auth/key.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

static struct answers *read_answers(struct arena *arena, const char *record)
{
	struct str text = str_c(record),
		   json = STR("{\"answers\":[{\"question\":\"dns TXT "
			      "x._domainkey.sender.example\","
			      "\"data\":[\"");
	struct answers *answers;
	struct err err;

	for (size_t at = 0; at < text.n; at += 200)
		json = arena_printf(arena, "%.*s \\\"%.*s\\\"", STR_ARG(json),
				    STR_ARG(str_sub(text, at, at + 200)));
	json = arena_concat(arena, json, STR("\"]}]}"));
	if (!answers_read(arena, json, &answers, &err)) {
		fprintf(stderr, "%s\n", err.what);
		exit(2);
	}
	return answers;
}

static bool verify(struct arena *arena, const struct answers *answers, struct str raw)
{
	struct door_options options = { .contact = CONTACT_LOOKUP, .answers = answers };
	struct defects defects = { .arena = arena, .input = raw };
	struct message message = { .arena = arena, .raw = raw };
	struct dkim_results results;

	message.body = header_parse(arena, raw, &defects, &message.header);
	return dkim_verify(arena, door_new(arena, &options), &message, -1, 1700000000,
			   &results) &&
	       results.count && results.items[0].code == DKIM_PASS;
}

/* An open key, and a signature that is well formed: a wrong one costs the same. */
static EVP_PKEY *open_key(struct arena *arena, const char *record, bool *ret_rsa)
{
	struct key_record key;
	const unsigned char *p;
	struct str der;
	bool lawful;

	key_record_parse(arena, str_c(record), &key);
	*ret_rsa = key.key.kind == KEY_RSA;
	der = base64_decode(arena, tags_value(&key.tags, STR("p")), &lawful);
	p = (const unsigned char *)der.p;
	return *ret_rsa ? d2i_PUBKEY(NULL, &p, (long)der.n)
			: EVP_PKEY_new_raw_public_key_ex(NULL, "ED25519", NULL, p, der.n);
}

static void raw_cost(EVP_PKEY *key, bool rsa, struct str raw)
{
	unsigned char hash[32], signature[1024] = { 1 };

	SHA256((const unsigned char *)raw.p, raw.n, hash);
	if (rsa) {
		EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);

		EVP_PKEY_verify_init(context);
		EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING);
		EVP_PKEY_CTX_set_signature_md(context, EVP_sha256());
		EVP_PKEY_verify(context, signature, (size_t)EVP_PKEY_get_size(key), hash,
				32);
		EVP_PKEY_CTX_free(context);
	} else {
		EVP_MD_CTX *context = EVP_MD_CTX_new();

		EVP_DigestVerifyInit(context, NULL, NULL, NULL, key);
		EVP_DigestVerify(context, signature, 64, hash, 32);
		EVP_MD_CTX_free(context);
	}
}

int main(int argc, char **argv)
{
	if (argc < 5)
		return 2;

	int rounds = atoi(argv[2]), count = argc - 4;
	bool ours = strcmp(argv[1], "ours") == 0, rsa;
	struct mail *mails = calloc((size_t)count, sizeof *mails);
	struct arena *arena = arena_new(0), *lasting = arena_new(0);
	struct answers *answers = read_answers(lasting, argv[3]);
	EVP_PKEY *key = open_key(lasting, argv[3], &rsa);

	crypt_warm();
	for (int i = 0; i < count; i++)
		mails[i] = mail_read(argv[4 + i]);
	for (int round = 0; round < rounds; round++) {
		double start = cpu_seconds();
		unsigned long long passes = 0;

		for (int i = 0; i < count; i++) {
			struct str bytes = str_make(mails[i].p, mails[i].n);

			if (ours)
				passes += verify(arena, answers, bytes);
			else
				raw_cost(key, rsa, bytes);
			arena_reset(arena, 0);
		}
		mail_result(cpu_seconds() - start, passes);
	}
	return 0;
}
