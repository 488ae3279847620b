/* record/dns.c - reading a DNS packet; see dns.h.
 *
 * A cursor walks over the packet and keeps its first error. What a hostile server can
 * make costly is bounded: a name follows LIMIT_DNS_POINTERS pointers, each to before the
 * place where it stands, and sections have at most LIMIT_DNS_RECORDS records. */
#include "record/dns.h"

#include "base/limits.h"
#include "record/dns_name.h"

struct cursor {
	struct arena *arena;
	struct str packet;
	size_t at, end; /* of the packet, or of the data of one record */
	const char *bad;
};

static void fail(struct cursor *c, const char *why)
{
	if (!c->bad)
		c->bad = why;
	c->at = c->end;
}

static bool has(struct cursor *c, size_t n)
{
	if (c->end - c->at >= n)
		return true;
	fail(c, "it is cut short");
	return false;
}

static struct str take(struct cursor *c, size_t n)
{
	struct str taken;

	if (!has(c, n))
		return STR("");
	taken = str_sub(c->packet, c->at, c->at + n);
	c->at += n;
	return taken;
}

static unsigned take_8(struct cursor *c)
{
	return has(c, 1) ? (uint8_t)c->packet.p[c->at++] : 0;
}

static unsigned take_16(struct cursor *c)
{
	unsigned high = take_8(c);

	return high << 8 | take_8(c);
}

static uint32_t take_32(struct cursor *c)
{
	uint32_t high = take_16(c);

	return high << 16 | take_16(c);
}

/* --- names ----------------------------------------------------------------------- */

/* Where a pointer at `at` leads: to before the labels that led here, and behind the head,
 * or nowhere. */
static bool follow(struct cursor *c, unsigned first, size_t *at, size_t *from)
{
	size_t target;

	if (*at + 1 >= c->packet.n) {
		fail(c, "a name is cut short");
		return false;
	}
	target = (first & 0x3F) << 8 | (uint8_t)c->packet.p[*at + 1];
	if (target >= *from || target < 12) {
		fail(c, "a compression pointer does not lead back");
		return false;
	}
	*at = *from = target;
	return true;
}

/* The name at the cursor as wire bytes; the cursor moves over what stands in its place.
 */
static size_t take_wire(struct cursor *c, uint8_t wire[DNS_NAME_WIRE])
{
	size_t at = c->at, from = c->at, n = 0, limit = c->end;
	unsigned pointers = 0;

	for (;;) {
		unsigned length;

		if (at >= limit)
			return fail(c, "a name is cut short"), 0;
		length = (uint8_t)c->packet.p[at];
		if (length >= 0xC0) {
			if (pointers == 0 && !has(c, at + 2 - c->at))
				return 0;
			if (pointers == 0)
				c->at = at + 2;
			limit = c->packet.n;
			if (++pointers > LIMIT_DNS_POINTERS)
				return fail(c, "a name has too many pointers"), 0;
			if (!follow(c, length, &at, &from))
				return 0;
			continue;
		}
		if (length > DNS_LABEL)
			return fail(c, "a label has a reserved form"), 0;
		if (n + length + 1 > DNS_NAME_WIRE)
			return fail(c, "a name is too long"), 0;
		if (limit - at < length + 1)
			return fail(c, "a name is cut short"), 0;
		memcpy(wire + n, c->packet.p + at, length + 1);
		n += length + 1;
		at += length + 1;
		if (length == 0)
			break;
	}
	if (pointers == 0)
		c->at = at;
	return n;
}

static struct str take_name(struct cursor *c)
{
	uint8_t wire[DNS_NAME_WIRE];
	size_t n = take_wire(c, wire);

	return n ? dns_name_text(c->arena, wire, n) : STR("");
}

/* --- the data of each type --------------------------------------------------------- */

static void read_address(struct cursor *c, struct dns_record *r)
{
	r->data = take(c, r->type == DNS_A ? 4 : 16);
}

static void read_name(struct cursor *c, struct dns_record *r)
{
	r->data = take_name(c);
}

