/* record/geo_text.c - the table of tor-geoipdb, searched where it lies.
 *
 *	16777216,16777471,AU		2001:200::,2001:200:ffff:…,JP */
#include "record/geo.h"
#include "record/registry_date.h"

static struct str line_at(struct str text, size_t at)
{
	size_t from = at;

	while (from > 0 && text.p[from - 1] != '\n')
		from--;
	return str_until(str_skip(text, from), '\n');
}

static bool read_address(struct str text, bool v6, struct ip *ret)
{
	uint32_t number;

	if (v6)
		return ip_parse(text, ret) && ret->kind == IP_V6;
	if (!str_to_u32(text, &number))
		return false;
	*ret = (struct ip){ .kind = IP_V4,
			    .bytes = { (uint8_t)(number >> 24), (uint8_t)(number >> 16),
				       (uint8_t)(number >> 8), (uint8_t)number } };
	return true;
}

struct row {
	struct ip first, last;
	struct str country;
};

static bool read_row(struct str line, bool v6, struct row *ret)
{
	struct str first, last, rest;

	line = str_trim(line);
	if (!str_cut(line, ',', &first, &rest) ||
	    !str_cut(rest, ',', &last, &ret->country))
		return false;
	return read_address(first, v6, &ret->first) &&
	       read_address(last, v6, &ret->last) && ret->country.n == 2;
}

/* The first line that is none of the comments at the top. */
static struct str rows_of(struct str text)
{
	while (text.n && (text.p[0] == '#' || text.p[0] == '\n')) {
		size_t end = str_find(text, '\n');

		text = str_skip(text, end == STR_NPOS ? text.n : end + 1);
	}
	return text;
}

static bool search(struct str text, const struct ip *ip, struct row *ret)
{
	bool v6 = ip->kind == IP_V6;
	size_t low = 0, high, size = v6 ? 16 : 4;

	text = rows_of(text);
	high = text.n;
	while (low < high) {
		struct str line = line_at(text, low + (high - low) / 2);

		/* a line that is none ends the search: the table is not what it was */
		if (!read_row(line, v6, ret))
			return false;
		if (memcmp(ip->bytes, ret->first.bytes, size) < 0)
			high = str_offset(text, line);
		else if (memcmp(ip->bytes, ret->last.bytes, size) > 0)
			low = str_offset(text, line) + line.n + 1;
		else
			return true;
	}
	return false;
}

static bool ask_text(const struct geo_source *source, struct arena *arena,
		     const struct ip *ip, struct geo_answer *ret)
{
	struct ip_net nets[LIMIT_REGISTRY_PREFIXES];
	struct row row;
	struct str first, last;

	if (!search(ip->kind == IP_V6 ? source->text6 : source->text, ip, &row) ||
	    str_eq(row.country, STR("??")))
		return false;
	first = ip_text(arena, &row.first);
	last = ip_text(arena, &row.last);
	ret->country = row.country;
	if (registry_prefixes(&row.first, &row.last, nets) == 1)
		ret->prefix = arena_printf(arena, "%.*s/%u", STR_ARG(first), nets->bits);
	else
		ret->prefix =
		    arena_printf(arena, "%.*s - %.*s", STR_ARG(first), STR_ARG(last));
	return true;
}

/* "# Last updated based on June 25 2026 …" */
static struct str date_of(struct arena *arena, struct str text)
{
	static const struct registry_dates plain;
	struct registry_time time;
	char room[REGISTRY_TIME_TEXT];
	struct str line;

	text = str_sub(text, 0, 4096);
	while (text.n && text.p[0] == '#' && str_split(&text, '\n', &line)) {
		if (!registry_date_parse(line, &plain, &time))
			continue;
		time.day_only = true;
		return arena_str(arena, registry_time_text(&time, room));
	}
	return STR_NONE;
}

bool geo_text_open(struct arena *arena, struct str v4, struct str v6, struct str name,
		   struct geo_source *ret, struct err *err)
{
	struct row row;
	bool read4 = read_row(str_until(rows_of(v4), '\n'), false, &row);
	bool read6 = read_row(str_until(rows_of(v6), '\n'), true, &row);

	if (!read4 && !read6)
		return err_set(err, ERR_DATA, "", "it is no table of countries");
	*ret = (struct geo_source){ .name = name,
				    .as_of = date_of(arena, read4 ? v4 : v6),
				    .ask = ask_text,
				    .text = read4 ? v4 : STR_NONE,
				    .text6 = read6 ? v6 : STR_NONE };
	return true;
}
