/* record/media.c - see media.h.
 *
 * {"ok":true,"sandbox":"full","format":"png","trouble":"","cut":"","width":200,…,
 * "codes":[{"type":"qr","text":"https://…","left":8,…}],"entries":[…],…}
 *
 * Text that is no UTF-8 stands as "base64" in place of "text"; so do the bytes of
 * entries. Lists end at the ceilings that the decoder keeps, whatever it says. */
#include "record/media.h"

#include "base/buf.h"
#include "base/json_read.h"
#include "base/limits.h"
#include "mail/base64.h"

#include <stdio.h>

static const char *const kinds[MEDIA_KINDS] = {
	[MEDIA_IMAGE] = "image",
	[MEDIA_PAIR] = "image-pair",
	[MEDIA_PDF] = "pdf",
	[MEDIA_ARCHIVE] = "archive",
};

const char *media_kind_name(enum media_kind kind)
{
	return kinds[kind];
}

enum media_kind media_kind_find(struct str name)
{
	for (int i = MEDIA_NONE + 1; i < MEDIA_KINDS; i++)
		if (str_eq(name, str_c(kinds[i])))
			return (enum media_kind)i;
	return MEDIA_NONE;
}

/* --- values --------------------------------------------------------------------------
 */

static void read_u32(struct json_walk *walk, uint32_t *ret)
{
	uint64_t number = 0;

	json_walk_count(walk, &number);
	*ret = number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
}

static void read_flag(struct json_walk *walk, bool *ret)
{
	*ret = json_walk_peek(walk) == 't';
	json_walk_skip(walk);
}

static void read_base64(struct json_walk *walk, struct str *ret)
{
	struct base64_result result;
	struct str text;
	char *bytes;

	if (!json_walk_text(walk, &text))
		return;
	bytes = arena_bytes(walk->arena, base64_room(text.n));
	base64_read(text, bytes, &result);
	arena_shrink(walk->arena, bytes, base64_room(text.n), result.length);
	*ret = str_make(bytes, result.length);
}

/* --- objects: one function for each kind, that takes a member -------------------------
 */

/* One of ours: whatever else a decoder says is none. */
static const char *code_type(struct str name)
{
	static const char *const types[] = { "qr",    "micro-qr", "data-matrix",
					     "aztec", "pdf-417",  "code-128",
					     "ean",   "sq" };

	for (size_t i = 0; i < COUNT(types); i++)
		if (str_eq(name, str_c(types[i])))
			return types[i];
	return "code";
}

static bool code_member(struct json_walk *walk, struct str key, void *object)
{
	struct media_code *code = object;
	struct str text = STR("");

	if (str_eq(key, STR("type"))) {
		json_walk_text(walk, &text);
		code->type = code_type(text);
	} else if (str_eq(key, STR("text"))) {
		json_walk_text(walk, &code->text);
	} else if (str_eq(key, STR("base64"))) {
		read_base64(walk, &code->text);
	} else if (str_eq(key, STR("page"))) {
		read_u32(walk, &code->page);
	} else if (str_eq(key, STR("left"))) {
		read_u32(walk, &code->left);
	} else if (str_eq(key, STR("top"))) {
		read_u32(walk, &code->top);
	} else if (str_eq(key, STR("width"))) {
		read_u32(walk, &code->width);
	} else if (str_eq(key, STR("height"))) {
		read_u32(walk, &code->height);
	} else if (str_eq(key, STR("inverted"))) {
		read_flag(walk, &code->inverted);
	} else if (str_eq(key, STR("joined"))) {
		read_flag(walk, &code->joined);
	} else {
		return false;
	}
	return true;
}

static bool link_member(struct json_walk *walk, struct str key, void *object)
{
	struct media_link *link = object;

	if (str_eq(key, STR("url")))
		json_walk_text(walk, &link->url);
	else if (str_eq(key, STR("page")))
		read_u32(walk, &link->page);
	else
		return false;
	return true;
}

static bool entry_member(struct json_walk *walk, struct str key, void *object)
{
	struct media_entry *entry = object;

	if (str_eq(key, STR("name")))
		json_walk_text(walk, &entry->name);
	else if (str_eq(key, STR("kind")))
		json_walk_text(walk, &entry->kind);
	else if (str_eq(key, STR("sha256")))
		json_walk_text(walk, &entry->sha256);
	else if (str_eq(key, STR("base64")))
		read_base64(walk, &entry->bytes);
	else if (str_eq(key, STR("size")))
		entry->size_known = json_walk_count(walk, &entry->size);
	else if (str_eq(key, STR("encrypted")))
		read_flag(walk, &entry->encrypted);
	else if (str_eq(key, STR("cut")))
		read_flag(walk, &entry->cut);
	else
		return false;
	return true;
}

static void read_object(struct json_walk *walk, void *object,
			bool (*member)(struct json_walk *walk, struct str key,
				       void *object))
{
	struct str key;

	for (json_walk_open(walk, '{'); json_walk_member(walk, &key);)
		if (!member(walk, key, object))
			json_walk_skip(walk);
}

/* --- the whole ------------------------------------------------------------------------
 */

static void read_codes(struct json_walk *walk, struct media *media)
{
	for (json_walk_open(walk, '['); json_walk_item(walk);) {
		struct media_code code = { .type = "code" };

		read_object(walk, &code, code_member);
		if (walk->broken || media->code_count >= LIMIT_MEDIA_CODES)
			continue;
		ARENA_GROW(walk->arena, media->codes, media->code_count, media->code_cap);
		media->codes[media->code_count++] = code;
	}
}

