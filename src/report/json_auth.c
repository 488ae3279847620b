/* report/json_auth.c - see json_auth.h. */
#include "report/json_auth.h"

#include "base/digest.h"
#include "report/json_key.h"

static void add_step(struct json *json, const struct spf_step *step)
{
	json_object(json);
	json_key_int(json, "depth", step->depth);
	json_key_str(json, "domain", step->domain);
	json_key_text(json, "term", step->term);
	json_key_text(json, "expanded", step->expanded);
	json_key_c(json, "outcome", step->outcome);
	json_key_c(json, "reason", step->reason);
	json_key(json, "answers");
	json_array(json);
	for (uint32_t i = 0; i < step->answer_count; i++)
		if (step->answers[i]->n)
			json_int(json, step->answers[i]->n);
	json_array_end(json);
	json_object_end(json);
}

void json_spf(struct json *json, struct arena *arena, const struct spf_result *result,
	      const struct ip *ip)
{
	json_key_c(json, "scope", spf_scope_name(result->scope));
	json_key_c(json, "result", spf_code_name(result->code));
	json_key_host(json, "domain", result->domain);
	json_key_text(json, "ip", ip_text(arena, ip));
	json_key_str_or_null(json, "record", result->record);
	json_key_text(json, "matched", result->matched);
	json_key_int_or_null(json, "addresses_log2", result->addresses_log2,
			     result->addresses_log2 >= 0);
	json_key_text(json, "explanation", result->explanation);
	json_key_c(json, "problem", result->problem);
	json_key_text(json, "problem_at", result->problem_at);
	json_key_int(json, "terms_used", result->terms_used);
	json_key_int(json, "void_lookups", result->void_lookups);
	json_key(json, "trace");
	json_array(json);
	for (uint32_t i = 0; i < result->trace_count; i++)
		add_step(json, result->trace[i]);
	json_array_end(json);
}

static void key_aligned(struct json *json, const struct dmarc_side *side)
{
	json_key(json, "aligned");
	json_object(json);
	json_key_bool(json, "spf", side->spf_aligned);
	json_key_bool(json, "dkim", side->dkim_aligned);
	json_object_end(json);
}

static void key_trace(struct json *json, const struct dmarc_step *trace, uint32_t count)
{
	json_key(json, "trace");
	json_array(json);
	for (uint32_t i = 0; i < count; i++) {
		const struct dmarc_step *step = &trace[i];

		json_object(json);
		json_key_host(json, "domain", step->domain);
		json_key_c(json, "reason", step->reason);
		json_key_c(json, "outcome", step->outcome);
		json_key_str_or_null(json, "record", step->record);
		json_key_int_or_null(json, "answer", step->answer ? step->answer->n : 0,
				     step->answer && step->answer->n);
		json_key_c(json, "stop", step->stop);
		json_object_end(json);
	}
	json_array_end(json);
}

static void key_alignments(struct json *json, const struct dmarc_side *side)
{
	json_key(json, "identifiers");
	json_array(json);
	for (uint32_t i = 0; i < side->alignment_count; i++) {
		const struct dmarc_alignment *row = &side->alignments[i];

		json_object(json);
		json_key_c(json, "method", row->dkim ? "dkim" : "spf");
		json_key_host(json, "domain", row->domain);
		json_key_host(json, "organizational_domain", row->organizational_domain);
		json_key_bool(json, "aligned", row->aligned);
		json_key_c(json, "reason", row->reason);
		key_trace(json, row->trace, row->trace_count);
		json_object_end(json);
	}
	json_array_end(json);
}

static void key_side(struct json *json, const char *key, const struct dmarc_side *side)
{
	bool found = side->policy_domain.n > 0;

	json_key(json, key);
	json_object(json);
	json_key_host(json, "organizational_domain", side->organizational_domain);
	json_key_host(json, "policy_domain", side->policy_domain);
	json_key_str_or_null(json, "record", side->record.text);
	json_key_c(json, "policy", found ? dmarc_policy_name(side->policy) : NULL);
	json_key_c(json, "policy_tag", side->policy_tag);
	json_key_c(json, "result", dmarc_code_name(side->code));
	key_aligned(json, side);
	key_alignments(json, side);
	key_trace(json, side->trace, side->trace_count);
	json_object_end(json);
}

void json_dmarc(struct json *json, const struct dmarc_result *result)
{
	const struct dmarc_side *side = &result->by_tree_walk;

	json_key_host(json, "domain", result->domain);
	json_key_c(json, "result", dmarc_code_name(result->code));
	json_key_c(json, "policy",
		   side->policy_domain.n ? dmarc_policy_name(side->policy) : NULL);
	key_aligned(json, side);
	key_side(json, "by_tree_walk", side);
	key_side(json, "by_public_suffix", &result->by_public_suffix);
	json_key_bool(json, "differs", result->differs);
}

