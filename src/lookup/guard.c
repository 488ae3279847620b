/* lookup/guard.c - see guard.h. */
#include "lookup/guard.h"

#define N_(text) text

struct row {
	struct ip_net net;
	const char *reason;
};

static const char not_internet[] =
    N_("an address that is not on the Internet: it is not contacted");
static const char private_use[] =
    N_("an address of private use (RFC 1918): it is not contacted");
static const char unspecified[] =
    N_("an address of this network or this machine: it is not contacted");
static const char loopback[] = N_("an address of this machine: it is not contacted");
static const char link_local[] =
    N_("an address of the local network: it is not contacted");
static const char metadata[] =
    N_("an address where a cloud serves its own machines: it is not contacted");
static const char shared[] =
    N_("an address inside a provider's network (RFC 6598): it is not contacted");
static const char multicast[] =
    N_("an address of many machines at once: it is not contacted");
static const char benchmark[] =
    N_("an address of measuring equipment (RFC 2544): it is not contacted");
static const char reserved[] =
    N_("an address that nobody was given: it is not contacted");
static const char unique_local[] =
    N_("an address of a local network (RFC 4193): it is not contacted");

/* The first that fits; a narrower range stands before the one around it. The registries
 * of special addresses are RFC 6890's. */
static const struct row v4_rows[] = {
	{ { { IP_V4, { 169, 254, 169, 254 } }, 32 }, metadata },
	{ { { IP_V4, { 168, 63, 129, 16 } }, 32 }, metadata }, /* looks public */
	{ { { IP_V4, { 100, 100, 100, 200 } }, 32 }, metadata },
	{ { { IP_V4, { 192, 0, 0, 192 } }, 32 }, metadata },
	{ { { IP_V4, { 0 } }, 8 }, unspecified },
	{ { { IP_V4, { 10 } }, 8 }, private_use },
	{ { { IP_V4, { 100, 64 } }, 10 }, shared },
	{ { { IP_V4, { 127 } }, 8 }, loopback },
	{ { { IP_V4, { 169, 254 } }, 16 }, link_local },
	{ { { IP_V4, { 172, 16 } }, 12 }, private_use },
	{ { { IP_V4, { 192, 0, 0 } }, 24 }, not_internet },
	{ { { IP_V4, { 192, 88, 99 } }, 24 }, not_internet }, /* RFC 7526 */
	{ { { IP_V4, { 192, 168 } }, 16 }, private_use },
	{ { { IP_V4, { 198, 18 } }, 15 }, benchmark },
	{ { { IP_V4, { 224 } }, 4 }, multicast },
	{ { { IP_V4, { 255, 255, 255, 255 } }, 32 }, multicast },
	{ { { IP_V4, { 240 } }, 4 }, reserved },
};

static const struct row v6_rows[] = {
	{ { { IP_V6, { 0 } }, 128 }, unspecified },
	{ { { IP_V6, { [15] = 1 } }, 128 }, loopback },
	/* Amazon's; the address is of local use, what it serves is not. */
	{ { { IP_V6, { 0xFD, 0x00, 0x0E, 0xC2, [14] = 0x02, 0x54 } }, 128 }, metadata },
	{ { { IP_V6, { 0xFC } }, 7 }, unique_local },
	{ { { IP_V6, { 0xFE, 0x80 } }, 10 }, link_local },
	{ { { IP_V6, { 0xFE, 0xC0 } }, 10 }, link_local },
	{ { { IP_V6, { 0xFF } }, 8 }, multicast },
	{ { { IP_V6, { 0x20, 0x01, 0x00, 0x02 } }, 48 }, benchmark },
	/* ORCHID, names of keys that look like addresses (RFC 4843, RFC 7343) */
	{ { { IP_V6, { 0x20, 0x01, 0x00, 0x10 } }, 28 }, not_internet },
	{ { { IP_V6, { 0x20, 0x01, 0x00, 0x20 } }, 28 }, not_internet },
};

