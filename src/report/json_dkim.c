/* report/json_dkim.c - see json_dkim.h. */
#include "report/json_dkim.h"

#include "report/json_key.h"

static void key_form(struct json *json, const char *key, bool relaxed)
{
	json_key_c(json, key, relaxed ? "relaxed" : "simple");
}

static void key_question(struct json *json, const struct answer *answer)
{
	if (answer)
		json_key_str(json, "question", answer->question);
	else
		json_key_null(json, "question");
}

static void add_names(struct json *json, const struct dkim_signature *signature)
{
	json_key(json, "covers");
	json_array(json);
	for (uint32_t i = 0; i < signature->covered_count; i++)
		json_str(json, signature->covered[i]);
	json_array_end(json);
	json_key(json, "open");
	json_array(json);
	for (uint32_t i = 0; i < signature->open_count; i++) {
		const struct dkim_open *open = &signature->open[i];

		json_object(json);
		json_key_str(json, "name", open->name);
		json_key_int(json, "present", open->present);
		json_key_int(json, "covered", open->covered);
		json_object_end(json);
	}
	json_array_end(json);
	json_key_bool(json, "from_oversigned", signature->from_oversigned);
}

static void add_body(struct json *json, const struct message *message,
		     const struct dkim_signature *signature)
{
	bool tail =
	    signature->length_given && signature->unsigned_offset < message->raw.n;

	json_key_int(json, "body_length", (int64_t)signature->body_length);
	json_key_int(json, "signed_length", (int64_t)signature->signed_length);
	json_key_int_or_null(
	    json, "unsigned_offset",
	    (int64_t)message_offset(message,
				    str_skip(message->raw, signature->unsigned_offset)),
	    tail);
}

static void add_times(struct json *json, const struct dkim_signature *signature)
{
	json_key_time(json, "signed_at", signature->signed_at, signature->signed_at >= 0);
	json_key_time(json, "expires", signature->expires, signature->expires >= 0);
	json_key_bool(json, "expired_then", signature->expired_then);
	json_key_bool(json, "expired_now", signature->expired_now);
	json_key_bool(json, "from_future", signature->from_future);
}

static void add_key(struct json *json, const struct dkim_signature *signature)
{
	json_key_int_or_null(json, "key_bits", signature->key_bits,
			     signature->key_bits > 0);
	json_key_int_or_null(json, "key_records", signature->key_records,
			     signature->key_records > 0);
	json_key_bool(json, "testing", signature->testing);
	json_key_bool(json, "strict", signature->strict);
	key_question(json, signature->answer);
}

static void add_signature(struct json *json, struct arena *arena,
			  const struct message *message,
			  const struct dkim_signature *signature)
{
	json_object(json);
	json_key_text(json, "domain", signature->domain);
	json_key_text(json, "selector", signature->selector);
	json_key_text(json, "identity", signature->identity);
	json_key_text(json, "algorithm", signature->algorithm);
	key_form(json, "header_form", signature->header_relaxed);
	key_form(json, "body_form", signature->body_relaxed);
	json_key_c(json, "result", dkim_code_name(signature->code));
	json_key_c(json, "reason", signature->reason);
	json_key_c(json, "body_hash", dkim_part_name(signature->body_hash));
	json_key_c(json, "signature", dkim_part_name(signature->signature));
	json_key_bool(json, "aligned", dkim_aligned(arena, message, signature->domain));
	add_key(json, signature);
	add_names(json, signature);
	add_body(json, message, signature);
	add_times(json, signature);
	json_key_c(json, "body_repair", signature->body_repair);
	json_key_c(json, "header_repair", signature->header_repair);
	json_key_int(json, "offset",
		     (int64_t)message_offset(message, signature->field->raw));
	json_object_end(json);
}

void json_dkim(struct json *json, struct arena *arena, const struct message *message,
	       const struct dkim_results *results)
{
	json_array(json);
	for (uint32_t i = 0; i < results->count; i++)
		add_signature(json, arena, message, &results->items[i]);
	json_array_end(json);
}

static void key_proof(struct json *json, const char *key, const struct arc_proof *proof)
{
	json_key(json, key);
	json_object(json);
	json_key_text(json, "domain", proof->domain);
	json_key_text(json, "selector", proof->selector);
	json_key_text(json, "algorithm", proof->algorithm);
	json_key_int_or_null(json, "key_bits", proof->key_bits, proof->key_bits > 0);
	json_key_c(json, "signature", dkim_part_name(proof->signature));
	json_key_c(json, "reason", proof->reason);
	key_question(json, proof->answer);
	json_object_end(json);
}

static void key_claimed(struct json *json, const struct arc_set *set)
{
	const struct authres *claimed = &set->claimed;

	json_key(json, "claimed");
	json_object(json);
	json_key_host(json, "authserv_id", claimed->authserv_id);
	json_key(json, "results");
	json_array(json);
	for (uint32_t i = 0; i < claimed->method_count; i++) {
		json_object(json);
		json_key_text(json, "method", claimed->methods[i].method);
		json_key_text(json, "result", claimed->methods[i].result);
		json_key_text(json, "identity", claimed->methods[i].identity);
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}

static void key_trusted(struct json *json, const struct arc_set *set,
			const struct site *site)
{
	if (site && site->given)
		json_key_bool(json, "trusted",
			      site_trusts_sealer(site, set->seal.domain));
	else
		json_key_null(json, "trusted");
}

void json_arc(struct json *json, const struct arc_results *results,
	      const struct site *site)
{
	json_object(json);
	json_key_c(json, "result", arc_code_name(results->code));
	json_key_c(json, "reason", results->reason);
	json_key_int_or_null(json, "at", results->at, results->at > 0);
	json_key_int_or_null(json, "oldest_pass", results->oldest_pass,
			     results->oldest_pass > 0);
	json_key(json, "instances");
	json_array(json);
	for (uint32_t i = 0; i < results->count; i++) {
		const struct arc_set *set = &results->items[i];

		json_object(json);
		json_key_int(json, "instance", set->instance);
		json_key_text(json, "chain", set->chain);
		json_key_time(json, "sealed_at", set->signed_at, set->signed_at >= 0);
		json_key_c(json, "body_hash", dkim_part_name(set->body_hash));
		key_proof(json, "message_signature", &set->message);
		key_proof(json, "seal", &set->seal);
		key_claimed(json, set);
		key_trusted(json, set, site);
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}
