/* base/utf8.h - UTF-8 as RFC 3629 defines it: no surrogates, no overlong forms,
 * nothing above U+10FFFF. */
#pragma once
#include "base/str.h"

/* The code point at the start of `s` (s.n > 0) and its length in bytes.
 * Ill-formed: -1, and the length is that of the bytes to replace by one
 * U+FFFD (maximal subpart, as the WHATWG encoding standard has it). */
int32_t utf8_decode(struct str s, size_t *ret_length);

/* Writes 1 to 4 bytes; what is not a scalar value is written as U+FFFD. */
size_t utf8_encode(uint32_t code_point, char out[4]);

/* Offset of the first ill-formed sequence, s.n where there is none. */
size_t utf8_valid_prefix(struct str s);
static inline bool utf8_is_valid(struct str s)
{
	return utf8_valid_prefix(s) == s.n;
}

/* The front of `s` with at most `most` bytes, cut between two characters. */
struct str utf8_front(struct str s, size_t most);

/* Length of the leading run of bytes below 0x80; the fast path of everything. */
size_t ascii_prefix(struct str s);
static inline bool ascii_is_all(struct str s)
{
	return ascii_prefix(s) == s.n;
}
