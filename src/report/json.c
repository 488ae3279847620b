/* report/json.c - see json.h: the keys of the report, in the order of the schema. Every
 * key is always there; rooms that were not looked into are empty. */
#include "report/json.h"

#include "attachment/decode.h"
#include "base/json.h"
#include "base/limits.h"
#include "check/check.h"
#include "report/json_attachment.h"
#include "report/json_auth.h"
#include "report/json_authentication.h"
#include "report/json_claim.h"
#include "report/json_finding.h"
#include "report/json_indicator.h"
#include "report/json_key.h"
#include "report/json_link.h"
#include "report/json_log.h"
#include "report/json_message.h"
#include "report/json_notebook.h"
#include "report/json_path.h"
#include "report/json_relation.h"
#include "report/json_reputation.h"
#include "report/json_survey.h"
#include "report/json_tell.h"
#include "report/json_timeline.h"
#include "report/json_verdict.h"
#include "report/json_view.h"
#include "report/json_visit.h"
#include "report/outside.h"
#include "report/redact.h"

enum { SCHEMA = 1 };

struct writer {
	struct json json;
	const struct inspection *in;
	const struct report_options *options;
	struct outside_gate gate;
	struct json cut; /* the list of what was cut, written last */
	struct buf cut_text;
};

/* --- tool, input ---------------------------------------------------------- */

static void add_tool(struct writer *w)
{
	struct json *json = &w->json;

	json_key(json, "tool");
	json_object(json);
	json_key_c(json, "name", "mekiki");
	json_key_c(json, "version", w->options->tool_version);
	json_object_end(json);
}

static void add_input(struct writer *w)
{
	const struct input *input = &w->in->input;
	const struct thing *thing = w->in->thing;
	struct json *json = &w->json;

	json_key(json, "input");
	json_object(json);
	json_key_str(json, "name", outside_name(w->options, input->name));
	if (thing)
		json_key_c(json, "kind", thing_kind_name(thing->kind));
	json_key_int(json, "size", (int64_t)input->size);
	json_key_text(json, "sha256", str_c(input->sha256));
	json_key_bool(json, "complete", input->complete);
	json_key_text(json, "error", input->error);
	json_key_text(json, "death", input->death);
	json_key_bool(json, "converted", input->converted);
	json_object_end(json);
}

/* --- attachments, links ------------------------------------------------------- */

static void add_attachments(struct writer *w)
{
	const struct attachments *attachments = &w->in->attachments;

	json_key(&w->json, "attachments");
	json_array(&w->json);
	for (uint32_t i = 0; i < attachments->count; i++)
		json_attachment(&w->json, w->in, &attachments->items[i]);
	json_array_end(&w->json);
}

static void add_links(struct writer *w)
{
	const struct links *links = &w->in->links;

	json_key(&w->json, "links");
	json_array(&w->json);
	for (uint32_t i = 0; i < links->count; i++)
		json_link(&w->json, w->in, &links->items[i]);
	json_array_end(&w->json);
	json_key_bool(&w->json, "links_cut", links->cut);
}

/* --- the whole -------------------------------------------------------------- */

static void add_tables(struct writer *w)
{
	const struct tables *tables = w->in->env->tables;
	struct json *json = &w->json;

	json_key(json, "tables");
	json_array(json);
	for (uint32_t i = 0; tables && i < tables->info_count; i++) {
		const struct table_info *info = &tables->infos[i];

		json_object(json);
		json_key_str(json, "name", info->name);
		json_key_text(json, "as_of", info->as_of);
		json_key_c(json, "sha256", info->sha256);
		json_object_end(json);
	}
	json_array_end(json);
}

static void begin(struct writer *w, struct buf *out)
{
	json_init(&w->json, out);
	outside_json(w->options, &w->json, &w->gate);
	buf_init(&w->cut_text, 0);
	json_init(&w->cut, &w->cut_text);
	json_array(&w->cut);
	json_limit(&w->json, LIMIT_REPORT_STRING, &w->cut, LIMIT_REPORT_CUT);
}

/* Last, as by then it is known. */
static void add_cut(struct writer *w)
{
	json_array_end(&w->cut);
	json_key(&w->json, "cut");
	json_made(&w->json, buf_peek(&w->cut_text));
	json_key_int(&w->json, "cut_dropped", (int64_t)w->json.cut_dropped);
}

/* What the outside told: the same of a message and of a thing. */
static void add_surroundings(struct writer *w)
{
	const struct inspection *in = w->in;
	struct json *json = &w->json;

	json_key(json, "domains");
	json_domains(json, in);
	json_key(json, "addresses");
	json_addresses(json, in);
	json_key(json, "relations");
	json_relations(json, in);
	json_key(json, "reputation");
	json_reputation(json, in);
	json_key(json, "visits");
	json_visits(json, in);
	json_key(json, "not_visited");
	json_not_visited(json, in);
	json_key(json, "browsed");
	json_views(json, in);
	json_key(json, "log");
	json_log(json, in);
	json_key(json, "answers");
	json_answers(json, in->arena, in->authentication.answers,
		     in->authentication.answer_count);
}

