/* record/other_words.h - words that hold a brand's name and mean something else.
 *
 * Rakutenchi (楽天地) is older than Rakuten, and an optimist (楽天家) has no shop. */
#pragma once
#include "base/str.h"

/* Is start..end of `text`, which is folded, a piece of such a word? */
bool is_in_other_word(struct str text, size_t start, size_t end);
