/* report/json_smime.c - see json_smime.h. */
#include "report/json_smime.h"

#include "report/json_certificate.h"
#include "report/json_key.h"

static void key_part(struct json *json, const char *key, const struct inspection *in,
		     const struct part *part)
{
	json_key_int_or_null(json, key, part ? inspection_part_id(in, part) : 0,
			     part != NULL);
}

static void add_chain(struct json *json, const struct chain *chain)
{
	json_key(json, "chain");
	json_array(json);
	for (uint32_t i = 0; i < chain->count; i++)
		json_certificate_short(json, &chain->items[i]);
	json_array_end(json);
	json_key_c(json, "trust", chain_trust_name(chain->trust));
	json_key_c(json, "trust_reason", chain->reason);
	json_key_text(json, "chain_end", chain->end);
	json_key_bool(json, "wrong_use", chain->wrong_use);
	json_key_bool(json, "expired_at_receipt", chain->expired_then);
	json_key_bool(json, "expired_today", chain->expired_now);
}

static void add_signer(struct json *json, const struct smime_signer *signer)
{
	json_object(json);
	json_key_c(json, "result", smime_code_name(signer->code));
	json_key_c(json, "reason", signer->reason);
	json_key_c(json, "digest", dkim_part_name(signer->digest));
	json_key_c(json, "signature", dkim_part_name(signer->signature));
	json_key_text(json, "digest_algorithm", signer->digest_algorithm);
	json_key_text(json, "algorithm", signer->algorithm);
	json_key_time(json, "claimed_time", signer->signed_at, signer->signed_at >= 0);
	json_key_text(json, "issuer", signer->issuer);
	json_key_text(json, "serial", signer->serial);
	json_key(json, "addresses");
	json_array(json);
	for (uint32_t i = 0; i < signer->addresses.count; i++)
		json_str(json, signer->addresses.items[i]);
	json_array_end(json);
	json_key_c(json, "author", smime_author_name(signer->author));
	json_key(json, "certificate");
	if (signer->certificate)
		json_certificate(json, signer->certificate);
	else
		json_null(json);
	add_chain(json, &signer->chain);
	json_object_end(json);
}

static void add_entity(struct json *json, const struct inspection *in,
		       const struct smime_entity *entity)
{
	json_object(json);
	json_key_c(json, "kind", smime_kind_name(entity->kind));
	key_part(json, "part", in, entity->part);
	key_part(json, "content", in, entity->content);
	json_key_c(json, "result", smime_code_name(entity->code));
	json_key_c(json, "reason", entity->reason);
	json_key(json, "signers");
	json_array(json);
	for (uint32_t i = 0; i < entity->signer_count; i++)
		add_signer(json, &entity->signers[i]);
	json_array_end(json);
	json_key_int(json, "signers_there", entity->signers_there);
	json_key_int(json, "certificates", entity->certificates);
	json_object_end(json);
}

void json_smime(struct json *json, const struct inspection *in)
{
	const struct smime_results *results = &in->authentication.smime;

	json_object(json);
	json_key(json, "entities");
	json_array(json);
	for (uint32_t i = 0; i < results->count; i++)
		add_entity(json, in, &results->items[i]);
	json_array_end(json);
	json_key_bool(json, "cut", results->cut);
	json_key(json, "unsigned_parts");
	json_array(json);
	for (uint32_t i = 0; i < results->outside_count; i++)
		json_int(json, inspection_part_id(in, results->outside[i]));
	json_array_end(json);
	json_key_text(json, "trust_store", results->store);
	json_object_end(json);
}
