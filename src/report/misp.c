/* report/misp.c - see misp.h. */
#include "report/misp.h"

#include "base/json.h"
#include "base/limits.h"
#include "base/uuid.h"
#include "check/check.h"
#include "language/number.h"
#include "mail/date.h"
#include "report/headline.h"
#include "report/outside.h"
#include "report/redact.h"
#include "report/tlp.h"
#include "report/told.h"
#include "verdict/verdict.h"

#include <stdio.h>

static const char ours[] = "6f1c7d5e-6d4b-4b7c-9a55-2f9c0e6a31d7";

struct misp {
	const struct inspection *in;
	const struct report_options *options;
	struct json json;
	struct buf text;
	struct str key; /* the case's own */
	const char *object;
	uint32_t objects;
};

/* --- pieces ---------------------------------------------------------------------------
 */

static void key_uuid(struct misp *m, const char *kind, struct str name)
{
	struct uuid space, uuid;
	char text[UUID_TEXT];

	uuid_parse(str_c(ours), &space);
	uuid_of_name(&space,
		     arena_printf(m->in->arena, "misp %s\n%.*s\n%.*s", kind,
				  STR_ARG(m->key), STR_ARG(name)),
		     &uuid);
	uuid_text(&uuid, text);
	json_key_c(&m->json, "uuid", text);
}

static void key_time(struct misp *m, const char *key, int64_t utc)
{
	told_time(utc, &m->text);
	if (m->text.n)
		json_key_str(&m->json, key, buf_peek(&m->text));
	buf_clear(&m->text);
}

/* Seconds as a text: so MISP has them. */
static void key_timestamp(struct misp *m)
{
	buf_printf(&m->text, "%lld", (long long)m->in->env->clock);
	json_key_str(&m->json, "timestamp", buf_peek(&m->text));
	buf_clear(&m->text);
}

static void key_told(struct misp *m, const char *key, struct str text)
{
	told_value(m->options, text, &m->text);
	json_key_str(&m->json, key, buf_peek(&m->text));
	buf_clear(&m->text);
}

/* --- attributes
 * -------------------------------------------------------------------------
 */

struct kind {
	const char *type, *category;
};

static struct kind kind_of_coin(struct str address)
{
	const char *coin = coin_of_address(address);

	if (coin && strcmp(coin, "Bitcoin") == 0)
		return (struct kind){ "btc", "Financial fraud" };
	if (coin && strcmp(coin, "Monero") == 0)
		return (struct kind){ "xmr", "Financial fraud" };
	return (struct kind){ "other", "Other" };
}

static struct kind kind_of(const struct misp *m, const struct indicator *item)
{
	switch (item->type) {
	case INDICATOR_URL:
		return (struct kind){ "url", "Network activity" };
	case INDICATOR_HOST:
		return (struct kind){ "hostname", "Network activity" };
	case INDICATOR_DOMAIN:
		return (struct kind){ "domain", "Network activity" };
	case INDICATOR_IP:
	case INDICATOR_NETWORK:
		return (struct kind){ str_eq(item->value, m->in->path.origin.ip)
					  ? "ip-src"
					  : "ip-dst",
				      "Network activity" };
	case INDICATOR_EMAIL:
		return (struct kind){ item->role == ROLE_VICTIM ? "email-dst"
								: "email-src",
				      "Payload delivery" };
	case INDICATOR_MESSAGE_ID:
		return (struct kind){ "email-message-id", "Payload delivery" };
	case INDICATOR_SUBJECT:
		return (struct kind){ "email-subject", "Payload delivery" };
	case INDICATOR_SHA256:
		return (struct kind){ "sha256", "Payload delivery" };
	case INDICATOR_CERTIFICATE:
		return (struct kind){ "x509-fingerprint-sha256", "Network activity" };
	case INDICATOR_TELEPHONE:
		return (struct kind){ "phone-number", "Other" };
	default:
		return kind_of_coin(item->value);
	}
}

/* What is masked matches nothing. */
static bool is_masked(struct misp *m, struct str value)
{
	bool masked;

	told_value(m->options, value, &m->text);
	masked = !str_eq(buf_peek(&m->text), value);
	buf_clear(&m->text);
	return masked;
}

static bool is_for_detection(struct misp *m, const struct indicator *item)
{
	enum { SURE = 50 };

	return item->role == ROLE_BAD && !item->allowed && item->confidence > SURE &&
	       !is_masked(m, item->value);
}

