/* mail/ip.h - addresses as mail writes them (RFC 5321, 4.1.3): "192.0.2.1",
 * "[192.0.2.1]", "[IPv6:2001:db8::1]", "::ffff:192.0.2.1". */
#pragma once
#include "base/arena.h"

enum ip_kind { IP_NONE, IP_V4, IP_V6 };

struct ip {
	enum ip_kind kind;
	uint8_t bytes[16]; /* v4 in the first four; v4-mapped v6 is read as v4 */
};

/* Strict text forms only (no octal, no short forms); brackets, "IPv6:", a zone id
 * and surrounding blanks are tolerated. */
bool ip_parse(struct str text, struct ip *ret);
/* Canonical text (RFC 5952). */
struct str ip_text(struct arena *arena, const struct ip *ip);
bool ip_eq(const struct ip *a, const struct ip *b);

struct ip_net {
	struct ip ip;
	uint8_t bits;
};
bool ip_net_parse(struct str text, struct ip_net *ret); /* "10.0.0.0/8" or one address */
/* --- inside: of two addresses of one kind */
bool ip_has_bits_of(const struct ip *ip, const struct ip_net *net);
static inline bool ip_in_net(const struct ip *ip, const struct ip_net *net)
{
	/* Of a list of networks most differ in their first byte, and a call costs more
	 * than to see that. */
	return ip->kind == net->ip.kind && ip->kind != IP_NONE &&
	       (net->bits < 8 || ip->bytes[0] == net->ip.bytes[0]) &&
	       ip_has_bits_of(ip, net);
}
/* Loopback, private, link-local, shared (RFC 6598), unique local: not on the Internet. */
bool ip_is_private(const struct ip *ip);
bool ip_is_loopback(const struct ip *ip);
