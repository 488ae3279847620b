/* report/stix_part.c - ids, heads and times of STIX. */
#include "report/stix.h"

#include "base/uuid.h"
#include "mail/date.h"
#include "report/tlp.h"
#include "report/told.h"

/* The standard's namespace for observables (2.9), and our own. */
static const char observables[] = "00abedb4-aa42-466c-9c01-fed23315a9b7";
static const char ours[] = "6f1c7d5e-6d4b-4b7c-9a55-2f9c0e6a31d7";

static struct str made_id(struct stix *s, const char *space, const char *type,
			  struct str name)
{
	struct uuid in, uuid;
	char text[UUID_TEXT];

	uuid_parse(str_c(space), &in);
	uuid_of_name(&in, name, &uuid);
	uuid_text(&uuid, text);
	return arena_printf(s->in->arena, "%s--%s", type, text);
}

struct str stix_id(struct stix *s, const char *type, struct str name)
{
	struct str whole = arena_printf(s->in->arena, "%s\n%.*s\n%.*s", type,
					STR_ARG(s->key), STR_ARG(name));

	return made_id(s, ours, type, whole);
}

void stix_contribute(struct stix *s, bool first, const char *key, struct str value)
{
	buf_printf(&s->text, "%c\"%s\":\"", first ? '{' : ',', key);
	/* Values are inert: of what JSON escapes only these two are left. */
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == '"' || value.p[i] == '\\')
			buf_add_char(&s->text, '\\');
		buf_add_char(&s->text, value.p[i]);
	}
	buf_add_char(&s->text, '"');
}

struct str stix_observable_id(struct stix *s, const char *type)
{
	struct str id;

	buf_add_char(&s->text, '}');
	id = made_id(s, observables, type, buf_peek(&s->text));
	buf_clear(&s->text);
	return id;
}

bool stix_new(struct stix *s, struct str id)
{
	for (uint32_t i = 0; i < s->count; i++)
		if (str_eq(s->ids[i], id))
			return false;
	ARENA_GROW(s->in->arena, s->ids, s->count, s->cap);
	s->ids[s->count++] = id;
	return true;
}

static void key_marking(struct stix *s)
{
	json_key(&s->json, "object_marking_refs");
	json_array(&s->json);
	json_c(&s->json, s->options->tlp->stix_id);
	json_array_end(&s->json);
}

void stix_observable(struct stix *s, const char *type, struct str id)
{
	json_object(&s->json);
	json_key_c(&s->json, "type", type);
	json_key_c(&s->json, "spec_version", "2.1");
	json_key_str(&s->json, "id", id);
	key_marking(s);
}

void stix_domain(struct stix *s, const char *type, struct str id)
{
	stix_observable(s, type, id);
	stix_time(s, "created", s->in->env->clock);
	stix_time(s, "modified", s->in->env->clock);
	if (!str_eq(id, s->identity))
		json_key_str(&s->json, "created_by_ref", s->identity);
}

void stix_end(struct stix *s)
{
	json_object_end(&s->json);
}

/* To the millisecond, as 3.2 wants of "created" and "modified". */
void stix_time(struct stix *s, const char *key, int64_t utc)
{
	char text[DATE_TEXT];
	struct str iso = date_iso(utc, text);

	if (iso.n != STR("2023-01-01T12:41:04Z").n)
		return;
	buf_add(&s->text, str_sub(iso, 0, iso.n - 1));
	buf_add(&s->text, STR(".000Z"));
	json_key_str(&s->json, key, buf_peek(&s->text));
	buf_clear(&s->text);
}

void stix_relation(struct stix *s, const char *kind, struct str source, struct str target)
{
	struct str id = stix_id(s, "relationship",
				arena_printf(s->in->arena, "%s %.*s %.*s", kind,
					     STR_ARG(source), STR_ARG(target)));

	if (source.n == 0 || target.n == 0 || !stix_new(s, id))
		return;
	stix_domain(s, "relationship", id);
	json_key_c(&s->json, "relationship_type", kind);
	json_key_str(&s->json, "source_ref", source);
	json_key_str(&s->json, "target_ref", target);
	stix_end(s);
}

struct str stix_told(struct stix *s, struct str text)
{
	struct buf told;
	struct str kept;

	buf_init(&told, 0);
	told_value(s->options, text, &told);
	kept = arena_str(s->in->arena, buf_peek(&told));
	buf_fini(&told);
	return kept;
}

void stix_quote(struct buf *out, struct str text)
{
	buf_add_char(out, '\'');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\'' || text.p[i] == '\\')
			buf_add_char(out, '\\');
		buf_add_char(out, text.p[i]);
	}
	buf_add_char(out, '\'');
}
