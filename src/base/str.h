/* base/str.h - a view of bytes that somebody else keeps.
 *
 * Mail contains NUL, so length decides and nothing here is terminated. A slice
 * of the message keeps its meaning as evidence: its offset is the distance
 * from the start of the buffer (str_offset).
 *
 * Functions that take words from the front of a slice advance it only on
 * success. None of them allocates; none of them reads the locale. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_NONE ((struct str){ NULL, 0 })
#define COUNT(array) (sizeof(array) / sizeof *(array))
/* For printf: printf("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).n, (s).p

static inline struct str str_make(const char *p, size_t n)
{
	return (struct str){ p, n };
}

/* NULL gives the empty slice. */
static inline struct str str_c(const char *z)
{
	return (struct str){ z, z ? strlen(z) : 0 };
}

/* Bytes from `from` up to, not including, `to` of `s`; both are clamped. */
static inline struct str str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	/* nothing may be added to NULL, not even 0 */
	return (struct str){ from ? s.p + from : s.p, to - from };
}

static inline struct str str_skip(struct str s, size_t n)
{
	return str_sub(s, n, s.n);
}

/* Where `part` stands in `whole`, of which it must be a slice. */
static inline size_t str_offset(struct str whole, struct str part)
{
	return (size_t)(part.p - whole.p);
}

/* True where `part` points into `whole` (its end included). */
static inline bool str_within(struct str whole, struct str part)
{
	return part.p && whole.p && part.p >= whole.p &&
	       part.p + part.n <= whole.p + whole.n;
}

static inline char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}
/* All of `s` in lower case to `out`: another place, or the same. */
void str_lower(char *out, struct str s);
static inline char ascii_upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}
static inline bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}
static inline bool ascii_is_alpha(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
static inline bool ascii_is_alnum(char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c);
}
/* White space as in folded header fields: SP, TAB, CR, LF. */
static inline bool ascii_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
/* 0..15, or -1. */
static inline int ascii_hex(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
/* Byte order; a prefix stands before the longer one. */
int str_cmp(struct str a, struct str b);

/* --- inside: `n` bytes, ASCII letters of either case being equal */
bool str_same_nocase(const char *a, const char *b, size_t n);
/* Do two bytes differ by more than the case of a letter? Most words that are compared
 * differ so in one byte, and a call costs more than to see that. */
static inline bool str_bytes_differ(char a, char b)
{
	return ((unsigned char)a ^ (unsigned char)b) & ~0x20u;
}

/* ASCII letters of either case are equal, everything else is compared as bytes. */
static inline bool str_eq_nocase(struct str a, struct str b)
{
	if (a.n != b.n || a.n == 0)
		return a.n == b.n;
	return !str_bytes_differ(a.p[0], b.p[0]) && str_same_nocase(a.p, b.p, a.n);
}
static inline bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n &&
	       (prefix.n == 0 ||
		(s.p[0] == prefix.p[0] && memcmp(s.p, prefix.p, prefix.n) == 0));
}
static inline bool str_starts_nocase(struct str s, struct str prefix)
{
	return s.n >= prefix.n &&
	       (prefix.n == 0 || (!str_bytes_differ(s.p[0], prefix.p[0]) &&
				  str_same_nocase(s.p, prefix.p, prefix.n)));
}
static inline bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	       (suffix.n == 0 || memcmp(s.p + (s.n - suffix.n), suffix.p, suffix.n) == 0);
}
static inline bool str_ends_nocase(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	       (suffix.n == 0 ||
		(!str_bytes_differ(s.p[s.n - 1], suffix.p[suffix.n - 1]) &&
		 str_same_nocase(s.p + (s.n - suffix.n), suffix.p, suffix.n)));
}

#define STR_NPOS ((size_t)-1)
/* Offset of the first (last) such byte or slice, or STR_NPOS. */
static inline size_t str_find(struct str s, char c)
{
	const char *at = s.n ? (const char *)memchr(s.p, c, s.n) : NULL;

	return at ? (size_t)(at - s.p) : STR_NPOS;
}
size_t str_rfind(struct str s, char c);
size_t str_find_str(struct str s, struct str what);
size_t str_find_str_nocase(struct str s, struct str what);

/* Without white space (SP TAB CR LF) at both ends. */
static inline struct str str_trim_left(struct str s)
{
	size_t i = 0;

	while (i < s.n && ascii_is_space(s.p[i]))
		i++;
	return i ? str_make(s.p + i, s.n - i) : s;
}
static inline struct str str_trim_right(struct str s)
{
	while (s.n && ascii_is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}
static inline struct str str_trim(struct str s)
{
	return str_trim_right(str_trim_left(s));
}

/* Cut at the first (last) `c`; false and untouched outputs where there is none. */
bool str_cut(struct str s, char c, struct str *ret_before, struct str *ret_after);
bool str_cut_last(struct str s, char c, struct str *ret_before, struct str *ret_after);

/* Up to, not including, the first `c`; all of it where there is none. */
struct str str_until(struct str s, char c);

/* Take what stands before the next `c` and step over both; the last piece ends
 * the loop: while (str_split(&rest, ',', &piece)). A NULL rest.p means "done". */
bool str_split(struct str *rest, char c, struct str *ret_piece);

/* Take a run of non-blank bytes after skipping white space; empty at the end. */
struct str str_take_word(struct str *rest);

/* Skip white space, then eat `word` (any ASCII case) where it stands as a whole
 * word, that is, is followed by white space, punctuation or the end. */
bool str_eat_word(struct str *rest, struct str word);
/* Eat `prefix` exactly (any ASCII case), without skipping anything. */
bool str_eat(struct str *rest, struct str prefix);
static inline bool str_eat_char(struct str *rest, char c)
{
	if (rest->n == 0 || rest->p[0] != c)
		return false;
	*rest = str_skip(*rest, 1);
	return true;
}

/* The whole of `s` as a decimal number: digits only, no sign, no space, no
 * overflow; otherwise false and nothing is set. */
bool str_to_u32(struct str s, uint32_t *ret);
bool str_to_u64(struct str s, uint64_t *ret);

/* Is `host` equal to `domain`, or a name below it? (any ASCII case; label boundary) Few
 * names have a dot where that of another would be: that is seen first. */
static inline bool str_is_domain_or_below(struct str host, struct str domain)
{
	if (domain.n == 0 || host.n < domain.n ||
	    (host.n > domain.n && host.p[host.n - domain.n - 1] != '.'))
		return false;
	return str_ends_nocase(host, domain);
}
