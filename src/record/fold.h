/* record/fold.h - texts in the form in which they are compared. */
#pragma once
#include "base/arena.h"

/* Text folded for a search, and where each folded byte came from. */
struct folded {
	struct str text, source;
	const uint32_t *at; /* text.n + 1 offsets in source; NULL: the same offsets */
};

/* `source` must live as long as the result. Plain: NFKC, small letters, invisible
 * characters out. Twin: UTS 39 skeletons, in which "paypaI" and "p\u0430ypal" are
 * "paypal"; no offsets. */
void fold_plain(struct arena *arena, struct str source, struct folded *ret);
void fold_twin(struct arena *arena, struct str source, struct folded *ret);
/* What came of the first `most` bytes of the source, and no more; with offsets. */
struct folded folded_front(const struct folded *folded, size_t most);
