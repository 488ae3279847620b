/* record/dns_write.c - a response packet from presentation form, without compression. */
#include "record/dns.h"

#include "base/buf.h"
#include "record/dns_name.h"

#include <arpa/inet.h>

enum { STRING = 255 };

/* One record is being written: its packet, what is left of its text, what is wrong. */
struct writer {
	struct arena *arena;
	struct buf *out;
	struct str rest;
	const char *bad;
};

static void fail(struct writer *w, const char *why)
{
	if (!w->bad)
		w->bad = why;
}

static void put_8(struct writer *w, unsigned value)
{
	buf_add_char(w->out, (char)value);
}

static void put_16(struct writer *w, unsigned value)
{
	put_8(w, value >> 8);
	put_8(w, value);
}

static void put_32(struct writer *w, uint32_t value)
{
	put_16(w, value >> 16);
	put_16(w, value);
}

static void put_name(struct writer *w, struct str name)
{
	uint8_t wire[DNS_NAME_WIRE];
	size_t n;

	if (!dns_name_to_wire(name, wire, &n))
		fail(w, "no name of the DNS");
	else
		buf_add(w->out, str_make((const char *)wire, n));
}

static uint32_t take_number(struct writer *w, uint32_t most)
{
	uint32_t number = 0;

	if (!str_to_u32(str_take_word(&w->rest), &number) || number > most)
		fail(w, "a number is missing, or too large");
	return number;
}

/* --- the data of each type --------------------------------------------------------- */

static void write_address(struct writer *w, uint16_t type)
{
	struct str word = str_take_word(&w->rest);
	bool v4 = type == DNS_A;
	char text[INET6_ADDRSTRLEN] = { 0 };
	uint8_t bytes[16];

	if (word.n >= sizeof text)
		word.n = 0;
	memcpy(text, word.n ? word.p : "", word.n);
	if (inet_pton(v4 ? AF_INET : AF_INET6, text, bytes) != 1)
		fail(w, "no address of that kind");
	else
		buf_add(w->out, str_make((const char *)bytes, v4 ? 4 : 16));
}

static void write_name(struct writer *w, uint16_t type)
{
	(void)type;
	put_name(w, str_take_word(&w->rest));
}

static void write_mx(struct writer *w, uint16_t type)
{
	put_16(w, take_number(w, 65535));
	write_name(w, type);
}

static void write_srv(struct writer *w, uint16_t type)
{
	for (int i = 0; i < 3; i++)
		put_16(w, take_number(w, 65535));
	write_name(w, type);
}

static void write_soa(struct writer *w, uint16_t type)
{
	write_name(w, type);
	write_name(w, type);
	for (int i = 0; i < 5; i++)
		put_32(w, take_number(w, UINT32_MAX));
}

/* The next byte of a text behind its backslash. */
static int take_escaped(struct writer *w)
{
	struct str *rest = &w->rest;
	uint32_t value;
	int c;

	if (rest->n && !ascii_is_digit(rest->p[0])) {
		c = (unsigned char)rest->p[0];
		*rest = str_skip(*rest, 1);
		return c;
	}
	if (rest->n < 3 || !str_to_u32(str_sub(*rest, 0, 3), &value) || value > 255) {
		fail(w, "an escape is not \\DDD");
		return -1;
	}
	*rest = str_skip(*rest, 3);
	return (int)value;
}

/* A word, or a text in quotes, unescaped. */
static struct str take_text(struct writer *w)
{
	char *out;
	size_t n = 0, size;
	bool quoted, closed = false;

	w->rest = str_trim_left(w->rest);
	size = w->rest.n;
	out = arena_bytes(w->arena, size);
	quoted = str_eat_char(&w->rest, '"');
	while (w->rest.n && !w->bad) {
		int c = (unsigned char)w->rest.p[0];

		if (!quoted && ascii_is_space((char)c))
			break;
		w->rest = str_skip(w->rest, 1);
		if (quoted && c == '"') {
			closed = true;
			break;
		}
		if (c == '\\' && (c = take_escaped(w)) < 0)
			break;
		out[n++] = (char)c;
	}
	if (quoted && !closed)
		fail(w, "a quote is not closed");
	arena_shrink(w->arena, out, size, n);
	return str_make(out, n);
}

static void put_string(struct writer *w, struct str text)
{
	do {
		struct str part = str_sub(text, 0, STRING);

		put_8(w, (unsigned)part.n);
		buf_add(w->out, part);
		text = str_skip(text, part.n);
	} while (text.n);
}

/* Words without quotes are strings of their own in a zone file; whoever writes
 * `v=spf1 -all` means one. */
static void write_strings(struct writer *w, uint16_t type)
{
	bool quoted = true;
	unsigned count = 0;

	do {
		w->rest = str_trim_left(w->rest);
		quoted &= w->rest.n && w->rest.p[0] == '"';
		put_string(w, take_text(w));
		count++;
	} while (str_trim_left(w->rest).n && !w->bad);
	if (!quoted && count > 1)
		fail(w, "a text of several words needs quotes");
	if (type == DNS_HINFO && count != 2)
		fail(w, "two texts are needed");
}

