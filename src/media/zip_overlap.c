/* media/zip_overlap.c - see zip_overlap.h. APPNOTE 4.3.12, 4.3.16, 4.5.3. */
#include "media/zip_overlap.h"

#include "base/limits.h"

#include <stdlib.h>

enum {
	END_BYTES = 22,
	END_SEARCH = 65535, /* the longest comment */
	ENTRY_BYTES = 46,
	LOCAL_BYTES = 30,
	EXTRA_ZIP64 = 1,
};
#define IN_ZIP64 0xffffffffu

struct range {
	uint64_t from, to;
};

static uint64_t get(struct str bytes, size_t at, unsigned size)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < size && at + i < bytes.n; i++)
		value |= (uint64_t)(unsigned char)bytes.p[at + i] << (8 * i);
	return value;
}

/* The last record of an end whose list stands before it, wherever the archive begins. */
static bool find_list(struct str bytes, size_t *ret_list, size_t *ret_begin)
{
	size_t lowest =
	    bytes.n > END_BYTES + END_SEARCH ? bytes.n - END_BYTES - END_SEARCH : 0;

	if (bytes.n < END_BYTES)
		return false;
	for (size_t at = bytes.n - END_BYTES + 1; at-- > lowest;) {
		uint64_t size, offset;

		if (bytes.p[at] != 'P' || memcmp(bytes.p + at, "PK\5\6", 4) != 0)
			continue;
		size = get(bytes, at + 12, 4);
		offset = get(bytes, at + 16, 4);
		if (size > at)
			continue;
		*ret_list = at - size;
		*ret_begin = offset > *ret_list ? 0 : *ret_list - offset;
		return true;
	}
	return false;
}

/* What stands as all ones is told in the extra field of ZIP64, in this order. */
static void read_zip64(struct str extra, uint64_t *values[3])
{
	while (extra.n >= 4) {
		uint64_t id = get(extra, 0, 2), n = get(extra, 2, 2);
		struct str data = str_sub(extra, 4, 4 + n);

		for (unsigned i = 0; id == EXTRA_ZIP64 && i < 3; i++)
			if (*values[i] == IN_ZIP64 && data.n >= 8) {
				*values[i] = get(data, 0, 8);
				data = str_skip(data, 8);
			}
		extra = str_skip(extra, 4 + n);
	}
}

/* The entry at the start of `rest`; its bytes begin behind its local head. */
static bool read_entry(struct str *rest, struct range *ret, uint64_t *ret_size)
{
	uint64_t packed, size, offset, name, extra, comment;
	uint64_t *values[3] = { &size, &packed, &offset };

	if (rest->n < ENTRY_BYTES || memcmp(rest->p, "PK\1\2", 4) != 0)
		return false;
	packed = get(*rest, 20, 4);
	size = get(*rest, 24, 4);
	name = get(*rest, 28, 2);
	extra = get(*rest, 30, 2);
	comment = get(*rest, 32, 2);
	offset = get(*rest, 42, 4);
	read_zip64(str_sub(*rest, ENTRY_BYTES + name, ENTRY_BYTES + name + extra),
		   values);
	ret->from = offset;
	ret->to = offset + LOCAL_BYTES + name + packed;
	if (ret->to < offset)
		ret->to = UINT64_MAX;
	*ret_size = size;
	*rest = str_skip(*rest, ENTRY_BYTES + name + extra + comment);
	return true;
}

static int by_place(const void *a, const void *b)
{
	const struct range *one = a, *other = b;

	return (one->from > other->from) - (one->from < other->from);
}

static bool any_overlap(struct range *ranges, uint32_t count, uint64_t end)
{
	if (count)
		qsort(ranges, count, sizeof *ranges, by_place);
	for (uint32_t i = 0; i < count; i++)
		if (ranges[i].to > (i + 1 < count ? ranges[i + 1].from : end))
			return true;
	return false;
}

void zip_overlap_look(struct arena *arena, struct str bytes, struct zip_overlap *ret)
{
	struct range *ranges = NULL, range;
	uint32_t count = 0, cap = 0;
	size_t list, begin;
	struct str rest;
	uint64_t size;

	*ret = (struct zip_overlap){ 0 };
	if (!find_list(bytes, &list, &begin))
		return;
	ret->found = true;
	for (rest = str_skip(bytes, list); read_entry(&rest, &range, &size);) {
		ret->entries++;
		ret->packed += range.to - range.from;
		ret->size += size;
		if (count >= LIMIT_MEDIA_RANGES)
			continue;
		ARENA_GROW(arena, ranges, count, cap);
		ranges[count++] = range;
	}
	ret->overlap = any_overlap(ranges, count, list - begin);
}
