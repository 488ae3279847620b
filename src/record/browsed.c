/* record/browsed.c - see browsed.h.
 *
 * Each kind of object is a table of its members. */
#include "record/browsed.h"

#include "base/json_read.h"
#include "base/limits.h"
#include "mail/base64.h"

enum kind { TEXT, NUMBER, FLAG, LIST, OBJECT };

struct shape;

struct member {
	const char *key;
	enum kind kind;
	size_t at;
	/* Of lists and objects. */
	const struct shape *of;
	size_t count_at; /* uint32_t */
	uint32_t most;
};

struct shape {
	const struct member *members;
	uint32_t count;
	size_t size;
};

#define AT(type, member) offsetof(struct type, member)
#define SHAPE(type, table) \
	{ \
		table, COUNT(table), sizeof(struct type) \
	}

static const struct member step_members[] = {
	{ "url", TEXT, AT(browsed_step, url), 0, 0, 0 },
	{ "cause", TEXT, AT(browsed_step, cause), 0, 0, 0 },
	{ "request", NUMBER, AT(browsed_step, request), 0, 0, 0 },
	{ "at_ms", NUMBER, AT(browsed_step, at_ms), 0, 0, 0 },
};
static const struct shape step = SHAPE(browsed_step, step_members);

static const struct member request_members[] = {
	{ "n", NUMBER, AT(browsed_request, n), 0, 0, 0 },
	{ "url", TEXT, AT(browsed_request, url), 0, 0, 0 },
	{ "method", TEXT, AT(browsed_request, method), 0, 0, 0 },
	{ "type", TEXT, AT(browsed_request, type), 0, 0, 0 },
	{ "at_ms", NUMBER, AT(browsed_request, at_ms), 0, 0, 0 },
	{ "took_ms", NUMBER, AT(browsed_request, took_ms), 0, 0, 0 },
	{ "sent", FLAG, AT(browsed_request, sent), 0, 0, 0 },
	{ "unsent", TEXT, AT(browsed_request, unsent), 0, 0, 0 },
	{ "status", TEXT, AT(browsed_request, status), 0, 0, 0 },
	{ "reason", TEXT, AT(browsed_request, reason), 0, 0, 0 },
	{ "http", NUMBER, AT(browsed_request, http), 0, 0, 0 },
	{ "address", TEXT, AT(browsed_request, address), 0, 0, 0 },
	{ "size", NUMBER, AT(browsed_request, size), 0, 0, 0 },
	{ "sha256", TEXT, AT(browsed_request, sha256), 0, 0, 0 },
};
static const struct shape request = SHAPE(browsed_request, request_members);

static const struct member note_members[] = {
	{ "kind", TEXT, AT(browsed_note, kind), 0, 0, 0 },
	{ "text", TEXT, AT(browsed_note, text), 0, 0, 0 },
};
static const struct shape note = SHAPE(browsed_note, note_members);

static const struct member frame_members[] = {
	{ "url", TEXT, AT(browsed_frame, url), 0, 0, 0 },
	{ "document", TEXT, AT(browsed_frame, document), 0, 0, 0 },
};
static const struct shape frame = SHAPE(browsed_frame, frame_members);

static const struct member picture_members[] = {
	{ "type", TEXT, AT(browsed_picture, type), 0, 0, 0 },
	{ "width", NUMBER, AT(browsed_picture, width), 0, 0, 0 },
	{ "height", NUMBER, AT(browsed_picture, height), 0, 0, 0 },
	{ "size", NUMBER, AT(browsed_picture, size), 0, 0, 0 },
	{ "sha256", TEXT, AT(browsed_picture, sha256), 0, 0, 0 },
	{ "base64", TEXT, AT(browsed_picture, base64), 0, 0, 0 },
};
static const struct shape picture = SHAPE(browsed_picture, picture_members);

#define LIST_OF(key, member, shape, number, most) \
	{ \
		key, LIST, AT(browsed, member), &shape, AT(browsed, number), most \
	}

