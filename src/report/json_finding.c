/* report/json_finding.c - see json_finding.h. */
#include "report/json_finding.h"

#include "base/limits.h"
#include "check/check.h"
#include "report/json_key.h"

static void add_list(struct json *json, const struct value *value)
{
	if (value->count > LIMIT_REPORT_LIST)
		json_note_cut(json);
	json_array(json);
	for (uint32_t i = 0; i < value->count && i < LIMIT_REPORT_LIST; i++)
		json_str(json, value->items[i]);
	json_array_end(json);
}

static void add_value(struct json *json, const struct value *value)
{
	switch (value->kind) {
	case VALUE_STR:
		json_key_str(json, value->key, value->str);
		break;
	case VALUE_INT:
		json_key_int(json, value->key, value->number);
		break;
	case VALUE_BOOL:
		json_key_bool(json, value->key, value->number != 0);
		break;
	case VALUE_TIME:
		json_key_time(json, value->key, value->number, true);
		break;
	case VALUE_LIST:
		json_key(json, value->key);
		add_list(json, value);
		break;
	case VALUE_WORD:
		json_key_c(json, value->key, value->word);
		break;
	}
}

void json_finding_values(struct json *json, const struct finding *finding)
{
	json_object(json);
	for (uint32_t i = 0; i < finding->value_count; i++)
		add_value(json, &finding->values[i]);
	json_object_end(json);
}

struct writer {
	struct json *json;
	const struct report_options *options;
	struct buf text; /* sentences are made here, then quoted */
};

static void add_evidence(struct writer *w, const struct evidence *evidence)
{
	struct json *json = w->json;

	json_object(json);
	if (evidence->kind == AT_FIELD)
		json_key_str(json, "field", evidence->field_name);
	else if (evidence->kind == AT_HOP)
		json_key_int(json, "hop", evidence->index);
	else if (evidence->kind == AT_PART)
		json_key_int(json, "part", evidence->index);
	else if (evidence->kind == AT_LINK)
		json_key_int(json, "link", evidence->index);
	json_key_int(json, "offset", (int64_t)evidence->offset);
	json_key_int(json, "length", (int64_t)evidence->length);
	json_object_end(json);
}

static void key_made_text(struct writer *w, const char *key)
{
	json_key(w->json, key);
	json_str_made(w->json, buf_peek(&w->text));
	buf_clear(&w->text);
}

static void add_finding(struct writer *w, const struct finding *finding)
{
	struct json *json = w->json;

	json_object(json);
	json_key_c(json, "id", finding->check->id);
	json_key_c(json, "severity", severity_name(finding->severity));
	json_key_c(json, "grade", grade_name(finding->grade));
	json_key(json, "values");
	json_finding_values(json, finding);
	report_title(finding, w->options, &w->text);
	key_made_text(w, "title");
	report_detail(finding, w->options, &w->text);
	key_made_text(w, "detail");
	json_key(json, "evidence");
	json_array(json);
	for (uint32_t i = 0; i < finding->evidence_count; i++)
		add_evidence(w, &finding->evidence[i]);
	json_array_end(json);
	json_object_end(json);
}

void json_findings(struct json *json, const struct inspection *in,
		   const struct report_options *options)
{
	struct writer w = { .json = json, .options = options };

	buf_init(&w.text, LIMIT_REPORT_BYTES);
	json_key(json, "findings");
	json_array(json);
	for (uint32_t i = 0; i < in->finding_count; i++)
		add_finding(&w, in->findings[i]);
	json_array_end(json);
	json_key_int(json, "findings_dropped", (int64_t)in->findings_dropped);
	buf_fini(&w.text);
}
