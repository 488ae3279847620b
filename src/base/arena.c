/* base/arena.c - bump allocation in chunks; big requests get a chunk of their own. */
#include "base/arena.h"

#include <assert.h>
#include <limits.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
enum { RED_ZONE = 16 }; /* so that one byte too far is caught */
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
enum { RED_ZONE = 0 };
#endif

enum { CHUNK = 64 * 1024 };

struct chunk {
	struct chunk *next;
	size_t size, used;
	alignas(max_align_t) char data[];
};

struct arena {
	struct chunk *first, *now;
	size_t ceiling, used;
};

/* Fresh pages are zero as they come: where zeros are asked for, calloc() leaves them
 * untouched, and room that is never used costs no memory. */
static struct chunk *chunk_new(size_t size, bool zeroed)
{
	struct chunk *chunk =
	    zeroed ? calloc(1, sizeof *chunk + size) : malloc(sizeof *chunk + size);

	if (!chunk)
		return NULL;
	chunk->next = NULL;
	chunk->size = size;
	chunk->used = 0;
	POISON(chunk->data, size);
	return chunk;
}

static void chunk_free(struct chunk *chunk)
{
	UNPOISON(chunk->data, chunk->size);
	free(chunk);
}

static struct arena *with_first(struct chunk *chunk, size_t ceiling)
{
	struct arena *arena = chunk ? calloc(1, sizeof *arena) : NULL;

	if (!arena) {
		free(chunk);
		return NULL;
	}
	*arena = (struct arena){ .first = chunk, .now = chunk, .ceiling = ceiling };
	return arena;
}

struct arena *arena_new(size_t ceiling)
{
	return with_first(chunk_new(CHUNK, false), ceiling);
}

struct arena *arena_new_block(size_t room)
{
	return with_first(chunk_new(room, true), 0);
}

struct str arena_block(const struct arena *arena)
{
	if (arena->first->next)
		return STR_NONE;
	UNPOISON(arena->first->data, arena->first->used); /* with what lies between */
	return str_make(arena->first->data, arena->first->used);
}

static void free_after(struct chunk *chunk)
{
	struct chunk *next = chunk->next;

	chunk->next = NULL;
	while (next) {
		struct chunk *after = next->next;

		chunk_free(next);
		next = after;
	}
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	free_after(arena->first);
	chunk_free(arena->first);
	free(arena);
}

void arena_reset(struct arena *arena, size_t ceiling)
{
	free_after(arena->first);
	POISON(arena->first->data, arena->first->size);
	arena->first->used = 0;
	arena->now = arena->first;
	arena->used = 0;
	arena->ceiling = ceiling;
}

struct arena_mark arena_mark(const struct arena *arena)
{
	return (struct arena_mark){ .chunk = arena->now,
				    .next = arena->now->next,
				    .in_chunk = arena->now->used,
				    .used = arena->used };
}

/* Newer chunks stand between the one that was current and the one behind it. */
void arena_back(struct arena *arena, struct arena_mark mark)
{
	struct chunk *chunk = mark.chunk;

	while (chunk->next != mark.next) {
		struct chunk *newer = chunk->next;

		chunk->next = newer->next;
		chunk_free(newer);
	}
	POISON(chunk->data + mark.in_chunk, chunk->size - mark.in_chunk);
	chunk->used = mark.in_chunk;
	arena->now = chunk;
	arena->used = mark.used;
}

size_t arena_used(const struct arena *arena)
{
	return arena->used;
}

void arena_raise(struct arena *arena, size_t more)
{
	if (arena->ceiling)
		arena->ceiling += more;
}

static _Noreturn void full(void)
{
	_exit(ARENA_EXIT);
}

static void charge(struct arena *arena, size_t size)
{
	if (__builtin_add_overflow(arena->used, size, &arena->used) ||
	    (arena->ceiling && arena->used > arena->ceiling) ||
	    size > SIZE_MAX - RED_ZONE - sizeof(struct chunk))
		full();
}

static void add_chunk(struct arena *arena, struct chunk *chunk)
{
	if (!chunk)
		full();
	chunk->next = arena->now->next;
	arena->now->next = chunk;
}

/* What is large and does not fit gets a block of its own: the current chunk is filled
 * further. */
static bool goes_apart(const struct arena *arena, size_t size)
{
	return size + RED_ZONE > CHUNK / 4 && size + RED_ZONE + alignof(max_align_t) >
						  arena->now->size - arena->now->used;
}

static char *take_apart(struct arena *arena, size_t size, bool zeroed)
{
	struct chunk *chunk = chunk_new(size + RED_ZONE, zeroed);

	add_chunk(arena, chunk);
	chunk->used = size + RED_ZONE;
	UNPOISON(chunk->data, size);
	return chunk->data;
}