static const struct member members[] = {
	{ "browser", TEXT, AT(browsed, browser), 0, 0, 0 },
	{ "own_sandbox", FLAG, AT(browsed, own_sandbox), 0, 0, 0 },
	{ "url", TEXT, AT(browsed, url), 0, 0, 0 },
	{ "final", TEXT, AT(browsed, final), 0, 0, 0 },
	{ "title", TEXT, AT(browsed, title), 0, 0, 0 },
	{ "language", TEXT, AT(browsed, language), 0, 0, 0 },
	{ "ended", TEXT, AT(browsed, ended), 0, 0, 0 },
	{ "duration_ms", NUMBER, AT(browsed, duration_ms), 0, 0, 0 },
	LIST_OF("steps", steps, step, step_count, LIMIT_BROWSE_NAVIGATIONS),
	{ "navigations", NUMBER, AT(browsed, navigations), 0, 0, 0 },
	LIST_OF("requests", requests, request, request_count, LIMIT_BROWSE_LISTED),
	{ "unlisted", NUMBER, AT(browsed, unlisted), 0, 0, 0 },
	LIST_OF("dialogs", dialogs, note, dialog_kept, LIMIT_BROWSE_NOTES),
	{ "dialog_count", NUMBER, AT(browsed, dialog_count), 0, 0, 0 },
	LIST_OF("windows", windows, note, window_count, LIMIT_BROWSE_NOTES),
	LIST_OF("downloads", downloads, note, download_count, LIMIT_BROWSE_NOTES),
	{ "document", TEXT, AT(browsed, document), 0, 0, 0 },
	{ "document_bytes", NUMBER, AT(browsed, document_bytes), 0, 0, 0 },
	LIST_OF("frames", frames, frame, frame_count, LIMIT_BROWSE_FRAMES),
	{ "picture", OBJECT, AT(browsed, picture), &picture, 0, 0 },
};
static const struct shape account = SHAPE(browsed, members);

/* --- values --------------------------------------------------------------------------
 */

static void broken(struct json_walk *walk)
{
	walk->broken = true;
}

/* A word of JSON: true, false, null. */
static struct str take_word(struct json_walk *walk)
{
	struct str before;

	json_walk_peek(walk);
	before = walk->rest;
	json_walk_skip(walk);
	return str_sub(before, 0, before.n - walk->rest.n);
}

static void take_flag(struct json_walk *walk, bool *ret)
{
	struct str word = take_word(walk);

	*ret = str_eq(word, STR("true"));
	if (!*ret && !str_eq(word, STR("false")))
		broken(walk);
}

static void take_plain(struct json_walk *walk, const struct member *member, char *at)
{
	if (json_walk_peek(walk) == 'n' && member->kind != NUMBER &&
	    str_eq(take_word(walk), STR("null")))
		return;
	if (member->kind == TEXT)
		json_walk_text(walk, (struct str *)at);
	else if (member->kind == NUMBER)
		json_walk_count(walk, (uint64_t *)at);
	else
		take_flag(walk, (bool *)at);
}

/* --- objects -------------------------------------------------------------------------
 */

static const struct member *find(const struct shape *shape, struct str key)
{
	for (uint32_t i = 0; i < shape->count; i++)
		if (str_eq(str_c(shape->members[i].key), key))
			return &shape->members[i];
	return NULL;
}

/* An object of plain values. */
static void take_object(struct json_walk *walk, const struct shape *shape, char *to)
{
	struct str key;

	for (json_walk_open(walk, '{'); json_walk_member(walk, &key);) {
		const struct member *member = find(shape, key);

		if (member)
			take_plain(walk, member, to + member->at);
		else
			json_walk_skip(walk); /* of a later version */
	}
}

/* What is beyond the ceiling is dropped. */
static void take_list(struct json_walk *walk, const struct member *member, char *to)
{
	char *items = arena_alloc_array(walk->arena, member->most, member->of->size);
	uint32_t count = 0;

	for (json_walk_open(walk, '['); json_walk_item(walk);)
		if (count < member->most)
			take_object(walk, member->of, items + count++ * member->of->size);
		else
			json_walk_skip(walk);
	memcpy(to + member->at, &items, sizeof items);
	memcpy(to + member->count_at, &count, sizeof count);
}

static void take_member(struct json_walk *walk, const struct member *member, char *to)
{
	if (member->kind == LIST)
		take_list(walk, member, to);
	else if (member->kind != OBJECT)
		take_plain(walk, member, to + member->at);
	else if (json_walk_peek(walk) == 'n')
		json_walk_skip(walk); /* null */
	else
		take_object(walk, member->of, to + member->at);
}

bool browsed_read(struct arena *arena, struct str json, struct browsed *ret)
{
	struct json_walk walk;
	struct str key;

	*ret = (struct browsed){ 0 };
	json_walk_init(&walk, arena, json);
	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &key);) {
		const struct member *member = find(&account, key);

		if (member)
			take_member(&walk, member, (char *)ret);
		else
			json_walk_skip(&walk);
	}
	if (json_walk_end(&walk) && ret->browser.n && ret->ended.n)
		return true;
	*ret = (struct browsed){ 0 };
	return false;
}

bool browsed_png(struct arena *arena, const struct browsed *browsed, struct str *ret)
{
	struct str text = browsed->picture.base64, png;
	struct base64_result result;
	char *bytes;

	if (text.n == 0)
		return false;
	bytes = arena_bytes(arena, base64_room(text.n));
	base64_read(text, bytes, &result);
	png = str_make(bytes, result.length);
	if (!str_starts(png, STR("\x89PNG\r\n\x1a\n")))
		return false;
	*ret = png;
	return true;
}
