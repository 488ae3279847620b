/* report/json_message.c - see json_message.h. */
#include "report/json_message.h"

#include "base/limits.h"
#include "report/json_key.h"
#include "report/json_part.h"

static void add_date(struct json *json, const struct inspection *in)
{
	const struct message *message = in->message;
	const struct date *date = &message->date;

	json_key(json, "date");
	json_object(json);
	json_key_str_or_null(json, "raw", message->date_given ? date->raw : STR_NONE);
	json_key_time(json, "utc", date->utc, date->ok);
	json_key_int_or_null(json, "offset_minutes", date->offset_minutes,
			     date->ok && date->zone_known);
	json_object_end(json);
}

static void add_from(struct json *json, const struct inspection *in)
{
	const struct address_list *from = &in->message->from;

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

static void add_addresses(struct json *json, const char *key,
			  const struct address_list *list)
{
	json_key(json, key);
	json_array(json);
	for (uint32_t i = 0; i < list->count; i++)
		json_str(json, list->items[i].address);
	json_array_end(json);
}

static void add_envelope(struct json *json, const struct inspection *in)
{
	const struct message *message = in->message;
	struct str sender =
	    message->sender.count ? message->sender.items[0].address : STR_NONE;

	json_key_text(json, "sender", sender);
	add_addresses(json, "reply_to", &message->reply_to);
	add_addresses(json, "to", &message->to);
	add_addresses(json, "cc", &message->cc);
	/* The null path of a bounce is "", no Return-Path at all is null. */
	if (message->return_path_given && message->return_path_null)
		json_key_str(json, "return_path", STR(""));
	else
		json_key_text(json, "return_path", message->return_path.address);
}

static void add_message_id(struct json *json, const struct inspection *in)
{
	const struct msgid *id = &in->message->message_id;

	json_key(json, "message_id");
	json_object(json);
	json_key_text(json, "id", id->id);
	json_key_host(json, "domain", id->domain);
	json_object_end(json);
}

/* The tree of the whole input: a reported mail stands in it below its carrier. */
static void add_parts(struct json *json, const struct inspection *in)
{
	const struct message *message = in->outer;

	json_key(json, "parts");
	json_array(json);
	for (uint32_t i = 0; i < message->part_count; i++)
		json_part(json, in, message->parts[i]);
	json_array_end(json);
}

static void add_reading_parts(struct json *json, const struct inspection *in,
			      uint32_t reading)
{
	const struct message *message = in->outer;

	json_key(json, "parts");
	json_array(json);
	for (uint32_t i = 0; i < message->part_count; i++)
		if (message->parts[i]->reading == (int32_t)reading)
			json_int(json, message->parts[i]->id);
	json_array_end(json);
}

static void add_readings(struct json *json, const struct inspection *in)
{
	const struct message *message = in->outer;

	json_key(json, "readings");
	json_array(json);
	for (uint32_t i = 0; i < message->reading_count; i++) {
		const struct reading *reading = &message->readings[i];

		json_object(json);
		json_key_c(json, "rule", reading->rule);
		json_key_text(json, "detail",
			      str_sub(reading->detail, 0, LIMIT_DEFECT_DETAIL));
		json_key_int(json, "offset", (int64_t)reading->offset);
		add_reading_parts(json, in, i + 1);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_defects(struct json *json, const struct inspection *in)
{
	const struct defects *defects = &in->message->defects;

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

void json_message(struct json *json, const struct inspection *in)
{
	const struct message *message = in->message;

	json_key(json, "message");
	json_object(json);
	json_key_str_or_null(json, "subject",
			     message->subject_given ? message->subject.text : STR_NONE);
	add_date(json, in);
	add_from(json, in);
	add_envelope(json, in);
	add_message_id(json, in);
	json_key_bool(json, "headers_only", message->headers_only || in->headers_only);
	json_key_bool(json, "complete", message->complete);
	/* The part of the input that holds this mail, where it was sent to report it. */
	json_key_int_or_null(json, "carrier_part", message->carrier_part,
			     message->carrier != NULL);
	add_parts(json, in);
	add_readings(json, in);
	add_defects(json, in);
	json_object_end(json);
}
