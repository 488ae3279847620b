/* base/unicode.h - the few facts on characters that writers of output need.
 *
 * The processes that print reports link no Unicode library; a small table, made by
 * contrib/unicode-table, answers. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

/* Columns on a terminal: 0 for a mark that sits on the character before it, 2 for East
 * Asian wide and full-width, else 1. Ambiguous ones are taken as narrow. */
int unicode_width(uint32_t code_point);
/* Nothing to be seen, or it changes the order of what is: controls (C0, DEL, C1),
 * formats and bidi controls, tags, variation selectors, fillers, line and paragraph
 * separators, noncharacters. */
bool unicode_is_hidden(uint32_t code_point);
