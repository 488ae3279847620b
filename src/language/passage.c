/* language/passage.c - see passage.h. */
#include "language/passage.h"

#include "base/limits.h"
#include "base/utf8.h"

struct passage_way {
	bool begun;
	struct html_map *map; /* of a page; NULL: no way back */
	struct text_walk *walk;
	bool folded_once;
	struct folded folded;
};

bool passages_add(struct arena *arena, struct passages *passages,
		  const struct passage *passage)
{
	size_t room = LIMIT_PASSAGE_BYTES - (size_t)passages->bytes;
	struct str text = utf8_front(passage->text, room);
	struct passage *added;

	if (passage->text.n == 0)
		return true;
	passages->cut |= text.n < passage->text.n || passages->count >= LIMIT_PASSAGES;
	if (text.n == 0 || passages->count >= LIMIT_PASSAGES)
		return false;
	ARENA_GROW(arena, passages->items, passages->count, passages->cap);
	added = &passages->items[passages->count++];
	*added = *passage;
	added->text = text;
	added->way = arena_new_of(arena, struct passage_way);
	passages->bytes += text.n;
	if (added->quoted.count == 0)
		quotations_find(arena, added->text, &added->quoted);
	return true;
}

const struct folded *passage_folded(struct arena *arena, const struct passage *passage)
{
	struct passage_way *way = passage->way;

	if (!way->folded_once)
		fold_plain(arena, passage->text, &way->folded);
	way->folded_once = true;
	return &way->folded;
}

bool passage_is_quoted(const struct passage *passage, size_t at)
{
	return quotation_at(&passage->quoted, at) != NULL;
}

/* A mail inside this one speaks for whoever wrote it. */
static bool is_carried(const struct message *message, const struct part *part)
{
	while (part->parent >= 0) {
		part = message->parts[part->parent];
		if (part->kind == PART_MESSAGE)
			return true;
	}
	return false;
}

static void quote_all(struct arena *arena, struct passage *passage)
{
	struct quotation *all = arena_new_of(arena, struct quotation);

	*all = (struct quotation){ 0, passage->text.n, QUOTED_CARRIED, STR_NONE };
	passage->quoted = (struct quotations){ .items = all, .count = 1, .cap = 1 };
}

static const struct field *subject_field(const struct message *message)
{
	return header_first(&message->header, FIELD_SUBJECT);
}

static void add_part(struct arena *arena, const struct message *message,
		     const struct links *links, const struct part *part,
		     struct passages *ret)
{
	const struct html_document *document = links_document(links, part);
	struct passage passage = { .part = part };

	if (document) {
		passage.where = "html";
		passage.document = document;
		passage.text = document->text;
		passage.from_page = true;
	} else {
		passage.where = "text";
		passage.text = part->text;
		passage.mapped = true;
	}
	/* A file is not what the reader sees first. */
	if (part_is_page_file(part) ||
	    str_eq_nocase(part->disposition.value, STR("attachment")))
		passage.where = "attachment";
	if (is_carried(message, part))
		quote_all(arena, &passage);
	passages_add(arena, ret, &passage);
}

/* Calendars and cards: what they say is read by attachment/inner.h. */
static bool is_lines(const struct part *part)
{
	struct str type = part->content_type.value;

	return str_eq(type, STR("text/calendar")) || str_eq(type, STR("text/vcard")) ||
	       str_eq(type, STR("text/x-vcard"));
}

void passages_gather(struct arena *arena, const struct message *message,
		     const struct links *links, struct passages *ret)
{
	struct passage subject = { .where = "subject",
				   .field = subject_field(message),
				   .text = message->subject.text };

	*ret = (struct passages){ 0 };
	passages_add(arena, ret, &subject);
	for (uint32_t i = 0; i < message->part_count; i++)
		if (message->parts[i]->kind == PART_LEAF && message->parts[i]->text.n &&
		    !is_lines(message->parts[i]))
			add_part(arena, message, links, message->parts[i], ret);
}

/* --- the way back ------------------------------------------------------------------ */

static void begin_way(struct arena *arena, const struct passage *passage)
{
	struct passage_way *way = passage->way;

	if (way->begun)
		return;
	way->begun = true;
	way->walk = text_walk_of(arena, passage->part);
	if (passage->from_page)
		way->map = html_map_of(arena, passage->document, passage->part->text,
				       passage->text);
}

/* Of bytes that were decoded before they were read as a message, no place can be told. */
static bool is_in_input(const struct message *message, const struct part *part)
{
	return part->text.p && str_within(message->defects.input, part->body);
}

bool passage_span(struct arena *arena, const struct message *message,
		  const struct passage *passage, size_t start, size_t end,
		  size_t *ret_offset, size_t *ret_length)
{
	struct str whole = passage->field ? passage->field->value : passage->part->body;
	struct passage_way *way = passage->way;
	size_t from = start, to = end;

	*ret_offset = message_offset(message, whole);
	*ret_length = whole.n;
	if (passage->field || !(passage->mapped || passage->from_page) || !way ||
	    !is_in_input(message, passage->part))
		return false;
	begin_way(arena, passage);
	if (passage->from_page && !way->map)
		return false;
	if (passage->from_page)
		html_map_span(way->map, start, end, &from, &to);
	from = text_walk_to(way->walk, from);
	to = text_walk_to(way->walk, to);
	*ret_offset += from;
	*ret_length = to > from ? to - from : 0;
	return true;
}

size_t passage_offset(struct arena *arena, const struct message *message,
		      const struct passage *passage, size_t at)
{
	size_t offset, length;

	passage_span(arena, message, passage, at, at + 1, &offset, &length);
	return offset;
}
