/* mail/ip.c - see ip.h. */
#include "mail/ip.h"

#include <arpa/inet.h>

/* "255.255.255.255"; RFC 5321 Snum has no leading zeros to be read as octal. */
static bool read_v4(struct str s, uint8_t out[4])
{
	for (int i = 0; i < 4; i++) {
		unsigned value = 0;
		size_t n = 0;

		while (n < s.n && n < 3 && ascii_is_digit(s.p[n]))
			value = value * 10 + (unsigned)(s.p[n++] - '0');
		if (n == 0 || value > 255 || (n > 1 && s.p[0] == '0'))
			return false;
		out[i] = (uint8_t)value;
		s = str_skip(s, n);
		if (i < 3 && !str_eat_char(&s, '.'))
			return false;
	}
	return s.n == 0;
}

static bool is_mapped(const uint8_t v6[16])
{
	static const uint8_t prefix[12] = { [10] = 0xFF, [11] = 0xFF };

	return memcmp(v6, prefix, sizeof prefix) == 0;
}

static bool read_v6(struct str s, uint8_t out[16])
{
	char text[INET6_ADDRSTRLEN];

	if (s.n < 2 || s.n >= sizeof text || memchr(s.p, 0, s.n) ||
	    !memchr(s.p, ':', s.n))
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = 0;
	return inet_pton(AF_INET6, text, out) == 1;
}

/* `*ret_mapped` is set where a v4 address was written as v6, since the length
 * of a network then counts from there. */
static bool read_bare(struct str s, struct ip *ret, bool *ret_mapped)
{
	struct ip ip = { 0 };
	uint8_t v6[16];

	*ret_mapped = false;
	if (read_v4(s, ip.bytes)) {
		ip.kind = IP_V4;
	} else if (!read_v6(s, v6)) {
		return false;
	} else if (is_mapped(v6)) {
		ip.kind = IP_V4;
		memcpy(ip.bytes, v6 + 12, 4);
		*ret_mapped = true;
	} else {
		ip.kind = IP_V6;
		memcpy(ip.bytes, v6, sizeof v6);
	}
	*ret = ip;
	return true;
}

bool ip_parse(struct str text, struct ip *ret)
{
	struct str s = str_trim(text), zone;
	bool mapped;

	if (s.n >= 2 && s.p[0] == '[' && s.p[s.n - 1] == ']')
		s = str_trim(str_sub(s, 1, s.n - 1));
	str_eat(&s, STR("IPv6:"));
	/* Most of what is asked about are names. */
	if (s.n == 0 || (ascii_hex(s.p[0]) < 0 && s.p[0] != ':'))
		return false;
	if (str_find(s, ':') != STR_NPOS)
		str_cut(s, '%', &s, &zone);
	return read_bare(s, ret, &mapped);
}

static char *put_decimal(char *out, unsigned n)
{
	if (n >= 100)
		*out++ = (char)('0' + n / 100);
	if (n >= 10)
		*out++ = (char)('0' + n / 10 % 10);
	*out++ = (char)('0' + n % 10);
	return out;
}

static char *put_v4(char *out, const uint8_t bytes[4])
{
	for (int i = 0; i < 4; i++) {
		if (i)
			*out++ = '.';
		out = put_decimal(out, bytes[i]);
	}
	return out;
}

static char *put_hex(char *out, unsigned n)
{
	bool begun = false;

	for (int shift = 12; shift >= 0; shift -= 4) {
		unsigned digit = n >> shift & 15;

		begun |= digit || shift == 0;
		if (begun)
			*out++ = "0123456789abcdef"[digit];
	}
	return out;
}

/* RFC 5952, 4.2: the longest run of two or more zero groups, the first of equals. */
static int longest_zeros(const unsigned groups[8], int *ret_length)
{
	int best = -1, length = 1;

	for (int i = 0; i < 8; i++) {
		int n = 0;

		while (i + n < 8 && groups[i + n] == 0)
			n++;
		if (n > length) {
			best = i;
			length = n;
		}
		i += n;
	}
	*ret_length = length;
	return best;
}

