/* base/buf.h - a growing buffer of bytes with a ceiling.
 *
 * Writing past the ceiling does not fail at each call: the buffer keeps what
 * fits, `full` becomes true and stays so, and whoever owns the buffer says so
 * in its output. The memory is malloc's, not an arena's: buffers carry output. */
#pragma once
#include "base/str.h"

struct buf {
	char *p;
	size_t n, cap;
	size_t ceiling; /* 0: none */
	bool full;
};

void buf_init(struct buf *buf, size_t ceiling);
void buf_fini(struct buf *buf);
/* Forget the content, keep the memory; `full` is forgotten too. */
void buf_clear(struct buf *buf);

void buf_add_slowly(struct buf *buf, struct str s);
static inline void buf_add(struct buf *buf, struct str s)
{
	/* A full buffer takes nothing more, also where a piece would still fit. */
	if (s.n && s.n <= buf->cap - buf->n && !buf->full) {
		memcpy(buf->p + buf->n, s.p, s.n);
		buf->n += s.n;
	} else {
		buf_add_slowly(buf, s);
	}
}
char *buf_room_slowly(struct buf *buf, size_t n);
/* Room for `n` bytes that the caller writes at once, all of them; NULL once full. */
static inline char *buf_room(struct buf *buf, size_t n)
{
	char *p = buf->p + buf->n;

	if (n > buf->cap - buf->n || buf->full)
		return buf_room_slowly(buf, n);
	buf->n += n;
	return p;
}
void buf_add_c(struct buf *buf, const char *z);
void buf_add_char_slowly(struct buf *buf, char c);
static inline void buf_add_char(struct buf *buf, char c)
{
	if (buf->n < buf->cap && !buf->full)
		buf->p[buf->n++] = c;
	else
		buf_add_char_slowly(buf, c);
}
void buf_add_repeat(struct buf *buf, char c, size_t times);
/* One code point as UTF-8; not a scalar value: U+FFFD. */
void buf_add_utf8(struct buf *buf, uint32_t code_point);
/* Decimal, of whatever size; much cheaper than printf. */
void buf_add_int(struct buf *buf, int64_t number);
/* The digits of `number`, at least `least` of them, written in front of `end`; returns
 * the first. */
char *buf_digits(char *end, uint64_t number, int least);
enum { BUF_DIGITS = 20 }; /* of the largest number */
void buf_printf(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Borrowed until the next write. */
static inline struct str buf_peek(const struct buf *buf)
{
	return (struct str){ buf->p, buf->n };
}
