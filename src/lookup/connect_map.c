/* lookup/connect_map.c - see connect_map.h. */
#include "lookup/connect_map.h"

#include "base/limits.h"

bool connect_end_read(struct str text, struct connect_end *ret)
{
	struct connect_end end = { 0 };
	struct str host, digits;
	uint32_t port;
	bool bracketed;

	if (!str_cut_last(text, ':', &host, &digits) || host.n == 0 ||
	    !str_to_u32(digits, &port) || port == 0 || port > 65535)
		return false;
	bracketed = host.p[0] == '[';
	/* "::1:443" would be an address, too; ip_parse() is lenient about the rest. */
	if (bracketed != (str_find(host, ':') != STR_NPOS) ||
	    str_find(host, '%') != STR_NPOS ||
	    str_find_str(host, STR("IPv6")) != STR_NPOS || !ip_parse(host, &end.ip))
		return false;
	end.port = (uint16_t)port;
	*ret = end;
	return true;
}

static bool same(const struct connect_end *end, const struct ip *ip, uint16_t port)
{
	return end->port == port && ip_eq(&end->ip, ip);
}

static const char *read_row(struct str line, const struct connect_map *map,
			    struct connect_row *row)
{
	struct str from = str_take_word(&line), to = str_take_word(&line);

	if (!connect_end_read(from, &row->from) || !connect_end_read(to, &row->to) ||
	    str_trim(line).n)
		return "not ADDRESS:PORT ADDRESS:PORT";
	if (!ip_is_loopback(&row->to.ip))
		return "it leads away from this machine";
	if (connect_map_find(map, &row->from.ip, row->from.port))
		return "that address and port stand there twice";
	return NULL;
}

bool connect_map_read(struct arena *arena, struct str text, struct connect_map *ret,
		      struct err *err)
{
	struct connect_map map = { 0 };
	struct str line;

	for (unsigned number = 1; str_split(&text, '\n', &line); number++) {
		struct connect_row row;
		const char *wrong;

		line = str_trim(line);
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (map.count == LIMIT_CONNECT_MAP)
			return err_set(err, ERR_USAGE, "connect-map",
				       "line %u: more than %d are too many", number,
				       LIMIT_CONNECT_MAP);
		wrong = read_row(line, &map, &row);
		if (wrong)
			return err_set(err, ERR_USAGE, "connect-map", "line %u: %s",
				       number, wrong);
		ARENA_GROW(arena, map.rows, map.count, map.cap);
		map.rows[map.count++] = row;
	}
	*ret = map;
	return true;
}

const struct connect_end *connect_map_find(const struct connect_map *map,
					   const struct ip *ip, uint16_t port)
{
	for (uint32_t i = 0; i < map->count; i++)
		if (same(&map->rows[i].from, ip, port))
			return &map->rows[i].to;
	return NULL;
}

bool connect_map_leads_to(const struct connect_map *map, const struct ip *ip,
			  uint16_t port)
{
	for (uint32_t i = 0; i < map->count; i++)
		if (same(&map->rows[i].to, ip, port))
			return true;
	return false;
}