/* All addresses that were given out lie here (RFC 4291, IANA); beside it only those that
 * a translator makes of IPv4. */
static const struct ip_net given_out = { { IP_V6, { 0x20 } }, 3 };
static const struct ip_net nat64 = { { IP_V6, { 0x00, 0x64, 0xFF, 0x9B } }, 96 };
static const struct ip_net six_to_four = { { IP_V6, { 0x20, 0x02 } }, 16 };
static const struct ip_net teredo = { { IP_V6, { 0x20, 0x01 } }, 32 };
static const struct ip_net mapped = { { IP_V6, { [10] = 0xFF, 0xFF } }, 96 };

static const char *find(const struct row *rows, size_t count, const struct ip *ip)
{
	for (size_t i = 0; i < count; i++)
		if (ip_in_net(ip, &rows[i].net))
			return rows[i].reason;
	return NULL;
}

static const char *judge_v4(const uint8_t bytes[4])
{
	struct ip ip = { .kind = IP_V4 };

	memcpy(ip.bytes, bytes, 4);
	return find(v4_rows, COUNT(v4_rows), &ip);
}

/* RFC 5214, 6.1: an interface that is named by its IPv4 address. */
static bool is_isatap(const uint8_t v6[16])
{
	return (v6[8] & ~2) == 0 && v6[9] == 0 && v6[10] == 0x5E && v6[11] == 0xFE;
}

/* Whom do the IPv4 addresses inside lead to? */
static const char *judge_inside(const struct ip *ip)
{
	const uint8_t *b = ip->bytes;
	uint8_t client[4];
	const char *reason;

	if (ip_in_net(ip, &nat64) || is_isatap(b))
		return judge_v4(b + 12);
	if (ip_in_net(ip, &six_to_four))
		return judge_v4(b + 2);
	if (!ip_in_net(ip, &teredo))
		return NULL;
	for (int i = 0; i < 4; i++)
		client[i] = b[12 + i] ^ 0xFF; /* RFC 4380, 4 */
	reason = judge_v4(b + 4);
	return reason ? reason : judge_v4(client);
}

const char *guard_address(const struct ip *ip)
{
	const char *reason;

	if (ip->kind == IP_V4)
		return judge_v4(ip->bytes);
	if (ip->kind != IP_V6)
		return not_internet;
	/* The system connects to the IPv4 address itself. */
	if (ip_in_net(ip, &mapped))
		return judge_v4(ip->bytes + 12);
	reason = find(v6_rows, COUNT(v6_rows), ip);
	if (!reason && !ip_in_net(ip, &given_out) && !ip_in_net(ip, &nat64))
		reason = reserved; /* v4-compatible among them, and local NAT64 */
	return reason ? reason : judge_inside(ip);
}

/* --- ports -----------------------------------------------------------------------------
 */

/* Where something else than the web listens, to which a request could be an order (SMTP,
 * IRC, printers): no browser goes there (WHATWG Fetch, "bad port"). */
static const uint16_t bad_ports[] = {
	0,    1,    7,	  9,	11,   13,   15,	  17,	19,   20,   21,	   22,
	23,   25,   37,	  42,	43,   53,   69,	  77,	79,   87,   95,	   101,
	102,  103,  104,  109,	110,  111,  113,  115,	117,  119,  123,   135,
	137,  139,  143,  161,	179,  389,  427,  465,	512,  513,  514,   515,
	526,  530,  531,  532,	540,  548,  554,  556,	563,  587,  601,   636,
	989,  990,  993,  995,	1719, 1720, 1723, 2049, 3659, 4045, 4190,  5060,
	5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
};

enum { WHOIS = 43 };

const char *guard_port(enum question_kind kind, uint16_t port)
{
	if (kind == QUESTION_WHOIS && port == WHOIS)
		return NULL;
	for (size_t i = 0; i < COUNT(bad_ports); i++)
		if (bad_ports[i] == port)
			return N_("a port where something else than that listens: it is "
				  "not contacted");
	return NULL;
}
