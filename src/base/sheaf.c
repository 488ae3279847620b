/* base/sheaf.c - see sheaf.h. */
#include "base/sheaf.h"

enum { NAME_MOST = 80, NAME_LEAST = 8 };

void sheaf_add(struct buf *out, struct str name, struct str bytes)
{
	buf_printf(out, "%.*s\t%zu\n", STR_ARG(name), bytes.n);
	buf_add(out, bytes);
}

bool sheaf_next(struct str *rest, struct str *ret_name, struct str *ret_bytes)
{
	struct str line, after, name, length;
	uint64_t n;

	if (!str_cut(*rest, '\n', &line, &after) ||
	    !str_cut(line, '\t', &name, &length) || !str_to_u64(length, &n) ||
	    n > after.n)
		return false;
	*ret_name = name;
	*ret_bytes = str_sub(after, 0, (size_t)n);
	*rest = str_skip(after, (size_t)n);
	return true;
}

static bool is_ending(struct str ending)
{
	return str_eq(ending, STR(".eml")) || str_eq(ending, STR(".txt")) ||
	       str_eq(ending, STR(".json"));
}

bool sheaf_is_file_name(struct str name)
{
	size_t dot = str_find(name, '.');

	if (name.n > NAME_MOST || name.n < NAME_LEAST || dot == STR_NPOS ||
	    !is_ending(str_skip(name, dot)) || !ascii_is_digit(name.p[0]) ||
	    !ascii_is_digit(name.p[1]) || name.p[2] != '-')
		return false;
	for (size_t i = 3; i < dot; i++)
		if (!ascii_is_digit(name.p[i]) && name.p[i] != '-' &&
		    !(name.p[i] >= 'a' && name.p[i] <= 'z'))
			return false;
	return true;
}
