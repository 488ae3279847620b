/* base/name_index.c - see name_index.h: open addressing, at most half full. */
#include "base/name_index.h"

/* The last bytes, eight at most; where there are as many before them, some of those
 * again. No loop: how long a name is, nobody can guess. */
static uint64_t last_bytes(struct str name)
{
	const char *end = name.p + name.n;
	uint64_t word = 0;
	uint32_t front, back;

	if (name.n >= sizeof word) {
		memcpy(&word, end - sizeof word, sizeof word);
	} else if (name.n >= sizeof front) {
		memcpy(&front, name.p, sizeof front);
		memcpy(&back, end - sizeof back, sizeof back);
		word = (uint64_t)front << 32 | back;
	} else if (name.n) {
		word = (uint64_t)(uint8_t)name.p[0] << 16 |
		       (uint64_t)(uint8_t)name.p[name.n / 2] << 8 | (uint8_t)end[-1];
	}
	return word;
}

uint64_t name_hash(struct str name)
{
	static const uint64_t factor = 0x9E3779B97F4A7C15u;
	uint64_t hash = name.n * factor, word;

	for (struct str rest = name; rest.n > sizeof word;
	     rest = str_skip(rest, sizeof word)) {
		memcpy(&word, rest.p, sizeof word);
		hash = (hash ^ word) * factor;
		hash ^= hash >> 32;
	}
	hash = (hash ^ last_bytes(name)) * factor;
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

/* A bit for each name, of eight for each: few names share one. */
static uint32_t bit_of(const struct name_index *index, uint32_t hash)
{
	return (hash * 0x9E3779B1u >> 4) & (index->mask * 4 + 3);
}

void name_index_build(struct arena *arena, const struct str *names, size_t stride,
		      uint32_t count, struct name_index *ret)
{
	uint32_t slots = 16;

	while (slots / 2 < count)
		slots *= 2;
	*ret = (struct name_index){
		.slots = arena_alloc_array(arena, slots, sizeof *ret->slots),
		.bits = arena_alloc_array(arena, slots / 16, sizeof *ret->bits),
		.mask = slots - 1,
		.names = (const char *)names,
		.stride = stride,
	};
	for (uint32_t i = 0; i < count; i++) {
		struct str name = name_of(ret, i);
		uint32_t hash = (uint32_t)name_hash(name);
		struct name_slot *slot = slot_of(ret, name, hash);
		uint32_t bit = bit_of(ret, hash);

		if (slot->row == 0)
			*slot = (struct name_slot){ hash, i + 1 };
		ret->bits[bit / 64] |= UINT64_C(1) << bit % 64;
	}
}

uint32_t name_index_find(const struct name_index *index, struct str name)
{
	const struct name_slot *slot;
	uint32_t hash, bit;

	if (!index->slots)
		return NAME_INDEX_NONE;
	hash = (uint32_t)name_hash(name);
	bit = bit_of(index, hash);
	if (!(index->bits[bit / 64] >> bit % 64 & 1))
		return NAME_INDEX_NONE;
	slot = slot_of(index, name, hash);
	return slot->row ? slot->row - 1 : NAME_INDEX_NONE;
}
