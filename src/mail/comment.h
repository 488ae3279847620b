/* mail/comment.h - comments of structured fields (RFC 5322, 3.2.2): "(nested (text) \)
 * )". */
#pragma once
#include "base/str.h"

/* `s` begins with '('. Length up to and including the bracket that closes it; 0
 * where it never closes. Depth is only counted, so it costs nothing;
 * `*ret_depth` (may be NULL) gets the deepest nesting seen. */
size_t comment_length(struct str s, uint32_t *ret_depth);

/* White space and comments at the front taken away; a comment that never closes takes all
 * the rest with it. */
struct str comment_skip(struct str s);
