/* report/stix.c - see stix.h: the bundle, and the objects that judge. */
#include "report/stix.h"

#include "base/limits.h"
#include "check/check.h"
#include "report/headline.h"
#include "report/outside.h"
#include "report/phrase.h"
#include "report/redact.h"
#include "report/tlp.h"
#include "report/told.h"
#include "verdict/verdict.h"

/* The one that the standard's own repository has for that level; it is not made anew. */
static void add_marking(struct stix *s)
{
	const struct tlp *tlp = s->options->tlp;
	struct str id = str_c(tlp->stix_id);

	stix_new(s, id);
	json_object(&s->json);
	json_key_c(&s->json, "type", "marking-definition");
	json_key_c(&s->json, "spec_version", "2.1");
	json_key_str(&s->json, "id", id);
	json_key_c(&s->json, "created", "2022-10-01T00:00:00.000Z");
	json_key_c(&s->json, "name", tlp->label);
	json_key(&s->json, "extensions");
	json_object(&s->json);
	json_key(&s->json, "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d");
	json_object(&s->json);
	json_key_c(&s->json, "extension_type", "property-extension");
	json_key_c(&s->json, "tlp_2_0", tlp->name);
	json_object_end(&s->json);
	json_object_end(&s->json);
	json_object_end(&s->json);
}

/* Of the site where a profile names it; the program otherwise. */
static void add_maker(struct stix *s)
{
	struct str site = s->in->env->site->name;
	bool named = site.n && !s->options->redaction;
	struct str name = named ? stix_told(s, site) : STR("mekiki");

	s->identity = stix_id(s, "identity", STR("maker"));
	if (!stix_new(s, s->identity))
		return;
	stix_domain(s, "identity", s->identity);
	json_key_str(&s->json, "name", name);
	json_key_c(&s->json, "identity_class", named ? "organization" : "system");
	stix_end(s);
}

/* Whose name was borrowed: somebody who is told, and a victim too. */
static struct str add_brand(struct stix *s)
{
	const struct claims *claims = &s->in->claims;
	bool japanese = strcmp(s->options->catalogue->language, "ja") == 0;

	for (uint32_t i = 0; i < claims->count; i++) {
		const struct brand *brand = claims->items[i].brand;
		struct str id, name;

		if (claims->items[i].standing != STANDING_CONTRADICTED)
			continue;
		name = (japanese && brand->name_ja.n) || brand->name_en.n == 0
			   ? brand->name_ja
			   : brand->name_en;
		id = stix_id(s, "identity", brand->id);
		if (!stix_new(s, id))
			return id;
		stix_domain(s, "identity", id);
		json_key_str(&s->json, "name", name);
		json_key_c(&s->json, "identity_class", "organization");
		json_key(&s->json, "roles");
		json_array(&s->json);
		json_c(&s->json, "impersonated");
		json_array_end(&s->json);
		stix_end(s);
		return id;
	}
	return STR_NONE;
}

/* --- what is bad -----------------------------------------------------------------------
 */

static const char *path_of(const struct indicator *item)
{
	struct ip_net net;

	switch (item->type) {
	case INDICATOR_URL:
		return "url:value";
	case INDICATOR_HOST:
	case INDICATOR_DOMAIN:
		return "domain-name:value";
	case INDICATOR_EMAIL:
		return "email-addr:value";
	case INDICATOR_SHA256:
		return "file:hashes.'SHA-256'";
	case INDICATOR_CERTIFICATE:
		return "x509-certificate:hashes.'SHA-256'";
	case INDICATOR_IP:
		if (!ip_net_parse(item->value, &net))
			return NULL;
		return net.ip.kind == IP_V4 ? "ipv4-addr:value" : "ipv6-addr:value";
	default:
		return NULL;
	}
}

static void key_word(struct stix *s, const char *key, const char *word)
{
	json_key(&s->json, key);
	json_array(&s->json);
	json_c(&s->json, word);
	json_array_end(&s->json);
}

static struct str add_indicator(struct stix *s, const struct indicator *item)
{
	const char *path = path_of(item);
	struct str value = stix_told(s, item->value), id;
	struct buf pattern;

