/* mail/words.h - header text with encoded words (RFC 2047).
 *
 * Neighbouring words of one charset and encoding are joined before conversion, so that a
 * character (or an ISO-2022-JP shift) split between two words is whole again;
 * the RFC forbids such splits, senders do them every day. Raw 8-bit bytes are
 * read as UTF-8 if they are, else by sniffing (mail/charset.h). Words in
 * illegal places (in quotes, glued to text) are decoded, since clients do,
 * and noted. */
#pragma once
#include "mail/defect.h"

struct words {
	struct str text;    /* UTF-8, unfolded, always valid */
	struct str charset; /* of the first word; empty where there is none */
	char
	    encoding; /* 'q' or 'b' of the first word as written (case kept), 0 if none */
	uint32_t words; /* encoded words found */
	bool needless;	/* there were words, and all they carry is ASCII that a
			 * sender could have written plainly */
	bool eight_bit; /* raw bytes above 0x7F were there */
	bool controls;	/* a decoded word yields NUL, CR, LF or another control */
};

/* `value` is a field's value or a phrase or comment of it, still folded.
 * Defects: word.* and charset.*; `defects` may be NULL. */
void words_decode(struct arena *arena, struct str value, struct defects *defects,
		  struct words *ret);
/* Only the text. */
struct str words_text(struct arena *arena, struct str value, struct defects *defects);
