/* media/account.c - see account.h. */
#include "media/account.h"

#include "base/json.h"
#include "base/utf8.h"
#include "mail/base64.h"

static void add_base64(struct json *json, struct str bytes)
{
	struct buf text;

	buf_init(&text, 0);
	buf_add_char(&text, '"');
	base64_add(&text, bytes);
	buf_add_char(&text, '"');
	json_key(json, "base64");
	json_made(json, buf_peek(&text));
	buf_fini(&text);
}

/* Bytes stay what they are. */
static void add_text(struct json *json, struct str bytes)
{
	if (utf8_is_valid(bytes))
		json_key_str(json, "text", bytes);
	else
		add_base64(json, bytes);
}

static void add_code(struct json *json, const struct media_code *code)
{
	json_object(json);
	json_key_c(json, "type", code->type);
	add_text(json, code->text);
	json_key_int(json, "page", code->page);
	json_key_int(json, "left", code->left);
	json_key_int(json, "top", code->top);
	json_key_int(json, "width", code->width);
	json_key_int(json, "height", code->height);
	json_key_bool(json, "inverted", code->inverted);
	json_key_bool(json, "joined", code->joined);
	json_object_end(json);
}

static void add_entry(struct json *json, const struct media_entry *entry)
{
	json_object(json);
	json_key_str(json, "name", entry->name);
	json_key_str(json, "kind", entry->kind);
	if (entry->size_known)
		json_key_int(json, "size", (int64_t)(entry->size & INT64_MAX));
	if (entry->sha256.n)
		json_key_str(json, "sha256", entry->sha256);
	if (entry->bytes.p)
		add_base64(json, entry->bytes);
	json_key_bool(json, "encrypted", entry->encrypted);
	json_key_bool(json, "cut", entry->cut);
	json_object_end(json);
}

static void add_lists(struct json *json, const struct media *media)
{
	json_key(json, "codes");
	json_array(json);
	for (uint32_t i = 0; i < media->code_count; i++)
		add_code(json, &media->codes[i]);
	json_array_end(json);
	json_key(json, "actions");
	json_array(json);
	for (uint32_t i = 0; i < media->action_count; i++)
		json_str(json, media->actions[i]);
	json_array_end(json);
	json_key(json, "links");
	json_array(json);
	for (uint32_t i = 0; i < media->link_count; i++) {
		json_object(json);
		json_key_str(json, "url", media->links[i].url);
		json_key_int(json, "page", media->links[i].page);
		json_object_end(json);
	}
	json_array_end(json);
	json_key(json, "entries");
	json_array(json);
	for (uint32_t i = 0; i < media->entry_count; i++)
		add_entry(json, &media->entries[i]);
	json_array_end(json);
}

void account_write(const struct media *media, struct buf *out)
{
	struct json json;

	json_init(&json, out);
	json_object(&json);
	json_key_bool(&json, "ok", media->ok);
	json_key_str(&json, "sandbox", media->sandbox);
	json_key_str(&json, "format", media->format);
	json_key_str(&json, "trouble", media->trouble);
	json_key_str(&json, "cut", media->cut);
	json_key_int(&json, "width", media->width);
	json_key_int(&json, "height", media->height);
	json_key_int(&json, "frames", media->frames);
	json_key_bool(&json, "looked", media->looked);
	json_key_int(&json, "pages", media->pages);
	json_key_str(&json, "text", media->text);
	json_key_bool(&json, "encrypted", media->encrypted);
	json_key_int(&json, "entries_told", (int64_t)(media->entries_told & INT64_MAX));
	add_lists(&json, media);
	json_object_end(&json);
}