static void write_head(struct writer *w)
{
	struct json *json = &w->json;

	json_object(json);
	json_key_int(json, "schema", SCHEMA);
	json_key_c(json, "lang", w->options->catalogue->language);
	add_tool(w);
	add_input(w);
	json_key_time(json, "clock", w->in->env->clock, true);
	json_key_c(json, "contact", w->options->contact);
	json_key_bool(json, "connect_map", w->in->env->connect_map);
	json_key_c(json, "sandbox", w->in->env->sandbox);
	json_key(json, "redaction");
	if (w->options->redaction)
		json_str(json, redaction_profile(w->options->redaction)->name);
	else
		json_null(json);
}

/* Of the decoders, where any was asked. */
static void add_decoder_sandbox(struct writer *w)
{
	const struct authentication *auth = &w->in->authentication;

	json_key_str_or_null(&w->json, "decoder_sandbox",
			     decode_sandbox(auth->answers, auth->answer_count));
}

static void write_tail(struct writer *w)
{
	add_tables(w);
	add_cut(w);
	json_object_end(&w->json);
	buf_add_char(w->json.out, '\n');
	buf_fini(&w->cut_text);
}

static void add_timeline(struct writer *w)
{
	json_key(&w->json, "timeline");
	json_timeline(&w->json, w->in, w->options);
}

/* What a case adds. */
static void add_case(struct writer *w)
{
	json_key(&w->json, "notebook");
	json_notebook(&w->json, w->in);
	json_key(&w->json, "history");
	json_history(&w->json, w->in, w->options);
	json_key(&w->json, "sightings");
	json_sightings(&w->json, w->in);
}

static void write_json(const struct inspection *in, const struct report_options *options,
		       struct buf *out)
{
	struct writer w = { .in = in, .options = options };

	begin(&w, out);
	write_head(&w);
	add_decoder_sandbox(&w);
	json_message(&w.json, in);
	json_identities(&w.json, in);
	json_path(&w.json, in);
	json_authentication(&w.json, in);
	json_claims(&w.json, in, options);
	add_attachments(&w);
	add_links(&w);
	add_surroundings(&w);
	json_findings(&w.json, in, options);
	json_verdict(&w.json, in, options);
	json_key(&w.json, "tell");
	json_tell(&w.json, in, options);
	add_timeline(&w);
	add_case(&w);
	json_indicators(&w.json, in, options);
	write_tail(&w);
}

/* --- a thing ------------------------------------------------------------------ */

static void add_asked(struct writer *w)
{
	const struct thing *thing = w->in->thing;
	const struct survey_host *host =
	    w->in->survey ? survey_asked_host(w->in->survey) : NULL;
	struct json *json = &w->json;
	bool is_address = thing->ip.kind != IP_NONE;

	json_key(json, "asked");
	json_object(json);
	json_key_text(json, "text", thing->text);
	json_key_text(json, "host", is_address ? STR_NONE : thing->host.ascii);
	json_key_text(json, "unicode", is_address ? STR_NONE : thing->host.unicode);
	json_key_text(json, "registrable_domain", thing->host.registrable_domain);
	json_key_text(json, "address",
		      is_address ? ip_text(w->in->arena, &thing->ip) : STR_NONE);
	json_key_text(json, "url", thing->kind == THING_URL ? thing->url : STR_NONE);
	json_key_bool(json, "made_for_one", host && host->personal);
	json_object_end(json);
}

/* What is published at the name itself, where it is no domain of its own. */
static void add_policy(struct writer *w)
{
	const struct authentication *auth = &w->in->authentication;
	struct json *json = &w->json;

	json_key(json, "policy");
	if (!auth->dmarc_count) {
		json_null(json);
		return;
	}
	json_object(json);
	json_dmarc_policy(json, &auth->dmarc[0]);
	json_object_end(json);
}

static void write_thing(const struct inspection *in, const struct report_options *options,
			struct buf *out)
{
	struct writer w = { .in = in, .options = options };

	begin(&w, out);
	write_head(&w);
	add_asked(&w);
	add_policy(&w);
	add_links(&w);
	add_surroundings(&w);
	json_findings(&w.json, in, options);
	add_case(&w);
	write_tail(&w);
}

const struct report_format report_json = {
	.name = "json",
	.summary = N_("one JSON object a line, for programs (schema 1)"),
	.one_line = true,
	.write = write_json,
	.write_thing = write_thing,
};
