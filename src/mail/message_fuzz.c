/* mail/message_fuzz.c */
#include "mail/message.h"

#include <assert.h>

#include "base/limits.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str bytes = { (const char *)data, size };
	struct message *message = message_parse(arena, bytes, NULL);

	assert(message->part_count >= 1);
	assert(message->reading_count <= LIMIT_READINGS);
	for (uint32_t i = 0; i < message->part_count; i++) {
		const struct part *part = message->parts[i];

		assert(part->id == (int32_t)i && part->parent < part->id);
		assert(part->reading <= (int32_t)message->reading_count);
		assert(part->parent < 0 ||
		       message->parts[part->parent]->reading == part->reading);
		assert(message_offset(message, part->raw) <= size);
		assert(message_offset(message, part->body) <= size);
		assert(utf8_is_valid(part->text));
		if (part->carried)
			assert(part->carried->complete || part->carried->part_count);
	}
	for (uint32_t i = 0; i < message->defects.count; i++) {
		assert(message->defects.items[i].offset <= size);
		assert(defect_explain(message->defects.items[i].id));
	}
	for (uint32_t i = 0; i < message->reading_count; i++)
		assert(message->readings[i].offset <= size);
	message_reported(message);
	arena_free(arena);
	return 0;
}