static void write_caa(struct writer *w, uint16_t type)
{
	struct str tag;

	(void)type;
	put_8(w, take_number(w, 255));
	tag = take_text(w);
	if (tag.n == 0 || tag.n > STRING)
		fail(w, "a tag is missing");
	put_8(w, (unsigned)tag.n);
	buf_add(w->out, tag);
	buf_add(w->out, take_text(w));
}

/* RFC 3597, 5: "\# 2 ab01". */
static void write_bytes(struct writer *w, uint16_t type)
{
	struct str sign = str_take_word(&w->rest), word;
	uint32_t length = take_number(w, 65535), n = 0;

	(void)type;
	if (!str_eq(sign, STR("\\#")))
		fail(w, "data of this type are written as \\# LENGTH HEX");
	while (!w->bad && (word = str_take_word(&w->rest)).n)
		for (size_t i = 0; i < word.n; i += 2, n++) {
			int high = ascii_hex(word.p[i]);
			int low = i + 1 < word.n ? ascii_hex(word.p[i + 1]) : -1;

			if (high < 0 || low < 0) {
				fail(w, "no hexadecimal bytes");
				return;
			}
			put_8(w, (unsigned)(high << 4 | low));
		}
	if (n != length)
		fail(w, "the length is not that of the bytes");
}

static const struct {
	uint16_t type;
	void (*write)(struct writer *w, uint16_t type);
} writers[] = {
	{ DNS_A, write_address },     { DNS_AAAA, write_address },
	{ DNS_NS, write_name },	      { DNS_CNAME, write_name },
	{ DNS_PTR, write_name },      { DNS_DNAME, write_name },
	{ DNS_MX, write_mx },	      { DNS_SRV, write_srv },
	{ DNS_SOA, write_soa },	      { DNS_CAA, write_caa },
	{ DNS_TXT, write_strings },   { DNS_SPF, write_strings },
	{ DNS_HINFO, write_strings },
};

static void write_data(struct writer *w, uint16_t type)
{
	bool generic = str_starts(str_trim_left(w->rest), STR("\\#"));

	for (size_t i = 0; !generic && i < COUNT(writers); i++)
		if (writers[i].type == type) {
			writers[i].write(w, type);
			return;
		}
	write_bytes(w, type);
}

/* --- the packet ----------------------------------------------------------------------
 */

static bool write_record(struct writer *w, struct str owner, uint16_t type, uint32_t ttl,
			 struct str data, struct err *err)
{
	size_t length_at;

	put_name(w, owner);
	put_16(w, type);
	put_16(w, 1);
	put_32(w, ttl);
	length_at = w->out->n;
	put_16(w, 0);
	w->rest = data;
	write_data(w, type);
	if (str_trim_left(w->rest).n)
		fail(w, "there is more of it than the type has");
	if (w->out->n > 65535)
		fail(w, "the answer is too long for a packet");
	if (w->bad)
		return err_set(err, ERR_DATA, "", "%s: \"%.*s\"", w->bad,
			       data.n > 60 ? 60 : (int)data.n, data.p ? data.p : "");
	w->out->p[length_at] = (char)((w->out->n - length_at - 2) >> 8);
	w->out->p[length_at + 1] = (char)(w->out->n - length_at - 2);
	return true;
}

static void write_head(struct writer *w, struct str name, uint16_t type, uint32_t records,
		       int rcode)
{
	put_16(w, 0);
	put_16(w, 0x8180u | ((unsigned)rcode & 15)); /* a response, RD and RA */
	put_16(w, 1);
	put_16(w, records);
	put_32(w, 0);
	put_name(w, name);
	put_16(w, type);
	put_16(w, 1);
}

static bool write_all(struct writer *w, struct str name, uint16_t type,
		      const struct str *cname, uint32_t cname_count,
		      const struct str *data, uint32_t count, uint32_t ttl, int rcode,
		      struct err *err)
{
	if (cname_count + count > 65535)
		return err_set(err, ERR_DATA, "", "too many records for a packet");
	write_head(w, name, type, cname_count + count, rcode);
	if (w->bad)
		return err_set(err, ERR_DATA, "", "%s", w->bad);
	for (uint32_t i = 0; i < cname_count; name = cname[i++])
		if (!write_record(w, name, DNS_CNAME, ttl, cname[i], err))
			return false;
	for (uint32_t i = 0; i < count; i++)
		if (!write_record(w, name, type, ttl, data[i], err))
			return false;
	return true;
}

bool dns_write_response(struct arena *arena, struct str name, uint16_t type,
			const struct str *cname, uint32_t cname_count,
			const struct str *data, uint32_t count, uint32_t ttl, int rcode,
			struct str *ret, struct err *err)
{
	struct buf out;
	struct writer w = { .arena = arena, .out = &out };
	bool ok;

	buf_init(&out, 0);
	ok = write_all(&w, name, type, cname, cname_count, data, count, ttl, rcode, err);
	if (ok)
		*ret = arena_str(arena, buf_peek(&out));
	buf_fini(&out);
	return ok;
}
