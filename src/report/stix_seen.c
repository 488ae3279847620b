/* report/stix_seen.c - observables: what was seen, in the types that STIX has. */
#include "report/stix.h"

#include "report/outside.h"
#include "report/told.h"

/* RFC 3986 allows less in a URL than browsers leave in it. */
static struct str strict_url(struct stix *s, struct str url)
{
	struct buf out;
	struct str kept;

	buf_init(&out, 0);
	for (size_t i = 0; i < url.n; i++) {
		unsigned char c = (unsigned char)url.p[i];

		if (c <= ' ' || c >= 0x7F || memchr("\"<>\\^`{|}", c, 9))
			buf_printf(&out, "%%%02X", c);
		else
			buf_add_char(&out, (char)c);
	}
	kept = arena_str(s->in->arena, buf_peek(&out));
	buf_fini(&out);
	return kept;
}

static const char *type_of_address(struct str text)
{
	struct ip_net net;

	if (!ip_net_parse(text, &net))
		return NULL;
	return net.ip.kind == IP_V4 ? "ipv4-addr" : "ipv6-addr";
}

static const char *type_of(const struct indicator *item)
{
	switch (item->type) {
	case INDICATOR_URL:
		return "url";
	case INDICATOR_HOST:
	case INDICATOR_DOMAIN:
		return "domain-name";
	case INDICATOR_EMAIL:
		return "email-addr";
	case INDICATOR_IP:
	case INDICATOR_NETWORK:
		return type_of_address(item->value);
	case INDICATOR_SHA256:
		return "file";
	case INDICATOR_CERTIFICATE:
		return "x509-certificate";
	default:
		return NULL;
	}
}

static struct str id_of_value(struct stix *s, const char *type, struct str value)
{
	stix_contribute(s, true, "value", value);
	return stix_observable_id(s, type);
}

/* {"hashes":{"SHA-256":"…"}} and a file's name behind it. */
static struct str id_of_hash(struct stix *s, const char *type, struct str hex,
			     struct str name)
{
	buf_add(&s->text, STR("{\"hashes\":"));
	stix_contribute(s, true, "SHA-256", hex);
	buf_add_char(&s->text, '}');
	if (name.n)
		stix_contribute(s, false, "name", name);
	return stix_observable_id(s, type);
}

static void key_hash(struct stix *s, struct str hex)
{
	json_key(&s->json, "hashes");
	json_object(&s->json);
	json_key_str(&s->json, "SHA-256", hex);
	json_object_end(&s->json);
}

static const struct certificate *certificate_of(const struct inspection *in,
						struct str hex)
{
	for (uint32_t i = 0; in->visits && i < in->visits->count; i++) {
		const struct visit *visit = &in->visits->items[i];

		for (uint32_t k = 0; k < visit->handshake_count; k++)
			if (visit->handshakes[k].count &&
			    str_eq(str_c(visit->handshakes[k].chain[0].sha256), hex))
				return &visit->handshakes[k].chain[0];
	}
	return NULL;
}

static void key_told(struct stix *s, const char *key, struct str text)
{
	struct str told = stix_told(s, text);

	if (told.n)
		json_key_str(&s->json, key, told);
}

static void write_certificate(struct stix *s, struct str hex)
{
	const struct certificate *certificate = certificate_of(s->in, hex);

	key_hash(s, hex);
	if (!certificate)
		return;
	key_told(s, "serial_number", certificate->serial);
	key_told(s, "issuer", certificate->issuer.text);
	key_told(s, "subject", certificate->subject.text);
	if (certificate->first != CERTIFICATE_NO_TIME)
		stix_time(s, "validity_not_before", certificate->first);
	if (certificate->last != CERTIFICATE_NO_TIME)
		stix_time(s, "validity_not_after", certificate->last);
}

struct str stix_observe(struct stix *s, const struct indicator *item)
{
	const char *type = type_of(item);
	struct str value = stix_told(s, item->value), name = STR_NONE, id;
	bool hashed =
	    item->type == INDICATOR_SHA256 || item->type == INDICATOR_CERTIFICATE;

	/* A name with a mask in it is none. */
	if (!type || (item->type != INDICATOR_URL && !str_eq(value, item->value)))
		return STR_NONE;
	if (item->type == INDICATOR_URL)
		value = strict_url(s, value);
	if (item->type == INDICATOR_SHA256)
		name = stix_told(s, item->name);
	id = hashed ? id_of_hash(s, type, value, name) : id_of_value(s, type, value);
	if (!stix_new(s, id))
		return id;
	stix_observable(s, type, id);
	if (item->type == INDICATOR_CERTIFICATE)
		write_certificate(s, value);
	else if (hashed)
		key_hash(s, value);
	else
		json_key_str(&s->json, "value", value);
	if (name.n)
		json_key_str(&s->json, "name", name);
	stix_end(s);
	return id;
}

