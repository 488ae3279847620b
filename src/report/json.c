/* report/json.c - see json.h: one function per key of the report, in the order of the
 * schema. Every key is always there; rooms that were not looked into are empty. */
#include "report/json.h"

#include "attachment/decode.h"
#include "base/json.h"
#include "base/limits.h"
#include "check/check.h"
#include "check/compare.h"
#include "report/json_attachment.h"
#include "report/json_auth.h"
#include "report/json_bimi.h"
#include "report/json_dkim.h"
#include "report/json_indicator.h"
#include "report/json_key.h"
#include "report/json_link.h"
#include "report/json_notebook.h"
#include "report/json_part.h"
#include "report/json_smime.h"
#include "report/json_relation.h"
#include "report/json_reputation.h"
#include "report/json_log.h"
#include "report/json_survey.h"
#include "report/json_tell.h"
#include "report/json_timeline.h"
#include "report/json_view.h"
#include "report/json_visit.h"
#include "report/outside.h"
#include "report/phrase.h"
#include "report/redact.h"
#include "verdict/verdict.h"

enum { SCHEMA = 1 };

struct writer {
	struct json json;
	const struct inspection *in;
	const struct report_options *options;
	struct outside_gate gate;
	struct buf text; /* sentences are made here, then quoted */
	struct json cut; /* the list of what was cut, written last */
	struct buf cut_text;
};

static void key_empty_list(struct json *json, const char *key)
{
	json_key(json, key);
	json_array(json);
	json_array_end(json);
}

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

/* --- message -------------------------------------------------------------- */

static void add_date(struct writer *w)
{
	const struct message *message = w->in->message;
	const struct date *date = &message->date;
	struct json *json = &w->json;

	json_key(json, "date");
	json_object(json);
	json_key_str_or_null(json, "raw", message->date_given ? date->raw : STR_NONE);
	json_key_time(json, "utc", date->utc, date->ok);
	json_key_int_or_null(json, "offset_minutes", date->offset_minutes,
			     date->ok && date->zone_known);
	json_object_end(json);
}

