/* base/json_read.h - one text out of one flat JSON object, on one line.
 *
 * All that mekiki has to read of JSON so far: {"input": "..."}. Strict in what it uses,
 * indifferent to the other members (they are skipped, whatever they nest). libjansson
 * would do it too, but its function names are those of our writer. */
#pragma once
#include "base/arena.h"

/* The value of the first member `key`, unescaped; it may hold NUL. A lone surrogate
 * becomes U+FFFD. False where `line` is no object, or has no such text. */
bool json_read_text(struct arena *arena, struct str line, struct str key,
		    struct str *ret);
