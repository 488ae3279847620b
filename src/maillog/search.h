/* maillog/search.h - many texts looked for at once in large blocks.
 *
 * A table of shifts over groups of three bytes (after Wu and Manber): where none of the
 * texts can end, most bytes are never looked at. Texts come and go while it runs. */
#pragma once
#include "base/str.h"

enum { SEARCH_LEAST = 5 }; /* bytes of a text */

struct search;

struct search *search_new(void);
void search_free(struct search *search);
/* `tag` is given back with each place; `text` is copied. False: too short, or no room. */
bool search_add(struct search *search, struct str text, uint32_t tag);
/* All texts with that tag. */
void search_remove(struct search *search, uint32_t tag);
/* The next place at or behind `*at`; `*at` is set to it, and `*ret_tag`. Several texts at
 * one place come one after the other: `*turn` starts with 0 and is kept by the caller.
 */
bool search_next(struct search *search, struct str bytes, size_t *at, uint32_t *turn,
		 uint32_t *ret_tag);
/* How many LF there are. */
uint64_t search_count_lines(struct str bytes);
