/* link/host_mapping.c - see host_mapping.h. */
#include "link/host_mapping.h"

#include "base/utf8.h"

/* IdnaMappingTable.txt of Unicode 17, against that of 15.0: what had been disallowed, and
 * the capital sharp s, which had been "ss". Sorted. */
static const struct mapping {
	int32_t first, last;
	int32_t to; /* what `first` becomes, the others in step; 0: nothing */
} mappings[] = {
	{ 0x04c0, 0x04c0, 0x04cf },   { 0x10a0, 0x10c5, 0x2d00 },
	{ 0x115f, 0x1160, 0 },	      { 0x17b4, 0x17b5, 0 },
	{ 0x180e, 0x180e, 0 },	      { 0x1e9e, 0x1e9e, 0x00df },
	{ 0x2061, 0x2063, 0 },	      { 0x206a, 0x206f, 0 },
	{ 0x2132, 0x2132, 0x214e },   { 0x2183, 0x2183, 0x2184 },
	{ 0x3164, 0x3164, 0 },	      { 0xffa0, 0xffa0, 0 },
	{ 0x1d173, 0x1d17a, 0 },      { 0x2f868, 0x2f868, 0x36fc },
	{ 0x2f874, 0x2f874, 0x5f53 }, { 0x2f91f, 0x2f91f, 0x243ab },
	{ 0x2f95f, 0x2f95f, 0x7aee }, { 0x2f9bf, 0x2f9bf, 0x45d7 },
};

static const struct mapping *mapping_of(int32_t c)
{
	if (c < mappings[0].first)
		return NULL;
	for (size_t i = 0; i < COUNT(mappings); i++)
		if (c <= mappings[i].last)
			return c >= mappings[i].first ? &mappings[i] : NULL;
	return NULL;
}

/* Bytes before the first character that is mapped. */
static size_t kept_prefix(struct str s)
{
	size_t i = ascii_prefix(s);

	while (i < s.n) {
		size_t length;
		int32_t c = utf8_decode(str_skip(s, i), &length);

		if (c >= 0 && mapping_of(c))
			return i;
		i += length;
	}
	return s.n;
}

struct str host_map_newer(struct arena *arena, struct str name)
{
	size_t kept = kept_prefix(name), n = 0;
	char *out;

	if (kept == name.n)
		return name;
	/* None of them grows: an encoded character has two bytes at least, and those of
	 * two become others of two. U+2F91F has four, as has what it becomes. */
	out = arena_bytes(arena, name.n);
	for (;;) {
		const struct mapping *mapping;
		size_t length;
		int32_t c;

		memcpy(out + n, name.p, kept);
		n += kept;
		name = str_skip(name, kept);
		if (name.n == 0)
			break;
		c = utf8_decode(name, &length);
		mapping = mapping_of(c);
		if (mapping->to)
			n += utf8_encode((uint32_t)(mapping->to + c - mapping->first),
					 out + n);
		name = str_skip(name, length);
		kept = kept_prefix(name);
	}
	return str_make(out, n);
}
