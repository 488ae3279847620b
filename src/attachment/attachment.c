/* attachment/attachment.c - see attachment.h: the list, and what is in archives. */
#include "attachment/inside.h"

#include "base/digest.h"
#include "base/limits.h"

/* --- which parts ------------------------------------------------------------------- */

/* Such parts are text to a mail program of 1996, and something else to those of today. */
static bool is_structured(struct str type)
{
	return str_eq(type, STR("text/calendar")) || str_eq(type, STR("text/vcard")) ||
	       str_eq(type, STR("text/x-vcard")) || str_eq(type, STR("text/directory")) ||
	       str_eq(type, STR("text/x-vcalendar"));
}

static bool is_attachment(const struct part *part)
{
	if (part->kind != PART_LEAF || part->place != PLACE_BODY)
		return part->kind == PART_LEAF && part->place == PLACE_UUENCODE;
	return part->filename.n || part->text.n == 0 ||
	       is_structured(part->content_type.value) ||
	       str_eq_nocase(part->disposition.value, STR("attachment"));
}

/* --- what each is ------------------------------------------------------------------- */

static void add_name(struct arena *arena, struct attachment *item, struct str name)
{
	uint32_t cap = item->name_count;

	name = str_trim(name);
	for (uint32_t i = 0; i < item->name_count; i++)
		if (str_eq(item->names[i], name))
			return;
	if (name.n == 0)
		return;
	/* A part has at most some twenty. */
	if (cap == 0 || (cap & (cap - 1)) == 0) {
		struct str *names =
		    arena_alloc_array(arena, cap ? cap * 2 : 1, sizeof *names);

		if (cap)
			memcpy(names, item->names, cap * sizeof *names);
		item->names = names;
	}
	item->names[item->name_count++] = name;
	item->name = item->names[0];
}

static struct str last_segment(struct str path)
{
	size_t slash = str_rfind(path, '/'), back = str_rfind(path, '\\');
	size_t at = slash == STR_NPOS  ? back
		    : back == STR_NPOS ? slash
		    : slash > back     ? slash
				       : back;

	return at == STR_NPOS ? path : str_skip(path, at + 1);
}

/* RFC 2557, 4.2: the name of a part of a page; some programs save it under that. */
static struct str content_location(const struct part *part)
{
	for (uint32_t i = 0; i < part->header.count; i++)
		if (str_eq_nocase(part->header.fields[i].name, STR("Content-Location")))
			return last_segment(
			    str_until(str_trim(part->header.fields[i].value), '?'));
	return STR_NONE;
}

/* Without bytes, or where all kinds look alike inside, the name tells. */
static void ask_name(struct attachment *item)
{
	enum content named = item->kind ? item->kind->content : CONTENT_UNKNOWN;
	enum content declared = content_of_type(item->declared);

	if (item->content == CONTENT_UNKNOWN && item->bytes.n == 0 && item->depth) {
		item->content = named;
		return;
	}
	if (item->content == CONTENT_TEXT &&
	    (named == CONTENT_SCRIPT || named == CONTENT_HTML))
		item->content = named;
	/* Browsers read whatever is called a page. */
	else if (item->content == CONTENT_TEXT && declared == CONTENT_HTML && !item->kind)
		item->content = CONTENT_HTML;
	else if (item->content == CONTENT_UNKNOWN && item->bytes.n &&
		 named == CONTENT_HTML && str_find(item->bytes, '<') != STR_NPOS)
		item->content = CONTENT_HTML;
}

static enum action action_of_content(const struct attachment *item)
{
	switch (item->content) {
	case CONTENT_EXECUTABLE:
		return ACTION_RUNS;
	case CONTENT_SHORTCUT:
		return strcmp(item->format ? item->format : "", "lnk") == 0
			   ? ACTION_RUNS
			   : ACTION_OPENS;
	case CONTENT_DISK:
		return ACTION_MOUNTS;
	case CONTENT_SCRIPT:
		return item->kind ? ACTION_NONE : ACTION_EDITED;
	case CONTENT_NOTEBOOK:
		return ACTION_MACROS;
	default:
		if (item->format && strcmp(item->format, "mobileconfig") == 0)
			return ACTION_INSTALLS;
		return ACTION_NONE;
	}
}

/* ".com" ends programs and names of places: a list of links is called so, too. */
static enum action action_of_name(const struct attachment *item)
{
	if (!item->kind)
		return ACTION_NONE;
	if (strcmp(item->kind->extension, "com") == 0 &&
	    item->content != CONTENT_EXECUTABLE)
		return ACTION_NONE;
	/* ".img", ".iso" of something else, which no system mounts. */
	if (item->kind->action == ACTION_MOUNTS && item->content == CONTENT_IMAGE)
		return ACTION_NONE;
	return item->kind->action;
}

