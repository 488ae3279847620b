/* report/json_bimi.c - see json_bimi.h. */
#include "report/json_bimi.h"

#include "report/json_certificate.h"
#include "report/json_key.h"

static void key_mark(struct json *json, const struct bimi_mark *mark)
{
	json_key(json, "certificate");
	json_certificate(json, mark->certificate);
	json_key_bool(json, "fits", bimi_mark_fits(mark));
	json_key_bool(json, "purpose", mark->purpose);
	json_key_bool(json, "covers", mark->covers);
	json_key_bool(json, "valid_at_receipt", mark->valid_then);
	json_key_bool(json, "valid_today", mark->valid_now);
	json_key_text(json, "mark_type", mark->kind);
	json_key_text(json, "trademark_office", mark->office);
	json_key_text(json, "trademark_country", mark->country);
	json_key_text(json, "trademark_registration", mark->registration);
	json_key_c(json, "trust", chain_trust_name(mark->chain.trust));
	json_key_c(json, "trust_reason", mark->chain.reason);
}

static void key_nothing(struct json *json)
{
	static const char *const keys[] = { "certificate",
					    "fits",
					    "purpose",
					    "covers",
					    "valid_at_receipt",
					    "valid_today",
					    "mark_type",
					    "trademark_office",
					    "trademark_country",
					    "trademark_registration",
					    "trust",
					    "trust_reason" };

	for (size_t i = 0; i < COUNT(keys); i++)
		json_key_null(json, keys[i]);
}

static void key_question(struct json *json, const char *key, const struct answer *answer)
{
	json_key_str_or_null(json, key, answer ? answer->question : STR_NONE);
}

void json_bimi(struct json *json, const struct bimi_result *result, bool evaluated)
{
	json_object(json);
	json_key_c(json, "result", evaluated ? bimi_code_name(result->code) : NULL);
	json_key_c(json, "reason", result->reason);
	json_key_text(json, "selector", result->selector);
	json_key_bool(json, "selector_ignored", result->selector_ignored);
	json_key_host(json, "domain", result->domain);
	json_key_text(json, "record", result->text);
	json_key_text(json, "location", result->record.location);
	json_key_text(json, "authority", result->record.authority);
	json_key_text(json, "avatar", result->record.avatar);
	key_question(json, "question", result->answer);
	json_key(json, "evidence");
	json_object(json);
	json_key_c(json, "status",
		   evaluated && result->code == BIMI_FOUND
		       ? bimi_evidence_name(result->evidence)
		       : NULL);
	key_question(json, "question", result->evidence_answer);
	if (result->evidence == BIMI_EVIDENCE_READ)
		key_mark(json, &result->mark);
	else
		key_nothing(json);
	json_object_end(json);
	json_object_end(json);
}
