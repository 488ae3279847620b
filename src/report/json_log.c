/* report/json_log.c - see json_log.h. */
#include "report/json_log.h"

#include "maillog/sessions.h"
#include "report/json_key.h"

static void key_when(struct json *json, const char *key, int64_t utc)
{
	json_key_time(json, key, utc, utc != 0);
}

static void key_lines(struct json *json, const struct log_session *session)
{
	json_key(json, "lines");
	json_array(json);
	for (uint32_t i = 0; i < session->line_count; i++) {
		const struct log_line *line = &session->lines[i];

		json_object(json);
		json_key_text(json, "file", line->file);
		json_key_int(json, "number", (int64_t)line->number);
		key_when(json, "utc", line->utc);
		json_key_str(json, "text", line->text);
		json_object_end(json);
	}
	json_array_end(json);
}

/* Seconds between what is known of both. */
static void key_gap(struct json *json, const char *key, int64_t from, int64_t to)
{
	json_key_int_or_null(json, key, to - from, from && to);
}

static void add_session(struct json *json, const struct inspection *in,
			const struct log_session *session,
			const struct log_session *before)
{
	const struct date *date = &in->message->date;

	json_object(json);
	json_key_int(json, "n", session->n);
	key_when(json, "begin", session->begin);
	key_when(json, "end", session->end);
	key_gap(json, "seconds", session->begin, session->end);
	key_gap(json, "since_previous", before ? before->end : 0, session->begin);
	json_key_int_or_null(json, "since_date", session->begin - date->utc,
			     date->ok && session->begin);
	json_key_c(json, "relation",
		   session->relation <= LOG_SHARE_CLIENT
		       ? "client"
		       : log_share_name(session->relation));
	json_key_text(json, "client_name", session->client_name);
	json_key_text(json, "client_ip", session->client_ip);
	json_key_text(json, "helo", session->helo);
	json_key_c(json, "outcome", log_outcome_name(session->outcome));
	json_key_text(json, "stage", session->stage);
	json_key_text(json, "reason", session->reason);
	json_key_text(json, "commands", session->commands);
	json_key_text(json, "queue_id", session->queue_id);
	json_key_text(json, "message_id", session->message_id);
	json_key_text(json, "envelope_from", session->envelope_from);
	json_key(json, "recipients");
	json_array(json);
	for (uint32_t i = 0; i < session->recipient_count; i++)
		json_str(json, session->recipients[i]);
	json_array_end(json);
	json_key_text(json, "policy", session->policy);
	json_key_text(json, "login", session->login);
	json_key_int(json, "logins_failed", session->logins_failed);
	json_key_bool(json, "name_unconfirmed", session->name_unconfirmed);
	json_key_text(json, "unconfirmed_name", session->unconfirmed);
	json_key_bool(json, "this_message", session->this_message);
	key_lines(json, session);
	json_object_end(json);
}

static void key_sessions(struct json *json, const char *key, const struct inspection *in,
			 const struct log_session *sessions, uint32_t count)
{
	json_key(json, key);
	json_array(json);
	for (uint32_t i = 0; i < count; i++)
		add_session(json, in, &sessions[i], i ? &sessions[i - 1] : NULL);
	json_array_end(json);
}

static void key_deliveries(struct json *json, const struct log_sessions *log)
{
	json_key(json, "deliveries");
	json_array(json);
	for (uint32_t i = 0; log && i < log->delivery_count; i++) {
		const struct log_delivery *to = &log->deliveries[i];

		json_object(json);
		key_when(json, "utc", to->utc);
		json_key_text(json, "recipient", to->recipient);
		json_key_text(json, "original_recipient", to->original_recipient);
		json_key_text(json, "relay", to->relay);
		json_key_text(json, "status", to->status);
		json_key_text(json, "text", to->text);
		json_key_bool(json, "outside", to->outside);
		json_object_end(json);
	}
	json_array_end(json);
}

static void key_files(struct json *json, const struct log_sessions *log)
{
	json_key(json, "files");
	json_array(json);
	for (uint32_t i = 0; log && i < log->file_count; i++) {
		json_object(json);
		json_key_text(json, "name", log->files[i].name);
		json_key_c(json, "state", log_file_state_name(log->files[i].state));
		json_key_int(json, "bytes", (int64_t)log->files[i].bytes);
		json_key_int(json, "long_lines", (int64_t)log->files[i].long_lines);
		json_object_end(json);
	}
	json_array_end(json);
}

void json_log(struct json *json, const struct inspection *in)
{
	const struct log_sessions *log = in->log;

	json_object(json);
	json_key_bool(json, "asked", log && log->asked);
	json_key_c(json, "status",
		   log && log->answer ? answer_status_name(log->answer->status) : NULL);
	json_key_c(json, "joined_by", log ? log->joined_by : NULL);
	json_key_int_or_null(json, "zone_minutes", log ? log->zone_minutes : 0,
			     log && log->zone_known);
	json_key_bool(json, "year_guessed", log && log->year_guessed);
	key_sessions(json, "sessions", in, log ? log->sessions : NULL,
		     log ? log->count : 0);
	key_sessions(json, "neighbours", in, log ? log->neighbours : NULL,
		     log ? log->neighbour_count : 0);
	key_deliveries(json, log);
	json_key_int(json, "lines_left_out", log ? (int64_t)log->left_out : 0);
	key_files(json, log);
	json_object_end(json);
}
