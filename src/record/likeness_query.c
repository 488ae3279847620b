/* record/likeness_query.c - see likeness_query.h. */
#include "record/likeness_query.h"
#include "link/url.h"

/* Letters that all keys together may be off, and the most that one key may be. */
enum { QUERY_SLIPS = 2, KEY_SLIPS = 1 };

/* How many letters were added, lost or changed: 0, 1, or more than KEY_SLIPS. */
static unsigned slips(struct str a, struct str b)
{
	size_t i = 0;

	if (a.n < b.n) {
		struct str shorter = a;

		a = b;
		b = shorter;
	}
	while (i < b.n && ascii_lower(a.p[i]) == ascii_lower(b.p[i]))
		i++;
	if (i == a.n)
		return 0;
	if (a.n == b.n)
		b = str_skip(b, i + 1);
	else
		b = str_skip(b, i);
	a = str_skip(a, i + 1);
	return str_eq_nocase(a, b) ? 1 : KEY_SLIPS + 1;
}

static bool is_copy(struct str query, struct str genuine)
{
	struct str key, value, wanted_key, wanted;
	unsigned off = 0;

	while (url_next_pair(&genuine, false, &wanted_key, &wanted)) {
		unsigned key_off;

		if (!url_next_pair(&query, false, &key, &value))
			return false;
		key_off = slips(key, wanted_key);
		off += key_off;
		/* "*" in the table: the value changes with each visit. */
		if (key_off > KEY_SLIPS || off > QUERY_SLIPS ||
		    (value.n && !str_eq(wanted, STR("*")) && !str_eq(value, wanted)))
			return false;
	}
	return !url_next_pair(&query, false, &key, &value);
}

const struct genuine_url *likeness_query_find(const struct tables *tables,
					      struct str query)
{
	if (query.n == 0)
		return NULL;
	for (uint32_t i = 0; i < tables->genuine_url_count; i++) {
		if (is_copy(query, tables->genuine_urls[i].query))
			return &tables->genuine_urls[i];
	}
	return NULL;
}
