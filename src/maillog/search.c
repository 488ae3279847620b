/* maillog/search.c - see search.h. */
#include "maillog/search.h"

#include "base/limits.h"

#include <stdlib.h>

enum { TABLE_BITS = 14, TABLE = 1 << TABLE_BITS, GONE = 64 };

struct needle {
	uint32_t tag, next; /* of the same end: 1 + index */
	uint16_t n;
	char text[LIMIT_LOG_VALUE];
};

struct search {
	uint8_t shift[TABLE];
	uint32_t head[TABLE]; /* where the shift is 0: 1 + index */
	struct needle *needles;
	uint32_t count, cap;
	uint32_t least; /* bytes of the shortest */
	uint32_t gone;	/* needles without a text, until there are many */
	bool stale;
};

struct search *search_new(void)
{
	struct search *search = calloc(1, sizeof *search);

	if (!search)
		abort();
	search->stale = true;
	return search;
}

void search_free(struct search *search)
{
	if (!search)
		return;
	free(search->needles);
	free(search);
}

/* Two bytes are read at once, in whatever order the machine has them. */
static inline uint32_t hash_of(const char *p)
{
	uint16_t two;

	memcpy(&two, p, sizeof two);
	return (two ^ (uint32_t)(unsigned char)p[2] << 6) & (TABLE - 1);
}

/* All texts count with their first `least` bytes. */
static void enter(struct search *search, uint32_t index)
{
	struct needle *needle = &search->needles[index];
	uint32_t least = search->least, hash;

	for (uint32_t i = 0; i + 3 <= least; i++) {
		uint32_t shift = least - 3 - i;

		hash = hash_of(needle->text + i);
		if (shift < search->shift[hash])
			search->shift[hash] = (uint8_t)shift;
		if (shift == 0) {
			needle->next = search->head[hash];
			search->head[hash] = index + 1;
		}
	}
}

static void build(struct search *search)
{
	uint32_t least = UINT8_MAX, n = 0;

	for (uint32_t i = 0; i < search->count; i++)
		if (search->needles[i].n)
			search->needles[n++] = search->needles[i];
	search->count = n;
	search->gone = 0;
	for (uint32_t i = 0; i < search->count; i++)
		if (search->needles[i].n < least)
			least = search->needles[i].n;
	search->least = least;
	memset(search->shift, (int)(least - 2), sizeof search->shift);
	memset(search->head, 0, sizeof search->head);
	for (uint32_t i = 0; i < search->count; i++)
		enter(search, i);
	search->stale = false;
}

bool search_add(struct search *search, struct str text, uint32_t tag)
{
	struct needle *needle;

	if (text.n < SEARCH_LEAST || text.n > LIMIT_LOG_VALUE)
		return false;
	if (search->count == search->cap) {
		search->cap = search->cap ? search->cap * 2 : 16;
		search->needles =
		    realloc(search->needles, search->cap * sizeof *search->needles);
		if (!search->needles)
			abort();
	}
	needle = &search->needles[search->count++];
	*needle = (struct needle){ .tag = tag, .n = (uint16_t)text.n };
	memcpy(needle->text, text.p, text.n);
	if (!search->stale && text.n >= search->least)
		enter(search, search->count - 1);
	else
		search->stale = true;
	return true;
}

/* Building the table anew costs as much as a hundred lines. */
void search_remove(struct search *search, uint32_t tag)
{
	for (uint32_t i = 0; i < search->count; i++)
		if (search->needles[i].n && search->needles[i].tag == tag) {
			search->needles[i].n = 0;
			search->gone++;
		}
	if (search->gone >= GONE)
		search->stale = true;
}

bool search_next(struct search *search, struct str bytes, size_t *at, uint32_t *turn,
		 uint32_t *ret_tag)
{
	size_t here = *at, end;
	uint32_t least;

	if (search->stale) {
		build(search);
		*turn = 0;
	}
	if (search->count == 0)
		return false;
	least = search->least;
	if (bytes.n < least)
		return false;
	for (end = bytes.n - least; here <= end; here++, *turn = 0) {
		const char *last = bytes.p + here + least - 3;
		uint32_t hash = hash_of(last), index;

		while (search->shift[hash]) {
			here += search->shift[hash];
			if (here > end)
				return false;
			last = bytes.p + here + least - 3;
			hash = hash_of(last);
		}
		index = search->head[hash];
		if (*turn && here == *at)
			index = search->needles[*turn - 1].next;
		for (; index; index = search->needles[index - 1].next) {
			const struct needle *needle = &search->needles[index - 1];

			if (needle->n && needle->n <= bytes.n - here &&
			    memcmp(needle->text, bytes.p + here, needle->n) == 0) {
				*at = here;
				*turn = index;
				*ret_tag = needle->tag;
				return true;
			}
		}
	}
	return false;
}

typedef unsigned char lanes __attribute__((vector_size(16)));

/* Of 16 bytes at a time; a lane is added up before it can overflow. */
uint64_t search_count_lines(struct str bytes)
{
	const lanes end = { '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n',
			    '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n' };
	uint64_t count = 0;

	while (bytes.n >= sizeof(lanes)) {
		size_t groups = bytes.n / sizeof(lanes);
		lanes sum = { 0 }, here;

		if (groups > 255)
			groups = 255;
		for (size_t i = 0; i < groups; i++) {
			memcpy(&here, bytes.p + i * sizeof here, sizeof here);
			sum -= (lanes)(here == end);
		}
		for (size_t i = 0; i < sizeof sum; i++)
			count += sum[i];
		bytes = str_skip(bytes, groups * sizeof(lanes));
	}
	for (size_t i = 0; i < bytes.n; i++)
		count += bytes.p[i] == '\n';
	return count;
}
