/* record/link_data.c - the page inside a "data:" URL (RFC 2397; ATTACKS UR-09). */
#include "record/link_judge.h"

/* The WHATWG fetch standard, "data: URL processor": ";base64" ends the type. */
static bool take_base64_mark(struct str *type)
{
	struct str before, last;

	if (!str_cut_last(*type, ';', &before, &last) ||
	    !str_eq_nocase(str_trim(last), STR("base64")))
		return false;
	*type = before;
	return true;
}

bool link_data_content(struct arena *arena, const struct url *url, struct str *ret_type,
		       struct str *ret_content)
{
	/* A query belongs to the data; a fragment does not. */
	struct str whole = str_skip(url->href, STR("data:").n), type, data, before, after;
	bool lawful;

	if (!str_eq(url->scheme, STR("data")))
		return false;
	if (str_cut(whole, '#', &before, &after))
		whole = before;
	if (!str_cut(whole, ',', &type, &data))
		return false;
	data = url_percent_decode(arena, data);
	*ret_content =
	    take_base64_mark(&type) ? base64_decode(arena, data, &lawful) : data;
	type = str_trim(str_until(type, ';'));
	*ret_type = type.n ? arena_lower(arena, type) : STR("text/plain");
	return true;
}