static void add_attribute(struct misp *m, const struct indicator *item)
{
	struct kind kind = kind_of(m, item);

	json_object(&m->json);
	told_value(m->options, item->value, &m->text);
	key_uuid(m, kind.type, arena_str(m->in->arena, buf_peek(&m->text)));
	buf_clear(&m->text);
	json_key_c(&m->json, "type", kind.type);
	json_key_c(&m->json, "category", kind.category);
	key_told(m, "value", item->value);
	json_key_bool(&m->json, "to_ids", is_for_detection(m, item));
	json_key_c(&m->json, "distribution", "5"); /* the event's */
	json_key_bool(&m->json, "disable_correlation", item->role == ROLE_VICTIM);
	key_time(m, "first_seen", item->first_seen);
	key_time(m, "last_seen", item->last_seen);
	key_timestamp(m);
	buf_printf(&m->text, "%s; %s; %d", indicator_role_words[item->role], item->source,
		   item->confidence);
	json_key_str(&m->json, "comment", buf_peek(&m->text));
	buf_clear(&m->text);
	json_object_end(&m->json);
}

/* --- objects
 * ----------------------------------------------------------------------------
 */

static void object_begin(struct misp *m, const char *name, const char *template_,
			 const char *version)
{
	struct json *json = &m->json;

	json_object(json);
	json_key_c(json, "name", name);
	json_key_c(json, "meta-category", "network");
	json_key_c(json, "template_uuid", template_);
	json_key_c(json, "template_version", version);
	m->object = name;
	m->objects++;
	key_uuid(m, name, arena_printf(m->in->arena, "%u", m->objects));
	json_key_c(json, "distribution", "5");
	key_timestamp(m);
	json_key(json, "Attribute");
	json_array(json);
}

static void object_end(struct misp *m)
{
	json_array_end(&m->json);
	json_object_end(&m->json);
}

/* One of an object: nothing where there is no value. */
static void relate(struct misp *m, const char *relation, const char *type,
		   const char *category, struct str value)
{
	struct str told;

	told_value(m->options, value, &m->text);
	told = arena_str(m->in->arena, buf_peek(&m->text));
	buf_clear(&m->text);
	if (told.n == 0)
		return;
	json_object(&m->json);
	key_uuid(m, m->object,
		 arena_printf(m->in->arena, "%u %s %.*s", m->objects, relation,
			      STR_ARG(told)));
	json_key_c(&m->json, "object_relation", relation);
	json_key_c(&m->json, "type", type);
	json_key_c(&m->json, "category", category);
	json_key_str(&m->json, "value", told);
	json_key_bool(&m->json, "to_ids", false);
	json_key_c(&m->json, "distribution", "5");
	key_timestamp(m);
	json_object_end(&m->json);
}

static void relate_time(struct misp *m, const char *relation, int64_t utc)
{
	char text[DATE_TEXT];

	if (utc)
		relate(m, relation, "datetime", "Other", date_iso(utc, text));
}

static void add_email(struct misp *m)
{
	static const char delivery[] = "Payload delivery";
	const struct message *message = m->in->message;

	if (message->from.count == 0 && !message->subject_given)
		return;
	object_begin(m, "email", "a0c666e0-fc65-4be8-b48f-3423d788b552", "19");
	if (message->from.count) {
		const struct mailbox *from = message->from.items;

		relate(m, "from", "email-src", delivery, from->address);
		relate(m, "from-display-name", "email-src-display-name", delivery,
		       from->name);
	}
	for (uint32_t i = 0; !m->options->redaction && i < message->to.count; i++)
		relate(m, "to", "email-dst", delivery, message->to.items[i].address);
	if (message->reply_to.count)
		relate(m, "reply-to", "email-reply-to", delivery,
		       message->reply_to.items[0].address);
	relate(m, "subject", "email-subject", delivery, str_trim(message->subject.text));
	if (outside_identifies(m->options))
		relate(m, "message-id", "email-message-id", delivery,
		       message->message_id.id);
	if (message->date.ok)
		relate_time(m, "send-date", message->date.utc);
	object_end(m);
}

/* The imitated brand is whom the page aims at. */
static struct str target_of_page(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->claims.count; i++)
		if (in->claims.items[i].standing == STANDING_CONTRADICTED)
			return in->claims.items[i].brand->name_en.n
				   ? in->claims.items[i].brand->name_en
				   : in->claims.items[i].brand->name_ja;
	return STR_NONE;
}

static const struct visit *visit_of(const struct inspection *in, uint32_t link)
{
	for (uint32_t i = 0; in->visits && i < in->visits->count; i++)
		if (in->visits->items[i].link->n == link)
			return &in->visits->items[i];
	return NULL;
}

