/* record/network.c - see network.h. */
#include "record/network.h"

static const char *const kind_names[NETWORK_KINDS] = {
	[NETWORK_CDN] = "cdn",	 [NETWORK_CLOUD] = "cloud",
	[NETWORK_MAIL] = "mail", [NETWORK_HOSTER] = "hoster",
	[NETWORK_DNS] = "dns",	 [NETWORK_PARKING] = "parking",
};

const char *network_kind_name(enum network_kind kind)
{
	return kind_names[kind];
}

/* --- rows ------------------------------------------------------------------- */

static bool read_kind(struct str name, enum network_kind *ret)
{
	for (size_t i = 0; i < NETWORK_KINDS; i++)
		if (str_eq(name, str_c(kind_names[i]))) {
			*ret = (enum network_kind)i;
			return true;
		}
	return false;
}

static bool is_ending(struct str s)
{
	if (str_find(s, '.') == STR_NPOS)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!(s.p[i] >= 'a' && s.p[i] <= 'z') && !ascii_is_digit(s.p[i]) &&
		    s.p[i] != '.' && s.p[i] != '-')
			return false;
	return s.p[0] != '.' && s.p[s.n - 1] != '.';
}

static bool add_mark(struct arena *arena, struct networks *networks,
		     enum network_place place, struct str text)
{
	struct network_mark mark = { .place = place,
				     .ending = text,
				     .network = networks->count };
	struct str rest;

	if (str_cut(text, '*', &mark.label, &rest)) {
		if (mark.label.n == 0 || !str_eat_char(&rest, '.'))
			return false;
		mark.ending = rest;
		if (rest.n == 0 || rest.p[0] == '.')
			return false;
	} else if (!is_ending(text)) {
		return false;
	}
	ARENA_GROW(arena, networks->marks, networks->mark_count, networks->mark_cap);
	networks->marks[networks->mark_count++] = mark;
	return true;
}

static bool add_range(struct arena *arena, struct networks *networks, struct str text)
{
	struct network_range range = { .network = networks->count };

	if (!ip_net_parse(text, &range.net))
		return false;
	ARENA_GROW(arena, networks->ranges, networks->range_count, networks->range_cap);
	networks->ranges[networks->range_count++] = range;
	return true;
}

static bool read_mark(struct arena *arena, struct networks *networks,
		      struct network *network, struct str word)
{
	static const struct {
		struct str prefix;
		enum network_place place;
	} places[] = {
		{ { "cname:", 6 }, BY_ALIAS },
		{ { "ns:", 3 }, BY_NS },
		{ { "mx:", 3 }, BY_MX },
		{ { "ptr:", 4 }, BY_PTR },
	};

	for (size_t i = 0; i < COUNT(places); i++)
		if (str_eat(&word, places[i].prefix))
			return add_mark(arena, networks, places[i].place, word);
	if (str_eat(&word, STR("net:")))
		return add_range(arena, networks, word);
	if (!str_eat(&word, STR("brand:")) || word.n == 0)
		return false;
	network->brand = word;
	return true;
}

bool network_read(struct arena *arena, const struct str columns[5], struct networks *ret)
{
	struct network network = { .id = columns[0],
				   .name = columns[1],
				   .reason = columns[4] };
	struct str marks = columns[3], word;
	uint32_t count = 0;

	if (network.id.n == 0 || network.name.n == 0 || network.reason.n == 0 ||
	    !read_kind(columns[2], &network.kind))
		return false;
	while ((word = str_take_word(&marks)).n) {
		if (!read_mark(arena, ret, &network, word))
			return false;
		count++;
	}
	if (count == 0)
		return false;
	ARENA_GROW(arena, ret->items, ret->count, ret->cap);
	ret->items[ret->count++] = network;
	return true;
}

/* --- look-up ---------------------------------------------------------------- */

/* How many bytes of `name` the mark explains; 0: it does not fit. */
static size_t fit(const struct network_mark *mark, struct str name)
{
	struct str front, label, before;

	if (mark->label.n == 0)
		return str_is_domain_or_below(name, mark->ending) ? mark->ending.n : 0;
	if (!str_ends_nocase(name, mark->ending) || name.n == mark->ending.n)
		return 0;
	front = str_sub(name, 0, name.n - mark->ending.n);
	if (front.p[front.n - 1] != '.')
		return 0;
	front = str_sub(front, 0, front.n - 1);
	label = front;
	str_cut_last(front, '.', &before, &label);
	return str_starts_nocase(label, mark->label) ? mark->ending.n + 1 + label.n : 0;
}

const struct network *network_of_name(const struct networks *networks,
				      enum network_place place, struct str name)
{
	const struct network_mark *best = NULL;
	size_t longest = 0;

	for (uint32_t i = 0; i < networks->mark_count; i++) {
		const struct network_mark *mark = &networks->marks[i];
		size_t n = mark->place == place ? fit(mark, name) : 0;

		if (n > longest) {
			longest = n;
			best = mark;
		}
	}
	return best ? &networks->items[best->network] : NULL;
}

const struct network *network_of_address(const struct networks *networks,
					 const struct ip *ip)
{
	const struct network_range *best = NULL;

	for (uint32_t i = 0; i < networks->range_count; i++) {
		const struct network_range *range = &networks->ranges[i];

		if (ip_in_net(ip, &range->net) &&
		    (!best || range->net.bits > best->net.bits))
			best = range;
	}
	return best ? &networks->items[best->network] : NULL;
}