static const char *found_name(enum dmarc_code code)
{
	return code == DMARC_PASS || code == DMARC_FAIL ? "found" : dmarc_code_name(code);
}

static void key_policy(struct json *json, const char *key, const struct dmarc_side *side)
{
	const struct dmarc_record *record = &side->record;
	bool found = side->policy_domain.n > 0;

	json_key(json, key);
	json_object(json);
	json_key_c(json, "result", found_name(side->code));
	json_key_host(json, "organizational_domain", side->organizational_domain);
	json_key_host(json, "policy_domain", side->policy_domain);
	json_key_str_or_null(json, "record", record->text);
	json_key_c(json, "policy", found ? dmarc_policy_name(side->policy) : NULL);
	json_key_c(json, "policy_tag", side->policy_tag);
	json_key_bool(json, "strict_dkim", record->strict_dkim);
	json_key_bool(json, "strict_spf", record->strict_spf);
	json_key_bool(json, "testing", record->testing);
	json_key_int(json, "several", side->several);
	key_trace(json, side->trace, side->trace_count);
	json_object_end(json);
}

void json_dmarc_policy(struct json *json, const struct dmarc_result *result)
{
	key_policy(json, "by_tree_walk", &result->by_tree_walk);
	key_policy(json, "by_public_suffix", &result->by_public_suffix);
	json_key_bool(json, "differs", result->differs);
}

void json_purposes(struct json *json, uint32_t purposes)
{
	json_array(json);
	for (int i = 0; i < PURPOSES; i++)
		if (purposes >> i & 1)
			json_c(json, purpose_rows[i].name);
	json_array_end(json);
}

/* What does not depend on who asked. */
static void add_circumstances(struct json *json, struct arena *arena,
			      const struct answer *answer)
{
	char sha256[65] = { 0 };

	if (answer->bytes.n)
		digest_sha256(answer->bytes, sha256);
	json_str(json, answer->question);
	json_key_c(json, "status", answer_status_name(answer->status));
	json_key_time(json, "asked_at", answer->asked_at, true);
	json_key_bool(json, "cached", answer->cached);
	json_key_text(json, "from", answer->from);
	json_key(json, "duration_ms");
	if (answer->duration_ms > 0)
		json_double(json, answer->duration_ms, 3);
	else
		json_null(json);
	json_key_c(json, "sha256", answer->bytes.n ? sha256 : NULL);
	json_key_str(json, "summary",
		     answer->reason.n ? answer->reason : answer_summary(arena, answer));
	json_key_c(json, "dnssec", dnssec_name(answer->dnssec));
	json_key_text(json, "dnssec_by", answer->dnssec_by);
}

static void add_answer(struct json *json, struct arena *arena,
		       const struct answer *answer)
{
	const struct str *made = answer->kept[ANSWER_READ_BY_JSON];

	json_object(json);
	json_key_int(json, "n", answer->n);
	json_key(json, "question");
	if (made && !json->gate)
		json_made(json, *made);
	else
		add_circumstances(json, arena, answer);
	json_key(json, "purposes");
	json_purposes(json, answer->purposes);
	json_object_end(json);
}

/* The question as a value, and the members that follow it. */
static void keep_circumstances(struct arena *arena, struct door *door,
			       const struct answer *answer)
{
	struct str *made = arena_new_of(door_arena(door), struct str);
	struct json json;
	struct buf text;
	size_t head;

	buf_init(&text, 0);
	json_init(&json, &text);
	json_object(&json);
	json_key(&json, "question");
	head = text.n;
	add_circumstances(&json, arena, answer);
	/* not the comma behind the last member */
	*made = arena_str(door_arena(door), str_sub(buf_peek(&text), head, text.n - 1));
	buf_fini(&text);
	door_keep(door, answer, ANSWER_READ_BY_JSON, made);
}

void json_answers_keep(struct arena *arena, struct door *door,
		       const struct answer *const *answers, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (!answers[i]->kept[ANSWER_READ_BY_JSON])
			keep_circumstances(arena, door, answers[i]);
}

void json_answers(struct json *json, struct arena *arena,
		  const struct answer *const *answers, uint32_t count)
{
	json_array(json);
	for (uint32_t i = 0; i < count; i++)
		add_answer(json, arena, answers[i]);
	json_array_end(json);
}
