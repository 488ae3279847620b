/* record/registry_network.c - ranges of addresses: reading them, choosing the narrowest,
 * writing them as prefixes. */
#include "record/registry.h"

static unsigned length_of(const struct ip *ip)
{
	return ip->kind == IP_V4 ? 4 : 16;
}

struct registry_network *registry_add_network(struct arena *arena,
					      struct registry_facts *facts)
{
	if (facts->network_count == LIMIT_REGISTRY_NETWORKS) {
		facts->cut = true;
		return arena_new_of(arena, struct registry_network); /* read and lost */
	}
	ARENA_GROW(arena, facts->networks, facts->network_count, facts->network_cap);
	facts->networks[facts->network_count] = (struct registry_network){ .asn = 0 };
	return &facts->networks[facts->network_count++];
}

/* Addresses in a range, less one, as a number written from left to right. */
static void span_of(const struct registry_network *network, uint8_t ret[17])
{
	unsigned n = length_of(&network->first), borrow = 0;

	memset(ret, 0, 17);
	if (network->first.kind == IP_NONE) {
		ret[0] = 1; /* wider than any */
		return;
	}
	for (unsigned i = n; i-- > 0;) {
		int difference =
		    network->last.bytes[i] - network->first.bytes[i] - (int)borrow;

		borrow = difference < 0;
		ret[17 - n + i] = (uint8_t)(difference & 255);
	}
}

void registry_choose_network(struct registry_facts *facts)
{
	uint8_t best[17], span[17];

	for (uint32_t i = 0; i < facts->network_count; i++) {
		span_of(&facts->networks[i], span);
		if (i == 0 || memcmp(span, best, sizeof span) <= 0) {
			memcpy(best, span, sizeof span);
			facts->network = i;
		}
	}
}

/* --- reading ------------------------------------------------------------------------ */

static void ends_of(const struct ip_net *net, struct ip *first, struct ip *last)
{
	*first = *last = net->ip;
	for (unsigned bit = net->bits; bit < length_of(first) * 8; bit++) {
		first->bytes[bit / 8] &= (uint8_t) ~(0x80 >> bit % 8);
		last->bytes[bit / 8] |= (uint8_t)(0x80 >> bit % 8);
	}
}

/* LACNIC leaves the zero bytes at the end away: "200.3.12/22". */
static bool short_net(struct str text, struct ip_net *ret)
{
	struct str address, bits, piece;
	uint32_t number, n = 0;

	if (!str_cut(text, '/', &address, &bits) || !str_to_u32(bits, &number) ||
	    number > 32)
		return false;
	*ret = (struct ip_net){ .ip = { .kind = IP_V4 }, .bits = (uint8_t)number };
	while (n < 4 && str_split(&address, '.', &piece)) {
		if (!str_to_u32(piece, &number) || number > 255)
			return false;
		ret->ip.bytes[n++] = (uint8_t)number;
	}
	return n > 0;
}

/* ARIN pads: "074.125.000.000" is written in tens all the same. */
static bool padded(struct str text, struct ip *ret)
{
	struct str piece, rest = text;
	uint32_t number, n = 0;

	if (text.n != 15)
		return false;
	*ret = (struct ip){ .kind = IP_V4 };
	while (n < 4 && str_split(&rest, '.', &piece)) {
		if (piece.n != 3 || !str_to_u32(piece, &number) || number > 255)
			return false;
		ret->bytes[n++] = (uint8_t)number;
	}
	return n == 4;
}

static bool address_of(struct str text, struct ip *ret)
{
	return ip_parse(text, ret) || padded(text, ret);
}

static bool net_of(struct str text, struct ip *first, struct ip *last)
{
	struct ip_net net;

	text = str_trim(text);
	if (padded(text, first)) {
		*last = *first;
		return true;
	}
	if (!ip_net_parse(text, &net) && !short_net(text, &net))
		return false;
	ends_of(&net, first, last);
	return true;
}

bool registry_range(struct str text, struct ip *ret_first, struct ip *ret_last)
{
	struct str from, to;
	struct ip first, last;

	text = str_trim(text);
	if (str_cut(text, '-', &from, &to)) {
		to = str_trim_left(to);
		from = str_trim(from);
		to = str_take_word(&to); /* "… (/12+/13)" may follow */
		if (!address_of(from, &first) || !address_of(to, &last) ||
		    first.kind != last.kind ||
		    memcmp(first.bytes, last.bytes, length_of(&first)) > 0)
			return false;
	} else if (!net_of(str_take_word(&text), &first, &last)) {
		return false;
	}
	*ret_first = first;
	*ret_last = last;
	return true;
}

/* --- writing -------------------------------------------------------------------------
 */

/* Is every bit of `ip` from `bit` on `value`? */
static bool tail_is(const struct ip *ip, unsigned bit, unsigned value)
{
	for (; bit < length_of(ip) * 8; bit++)
		if (((ip->bytes[bit / 8] >> (7 - bit % 8)) & 1u) != value)
			return false;
	return true;
}

/* RIPE's RDAP has maintainers as registrants beside the organisation, by their handles.
 */
const struct registry_contact *registry_holder(const struct registry_facts *facts)
{
	static const enum registry_field order[] = { REGISTRY_ORGANIZATION,
						     REGISTRY_NAME };

	for (size_t k = 0; k < COUNT(order); k++)
		for (uint32_t i = 0; i < facts->contact_count; i++)
			if ((facts->contacts[i].roles & REGISTRY_HOLDER) &&
			    facts->contacts[i].fields[order[k]].text.n)
				return &facts->contacts[i];
	return registry_contact_of(facts, REGISTRY_HOLDER);
}

static bool step(struct ip *ip)
{
	for (unsigned i = length_of(ip); i-- > 0;)
		if (++ip->bytes[i])
			return true;
	return false;
}

uint32_t registry_prefixes(const struct ip *first, const struct ip *last,
			   struct ip_net *ret)
{
	struct ip at = *first, end;
	uint32_t n = 0;
	bool more = first->kind != IP_NONE;

	while (more && n < LIMIT_REGISTRY_PREFIXES &&
	       memcmp(at.bytes, last->bytes, length_of(&at)) <= 0) {
		struct ip begin;
		unsigned bits = length_of(&at) * 8;

		/* the widest net that begins here and does not go beyond the end */
		end = at;
		while (bits > 0 && tail_is(&at, bits - 1, 0)) {
			struct ip_net wider = { .ip = at, .bits = (uint8_t)(bits - 1) };
			struct ip reach;

			ends_of(&wider, &begin, &reach);
			if (memcmp(reach.bytes, last->bytes, length_of(&at)) > 0)
				break;
			end = reach;
			bits--;
		}
		ret[n++] = (struct ip_net){ .ip = at, .bits = (uint8_t)bits };
		at = end;
		more = step(&at);
	}
	return n;
}
