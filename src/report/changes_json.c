/* report/changes_json.c - what changed, for programs. */
#include "base/limits.h"
#include "check/check.h"
#include "report/changes.h"
#include "report/json_finding.h"
#include "report/json_key.h"
#include "report/outside.h"
#include "verdict/verdict.h"

enum { SCHEMA = 1 };

static void key_made(struct json *json, const char *key, struct buf *text)
{
	json_key(json, key);
	json_str_made(json, buf_peek(text));
	buf_clear(text);
}

static void add_finding(struct json *json, const struct judgement *side,
			const struct finding *finding)
{
	struct buf text;

	if (!finding) {
		json_null(json);
		return;
	}
	buf_init(&text, LIMIT_REPORT_BYTES);
	json_object(json);
	json_key_c(json, "severity", severity_name(finding->severity));
	json_key_c(json, "grade", grade_name(finding->grade));
	json_key(json, "values");
	json_finding_values(json, finding);
	report_title(finding, side->options, &text);
	key_made(json, "title", &text);
	report_detail(finding, side->options, &text);
	key_made(json, "detail", &text);
	json_object_end(json);
	buf_fini(&text);
}

static void add_findings(struct json *json, const struct changes *changes)
{
	json_key(json, "findings");
	json_array(json);
	for (uint32_t i = 0; i < changes->finding_count; i++) {
		const struct changed_finding *changed = &changes->findings[i];
		const struct finding *any = changed->then ? changed->then : changed->now;

		json_object(json);
		json_key_c(json, "id", any->check->id);
		json_key(json, "then");
		add_finding(json, &changes->then, changed->then);
		json_key(json, "now");
		add_finding(json, &changes->now, changed->now);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_verdict(struct json *json, const char *key, const struct inspection *in)
{
	const struct verdict *verdict = &in->verdict;

	json_key(json, key);
	json_object(json);
	json_key_c(json, "class", verdict_class_name(verdict->class_));
	json_key(json, "score");
	json_double(json, verdict->score, 3);
	json_key_c(json, "category", verdict->category);
	json_object_end(json);
}

static void add_answer(struct json *json, const char *key, const struct changes *changes,
		       const struct answer *answer)
{
	json_key(json, key);
	if (!answer) {
		json_null(json);
		return;
	}
	json_object(json);
	json_key_c(json, "status", answer_status_name(answer->status));
	json_key_time(json, "asked_at", answer->asked_at, true);
	json_key_str(json, "summary",
		     answer->reason.n ? answer->reason
				      : answer_summary(changes->now.in->arena, answer));
	json_key_c(json, "dnssec", dnssec_name(answer->dnssec));
	json_object_end(json);
}

static void add_answers(struct json *json, const struct changes *changes)
{
	json_key(json, "answers");
	json_array(json);
	for (uint32_t i = 0; i < changes->answer_count; i++) {
		const struct changed_answer *changed = &changes->answers[i];

		json_object(json);
		json_key_str(json, "question",
			     (changed->then ? changed->then : changed->now)->question);
		add_answer(json, "then", changes, changed->then);
		add_answer(json, "now", changes, changed->now);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_table(struct json *json, const char *key, const struct table_info *info)
{
	json_key(json, key);
	if (!info) {
		json_null(json);
		return;
	}
	json_object(json);
	json_key_text(json, "as_of", info->as_of);
	json_key_c(json, "sha256", info->sha256);
	json_object_end(json);
}

static void add_tables(struct json *json, const struct changes *changes)
{
	json_key(json, "tables");
	json_array(json);
	for (uint32_t i = 0; i < changes->table_count; i++) {
		const struct changed_table *changed = &changes->tables[i];

		json_object(json);
		json_key_str(json, "name",
			     (changed->then ? changed->then : changed->now)->name);
		add_table(json, "then", changed->then);
		add_table(json, "now", changed->now);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_side(struct json *json, const char *key, const struct judgement *side)
{
	json_key(json, key);
	json_object(json);
	json_key_c(json, "version", side->options->tool_version);
	json_key_time(json, "clock", side->in->env->clock, true);
	json_key_c(json, "contact", side->options->contact);
	json_key_bool(json, "connect_map", side->in->env->connect_map);
	json_key_c(json, "sandbox", side->in->env->sandbox);
	json_object_end(json);
}

void changes_as_json(const struct changes *changes, struct buf *out)
{
	const struct input *input = &changes->then.in->input;
	struct outside_gate gate;
	struct json json;

	json_init(&json, out);
	outside_json(changes->now.options, &json, &gate);
	json_object(&json);
	json_key_int(&json, "schema", SCHEMA);
	json_key_c(&json, "lang", changes->now.options->catalogue->language);
	json_key(&json, "input");
	json_object(&json);
	json_key_str(&json, "name", outside_name(changes->now.options, input->name));
	json_key_c(&json, "sha256", input->sha256);
	json_object_end(&json);
	json_key_bool(&json, "changed", !changes_none(changes));
	add_side(&json, "then", &changes->then);
	add_side(&json, "now", &changes->now);
	json_key(&json, "verdict");
	json_object(&json);
	add_verdict(&json, "then", changes->then.in);
	add_verdict(&json, "now", changes->now.in);
	json_object_end(&json);
	add_findings(&json, changes);
	add_answers(&json, changes);
	add_tables(&json, changes);
	json_object_end(&json);
	buf_add_char(out, '\n');
}