	/* What is masked matches nothing. */
	if (!path || !str_eq(value, item->value))
		return STR_NONE;
	buf_init(&pattern, 0);
	buf_printf(&pattern, "[%s = ", path);
	stix_quote(&pattern, value);
	buf_add_char(&pattern, ']');
	id = stix_id(s, "indicator", buf_peek(&pattern));
	if (stix_new(s, id)) {
		stix_domain(s, "indicator", id);
		json_key_str(&s->json, "name", value);
		json_key_c(&s->json, "description", item->source);
		key_word(s, "indicator_types", "malicious-activity");
		json_key_str(&s->json, "pattern", buf_peek(&pattern));
		json_key_c(&s->json, "pattern_type", "stix");
		json_key_c(&s->json, "pattern_version", "2.1");
		stix_time(s, "valid_from",
			  item->first_seen ? item->first_seen : s->in->env->clock);
		json_key_int(&s->json, "confidence", item->confidence);
		stix_end(s);
	}
	buf_fini(&pattern);
	return id;
}

static bool is_infrastructure(const struct indicator *item)
{
	return item->type == INDICATOR_URL || item->type == INDICATOR_HOST ||
	       item->type == INDICATOR_DOMAIN || item->type == INDICATOR_IP;
}

static struct str add_infrastructure(struct stix *s)
{
	const char *category = s->in->verdict.category;
	struct str id = stix_id(s, "infrastructure", STR("bad"));
	bool phish = category && strstr(category, "phish");

	stix_new(s, id);
	stix_domain(s, "infrastructure", id);
	json_key_c(&s->json, "name",
		   phrase_text(s->options, N_("What this mail was sent from, and where "
					      "it leads")));
	key_word(s, "infrastructure_types", phish ? "phishing" : "unknown");
	stix_end(s);
	return id;
}

static void add_bad(struct stix *s, const struct indicators *list, struct str brand)
{
	struct str infrastructure = STR_NONE;

	for (uint32_t i = 0; i < list->count; i++) {
		const struct indicator *item = &list->items[i];
		struct str observed, indicator;

		if (item->role != ROLE_BAD || !told_indicator(s->options, item))
			continue;
		observed = stix_observe(s, item);
		indicator = add_indicator(s, item);
		if (!is_infrastructure(item) || observed.n == 0)
			continue;
		if (infrastructure.n == 0)
			infrastructure = add_infrastructure(s);
		stix_relation(s, "consists-of", infrastructure, observed);
		stix_relation(s, "indicates", indicator, infrastructure);
	}
	stix_relation(s, "related-to", infrastructure, brand);
}

/* --- what was observed
 * -------------------------------------------------------------------
 */

static void add_observables(struct stix *s, const struct indicators *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		const struct indicator *item = &list->items[i];
		uint32_t *count = &s->role_count[item->role];
		struct str id;

		if (!told_indicator(s->options, item))
			continue;
		id = stix_observe(s, item);
		if (id.n)
			s->by_role[item->role][(*count)++] = id;
	}
}

static void add_observed(struct stix *s, enum indicator_role role,
			 const struct indicators *list)
{
	int64_t first = 0, last = 0, clock = s->in->env->clock;
	struct str id;

	if (s->role_count[role] == 0)
		return;
	for (uint32_t i = 0; i < list->count; i++) {
		const struct indicator *item = &list->items[i];

		if (item->role != role || item->first_seen == 0)
			continue;
		first = first == 0 || item->first_seen < first ? item->first_seen : first;
		last = item->last_seen > last ? item->last_seen : last;
	}
	id = stix_id(s, "observed-data", str_c(indicator_role_words[role]));
	if (!stix_new(s, id))
		return;
	stix_domain(s, "observed-data", id);
	key_word(s, "labels", indicator_role_words[role]);
	stix_time(s, "first_observed", first ? first : clock);
	stix_time(s, "last_observed", last ? last : clock);
	json_key_int(&s->json, "number_observed", 1);
	json_key(&s->json, "object_refs");
	json_array(&s->json);
	for (uint32_t i = 0; i < s->role_count[role]; i++)
		json_str(&s->json, s->by_role[role][i]);
	json_array_end(&s->json);
	stix_end(s);
}

