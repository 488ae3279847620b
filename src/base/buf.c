/* base/buf.c - see buf.h. */
#include "base/buf.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buf_init(struct buf *buf, size_t ceiling)
{
	*buf = (struct buf){ .ceiling = ceiling };
}

void buf_fini(struct buf *buf)
{
	free(buf->p);
	*buf = (struct buf){ 0 };
}

void buf_clear(struct buf *buf)
{
	buf->n = 0;
	buf->full = false;
}

/* Room for `more` bytes; false once the ceiling is reached. */
static bool reserve(struct buf *buf, size_t more)
{
	size_t need, cap = buf->cap ? buf->cap : 256;
	char *p;

	if (buf->full || __builtin_add_overflow(buf->n, more, &need) ||
	    (buf->ceiling && need > buf->ceiling)) {
		buf->full = true;
		return false;
	}
	if (need <= buf->cap)
		return true;
	while (cap < need)
		cap += cap / 2;
	if (buf->ceiling && cap > buf->ceiling)
		cap = buf->ceiling;
	p = realloc(buf->p, cap);
	if (!p)
		abort(); /* memory that truly runs out ends the process */
	buf->p = p;
	buf->cap = cap;
	return true;
}

void buf_add_slowly(struct buf *buf, struct str s)
{
	if (s.n == 0 || !reserve(buf, s.n))
		return;
	memcpy(buf->p + buf->n, s.p, s.n);
	buf->n += s.n;
}

char *buf_room_slowly(struct buf *buf, size_t n)
{
	if (!reserve(buf, n))
		return NULL;
	buf->n += n;
	return buf->p + buf->n - n;
}

void buf_add_c(struct buf *buf, const char *z)
{
	buf_add(buf, str_c(z));
}

void buf_add_char_slowly(struct buf *buf, char c)
{
	if (reserve(buf, 1))
		buf->p[buf->n++] = c;
}

void buf_add_repeat(struct buf *buf, char c, size_t times)
{
	if (times == 0 || !reserve(buf, times))
		return;
	memset(buf->p + buf->n, c, times);
	buf->n += times;
}

void buf_add_utf8(struct buf *buf, uint32_t code_point)
{
	char bytes[4];

	buf_add(buf, str_make(bytes, utf8_encode(code_point, bytes)));
}

char *buf_digits(char *end, uint64_t number, int least)
{
	for (; number || least > 0; least--, number /= 10)
		*--end = (char)('0' + number % 10);
	return end;
}

void buf_add_int(struct buf *buf, int64_t number)
{
	char text[1 + BUF_DIGITS], *end = text + sizeof text, *p;

	p = buf_digits(end, number < 0 ? -(uint64_t)number : (uint64_t)number, 1);
	if (number < 0)
		*--p = '-';
	buf_add(buf, str_make(p, (size_t)(end - p)));
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	char small[256];
	va_list args, again;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(small, sizeof small, format, args);
	va_end(args);
	if (n >= 0 && (size_t)n < sizeof small) {
		buf_add(buf, str_make(small, (size_t)n));
	} else if (n >= 0 && reserve(buf, (size_t)n + 1)) {
		vsnprintf(buf->p + buf->n, (size_t)n + 1, format, again);
		buf->n += (size_t)n;
	}
	va_end(again);
}