/* --- the message
 * ------------------------------------------------------------------------
 */

/* Only of a mailbox whose observable is there. */
static struct str mailbox_ref(struct stix *s, struct str address)
{
	struct str id;

	if (address.n == 0)
		return STR_NONE;
	id = id_of_value(s, "email-addr", stix_told(s, address));
	for (uint32_t i = 0; i < s->count; i++)
		if (str_eq(s->ids[i], id))
			return id;
	return STR_NONE;
}

static void key_refs(struct stix *s, const char *key, const struct address_list *list)
{
	bool any = false;

	for (uint32_t i = 0; i < list->count; i++) {
		struct str id = mailbox_ref(s, list->items[i].address);

		if (id.n == 0)
			continue;
		if (!any) {
			json_key(&s->json, key);
			json_array(&s->json);
		}
		any = true;
		json_str(&s->json, id);
	}
	if (any)
		json_array_end(&s->json);
}

void stix_message(struct stix *s)
{
	const struct message *message = s->in->message;
	struct str subject = stix_told(s, str_trim(message->subject.text));
	struct str from = STR_NONE, id;

	if (message->from.count)
		from = mailbox_ref(s, message->from.items[0].address);
	if (from.n)
		stix_contribute(s, true, "from_ref", from);
	if (subject.n)
		stix_contribute(s, !from.n, "subject", subject);
	if (from.n == 0 && subject.n == 0)
		stix_contribute(s, true, "message", s->key);
	id = stix_observable_id(s, "email-message");
	if (!stix_new(s, id))
		return;
	stix_observable(s, "email-message", id);
	json_key_bool(&s->json, "is_multipart",
		      message->part_count && message->parts[0]->kind == PART_MULTIPART);
	if (message->date.ok)
		stix_time(s, "date", message->date.utc);
	if (from.n)
		json_key_str(&s->json, "from_ref", from);
	key_refs(s, "to_refs", &message->to);
	key_refs(s, "cc_refs", &message->cc);
	if (outside_identifies(s->options))
		key_told(s, "message_id", message->message_id.id);
	if (subject.n)
		json_key_str(&s->json, "subject", subject);
	stix_end(s);
	s->by_role[ROLE_CONTEXT][s->role_count[ROLE_CONTEXT]++] = id;
}

/* --- what look-ups found
 * ----------------------------------------------------------------
 */

static bool is_there(const struct stix *s, struct str id)
{
	for (uint32_t i = 0; i < s->count; i++)
		if (str_eq(s->ids[i], id))
			return true;
	return false;
}

static void add_system(struct stix *s, struct str address, uint32_t number,
		       struct str name)
{
	struct str id;

	if (number == 0)
		return;
	buf_printf(&s->text, "{\"number\":%u", number);
	id = stix_observable_id(s, "autonomous-system");
	if (stix_new(s, id)) {
		stix_observable(s, "autonomous-system", id);
		json_key_int(&s->json, "number", number);
		key_told(s, "name", name);
		stix_end(s);
	}
	stix_relation(s, "belongs-to", address, id);
}

static void add_owner(struct stix *s, uint32_t index, struct str address)
{
	const struct enquired_address *asked = &s->in->enquiries->addresses[index];
	const struct enquiry *enquiry = asked->enquiry;

	if (enquiry && enquiry->network && enquiry->network->asn) {
		add_system(s, address, enquiry->network->asn, enquiry->network->name);
		return;
	}
	for (uint32_t i = 0; i < asked->places.count; i++)
		if (asked->places.items[i].asn) {
			add_system(s, address, asked->places.items[i].asn,
				   asked->places.items[i].holder);
			return;
		}
}

void stix_surroundings(struct stix *s)
{
	const struct survey *survey = s->in->survey;

	for (uint32_t i = 0; survey && i < survey->address_count; i++) {
		const struct survey_address *address = &survey->addresses[i];
		const char *type = type_of_address(address->text);
		struct str id;

		if (!type)
			continue;
		id = id_of_value(s, type, stix_told(s, address->text));
		if (!is_there(s, id))
			continue;
		for (uint32_t k = 0; k < address->host_count; k++) {
			struct str host = id_of_value(s, "domain-name",
						      stix_told(s, address->hosts[k]));

			if (is_there(s, host))
				stix_relation(s, "resolves-to", host, id);
		}
		if (s->in->enquiries && i < LIMIT_SURVEY_ADDRESSES)
			add_owner(s, i, id);
	}
}
