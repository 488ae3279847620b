/* report/json_authentication.c - see json_authentication.h. */
#include "report/json_authentication.h"

#include "check/compare.h"
#include "report/json_auth.h"
#include "report/json_bimi.h"
#include "report/json_dkim.h"
#include "report/json_key.h"
#include "report/json_smime.h"

static void add_recorded(struct json *json, const struct inspection *in)
{
	const struct path *path = &in->path;

	json_key(json, "recorded");
	json_array(json);
	for (uint32_t i = 0; i < path->recorded_count; i++) {
		const struct recorded *recorded = &path->recorded[i];

		json_object(json);
		json_key_host(json, "authserv_id", recorded->from->authserv_id);
		json_key_text(json, "method", recorded->method->method);
		json_key_text(json, "result", recorded->method->result);
		json_key_text(json, "identity", recorded->method->identity);
		json_key_c(json, "grade", grade_name(recorded->grade));
		json_key_int(json, "offset",
			     (int64_t)inspection_offset(in, recorded->from->field->raw));
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_spf(struct json *json, const struct inspection *in)
{
	const struct authentication *auth = &in->authentication;

	json_key(json, "spf");
	json_array(json);
	for (uint32_t i = 0; i < auth->spf_count; i++) {
		json_object(json);
		json_spf(json, in->arena, &auth->spf[i], &auth->spf_query[i].ip);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_dmarc(struct json *json, const struct inspection *in)
{
	const struct authentication *auth = &in->authentication;

	json_key(json, "dmarc");
	json_array(json);
	for (uint32_t i = 0; i < auth->dmarc_count; i++) {
		json_object(json);
		json_dmarc(json, &auth->dmarc[i]);
		json_object_end(json);
	}
	json_array_end(json);
}

static void key_empty_list(struct json *json, const char *key)
{
	json_key(json, key);
	json_array(json);
	json_array_end(json);
}

/* Without an evaluation not even "none" is said. */
static void add_arc(struct json *json, const struct inspection *in)
{
	json_key(json, "arc");
	if (in->authentication.evaluated) {
		json_arc(json, &in->authentication.arc, in->env->site);
		return;
	}
	json_object(json);
	json_key_null(json, "result");
	key_empty_list(json, "instances");
	json_object_end(json);
}

/* What our own side recorded, and what was found today. */
static void add_compared(struct json *json, const struct inspection *in)
{
	static const char *const methods[] = { "spf", "dkim", "dmarc" };
	struct comparison items[COMPARISONS];

	json_key(json, "compared");
	json_array(json);
	for (size_t m = 0; m < COUNT(methods); m++) {
		uint32_t count = compare_results(in, methods[m], items);

		for (uint32_t i = 0; i < count; i++) {
			json_object(json);
			json_key_c(json, "method", methods[m]);
			json_key_host(json, "domain", items[i].domain);
			json_key_text(json, "recorded",
				      items[i].recorded->method->result);
			json_key_c(json, "today", items[i].today);
			json_key_bool(json, "same", items[i].same);
			json_key_c(json, "why", items[i].why);
			json_object_end(json);
		}
	}
	json_array_end(json);
}

void json_authentication(struct json *json, const struct inspection *in)
{
	json_key(json, "auth");
	json_object(json);
	add_recorded(json, in);
	add_compared(json, in);
	add_spf(json, in);
	json_key(json, "dkim");
	json_dkim(json, in->arena, in->message, &in->authentication.dkim);
	add_dmarc(json, in);
	add_arc(json, in);
	json_key(json, "smime");
	json_smime(json, in);
	json_key(json, "bimi");
	json_bimi(json, &in->authentication.bimi, in->authentication.evaluated);
	json_object_end(json);
}
