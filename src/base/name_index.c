/* base/name_index.c - see name_index.h: open addressing, at most half full. */
#include "base/name_index.h"

uint64_t name_hash(struct str name)
{
	static const uint64_t factor = 0x9E3779B97F4A7C15u;
	uint64_t hash = name.n * factor, word = 0;

	for (; name.n >= sizeof word; name = str_skip(name, sizeof word)) {
		memcpy(&word, name.p, sizeof word);
		hash = (hash ^ word) * factor;
		hash ^= hash >> 32;
	}
	word = 0;
	for (size_t i = 0; i < name.n; i++)
		word = word << 8 | (uint8_t)name.p[i];
	hash = (hash ^ word) * factor;
	return hash ^ hash >> 32;
}

static struct str name_of(const struct name_index *index, uint32_t row)
{
	struct str name;

	memcpy(&name, index->names + row * index->stride, sizeof name);
	return name;
}

/* The slot of `name`, or the free one where it would be. */
static struct name_slot *slot_of(const struct name_index *index, struct str name,
				 uint32_t hash)
{
	uint32_t at = hash & index->mask;

	for (;; at = (at + 1) & index->mask) {
		struct name_slot *slot = &index->slots[at];

		if (slot->row == 0 ||
		    (slot->hash == hash && str_eq(name_of(index, slot->row - 1), name)))
			return slot;
	}
}

void name_index_build(struct arena *arena, const struct str *names, size_t stride,
		      uint32_t count, struct name_index *ret)
{
	uint32_t slots = 16;

	while (slots / 2 < count)
		slots *= 2;
	*ret = (struct name_index){
		.slots = arena_alloc_array(arena, slots, sizeof *ret->slots),
		.mask = slots - 1,
		.names = (const char *)names,
		.stride = stride,
	};
	for (uint32_t i = 0; i < count; i++) {
		struct str name = name_of(ret, i);
		uint32_t hash = (uint32_t)name_hash(name);
		struct name_slot *slot = slot_of(ret, name, hash);

		if (slot->row == 0)
			*slot = (struct name_slot){ hash, i + 1 };
	}
}

uint32_t name_index_find(const struct name_index *index, struct str name)
{
	const struct name_slot *slot;

	if (!index->slots)
		return NAME_INDEX_NONE;
	slot = slot_of(index, name, (uint32_t)name_hash(name));
	return slot->row ? slot->row - 1 : NAME_INDEX_NONE;
}
