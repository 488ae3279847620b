/* process/analyst_maillog.c - `mekiki read maillog`: a JSON line for each line of a log.
 */
#include "process/analyst_texts.h"

#include "base/json.h"
#include "base/json_read.h"
#include "record/maillog.h"
#include "report/json_key.h"

/* As it stands there, without a zone where the log has none. */
static void key_time(struct json *json, const struct maillog_line *line)
{
	char text[DATE_TEXT];
	struct str iso;

	if (!line->dated) {
		json_key_null(json, "time");
		json_key_null(json, "utc");
		return;
	}
	iso = date_iso(civil_to_utc(&line->time), text);
	iso = str_until(iso, 'Z');
	json_key_str(json, "time", line->year_known ? iso : str_skip(iso, 5));
	json_key_str_or_null(json, "utc",
			     line->year_known && line->zone_known
				 ? date_iso(maillog_seconds(line, 0), text)
				 : STR_NONE);
}

static void key_fields(struct json *json, const struct maillog_line *line)
{
	json_key(json, "fields");
	json_array(json);
	for (uint32_t i = 0; i < line->field_count; i++) {
		json_object(json);
		json_key_c(json, "name", line->fields[i].name);
		json_key_str(json, "value", line->fields[i].value);
		json_key_c(json, "grade",
			   line->fields[i].claimed ? "claimed" : "observed");
		json_object_end(json);
	}
	json_array_end(json);
}

static void read_one(struct analyst *analyst, struct str text)
{
	struct maillog_line line;
	struct json json;

	maillog_read(analyst->arena, text, &line);
	json_init(&json, &analyst->out);
	json_object(&json);
	json_key_str(&json, "input", text);
	json_key_c(&json, "format", maillog_format_name(line.format));
	key_time(&json, &line);
	json_key_text(&json, "host", line.host);
	json_key_text(&json, "program", line.program);
	json_key_int_or_null(&json, "pid", (int64_t)line.pid, line.pid != 0);
	json_key_text(&json, "queue_id", line.queue_id);
	json_key_c(&json, "kind", maillog_kind_name(line.kind));
	json_key_str(&json, "text", line.text);
	key_fields(&json, &line);
	json_object_end(&json);
	buf_add_char(&analyst->out, '\n');
}

/* Entries of `journalctl -o export` end with an empty line; their lines are joined in
 * place. */
static void read_entries(struct analyst *analyst, struct str text)
{
	while (text.n) {
		size_t end = str_find_str(text, STR("\n\n"));
		struct str entry = str_sub(text, 0, end);
		char *bytes = arena_bytes(analyst->arena, entry.n + 1);

		for (size_t i = 0; i < entry.n; i++)
			bytes[i] = entry.p[i] == '\n' ? MAILLOG_JOINT : entry.p[i];
		if (entry.n)
			read_one(analyst, str_make(bytes, entry.n));
		text = end == STR_NPOS ? STR_NONE : str_skip(text, end + 2);
		arena_reset(analyst->arena,
			    LIMIT_ARENA_BASE + LIMIT_ARENA_FACTOR * text.n);
	}
}

void analyst_read_maillog(struct analyst *analyst, const struct task *task,
			  struct str text)
{
	struct str line;

	if (!str_eq(task->argument, STR("maillog")))
		return;
	if (!task->json_lines && str_starts(text, STR("__CURSOR="))) {
		read_entries(analyst, text);
		return;
	}
	while (text.n && str_split(&text, '\n', &line)) {
		if (task->json_lines &&
		    !json_read_text(analyst->arena, line, STR("input"), &line))
			continue;
		if (line.n)
			read_one(analyst, line);
		arena_reset(analyst->arena,
			    LIMIT_ARENA_BASE + LIMIT_ARENA_FACTOR * text.n);
	}
}