/* Telephone numbers and addresses of coins: STIX has no observable for them. */
static void add_note(struct stix *s, const struct indicators *list)
{
	struct buf content;
	struct str id;

	buf_init(&content, LIMIT_REPORT_BYTES);
	for (uint32_t i = 0; i < list->count; i++) {
		const struct indicator *item = &list->items[i];

		if ((item->type != INDICATOR_TELEPHONE && item->type != INDICATOR_COIN) ||
		    !told_indicator(s->options, item))
			continue;
		buf_printf(&content, "%s, %s: ", indicator_type_words[item->type],
			   indicator_role_words[item->role]);
		told_value(s->options, item->value, &content);
		buf_add_char(&content, '\n');
	}
	id = stix_id(s, "note", STR("numbers"));
	if (content.n && stix_new(s, id)) {
		stix_domain(s, "note", id);
		json_key_str(&s->json, "content", buf_peek(&content));
		json_key(&s->json, "object_refs");
		json_array(&s->json);
		json_str(&s->json, s->identity);
		json_array_end(&s->json);
		stix_end(s);
	}
	buf_fini(&content);
}

/* --- the whole
 * --------------------------------------------------------------------------
 */

static void key_phrase(struct stix *s, const char *key, const struct statement *statement)
{
	struct report_options plain = *s->options;

	plain.defang = true;
	phrase_statement(s->in, &plain, statement, &s->text);
	json_key_str(&s->json, key, buf_peek(&s->text));
	buf_clear(&s->text);
}

/* The verdict, and the profile where something is masked. */
static void add_labels(struct stix *s)
{
	struct str name;

	json_key(&s->json, "labels");
	json_array(&s->json);
	json_c(&s->json, verdict_class_name(s->in->verdict.class_));
	if (s->options->redaction) {
		name = redaction_profile(s->options->redaction)->name;
		json_str(&s->json,
			 arena_printf(s->in->arena, "redaction:%.*s", STR_ARG(name)));
	}
	json_array_end(&s->json);
}

static void add_report(struct stix *s)
{
	struct report_options plain = *s->options;
	uint32_t count = s->count;

	plain.defang = true;
	stix_domain(s, "report", stix_id(s, "report", STR("report")));
	headline(s->in, &plain, &s->text);
	json_key_str(&s->json, "name", buf_peek(&s->text));
	buf_clear(&s->text);
	if (s->in->verdict.summary.msgid)
		key_phrase(s, "description", &s->in->verdict.summary);
	json_key_c(&s->json, "lang", s->options->catalogue->language);
	key_word(s, "report_types", "observed-data");
	add_labels(s);
	stix_time(s, "published", s->in->env->clock);
	json_key(&s->json, "object_refs");
	json_array(&s->json);
	for (uint32_t i = 0; i < count; i++)
		json_str(&s->json, s->ids[i]);
	json_array_end(&s->json);
	stix_end(s);
}

/* The message's own hash; where that would tell who has it, what is told instead. */
static struct str key_of(struct stix *s, const struct indicators *list)
{
	struct buf told;
	struct str key;

	if (outside_identifies(s->options) && s->in->input.sha256[0])
		return str_c(s->in->input.sha256);
	buf_init(&told, 0);
	for (uint32_t i = 0; i < list->count; i++) {
		if (!told_indicator(s->options, &list->items[i]))
			continue;
		told_value(s->options, list->items[i].value, &told);
		buf_add_char(&told, '\n');
	}
	key = arena_str(s->in->arena, buf_peek(&told));
	buf_fini(&told);
	return key;
}

static void write_stix(const struct inspection *in, const struct report_options *options,
		       struct buf *out)
{
	const struct indicators *list = indicators_of(in);
	struct stix *s = arena_new_of(in->arena, struct stix);
	struct str brand;

	s->in = in;
	s->options = options;
	buf_init(&s->text, LIMIT_REPORT_BYTES);
	s->key = key_of(s, list);
	json_init(&s->json, out);
	json_object(&s->json);
	json_key_c(&s->json, "type", "bundle");
	json_key_str(&s->json, "id", stix_id(s, "bundle", STR("bundle")));
	json_key(&s->json, "objects");
	json_array(&s->json);
	add_marking(s);
	add_maker(s);
	brand = add_brand(s);
	add_bad(s, list, brand);
	add_observables(s, list);
	stix_message(s);
	for (int role = ROLE_BAD; role <= ROLE_CONTEXT; role++)
		add_observed(s, (enum indicator_role)role, list);
	stix_surroundings(s);
	add_note(s, list);
	add_report(s);
	json_array_end(&s->json);
	json_object_end(&s->json);
	buf_add_char(out, '\n');
	buf_fini(&s->text);
}

const struct report_format report_stix = {
	.name = "stix",
	.summary = N_("a bundle of STIX 2.1, one a line"),
	.one_line = true,
	.write = write_stix,
};
