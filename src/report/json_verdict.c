/* report/json_verdict.c - see json_verdict.h. */
#include "report/json_verdict.h"

#include "base/limits.h"
#include "check/check.h"
#include "report/phrase.h"
#include "verdict/verdict.h"

struct writer {
	struct json *json;
	const struct inspection *in;
	const struct report_options *options;
	struct buf text; /* sentences are made here, then quoted */
};

static void key_made_text(struct writer *w, const char *key)
{
	json_key(w->json, key);
	json_str_made(w->json, buf_peek(&w->text));
	buf_clear(&w->text);
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
	struct json *json = w->json;

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
	struct json *json = w->json;

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

void json_verdict(struct json *json, const struct inspection *in,
		  const struct report_options *options)
{
	const struct verdict *verdict = &in->verdict;
	struct writer w = { .json = json, .in = in, .options = options };

	buf_init(&w.text, LIMIT_REPORT_BYTES);
	json_key(json, "verdict");
	json_object(json);
	json_key_c(json, "class", verdict_class_name(verdict->class_));
	json_key(json, "score");
	json_double(json, verdict->score, 3);
	json_key_c(json, "category", verdict->category);
	key_statement(&w, "sender_statement", &verdict->sender);
	key_statement(&w, "content_statement", &verdict->content);
	key_statement(&w, "summary", &verdict->summary);
	add_open_questions(&w);
	add_shares(&w);
	json_object_end(json);
	buf_fini(&w.text);
}