static void read_mx(struct cursor *c, struct dns_record *r)
{
	r->preference = (uint16_t)take_16(c);
	r->data = take_name(c);
}

static void read_srv(struct cursor *c, struct dns_record *r)
{
	r->preference = (uint16_t)take_16(c);
	r->weight = (uint16_t)take_16(c);
	r->port = (uint16_t)take_16(c);
	r->data = take_name(c);
}

static void read_soa(struct cursor *c, struct dns_record *r)
{
	r->data = take_name(c);
	r->mailbox = take_name(c);
	for (size_t i = 0; i < COUNT(r->numbers); i++)
		r->numbers[i] = take_32(c);
}

static void read_caa(struct cursor *c, struct dns_record *r)
{
	r->preference = (uint16_t)take_8(c);
	r->tag = take(c, take_8(c));
	r->data = take(c, c->end - c->at);
	if (r->tag.n == 0)
		fail(c, "a CAA record has no tag");
}

static struct str joined(struct arena *arena, const struct str *strings, uint32_t count)
{
	size_t n = 0;
	char *out;

	if (count == 1)
		return strings[0];
	for (uint32_t i = 0; i < count; i++)
		n += strings[i].n;
	out = arena_bytes(arena, n);
	n = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (strings[i].n)
			memcpy(out + n, strings[i].p, strings[i].n);
		n += strings[i].n;
	}
	return str_make(out, n);
}

/* RFC 1035, 3.3.14: one string at least. */
static void read_strings(struct cursor *c, struct dns_record *r)
{
	uint32_t cap = 0;

	do {
		ARENA_GROW(c->arena, r->strings, r->string_count, cap);
		r->strings[r->string_count++] = take(c, take_8(c));
	} while (c->at < c->end);
	if (r->type == DNS_HINFO && r->string_count != 2)
		fail(c, "a HINFO record has not two strings");
	r->data = joined(c->arena, r->strings, r->string_count);
}

static void read_bytes(struct cursor *c, struct dns_record *r)
{
	r->data = take(c, c->end - c->at);
}

static const struct {
	uint16_t type;
	void (*read)(struct cursor *c, struct dns_record *r);
} readers[] = {
	{ DNS_A, read_address },     { DNS_AAAA, read_address },
	{ DNS_NS, read_name },	     { DNS_CNAME, read_name },
	{ DNS_PTR, read_name },	     { DNS_DNAME, read_name },
	{ DNS_MX, read_mx },	     { DNS_SRV, read_srv },
	{ DNS_SOA, read_soa },	     { DNS_CAA, read_caa },
	{ DNS_TXT, read_strings },   { DNS_SPF, read_strings },
	{ DNS_HINFO, read_strings },
};

static void read_data(struct cursor *c, struct dns_record *r)
{
	for (size_t i = 0; i < COUNT(readers); i++)
		if (readers[i].type == r->type) {
			readers[i].read(c, r);
			return;
		}
	read_bytes(c, r);
}

/* --- records and sections ------------------------------------------------------------
 */

static void take_record(struct cursor *c, struct dns_record *ret)
{
	size_t length, packet_end = c->end;

	*ret = (struct dns_record){ .owner = take_name(c) };
	ret->type = (uint16_t)take_16(c);
	ret->class_ = (uint16_t)take_16(c);
	ret->ttl = take_32(c);
	/* RFC 2181, 8: a time with the highest bit set is none. */
	if (ret->type != DNS_OPT && ret->ttl > INT32_MAX)
		ret->ttl = 0;
	length = take_16(c);
	if (!has(c, length))
		return;
	c->end = c->at + length;
	read_data(c, ret);
	if (c->at < c->end)
		fail(c, "a record is longer than its data");
	c->end = packet_end;
	if (c->bad)
		c->at = c->end;
}

/* RFC 1035, 4.1.3: no record is shorter than 11 bytes. */
static struct dns_record *take_section(struct cursor *c, uint32_t count)
{
	struct dns_record *records;

