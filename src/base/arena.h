/* base/arena.h - one place where all that is learnt of a message lives and dies.
 *
 * Allocation does not fail: a request beyond the arena's ceiling ends the
 * process with ARENA_EXIT, which the parent reports as a finding of that one
 * message. Caps on what grows (base/limits.h) keep that from being the normal
 * way to stop. Memory comes zeroed and aligned for any object, unless it is said
 * otherwise. */
#pragma once
#include "base/str.h"

enum { ARENA_EXIT = 71 }; /* exit status of a worker whose arena was full */

struct arena;

/* `ceiling` counts payload bytes, 0 means none. NULL only where the system
 * has no memory at all. arena_free accepts NULL. */
struct arena *arena_new(size_t ceiling);
void arena_free(struct arena *arena);
/* All that fits in `room` bytes stands in one block that began as zeros, so that it can
 * be written out: arena_block() gives what was used, nothing where it did not suffice. */
struct arena *arena_new_block(size_t room);
struct str arena_block(const struct arena *arena);
/* Forget everything, keep a first chunk for the next message. */
void arena_reset(struct arena *arena, size_t ceiling);
size_t arena_used(const struct arena *arena);
/* So many bytes more may be taken. */
void arena_raise(struct arena *arena, size_t more);

void *arena_alloc(struct arena *arena, size_t size);
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);
/* A copy of `count` items, no larger than it must be; NULL for none. */
void *arena_copy_array(struct arena *arena, const void *items, size_t count, size_t size);
/* Room for `count` items, aligned but not zeroed: for what is filled before it is read,
 * and mostly not to its end. */
void *arena_room(struct arena *arena, size_t count, size_t size);
/* Bytes without the zeroing, without alignment. */
char *arena_bytes(struct arena *arena, size_t size);
/* Give back the tail of a block: only `used` of `size` stay. Of the newest block it is
 * free for others at once. */
void arena_shrink(struct arena *arena, char *block, size_t size, size_t used);
/* Give back all that was taken since the mark: a question with a small answer, asked for
 * each of a million words, leaves nothing behind. */
struct arena_mark {
	void *chunk, *next;
	size_t in_chunk, used;
};
struct arena_mark arena_mark(const struct arena *arena);
void arena_back(struct arena *arena, struct arena_mark mark);
struct str arena_str(struct arena *arena, struct str s);
/* a then b, as one slice. */
struct str arena_concat(struct arena *arena, struct str a, struct str b);
struct str arena_lower(struct arena *arena, struct str s);
struct str arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#define arena_new_of(arena, type) ((type *)arena_alloc(arena, sizeof(type)))

/* Grow `items` (a pointer variable, its `count` and `cap` fields or variables)
 * so that one more fits; old items are copied. */
#define ARENA_GROW(arena, items, count, cap) \
	do { \
		if ((count) == (cap)) { \
			size_t want_ = (cap) ? (size_t)(cap)*2 : 8; \
			void *more_ = arena_alloc_array(arena, want_, sizeof *(items)); \
			if (count) \
				memcpy(more_, items, (size_t)(count) * sizeof *(items)); \
			(items) = more_; \
			(cap) = (__typeof__(cap))want_; \
		} \
	} while (0)
