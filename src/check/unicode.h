/* check/unicode.h - characters that are not seen, or that move what is seen. */
#pragma once
#include "base/arena.h"

/* U+202A-202E, U+2066-2069: begin or end a run of text of another direction. */
bool char_is_bidi_control(int32_t c);
/* LRO and RLO: they turn letters round whatever these are. */
bool char_is_bidi_override(int32_t c);
/* A letter that is written from right to left. */
bool char_is_right_to_left(int32_t c);
/* A control character: C0 but TAB, DEL, C1. */
bool char_is_control(int32_t c);

/* A blank of any width, and the one Braille pattern that has no dots. */
bool char_is_blank(int32_t c);

/* Not seen where fonts are as they should be: without width, or empty. */
bool char_is_unseen(int32_t c);

/* Offset of the next character that is not seen and has no business where it stands;
 * text.n where there is none. Joiners in scripts that need them, emoji sequences and
 * the marks of right-to-left text have. `*ret` is the character, `*ret_length` its bytes.
 */
size_t invisible_find(struct str text, size_t from, int32_t *ret, size_t *ret_length);

/* "U+200B ZERO WIDTH SPACE" */
struct str char_name(struct arena *arena, int32_t c);