	if (count == 0)
		return NULL;
	if (count > LIMIT_DNS_RECORDS || count > (c->end - c->at) / 11) {
		fail(c, "it announces more records than it has");
		return NULL;
	}
	records = arena_alloc_array(c->arena, count, sizeof *records);
	for (uint32_t i = 0; i < count && !c->bad; i++)
		take_record(c, &records[i]);
	return records;
}

/* RFC 6891, 6.1.3: the upper bits of the response code. */
static void read_edns(const struct dns_record *records, uint32_t count,
		      struct dns_packet *packet)
{
	for (uint32_t i = 0; i < count; i++)
		if (records[i].type == DNS_OPT)
			packet->rcode |= (int)(records[i].ttl >> 24) << 4;
}

static void read_packet(struct cursor *c, struct dns_packet *ret)
{
	unsigned questions, additional;
	struct dns_record *rest;

	ret->id = (uint16_t)take_16(c);
	ret->flags = (uint16_t)take_16(c);
	questions = take_16(c);
	ret->answer_count = take_16(c);
	ret->authority_count = take_16(c);
	additional = take_16(c);
	if (c->bad)
		return;
	if ((ret->flags & 0xF800) != 0x8000 || questions != 1) {
		fail(c, "it is no response to one question");
		return;
	}
	ret->rcode = ret->flags & 15;
	ret->truncated = ret->flags >> 9 & 1;
	ret->authentic = ret->flags >> 5 & 1;
	ret->question_name = take_name(c);
	ret->question_type = (uint16_t)take_16(c);
	if (take_16(c) != 1 && !c->bad)
		fail(c, "its question is not about the Internet");
	ret->answers = take_section(c, ret->answer_count);
	ret->authority = take_section(c, ret->authority_count);
	rest = take_section(c, additional);
	if (c->at < c->end)
		fail(c, "something follows its last record");
	if (!c->bad)
		read_edns(rest, additional, ret);
}

bool dns_read(struct arena *arena, struct str packet, struct dns_packet *ret,
	      struct err *err)
{
	struct cursor c = { .arena = arena, .packet = packet, .end = packet.n };
	struct dns_packet read = { 0 };

	if (packet.n > 65535)
		return err_set(err, ERR_DATA, "", "the DNS packet is too long");
	read_packet(&c, &read);
	if (c.bad)
		return err_set(err, ERR_DATA, "", "the DNS packet is malformed: %s",
			       c.bad);
	*ret = read;
	return true;
}

/* --- what was asked for ---------------------------------------------------------------
 */

static bool is_of(const struct dns_record *r, struct str owner, uint16_t type)
{
	return r->type == type && r->class_ == 1 && str_eq(r->owner, owner);
}

static uint32_t collect(const struct dns_packet *packet, struct str owner, uint16_t type,
			const struct dns_record **out)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < packet->answer_count; i++)
		if (is_of(&packet->answers[i], owner, type))
			out[n++] = &packet->answers[i];
	return n;
}

static const struct dns_record *alias(const struct dns_packet *packet, struct str owner)
{
	for (uint32_t i = 0; i < packet->answer_count; i++)
		if (is_of(&packet->answers[i], owner, DNS_CNAME))
			return &packet->answers[i];
	return NULL;
}

bool dns_select(struct arena *arena, const struct dns_packet *packet, uint16_t type,
		const struct dns_record ***ret, uint32_t *ret_count,
		struct str **ret_chain, uint32_t *ret_chain_count)
{
	const struct dns_record **found = arena_alloc_array(
	    arena, packet->answer_count ? packet->answer_count : 1, sizeof *found);
	struct str *chain = arena_alloc_array(arena, LIMIT_CNAMES + 1, sizeof *chain);
	uint32_t count = 0, length = 0;
	const struct dns_record *next = NULL;

	chain[length++] = packet->question_name;
	while ((count = collect(packet, chain[length - 1], type, found)) == 0 &&
	       (next = alias(packet, chain[length - 1]))) {
		if (length > LIMIT_CNAMES)
			return false;
		chain[length++] = next->data;
	}
	*ret = found;
	*ret_count = count;
	if (ret_chain)
		*ret_chain = chain;
	if (ret_chain_count)
		*ret_chain_count = length;
	return true;
}