static void read_links(struct json_walk *walk, struct media *media)
{
	for (json_walk_open(walk, '['); json_walk_item(walk);) {
		struct media_link link = { 0 };

		read_object(walk, &link, link_member);
		if (walk->broken || media->link_count >= LIMIT_MEDIA_LINKS)
			continue;
		ARENA_GROW(walk->arena, media->links, media->link_count, media->link_cap);
		media->links[media->link_count++] = link;
	}
}

static void read_entries(struct json_walk *walk, struct media *media)
{
	for (json_walk_open(walk, '['); json_walk_item(walk);) {
		struct media_entry entry = { 0 };

		read_object(walk, &entry, entry_member);
		if (walk->broken || media->entry_count >= LIMIT_MEDIA_ENTRIES)
			continue;
		ARENA_GROW(walk->arena, media->entries, media->entry_count,
			   media->entry_cap);
		media->entries[media->entry_count++] = entry;
	}
}

static void read_actions(struct json_walk *walk, struct media *media)
{
	struct str action;

	for (json_walk_open(walk, '[');
	     json_walk_item(walk) && json_walk_text(walk, &action);) {
		if (media->action_count >= LIMIT_MEDIA_ACTIONS)
			continue;
		ARENA_GROW(walk->arena, media->actions, media->action_count,
			   media->action_cap);
		media->actions[media->action_count++] = action;
	}
}

static bool list_member(struct json_walk *walk, struct str key, struct media *media)
{
	if (str_eq(key, STR("codes")))
		read_codes(walk, media);
	else if (str_eq(key, STR("links")))
		read_links(walk, media);
	else if (str_eq(key, STR("entries")))
		read_entries(walk, media);
	else if (str_eq(key, STR("actions")))
		read_actions(walk, media);
	else
		return false;
	return true;
}

static bool media_member(struct json_walk *walk, struct str key, void *object)
{
	struct media *media = object;
	const struct {
		struct str key;
		struct str *text;
		uint32_t *number;
		bool *flag;
	} rows[] = {
		{ STR("ok"), NULL, NULL, &media->ok },
		{ STR("sandbox"), &media->sandbox, NULL, NULL },
		{ STR("format"), &media->format, NULL, NULL },
		{ STR("trouble"), &media->trouble, NULL, NULL },
		{ STR("cut"), &media->cut, NULL, NULL },
		{ STR("width"), NULL, &media->width, NULL },
		{ STR("height"), NULL, &media->height, NULL },
		{ STR("frames"), NULL, &media->frames, NULL },
		{ STR("looked"), NULL, NULL, &media->looked },
		{ STR("pages"), NULL, &media->pages, NULL },
		{ STR("text"), &media->text, NULL, NULL },
		{ STR("encrypted"), NULL, NULL, &media->encrypted },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		if (!str_eq(key, rows[i].key))
			continue;
		if (rows[i].text)
			json_walk_text(walk, rows[i].text);
		else if (rows[i].number)
			read_u32(walk, rows[i].number);
		else
			read_flag(walk, rows[i].flag);
		return true;
	}
	if (str_eq(key, STR("entries_told")))
		return json_walk_count(walk, &media->entries_told), true;
	return list_member(walk, key, media);
}

bool media_read(struct arena *arena, struct str bytes, struct media *ret)
{
	struct json_walk walk;

	*ret = (struct media){ 0 };
	json_walk_init(&walk, arena, bytes);
	if (json_walk_peek(&walk) != '{')
		return false;
	read_object(&walk, ret, media_member);
	if (!json_walk_end(&walk))
		return false;
	if (ret->entries_told < ret->entry_count)
		ret->entries_told = ret->entry_count;
	return true;
}

/* --- a line about it ------------------------------------------------------------------
 */

static void add_count(struct buf *out, uint64_t count, const char *one, const char *many)
{
	if (count)
		buf_printf(out, ", %llu %s", (unsigned long long)count,
			   count == 1 ? one : many);
}

struct str media_summary(struct arena *arena, const struct media *media)
{
	struct str text;
	struct buf out;

	buf_init(&out, 512);
	buf_add(&out, media->format.n ? str_sub(media->format, 0, 32) : STR("unknown"));
	if (media->width)
		buf_printf(&out, ", %ux%u", media->width, media->height);
	add_count(&out, media->pages, "page", "pages");
	add_count(&out, media->entries_told, "entry", "entries");
	add_count(&out, media->code_count, "code", "codes");
	add_count(&out, media->link_count, "link", "links");
	add_count(&out, media->action_count, "action", "actions");
	if (media->encrypted)
		buf_add(&out, STR(", encrypted"));
	if (media->cut.n)
		buf_printf(&out, ", cut: %.*s", STR_ARG(str_sub(media->cut, 0, 32)));
	if (media->trouble.n)
		buf_printf(&out, ", %.*s", STR_ARG(str_sub(media->trouble, 0, 200)));
	text = arena_str(arena, buf_peek(&out));
	buf_fini(&out);
	return text;
}

/* --- two pictures ---------------------------------------------------------------------
 */

/* "LENGTH\n", then the one of that length, then the other. */
struct str media_pair(struct arena *arena, struct str left, struct str right)
{
	struct str head = arena_printf(arena, "%zu\n", left.n);

	return arena_concat(arena, arena_concat(arena, head, left), right);
}

bool media_pair_split(struct str payload, struct str *ret_left, struct str *ret_right)
{
	struct str digits, rest;
	uint64_t length;

	if (!str_cut(payload, '\n', &digits, &rest) || !str_to_u64(digits, &length) ||
	    length > rest.n)
		return false;
	*ret_left = str_sub(rest, 0, length);
	*ret_right = str_skip(rest, length);
	return true;
}