static void add_page(struct misp *m, const struct indicator *item)
{
	const struct visit *visit = visit_of(m->in, item->number);
	const struct visit_hop *end = visit ? visit_end(visit) : NULL;
	struct url url;

	object_begin(m, "phishing", "2dad6f9d-d425-4217-8fda-0b0a2d815307", "5");
	relate(m, "url", "url", "Network activity", item->value);
	if (url_parse(m->in->arena, item->value, NULL, &url))
		relate(m, "hostname", "hostname", "Network activity", url.host);
	if (end && !visit->altered && visit->hop_count > 1)
		relate(m, "url-redirect", "url", "Network activity", end->href);
	relate(m, "target", "text", "Other", target_of_page(m->in));
	if (visit && visit->state == VISIT_LIVE)
		relate(m, "online", "text", "Other", STR("Yes"));
	else if (visit && visit->state == VISIT_GONE)
		relate(m, "online", "text", "Other", STR("No"));
	object_end(m);
}

static void add_pages(struct misp *m, const struct indicators *list)
{
	enum { SHOWN = 20 };
	uint32_t shown = 0;

	for (uint32_t i = 0; i < list->count && shown < SHOWN; i++)
		if (list->items[i].type == INDICATOR_URL &&
		    list->items[i].role == ROLE_BAD) {
			add_page(m, &list->items[i]);
			shown++;
		}
}

static int64_t time_of(const struct registry_time *time)
{
	return time->ok ? time->utc : 0;
}

/* Of domains that are indicators; a registrant as he is published, and no more. */
static void add_registration(struct misp *m, const struct survey_domain *domain,
			     const struct registration *registration)
{
	const struct registry_value *mail =
	    &registration->registrant.fields[REGISTRY_EMAIL];
	const struct registry_facts *facts = &registration->facts;

	object_begin(m, "whois", "429faea1-34ff-47af-8a00-7c62d3be5a6a", "10");
	relate(m, "domain", "domain", "Network activity", domain->name);
	relate(m, "registrar", "whois-registrar", "Attribution", facts->registrar);
	if (mail->standing == REGISTRY_PUBLISHED)
		relate(m, "registrant-email", "whois-registrant-email", "Attribution",
		       mail->text);
	relate_time(m, "creation-date", time_of(&facts->created));
	relate_time(m, "modification-date", time_of(&facts->updated));
	relate_time(m, "expiration-date", time_of(&facts->expires));
	object_end(m);
}

static bool is_accused(const struct indicators *list, struct str domain)
{
	const struct indicator *item = indicator_find(list, INDICATOR_DOMAIN, domain);

	return item && (item->role == ROLE_BAD || item->role == ROLE_ABUSED);
}

static void add_registrations(struct misp *m, const struct indicators *list)
{
	const struct inspection *in = m->in;

	for (uint32_t i = 0; in->survey && in->enquiries && i < in->survey->domain_count;
	     i++) {
		const struct registration *registration =
		    enquired_registration(&in->enquiries->domains[i]);

		if (registration && is_accused(list, in->survey->domains[i].name))
			add_registration(m, &in->survey->domains[i], registration);
	}
}

static void add_addresses(struct misp *m, const struct indicators *list)
{
	const struct survey *survey = m->in->survey;

	for (uint32_t i = 0; survey && i < survey->address_count; i++) {
		const struct survey_address *address = &survey->addresses[i];

		for (uint32_t k = 0; k < address->host_count; k++) {
			struct str host = address->hosts[k];

			if (!is_accused(list, host_registrable(m->in->arena, host)))
				continue;
			object_begin(m, "domain-ip",
				     "43b3b146-77eb-4931-b4cc-b66c60f28734", "11");
			relate(m, "domain", "domain", "Network activity", host);
			relate(m, "ip", "ip-dst", "Network activity", address->text);
			object_end(m);
		}
	}
}

static void add_certificates(struct misp *m)
{
	const struct visits *visits = m->in->visits;

	for (uint32_t i = 0; visits && i < visits->count; i++)
		for (uint32_t k = 0; k < visits->items[i].handshake_count; k++) {
			const struct handshake *handshake =
			    &visits->items[i].handshakes[k];
			const struct certificate *leaf = handshake->chain;

			if (handshake->count == 0)
				continue;
			object_begin(m, "x509", "d1ab756a-26b5-4349-9f43-765630f0911c",
				     "4");
			relate(m, "x509-fingerprint-sha256", "x509-fingerprint-sha256",
			       "Network activity", str_c(leaf->sha256));
			relate(m, "subject", "text", "Other", leaf->subject.text);
			relate(m, "issuer", "text", "Other", leaf->issuer.text);
			relate(m, "serial-number", "text", "Other", leaf->serial);
			if (leaf->first != CERTIFICATE_NO_TIME)
				relate_time(m, "validity-not-before", leaf->first);
			if (leaf->last != CERTIFICATE_NO_TIME)
				relate_time(m, "validity-not-after", leaf->last);
			object_end(m);
		}
}

