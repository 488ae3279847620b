/* report/json_attachment.c - see json_attachment.h. */
#include "report/json_attachment.h"

#include "report/json_key.h"

static const char *action_name(enum action action)
{
	static const char *const names[] = {
		[ACTION_NONE] = NULL,	    [ACTION_EDITED] = "edited",
		[ACTION_MACROS] = "macros", [ACTION_OPENS] = "opens",
		[ACTION_MOUNTS] = "mounts", [ACTION_INSTALLS] = "installs",
		[ACTION_RUNS] = "runs",
	};

	return names[action];
}

static void add_names(struct json *json, const struct attachment *item)
{
	json_key(json, "names");
	json_array(json);
	for (uint32_t i = 0; i < item->name_count; i++)
		json_str(json, item->names[i]);
	json_array_end(json);
}

void json_attachment(struct json *json, const struct inspection *in,
		     const struct attachment *item)
{
	json_object(json);
	json_key_int(json, "n", item->n);
	json_key_int(json, "part", inspection_part_id(in, item->part));
	json_key_int_or_null(json, "inside", item->parent, item->parent != 0);
	json_key_text(json, "name", item->name);
	add_names(json, item);
	json_key_text(json, "declared", item->declared);
	json_key_c(json, "content", content_name(item->content));
	json_key_c(json, "format", item->format);
	json_key_c(json, "also", item->also);
	json_key_c(json, "action", action_name(item->action));
	json_key_int(json, "size", (int64_t)(item->size & INT64_MAX));
	json_key_text(json, "sha256", str_c(item->sha256));
	json_key_bool(json, "shown_in_text", item->inline_);
	json_key_bool(json, "encrypted", item->encrypted);
	json_key_int_or_null(json, "answer", item->answer ? item->answer->n : 0,
			     item->answer && item->answer->n);
	json_object_end(json);
}