static char *take(struct arena *arena, size_t size, size_t align)
{
	struct chunk *chunk = arena->now;
	size_t start = (chunk->used + align - 1) & ~(align - 1);

	if (start + size + RED_ZONE > chunk->size) {
		chunk = chunk_new(CHUNK, false);
		add_chunk(arena, chunk);
		arena->now = chunk;
		start = 0;
	}
	chunk->used = start + size + RED_ZONE;
	UNPOISON(chunk->data + start, size);
	return chunk->data + start;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	void *p;

	charge(arena, size);
	if (goes_apart(arena, size))
		return take_apart(arena, size, true);
	p = take(arena, size, alignof(max_align_t));
	memset(p, 0, size);
	return p;
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		full();
	return arena_alloc(arena, total);
}

void *arena_room(struct arena *arena, size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		full();
	charge(arena, total);
	return goes_apart(arena, total) ? take_apart(arena, total, false)
					: take(arena, total, alignof(max_align_t));
}

void *arena_copy_array(struct arena *arena, const void *items, size_t count, size_t size)
{
	return count ? memcpy(arena_room(arena, count, size), items, count * size) : NULL;
}

char *arena_bytes(struct arena *arena, size_t size)
{
	charge(arena, size);
	return goes_apart(arena, size) ? take_apart(arena, size, false)
				       : take(arena, size, 1);
}

void arena_shrink(struct arena *arena, char *block, size_t size, size_t used)
{
	struct chunk *chunk = arena->now;

	assert(used <= size);
	POISON(block + used, size - used);
	if (block + size + RED_ZONE == chunk->data + chunk->used)
		chunk->used -= size - used;
	arena->used -= size - used;
}

struct str arena_str(struct arena *arena, struct str s)
{
	return arena_concat(arena, s, STR_NONE);
}

struct str arena_concat(struct arena *arena, struct str a, struct str b)
{
	char *p = arena_bytes(arena, a.n + b.n);

	if (a.n)
		memcpy(p, a.p, a.n);
	if (b.n)
		memcpy(p + a.n, b.p, b.n);
	return str_make(p, a.n + b.n);
}

struct str arena_lower(struct arena *arena, struct str s)
{
	char *p = arena_bytes(arena, s.n);

	str_lower(p, s);
	return str_make(p, s.n);
}

enum { PIECES = 16 };

/* A format that asks for texts alone, "%s" and "%.*s", as most do: what it is made of; 0
 * where it asks for more. vsnprintf() takes far longer for the same. */
static size_t text_pieces(const char *format, va_list *args, struct str *pieces)
{
	size_t count = 0;

	while (*format) {
		const char *literal = format, *text;
		bool cut;
		int most = INT_MAX;

		if (count + 2 > PIECES)
			return 0;
		format = strchrnul(format, '%');
		pieces[count++] = str_make(literal, (size_t)(format - literal));
		if (*format == '\0')
			break;
		cut = strncmp(format, "%.*s", 4) == 0;
		if (cut)
			most = va_arg(*args, int);
		else if (format[1] != 's')
			return 0;
		text = va_arg(*args, const char *);
		if (!text || most < 0)
			return 0;
		pieces[count++] = str_make(text, strnlen(text, (size_t)most));
		format += cut ? 4 : 2;
	}
	return count;
}

static struct str join(struct arena *arena, const struct str *pieces, size_t count)
{
	size_t n = 0, at = 0;
	char *p;

	for (size_t i = 0; i < count; i++)
		n += pieces[i].n;
	p = arena_bytes(arena, n + 1);
	for (size_t i = 0; i < count; i++) {
		memcpy(p + at, pieces[i].p, pieces[i].n);
		at += pieces[i].n;
	}
	p[n] = '\0';
	return str_make(p, n);
}

static struct str print(struct arena *arena, const char *format, va_list args)
{
	char small[256];
	va_list again;
	int n;
	char *p;

	va_copy(again, args);
	n = vsnprintf(small, sizeof small, format, args);
	assert(n >= 0);
	p = arena_bytes(arena, (size_t)n + 1);
	if ((size_t)n < sizeof small)
		memcpy(p, small, (size_t)n + 1);
	else
		vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	return str_make(p, (size_t)n);
}

struct str arena_printf(struct arena *arena, const char *format, ...)
{
	struct str pieces[PIECES], ret;
	va_list args;
	size_t count;

	va_start(args, format);
	count = text_pieces(format, &args, pieces);
	va_end(args);
	if (count)
		return join(arena, pieces, count);
	va_start(args, format);
	ret = print(arena, format, args);
	va_end(args);
	return ret;
}