/* --- the event
 * --------------------------------------------------------------------------
 */

/* Numbers of MISP: 1 high … 4 undefined; a mail alone is never "high". */
static const char *threat_level(enum verdict_class class_)
{
	switch (class_) {
	case VERDICT_FRAUDULENT:
		return "2";
	case VERDICT_SUSPICIOUS:
		return "3";
	default:
		return "4";
	}
}

/* To all, to this community, or to one's own organisation: never further than the level
 * allows, and not by itself to where it only may go. */
static const char *distribution(const struct tlp *tlp)
{
	if (strcmp(tlp->name, "clear") == 0)
		return "3";
	return strcmp(tlp->name, "green") == 0 ? "1" : "0";
}

static void add_tag(struct misp *m, const char *before, const char *word)
{
	json_object(&m->json);
	buf_printf(&m->text, "%s%s", before, word);
	json_key_str(&m->json, "name", buf_peek(&m->text));
	buf_clear(&m->text);
	json_object_end(&m->json);
}

static void add_tags(struct misp *m)
{
	json_key(&m->json, "Tag");
	json_array(&m->json);
	add_tag(m, "tlp:", m->options->tlp->name);
	add_tag(m, "mekiki:", verdict_class_name(m->in->verdict.class_));
	if (m->options->redaction) {
		struct str name = redaction_profile(m->options->redaction)->name;

		add_tag(m, "mekiki:redaction=",
			arena_printf(m->in->arena, "%.*s", STR_ARG(name)).p);
	}
	json_array_end(&m->json);
}

static void add_info(struct misp *m)
{
	struct report_options plain = *m->options;
	char text[DATE_TEXT];

	plain.defang = true;
	headline(m->in, &plain, &m->text);
	json_key_str(&m->json, "info", buf_peek(&m->text));
	buf_clear(&m->text);
	json_key_str(&m->json, "date", str_until(date_iso(m->in->env->clock, text), 'T'));
	key_timestamp(m);
	json_key_bool(&m->json, "published", false);
	json_key_c(&m->json, "threat_level_id", threat_level(m->in->verdict.class_));
	json_key_c(&m->json, "analysis", "1"); /* ongoing: nobody has confirmed it */
	json_key_c(&m->json, "distribution", distribution(m->options->tlp));
}

/* As in report/stix.c: the message's hash, or what is told. */
static struct str key_of(struct misp *m, const struct indicators *list)
{
	struct str key;

	if (outside_identifies(m->options) && m->in->input.sha256[0])
		return str_c(m->in->input.sha256);
	for (uint32_t i = 0; i < list->count; i++)
		if (told_indicator(m->options, &list->items[i]))
			told_value(m->options, list->items[i].value, &m->text);
	key = arena_str(m->in->arena, buf_peek(&m->text));
	buf_clear(&m->text);
	return key;
}

static void write_misp(const struct inspection *in, const struct report_options *options,
		       struct buf *out)
{
	const struct indicators *list = indicators_of(in);
	struct misp m = { .in = in, .options = options };
	struct json *json = &m.json;

	buf_init(&m.text, LIMIT_REPORT_BYTES);
	m.key = key_of(&m, list);
	json_init(json, out);
	json_object(json);
	json_key(json, "Event");
	json_object(json);
	key_uuid(&m, "event", STR(""));
	add_info(&m);
	add_tags(&m);
	json_key(json, "Attribute");
	json_array(json);
	for (uint32_t i = 0; i < list->count; i++)
		if (told_indicator(options, &list->items[i]))
			add_attribute(&m, &list->items[i]);
	json_array_end(json);
	json_key(json, "Object");
	json_array(json);
	add_email(&m);
	add_pages(&m, list);
	add_registrations(&m, list);
	add_addresses(&m, list);
	add_certificates(&m);
	json_array_end(json);
	json_object_end(json);
	json_object_end(json);
	buf_add_char(out, '\n');
	buf_fini(&m.text);
}

const struct report_format report_misp = {
	.name = "misp",
	.summary = N_("an event of MISP, one a line"),
	.one_line = true,
	.write = write_misp,
};
