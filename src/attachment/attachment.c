/* attachment/attachment.c - see attachment.h. */
#include "attachment/attachment.h"

#include "base/limits.h"

static bool is_attachment(const struct part *part)
{
	if (part->kind != PART_LEAF || part->place != PLACE_BODY)
		return part->kind == PART_LEAF && part->place == PLACE_UUENCODE;
	return part->filename.n || part->text.n == 0 ||
	       str_eq_nocase(part->disposition.value, STR("attachment"));
}

static void add(struct arena *arena, const struct part *part, struct attachments *ret)
{
	struct attachment *added;

	if (ret->count >= LIMIT_ATTACHMENTS) {
		ret->cut = "LIMIT_ATTACHMENTS";
		return;
	}
	ARENA_GROW(arena, ret->items, ret->count, ret->cap);
	added = &ret->items[ret->count++];
	*added = (struct attachment){
		.n = ret->count,
		.part = part,
		.name = part->filename,
		.declared = part->type_given ? part->content_type.value : STR_NONE,
		.bytes = part->bytes,
		.size = part->bytes.n,
		.content = part->bytes.n ? CONTENT_UNKNOWN : CONTENT_EMPTY,
		.inline_ = part->content_id.n &&
			   !str_eq_nocase(part->disposition.value, STR("attachment")),
	};
}

void attachments_begin(struct arena *arena, const struct message *message,
		       struct attachments *ret)
{
	*ret = (struct attachments){ 0 };
	for (uint32_t i = 0; i < message->part_count; i++)
		if (is_attachment(message->parts[i]))
			add(arena, message->parts[i], ret);
}

bool attachments_round(struct arena *arena, struct door *door,
		       struct attachments *attachments)
{
	(void)arena;
	attachments->asked = door != NULL;
	return true;
}
