/* record/whois_stub.c - see whois_stub.h. */
#include "record/whois_stub.h"

static bool is_stub(struct str line)
{
	struct str key, value;

	return str_cut(line, ':', &key, &value) && str_eq_nocase(key, STR("source")) &&
	       str_ends_nocase(str_trim(value), STR("-STUB"));
}

/* "remarks: Transferred to the ARIN region." */
static struct str region_of(struct str line)
{
	static const struct str words = { "transferred to the ", 19 };
	size_t at = str_find_str_nocase(line, words), n = 0;
	struct str rest;

	if (at == STR_NPOS)
		return STR_NONE;
	rest = str_skip(line, at + words.n);
	while (n < rest.n && ascii_is_alpha(rest.p[n]))
		n++;
	return str_sub(rest, 0, n);
}

struct str whois_transferred_to(struct str text)
{
	struct str line, region = STR_NONE;
	bool stub = false;

	while (str_split(&text, '\n', &line)) {
		stub |= is_stub(line);
		if (!region.n)
			region = region_of(line);
	}
	return stub ? region : STR_NONE;
}
