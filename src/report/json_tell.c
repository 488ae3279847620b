/* report/json_tell.c - see json_tell.h. */
#include "report/json_tell.h"

#include "base/limits.h"
#include "desk/desk.h"
#include "report/json_key.h"
#include "report/outside.h"
#include "report/phrase.h"

struct teller {
	struct json *json;
	const struct inspection *in;
	const struct report_options *options;
	struct buf text;
};

static struct str masked(struct teller *t, struct str text)
{
	buf_clear(&t->text);
	outside_add_raw(t->options, text, &t->text);
	return buf_peek(&t->text);
}

static void key_masked(struct teller *t, const char *key, struct str text)
{
	json_key_text(t->json, key, masked(t, text));
}

static void key_statement(struct teller *t, const char *key,
			  const struct statement *statement)
{
	buf_clear(&t->text);
	phrase_statement(t->in, t->options, statement, &t->text);
	json_key_str(t->json, key, buf_peek(&t->text));
}

static void add_desk(struct teller *t, const struct desk *desk)
{
	bool japanese = strcmp(t->options->catalogue->language, "ja") == 0;
	struct json *json = t->json;

	json_object(json);
	json_key_c(json, "role", desk->role);
	key_masked(t, "name", japanese && desk->name_ja.n ? desk->name_ja : desk->name);
	key_masked(t, "contact", desk->contact);
	json_key_c(json, "via", desk->via);
	key_statement(t, "what_they_can_do", &desk->can_do);
	json_key(json, "about");
	json_array(json);
	for (uint32_t i = 0; i < desk->about_count; i++)
		json_str(json, masked(t, desk->abouts[i]));
	json_array_end(json);
	key_masked(t, "source", desk->source);
	json_key_c(json, "warning",
		   desk->warning ? phrase_text(t->options, desk->warning) : NULL);
	json_key_c(json, "form", desk->form);
	json_key_c(json, "language", desk->language);
	json_object_end(json);
}

void json_tell(struct json *json, const struct inspection *in,
	       const struct report_options *options)
{
	struct teller t = { .json = json, .in = in, .options = options };
	const struct desks *desks = desks_of(in);

	buf_init(&t.text, LIMIT_REPORT_BYTES);
	json_array(json);
	for (uint32_t i = 0; i < desks->count; i++)
		add_desk(&t, &desks->items[i]);
	json_array_end(json);
	buf_fini(&t.text);
}
