/* check/address_in.c - see address_in.h. */
#include "check/address_in.h"

enum { LOCAL = 64, DOMAIN = 253 };

static bool is_atom(char c)
{
	return ascii_is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+';
}

struct str address_at(struct str text, size_t at)
{
	size_t start = at, end = at + 1;

	while (start && at - start < LOCAL && is_atom(text.p[start - 1]))
		start--;
	while (end < text.n && end - at < DOMAIN && is_atom(text.p[end]))
		end++;
	while (end > at + 1 && !ascii_is_alnum(text.p[end - 1]))
		end--;
	return start == at || end == at + 1 ? STR_NONE : str_sub(text, start, end);
}

struct str address_in(struct str text)
{
	size_t at = str_find(text, '@');

	return at == STR_NPOS ? STR_NONE : address_at(text, at);
}
