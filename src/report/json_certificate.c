/* report/json_certificate.c - see json_certificate.h. */
#include "report/json_certificate.h"

#include "mail/date.h"
#include "report/json_key.h"

static void key_name(struct json *json, const char *key,
		     const struct certificate_name *name)
{
	json_key(json, key);
	json_object(json);
	json_key_str(json, "text", name->text);
	json_key(json, "attributes");
	json_array(json);
	for (uint32_t i = 0; i < name->count; i++) {
		json_object(json);
		json_key_str(json, "type", name->items[i].type);
		json_key_str(json, "value", name->items[i].value);
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}

static void key_list(struct json *json, const char *key,
		     const struct certificate_list *list)
{
	json_key(json, key);
	json_array(json);
	for (uint32_t i = 0; i < list->count; i++)
		json_str(json, list->items[i]);
	json_array_end(json);
}

static void key_day(struct json *json, const char *key, int64_t utc)
{
	json_key_time(json, key, utc, utc != CERTIFICATE_NO_TIME);
}

static void key_key(struct json *json, const struct certificate *certificate)
{
	json_key(json, "key");
	json_object(json);
	json_key_c(json, "kind", certificate->key);
	json_key_int_or_null(json, "bits", certificate->bits, certificate->bits > 0);
	json_key_text(json, "curve", certificate->curve);
	json_object_end(json);
}

static void key_bits(struct json *json, const char *key, uint32_t bits, unsigned count,
		     const char *(*name)(unsigned bit))
{
	json_key(json, key);
	json_array(json);
	for (unsigned bit = 0; bit < count; bit++)
		if (bits & 1u << bit)
			json_c(json, name(bit));
	json_array_end(json);
}

static void key_usage(struct json *json, const struct certificate *certificate)
{
	if (certificate->usage_given)
		key_bits(json, "key_usage", certificate->usage, CERTIFICATE_USAGES,
			 certificate_usage_name);
	else
		json_key_null(json, "key_usage");
	key_list(json, "extended_key_usage", &certificate->extended);
}

static void key_logged(struct json *json, const struct certificate *certificate)
{
	char text[DATE_TEXT];

	json_key(json, "logged");
	json_array(json);
	for (uint32_t i = 0; i < certificate->logged_count; i++)
		json_str(json, date_iso(certificate->logged[i], text));
	json_array_end(json);
}

void json_certificate(struct json *json, const struct certificate *certificate)
{
	json_object(json);
	key_name(json, "subject", &certificate->subject);
	key_name(json, "issuer", &certificate->issuer);
	json_key_text(json, "serial", certificate->serial);
	key_day(json, "first", certificate->first);
	key_day(json, "last", certificate->last);
	key_list(json, "dns", &certificate->dns);
	key_list(json, "mail", &certificate->mail);
	key_list(json, "ip", &certificate->ip);
	key_list(json, "uri", &certificate->uri);
	key_key(json, certificate);
	json_key_text(json, "signature_algorithm", certificate->signature);
	key_usage(json, certificate);
	json_key_bool(json, "ca", certificate->ca);
	json_key_bool(json, "self_issued", certificate->self_issued);
	json_key_bool(json, "self_signed", certificate->self_signed);
	json_key_bool(json, "logotype", certificate->logotype);
	key_logged(json, certificate);
	json_key_c(json, "sha256", certificate->sha256);
	key_bits(json, "odd", certificate->odd, CERTIFICATE_ODDITIES,
		 certificate_odd_name);
	json_object_end(json);
}

void json_certificate_short(struct json *json, const struct certificate *certificate)
{
	json_object(json);
	json_key_str(json, "subject", certificate->subject.text);
	json_key_str(json, "issuer", certificate->issuer.text);
	key_day(json, "first", certificate->first);
	key_day(json, "last", certificate->last);
	json_key_c(json, "sha256", certificate->sha256);
	json_object_end(json);
}

void json_certificates(struct json *json, const struct certificates *certificates)
{
	json_object(json);
	json_key(json, "certificates");
	json_array(json);
	for (uint32_t i = 0; i < certificates->count; i++)
		json_certificate(json, &certificates->items[i]);
	json_array_end(json);
	json_key_int(json, "unreadable", certificates->unreadable);
	json_key_bool(json, "cut", certificates->cut);
	json_object_end(json);
}