static void add_from(struct writer *w)
{
	const struct address_list *from = &w->in->message->from;
	struct json *json = &w->json;

	json_key(json, "from");
	json_array(json);
	for (uint32_t i = 0; i < from->count; i++) {
		const struct mailbox *box = &from->items[i];

		json_object(json);
		json_key_text(json, "name", box->name);
		json_key_text(json, "address", box->address);
		json_key_host(json, "domain", box->domain);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_addresses(struct writer *w, const char *key,
			  const struct address_list *list)
{
	struct json *json = &w->json;

	json_key(json, key);
	json_array(json);
	for (uint32_t i = 0; i < list->count; i++)
		json_str(json, list->items[i].address);
	json_array_end(json);
}

static void add_envelope(struct writer *w)
{
	const struct message *message = w->in->message;
	struct json *json = &w->json;
	struct str sender =
	    message->sender.count ? message->sender.items[0].address : STR_NONE;

	json_key_text(json, "sender", sender);
	add_addresses(w, "reply_to", &message->reply_to);
	add_addresses(w, "to", &message->to);
	add_addresses(w, "cc", &message->cc);
	/* The null path of a bounce is "", no Return-Path at all is null. */
	if (message->return_path_given && message->return_path_null)
		json_key_str(json, "return_path", STR(""));
	else
		json_key_text(json, "return_path", message->return_path.address);
}

static void add_message_id(struct writer *w)
{
	const struct msgid *id = &w->in->message->message_id;
	struct json *json = &w->json;

	json_key(json, "message_id");
	json_object(json);
	json_key_text(json, "id", id->id);
	json_key_host(json, "domain", id->domain);
	json_object_end(json);
}

/* The tree of the whole input: a reported mail stands in it below its carrier. */
static void add_parts(struct writer *w)
{
	const struct message *message = w->in->outer;

	json_key(&w->json, "parts");
	json_array(&w->json);
	for (uint32_t i = 0; i < message->part_count; i++)
		json_part(&w->json, w->in, message->parts[i]);
	json_array_end(&w->json);
}

static void add_reading_parts(struct writer *w, uint32_t reading)
{
	const struct message *message = w->in->outer;
	struct json *json = &w->json;

	json_key(json, "parts");
	json_array(json);
	for (uint32_t i = 0; i < message->part_count; i++)
		if (message->parts[i]->reading == (int32_t)reading)
			json_int(json, message->parts[i]->id);
	json_array_end(json);
}

static void add_readings(struct writer *w)
{
	const struct message *message = w->in->outer;
	struct json *json = &w->json;

	json_key(json, "readings");
	json_array(json);
	for (uint32_t i = 0; i < message->reading_count; i++) {
		const struct reading *reading = &message->readings[i];

		json_object(json);
		json_key_c(json, "rule", reading->rule);
		json_key_text(json, "detail",
			      str_sub(reading->detail, 0, LIMIT_DEFECT_DETAIL));
		json_key_int(json, "offset", (int64_t)reading->offset);
		add_reading_parts(w, i + 1);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_defects(struct writer *w)
{
	const struct defects *defects = &w->in->message->defects;
	struct json *json = &w->json;

	json_key(json, "defects");
	json_array(json);
	for (uint32_t i = 0; i < defects->count; i++) {
		const struct defect *defect = &defects->items[i];

		json_object(json);
		json_key_c(json, "id", defect->id);
		json_key_int(json, "offset", (int64_t)defect->offset);
		json_key_text(json, "detail",
			      str_sub(defect->detail, 0, LIMIT_DEFECT_DETAIL));
		json_object_end(json);
	}
	json_array_end(json);
	json_key_int(json, "defects_dropped", (int64_t)defects->dropped);
}

static void add_message(struct writer *w)
{
	const struct message *message = w->in->message;
	struct json *json = &w->json;

	json_key(json, "message");
	json_object(json);
	json_key_str_or_null(json, "subject",
			     message->subject_given ? message->subject.text : STR_NONE);
	add_date(w);
	add_from(w);
	add_envelope(w);
	add_message_id(w);
	json_key_bool(json, "headers_only", message->headers_only || w->in->headers_only);
	json_key_bool(json, "complete", message->complete);
	/* The part of the input that holds this mail, where it was sent to report it. */
	json_key_int_or_null(json, "carrier_part", message->carrier_part,
			     message->carrier != NULL);
	add_parts(w);
	add_readings(w);
	add_defects(w);
	json_object_end(json);
}

/* --- identities, path ------------------------------------------------------ */

static void add_identities(struct writer *w)
{
	const struct identities *ids = &w->in->ids;
	struct json *json = &w->json;

	json_key(json, "identities");
	json_array(json);
	for (uint32_t i = 0; i < ids->count; i++) {
		const struct identity *id = &ids->items[i];

		json_object(json);
		json_key_c(json, "role", identity_role_name(id->role));
		json_key_text(json, "text", id->text);
		json_key_text(json, "name", id->name);
		json_key_host(json, "domain", id->domain);
		json_key_host(json, "registrable_domain", id->registrable);
		json_key_c(json, "grade", grade_name(id->grade));
		json_key_bool(json, "own", id->own);
		json_key_bool(json, "related_to_from", id->related_to_from);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_hop(struct writer *w, const struct hop *hop)
{
	const struct received *r = &hop->received;
	struct json *json = &w->json;

	json_object(json);
	json_key_int(json, "n", hop->n);
	json_key_host(json, "from", r->from);
	json_key_host(json, "by", r->by);
	json_key_host(json, "helo", r->helo);
	json_key_host(json, "rdns", r->rdns);
	json_key_text(json, "ip", r->ip);
	json_key_text(json, "auth_user", r->auth_user);
	json_key_text(json, "protocol", r->protocol);
	json_key_text(json, "tls", r->tls);
	json_key_text(json, "via", r->via);
	json_key_text(json, "id", r->id);
	json_key_text(json, "for", r->for_);
	json_key_text(json, "envelope_from", r->envelope_from);
	json_key_time(json, "utc", r->date.utc, r->date.ok);
	json_key_int_or_null(json, "delay_seconds", hop->delay_seconds, hop->delay_known);
	json_key_c(json, "grade", grade_name(hop->grade));
	json_key_bool(json, "breaks", hop->breaks);
	json_key_int(json, "offset", (int64_t)inspection_offset(w->in, hop->field->raw));
	json_key_str(json, "raw", str_trim_right(hop->field->raw));
	json_object_end(json);
}

static void add_origin(struct writer *w)
{
	const struct path *path = &w->in->path;
	struct json *json = &w->json;

	json_key(json, "origin");
	json_object(json);
	json_key_int_or_null(json, "hop", path->origin.hop, path->origin.hop != 0);
	json_key_text(json, "ip", path->origin.ip);
	json_key_host(json, "helo", path->origin.helo);
	json_key_host(json, "rdns", path->origin.rdns);
	json_key_text(json, "auth_user", path->origin.auth_user);
	json_object_end(json);
}

static const char *basis_name(enum boundary_basis basis)
{
	switch (basis) {
	case BOUNDARY_SITE:
		return "site";
	case BOUNDARY_PRESET:
		return "preset";
	case BOUNDARY_INFERRED:
		return "inferred";
	case BOUNDARY_GIVEN:
		return "given";
	default:
		return NULL;
	}
}

static void add_path(struct writer *w)
{
	const struct path *path = &w->in->path;
	struct json *json = &w->json;

	json_key(json, "path");
	json_object(json);
	json_key(json, "hops");
	json_array(json);
	for (uint32_t i = 0; i < path->count; i++)
		add_hop(w, &path->hops[i]);
	json_array_end(json);
	json_key_int_or_null(json, "boundary", path->boundary, path->boundary != 0);
	json_key_c(json, "basis", basis_name(path->basis));
	json_key_c(json, "preset", path->preset);
	add_origin(w);
	json_object_end(json);
}

/* --- authentication, claims ------------------------------------------------ */

static void add_recorded(struct writer *w)
{
	const struct path *path = &w->in->path;
	struct json *json = &w->json;

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
		json_key_int(
		    json, "offset",
		    (int64_t)inspection_offset(w->in, recorded->from->field->raw));
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_spf(struct writer *w)
{
	const struct authentication *auth = &w->in->authentication;
	struct json *json = &w->json;

	json_key(json, "spf");
	json_array(json);
	for (uint32_t i = 0; i < auth->spf_count; i++) {
		json_object(json);
		json_spf(json, w->in->arena, &auth->spf[i], &auth->spf_query[i].ip);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_dmarc(struct writer *w)
{
	const struct authentication *auth = &w->in->authentication;
	struct json *json = &w->json;

	json_key(json, "dmarc");
	json_array(json);
	for (uint32_t i = 0; i < auth->dmarc_count; i++) {
		json_object(json);
		json_dmarc(json, &auth->dmarc[i]);
		json_object_end(json);
	}
	json_array_end(json);
}

/* Without an evaluation not even "none" is said. */
static void add_arc(struct writer *w)
{
	struct json *json = &w->json;

	json_key(json, "arc");
	if (w->in->authentication.evaluated) {
		json_arc(json, &w->in->authentication.arc, w->in->env->site);
		return;
	}
	json_object(json);
	json_key_null(json, "result");
	key_empty_list(json, "instances");
	json_object_end(json);
}

/* What our own side recorded, and what was found today. */
static void add_compared(struct writer *w)
{
	static const char *const methods[] = { "spf", "dkim", "dmarc" };
	struct comparison items[COMPARISONS];
	struct json *json = &w->json;

	json_key(json, "compared");
	json_array(json);
	for (size_t m = 0; m < COUNT(methods); m++) {
		uint32_t count = compare_results(w->in, methods[m], items);

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

static void add_auth(struct writer *w)
{
	struct json *json = &w->json;

	json_key(json, "auth");
	json_object(json);
	add_recorded(w);
	add_compared(w);
	add_spf(w);
	json_key(json, "dkim");
	json_dkim(json, w->in->arena, w->in->message, &w->in->authentication.dkim);
	add_dmarc(w);
	add_arc(w);
	json_key(json, "smime");
	json_smime(json, w->in);
	json_key(json, "bimi");
	json_bimi(json, &w->in->authentication.bimi, w->in->authentication.evaluated);
	json_object_end(json);
}

/* Where the words stand; null where they have no place of their own. */
static void add_claim_place(struct writer *w, const struct claim_place *place)
{
	const struct inspection *in = w->in;
	const struct passage *passage = place->passage;
	const struct part *part = passage ? passage->part : place->part;
	struct json *json = &w->json;

	json_object(json);
	json_key_c(json, "where", place->where);
	json_key_text(json, "text", place->text);
	json_key_bool(json, "look_alike", place->look_alike);
	json_key(json, "part");
	if (part)
		json_int(json, inspection_part_id(in, part));
	else
		json_null(json);
	json_key(json, "link");
	if (place->link)
		json_int(json, place->link->n);
	else
		json_null(json);
	json_key(json, "offset");
	if (place->field)
		json_int(json, (int64_t)inspection_offset(in, place->field->raw));
	else if (passage)
		json_int(json, (int64_t)passage_offset(in->arena, in->message, passage,
						       place->start));
	else if (place->link)
		json_int(json, (int64_t)place->link->offset);
	else
		json_null(json);
	json_object_end(json);
}

static void add_claim(struct writer *w, const struct claim *claim)
{
	const struct brand *brand = claim->brand;
	bool japanese = strcmp(w->options->catalogue->language, "ja") == 0;
	struct str name = japanese && brand->name_ja.n ? brand->name_ja : brand->name_en;
	struct json *json = &w->json;

	json_object(json);
	json_key_str(json, "brand", brand->id);
	json_key_text(json, "name", name.n ? name : brand->name_ja);
	json_key(json, "where");
	json_array(json);
	for (uint32_t i = 0; i < claim->place_count; i++)
		json_c(json, claim->places[i].where);
	json_array_end(json);
	json_key(json, "official_domains");
	json_array(json);
	for (uint32_t i = 0; i < brand->domain_count; i++)
		json_str(json, brand->domains[i]);
	json_array_end(json);
	json_key_c(json, "standing", standing_name(claim->standing));
	json_key_c(json, "voice", voice_name(claim->voice));
	json_key(json, "places");
	json_array(json);
	for (uint32_t i = 0; i < claim->place_count; i++)
		add_claim_place(w, &claim->places[i]);
	json_array_end(json);
	json_object_end(json);
}

static void add_claims(struct writer *w)
{
	const struct claims *claims = &w->in->claims;

	json_key(&w->json, "claims");
	json_array(&w->json);
	for (uint32_t i = 0; i < claims->count; i++)
		add_claim(w, &claims->items[i]);
	json_array_end(&w->json);
}

/* --- links ------------------------------------------------------------------ */

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

/* --- findings, verdict ------------------------------------------------------ */

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

static void add_evidence(struct writer *w, const struct evidence *evidence)
{
	struct json *json = &w->json;

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
	json_key(&w->json, key);
	json_str_made(&w->json, buf_peek(&w->text));
	buf_clear(&w->text);
}

static void add_finding(struct writer *w, const struct finding *finding)
{
	struct json *json = &w->json;

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

static void add_findings(struct writer *w)
{
	json_key(&w->json, "findings");
	json_array(&w->json);
	for (uint32_t i = 0; i < w->in->finding_count; i++)
		add_finding(w, w->in->findings[i]);
	json_array_end(&w->json);
	json_key_int(&w->json, "findings_dropped", (int64_t)w->in->findings_dropped);
}

static void key_statement(struct writer *w, const char *key,
			  const struct statement *statement)
{
	phrase_statement(w->in, w->options, statement, &w->text);
	key_made_text(w, key);
}

static void add_open_questions(struct writer *w)
{
	const struct verdict *verdict = &w->in->verdict;
	struct json *json = &w->json;

	json_key(json, "open_questions");
	json_array(json);
	for (uint32_t i = 0; i < verdict->open_count; i++) {
		phrase_statement(w->in, w->options, &verdict->open[i], &w->text);
		json_str_made(json, buf_peek(&w->text));
		buf_clear(&w->text);
	}
	json_array_end(json);
}

static void add_shares(struct writer *w)
{
	const struct verdict *verdict = &w->in->verdict;
	struct json *json = &w->json;

	json_key(json, "shares");
	json_array(json);
	for (uint32_t i = 0; i < verdict->share_count; i++) {
		json_object(json);
		json_key_c(json, "finding", verdict->shares[i].finding->check->id);
		json_key(json, "weight");
		json_double(json, verdict->shares[i].weight, 3);
		json_key_str(json, "kind", verdict->shares[i].kind);
		json_key(json, "listed");
		json_double(json, verdict->shares[i].listed, 3);
		json_key(json, "factor");
		json_double(json, verdict->shares[i].factor, 3);
		json_key_c(json, "held", verdict->shares[i].held);
		json_key_str(json, "provenance", verdict->shares[i].provenance);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_verdict(struct writer *w)
{
	const struct verdict *verdict = &w->in->verdict;
	struct json *json = &w->json;

	json_key(json, "verdict");
	json_object(json);
	json_key_c(json, "class", verdict_class_name(verdict->class_));
	json_key(json, "score");
	json_double(json, verdict->score, 3);
	json_key_c(json, "category", verdict->category);
	key_statement(w, "sender_statement", &verdict->sender);
	key_statement(w, "content_statement", &verdict->content);
	key_statement(w, "summary", &verdict->summary);
	add_open_questions(w);
	add_shares(w);
	json_object_end(json);
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
	buf_init(&w->text, LIMIT_REPORT_BYTES);
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
	buf_fini(&w->text);
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
	add_message(&w);
	add_identities(&w);
	add_path(&w);
	add_auth(&w);
	add_claims(&w);
	add_attachments(&w);
	add_links(&w);
	add_surroundings(&w);
	add_findings(&w);
	add_verdict(&w);
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
	add_findings(&w);
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
