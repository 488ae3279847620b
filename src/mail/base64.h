/* mail/base64.h - base64 text to bytes, at the speed of memory.
 *
 * The reader is lenient: what is not of the alphabet is skipped, padding in the
 * middle ends a block and the next one begins. Everything that a strict reader
 * would have minded is reported with its place, once for each kind. */
#pragma once
#include "base/buf.h"

enum base64_oddity {
	BASE64_JUNK,	   /* a byte outside the alphabet, not white space */
	BASE64_AFTER_PAD,  /* data after '=': blocks put one behind the other */
	BASE64_PAD,	   /* '=' where no padding can stand, or too many of them */
	BASE64_UNPADDED,   /* the end lacks its padding */
	BASE64_CUT,	   /* one character alone at an end: no byte can be made of it */
	BASE64_LOOSE_BITS, /* bits behind the last byte that are not zero */
	BASE64_BLANK,	   /* space or tab */
	BASE64_LONG_LINE,  /* more than 76 characters (RFC 2045, 6.8) */
	BASE64_ODDITIES
};

struct base64_result {
	size_t length;	/* bytes written */
	size_t strict;	/* bytes that stand before the first place a strict
			 * reader stops at; = length where there is none */
	uint32_t found; /* bit set of oddities */
	size_t at[BASE64_ODDITIES];
};

/* Room that base64_read() needs: it may write a little behind the result. */
static inline size_t base64_room(size_t text_length)
{
	return text_length / 4 * 3 + 3 + 32;
}

void base64_read(struct str text, char *out, struct base64_result *ret);

/* The other way: one line, padded. */
void base64_add(struct buf *out, struct str bytes);