/* Any of its names may be the one that a program goes by: the worst counts. */
static void find_kind(struct attachment *item)
{
	for (uint32_t i = 0; i < item->name_count; i++) {
		const struct content_kind *kind =
		    content_of_extension(content_extension(item->names[i]));

		if (kind && (!item->kind || kind->action > item->kind->action))
			item->kind = kind;
	}
}

static void settle(struct attachment *item)
{
	enum action by_content, by_name;
	struct sniffed sniffed;

	find_kind(item);
	if (item->bytes.n) {
		content_sniff(item->bytes, &sniffed);
		item->content = sniffed.content;
		item->format = sniffed.format;
		item->also = sniffed.also;
		item->also_at = sniffed.also_at;
		digest_sha256(item->bytes, item->sha256);
	}
	ask_name(item);
	by_content = action_of_content(item);
	by_name = action_of_name(item);
	item->action = by_content > by_name ? by_content : by_name;
}

static struct attachment *new_item(struct arena *arena, struct attachments *list)
{
	struct attachment *added;

	if (list->count >= LIMIT_ATTACHMENTS) {
		list->cut = "LIMIT_ATTACHMENTS";
		return NULL;
	}
	ARENA_GROW(arena, list->items, list->count, list->cap);
	added = &list->items[list->count++];
	*added = (struct attachment){ .n = list->count };
	return added;
}

/* Another reading of a part that is there already, to the same bytes. */
static bool is_known(const struct attachments *list, const struct attachment *item)
{
	for (uint32_t i = 0; i + 1 < list->count; i++) {
		const struct attachment *old = &list->items[i];

		if (old->bytes.n == item->bytes.n && str_eq(old->name, item->name) &&
		    strcmp(old->sha256, item->sha256) == 0)
			return true;
	}
	return false;
}

static void add_part(struct arena *arena, const struct part *part,
		     struct attachments *list)
{
	struct attachment *item = new_item(arena, list);

	if (!item)
		return;
	item->part = part;
	for (uint32_t i = 0; i < part->filename_count; i++)
		add_name(arena, item, part->filenames[i].name);
	add_name(arena, item, content_location(part));
	item->declared = part->type_given ? part->content_type.value : STR_NONE;
	item->bytes = part->bytes;
	item->size = part->bytes.n;
	item->content =
	    part->bytes.n || part->bytes_cut ? CONTENT_UNKNOWN : CONTENT_EMPTY;
	item->inline_ = part->content_id.n &&
			!str_eq_nocase(part->disposition.value, STR("attachment"));
	settle(item);
	if (part->reading && is_known(list, item))
		list->count--;
}

/* What a part draws in its text. */
static void add_drawn(struct arena *arena, const struct part *part,
		      struct attachments *list)
{
	struct drawing drawings[DRAWINGS];
	uint32_t room = DRAWINGS - list->drawn_count, count;

	if (part->kind != PART_LEAF || part->text.n == 0 || part->reading || room == 0)
		return;
	if (str_eq(part->content_type.value, STR("text/html"))) {
		count = drawn_cells(arena, part->text, drawings, room);
		if (count < room && drawn_in_page(part->text)) {
			struct html_document document;

			html_read(arena, part->text, &document);
			count += drawn_characters(arena, document.text, drawings + count,
						  room - count);
		}
	} else {
		count = drawn_characters(arena, part->text, drawings, room);
	}
	for (uint32_t i = 0; i < count; i++)
		list->drawn[list->drawn_count++] =
		    (struct drawn){ .part = part,
				    .with = drawings[i].with,
				    .picture = drawings[i].picture };
}

void attachments_begin(struct arena *arena, const struct message *message,
		       struct attachments *ret)
{
	*ret = (struct attachments){ 0 };
	for (uint32_t i = 0; i < message->part_count; i++)
		if (is_attachment(message->parts[i]))
			add_part(arena, message->parts[i], ret);
	for (uint32_t i = 0; i < message->part_count; i++)
		add_drawn(arena, message->parts[i], ret);
}

const struct attachment *attachment_parent(const struct attachments *attachments,
					   const struct attachment *attachment)
{
	return attachment->parent ? &attachments->items[attachment->parent - 1] : NULL;
}

void attachments_add_inside(struct arena *arena, struct attachments *list,
			    uint32_t parent, const struct found_inside *found)
{
	struct attachment *item = new_item(arena, list), *around;

	if (!item)
		return;
	around = &list->items[parent - 1];
	around->entries++;
	item->parent = parent;
	item->depth = around->depth + 1;
	item->part = around->part;
	add_name(arena, item, last_segment(found->name));
	item->path = found->name;
	item->declared = found->declared;
	item->bytes = found->bytes;
	item->size = found->size;
	item->encrypted = found->encrypted;
	settle(item);
}