/* By hand, for inet_ntop() takes five times as long: it prints each group. */
static char *put_v6(char *out, const uint8_t bytes[16])
{
	unsigned groups[8];
	int start, length;

	for (int i = 0; i < 8; i++)
		groups[i] = (unsigned)bytes[i * 2] << 8 | bytes[i * 2 + 1];
	start = longest_zeros(groups, &length);
	for (int i = 0; i < 8; i++) {
		if (i == start) {
			*out++ = ':';
			if (i + length == 8)
				*out++ = ':';
			i += length - 1;
			continue;
		}
		if (i)
			*out++ = ':';
		out = put_hex(out, groups[i]);
	}
	return out;
}

struct str ip_text(struct arena *arena, const struct ip *ip)
{
	char text[40], *end;

	if (ip->kind == IP_NONE)
		return STR("");
	end = ip->kind == IP_V4 ? put_v4(text, ip->bytes) : put_v6(text, ip->bytes);
	return arena_str(arena, str_make(text, (size_t)(end - text)));
}

static size_t ip_size(enum ip_kind kind)
{
	return kind == IP_V4 ? 4 : kind == IP_V6 ? 16 : 0;
}

bool ip_eq(const struct ip *a, const struct ip *b)
{
	return a->kind == b->kind && memcmp(a->bytes, b->bytes, ip_size(a->kind)) == 0;
}

bool ip_net_parse(struct str text, struct ip_net *ret)
{
	struct str address = str_trim(text), length = STR_NONE;
	struct ip_net net;
	uint32_t bits, most;
	bool mapped;

	if (!str_cut(address, '/', &address, &length)) {
		if (!ip_parse(address, &net.ip))
			return false;
		net.bits = (uint8_t)(ip_size(net.ip.kind) * 8);
		*ret = net;
		return true;
	}
	if (!read_bare(address, &net.ip, &mapped) || !str_to_u32(length, &bits))
		return false;
	if (mapped) {
		if (bits < 96)
			return false;
		bits -= 96;
	}
	most = (uint32_t)ip_size(net.ip.kind) * 8;
	if (bits > most)
		return false;
	net.bits = (uint8_t)bits;
	*ret = net;
	return true;
}

bool ip_has_bits_of(const struct ip *ip, const struct ip_net *net)
{
	size_t whole = net->bits / 8;
	unsigned rest = net->bits % 8;

	if (memcmp(ip->bytes, net->ip.bytes, whole) != 0)
		return false;
	return rest == 0 ||
	       ((ip->bytes[whole] ^ net->ip.bytes[whole]) >> (8 - rest)) == 0;
}

static const struct ip_net local_nets[] = {
	{ { IP_V4, { 0 } }, 8 },	   /* "this network", RFC 1122 */
	{ { IP_V4, { 10 } }, 8 },	   /* RFC 1918 */
	{ { IP_V4, { 100, 64 } }, 10 },	   /* shared by carriers, RFC 6598 */
	{ { IP_V4, { 127 } }, 8 },	   /* loopback */
	{ { IP_V4, { 169, 254 } }, 16 },   /* link-local, RFC 3927 */
	{ { IP_V4, { 172, 16 } }, 12 },	   /* RFC 1918 */
	{ { IP_V4, { 192, 168 } }, 16 },   /* RFC 1918 */
	{ { IP_V6, { 0 } }, 127 },	   /* unspecified and loopback */
	{ { IP_V6, { 0xFC } }, 7 },	   /* unique local, RFC 4193 */
	{ { IP_V6, { 0xFE, 0x80 } }, 10 }, /* link-local */
	{ { IP_V6, { 0xFE, 0xC0 } }, 10 }, /* site-local, given up by RFC 3879 */
};

bool ip_is_private(const struct ip *ip)
{
	for (size_t i = 0; i < COUNT(local_nets); i++)
		if (ip_in_net(ip, &local_nets[i]))
			return true;
	return false;
}

bool ip_is_loopback(const struct ip *ip)
{
	static const uint8_t one[16] = { [15] = 1 };

	return (ip->kind == IP_V4 && ip->bytes[0] == 127) ||
	       (ip->kind == IP_V6 && memcmp(ip->bytes, one, sizeof one) == 0);
}
