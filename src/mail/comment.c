/* mail/comment.c - see comment.h. */
#include "mail/comment.h"

size_t comment_length(struct str s, uint32_t *ret_depth)
{
	uint32_t depth = 0, deepest = 0;
	size_t length = 0;

	for (size_t i = 0; i < s.n && !length; i++) {
		if (s.p[i] == '\\') {
			i++;
		} else if (s.p[i] == '(') {
			depth++;
			deepest = depth > deepest ? depth : deepest;
		} else if (s.p[i] == ')' && --depth == 0) {
			length = i + 1;
		}
	}
	if (ret_depth)
		*ret_depth = deepest;
	return length;
}

struct str comment_skip(struct str s)
{
	for (;;) {
		size_t length;

		s = str_trim_left(s);
		if (s.n == 0 || s.p[0] != '(')
			return s;
		length = comment_length(s, NULL);
		s = str_skip(s, length ? length : s.n);
	}
}
