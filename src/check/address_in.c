/* check/address_in.c - see address_in.h. */
#include "check/address_in.h"

#include <string.h>

enum { LOCAL = 64, DOMAIN = 253 };

static bool is_atom(char c)
{
	return ascii_is_alnum(c) || (c && strchr(".-_+", c));
}

struct str address_in(struct str text)
{
	size_t at = str_find(text, '@'), start = at, end = at + 1;

	if (at == STR_NPOS)
		return STR_NONE;
	while (start && at - start < LOCAL && is_atom(text.p[start - 1]))
		start--;
	while (end < text.n && end - at < DOMAIN && is_atom(text.p[end]))
		end++;
	while (end > at + 1 && !ascii_is_alnum(text.p[end - 1]))
		end--;
	return start == at || end == at + 1 ? STR_NONE : str_sub(text, start, end);
}
