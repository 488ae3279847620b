/* language/passage.c - see passage.h. */
#include "language/passage.h"

#include "base/limits.h"

bool passages_add(struct arena *arena, struct passages *passages,
		  const struct passage *passage)
{
	size_t room = LIMIT_PASSAGE_BYTES - (size_t)passages->bytes;
	struct passage *added;

	if (passage->text.n == 0)
		return true;
	if (passages->count >= LIMIT_PASSAGES || room == 0) {
		passages->cut = true;
		return false;
	}
	ARENA_GROW(arena, passages->items, passages->count, passages->cap);
	added = &passages->items[passages->count++];
	*added = *passage;
	if (added->text.n > room) {
		added->text = str_sub(added->text, 0, room);
		passages->cut = true;
	}
	passages->bytes += added->text.n;
	if (added->quoted.count == 0)
		quotations_find(arena, added->text, &added->quoted);
	return true;
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
	} else {
		passage.where = "text";
		passage.text = part->text;
		passage.mapped = true;
	}
	if (is_carried(message, part))
		quote_all(arena, &passage);
	passages_add(arena, ret, &passage);
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
		if (message->parts[i]->kind == PART_LEAF && message->parts[i]->text.n)
			add_part(arena, message, links, message->parts[i], ret);
}

size_t passage_offset(struct arena *arena, const struct message *message,
		      const struct passage *passage, size_t at)
{
	struct text_walk walk;

	if (passage->field)
		return message_offset(message, passage->field->value);
	if (!passage->mapped)
		return message_offset(message, passage->part->body);
	text_walk_begin(arena, passage->part, &walk);
	return message_offset(message, passage->part->body) + text_walk_to(&walk, at);
}
