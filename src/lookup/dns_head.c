/* lookup/dns_head.c - see dns_head.h. */
#include "lookup/dns_head.h"

enum {
	HEAD = 12,
	FIXED = 10,	 /* of a record: type, class, lifetime, length */
	SOA = 6,	 /* type */
	SOA_NUMBERS = 20 /* the last of them is the lifetime of "there is none" */
};

static unsigned read_16(struct str s, size_t at)
{
	return (unsigned)(uint8_t)s.p[at] << 8 | (uint8_t)s.p[at + 1];
}

static uint32_t read_32(struct str s, size_t at)
{
	return (uint32_t)read_16(s, at) << 16 | read_16(s, at + 2);
}

bool dns_head_read(struct str packet, struct dns_head *ret)
{
	unsigned flags;

	if (packet.n < HEAD)
		return false;
	flags = read_16(packet, 2);
	*ret = (struct dns_head){
		.response = flags & 0x8000,
		.truncated = flags & 0x0200,
		.authentic = flags & 0x0020,
		.rcode = flags & 0x0F,
		.questions = (uint16_t)read_16(packet, 4),
		.answers = (uint16_t)read_16(packet, 6),
		.authorities = (uint16_t)read_16(packet, 8),
	};
	return true;
}

size_t dns_head_question(struct str packet, uint8_t ret_name[DNS_NAME_WIRE],
			 uint16_t *ret_type)
{
	size_t n = 0;

	for (;;) {
		size_t length, at = HEAD + n;

		if (at >= packet.n)
			return 0;
		length = (uint8_t)packet.p[at];
		if (length > DNS_LABEL || n + length + 1 > DNS_NAME_WIRE ||
		    at + 1 + length + 4 > packet.n)
			return 0;
		ret_name[n++] = (uint8_t)length;
		for (size_t i = 1; i <= length; i++)
			ret_name[n++] = (uint8_t)ascii_lower(packet.p[at + i]);
		if (length == 0) {
			*ret_type = (uint16_t)read_16(packet, at + 1);
			return n;
		}
	}
}

/* Over a name, compressed or not; packet.n + 1 where it does not end. */
static size_t skip_name(struct str packet, size_t at)
{
	while (at < packet.n) {
		unsigned length = (uint8_t)packet.p[at];

		if (length >= 0xC0)
			return at + 2;
		if (length == 0)
			return at + 1;
		at += length + 1;
	}
	return packet.n + 1;
}

/* The lifetime of the record at `at`, and what follows it; false: it is cut short. */
static bool read_record(struct str packet, size_t *at, uint32_t *ret)
{
	size_t fixed = skip_name(packet, *at), end;

	if (fixed + FIXED > packet.n)
		return false;
	end = fixed + FIXED + read_16(packet, fixed + 8);
	if (end > packet.n)
		return false;
	*ret = read_32(packet, fixed + 4);
	if (read_16(packet, fixed) == SOA && end - fixed - FIXED > SOA_NUMBERS &&
	    read_32(packet, end - 4) < *ret)
		*ret = read_32(packet, end - 4);
	*at = end;
	return true;
}

uint32_t dns_head_lifetime(struct str packet)
{
	uint32_t least = UINT32_MAX, one;
	struct dns_head head;
	size_t at = HEAD;
	unsigned records;

	if (!dns_head_read(packet, &head))
		return 0;
	for (unsigned i = 0; i < head.questions; i++)
		at = skip_name(packet, at) + 4;
	/* A name that is not there may have an alias that leads to nothing: both count.
	 */
	records = head.answers && head.rcode == 0 ? head.answers
						  : head.answers + head.authorities;
	for (unsigned i = 0; i < records; i++) {
		if (!read_record(packet, &at, &one))
			return 0;
		least = one < least ? one : least;
	}
	return records ? least : 0;
}
