/* record/dns_text.c - a record's data in presentation form. */
#include "record/dns.h"

#include "base/buf.h"
#include "mail/ip.h"

/* RFC 1035, 5.1: what is not printable as "\DDD". */
static void add_quoted(struct buf *out, struct str text)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else if (c < 0x20 || c > 0x7E)
			buf_printf(out, "\\%03u", c);
		else
			buf_add_char(out, (char)c);
	}
	buf_add_char(out, '"');
}

static void add_strings(struct buf *out, const struct dns_record *r)
{
	for (uint32_t i = 0; i < r->string_count; i++) {
		if (i)
			buf_add_char(out, ' ');
		add_quoted(out, r->strings[i]);
	}
}

/* RFC 3597, 5. */
static void add_bytes(struct buf *out, struct str bytes)
{
	buf_printf(out, "\\# %zu", bytes.n);
	for (size_t i = 0; i < bytes.n; i++)
		buf_printf(out, "%s%02x", i ? "" : " ", (unsigned char)bytes.p[i]);
}

static void add_address(struct buf *out, struct arena *arena, const struct dns_record *r)
{
	struct ip ip = { .kind = r->type == DNS_A ? IP_V4 : IP_V6 };

	memcpy(ip.bytes, r->data.p, r->data.n);
	buf_add(out, ip_text(arena, &ip));
}

static void add_data(struct buf *out, struct arena *arena, const struct dns_record *r)
{
	switch (r->type) {
	case DNS_A:
	case DNS_AAAA:
		add_address(out, arena, r);
		break;
	case DNS_NS:
	case DNS_CNAME:
	case DNS_PTR:
	case DNS_DNAME:
		buf_add(out, r->data);
		break;
	case DNS_MX:
		buf_printf(out, "%u %.*s", r->preference, STR_ARG(r->data));
		break;
	case DNS_SRV:
		buf_printf(out, "%u %u %u %.*s", r->preference, r->weight, r->port,
			   STR_ARG(r->data));
		break;
	case DNS_SOA:
		buf_printf(out, "%.*s %.*s", STR_ARG(r->data), STR_ARG(r->mailbox));
		for (size_t i = 0; i < COUNT(r->numbers); i++)
			buf_printf(out, " %u", r->numbers[i]);
		break;
	case DNS_CAA:
		buf_printf(out, "%u ", r->preference);
		add_quoted(out, r->tag);
		buf_add_char(out, ' ');
		add_quoted(out, r->data);
		break;
	case DNS_TXT:
	case DNS_SPF:
	case DNS_HINFO:
		add_strings(out, r);
		break;
	default:
		add_bytes(out, r->data);
	}
}

struct str dns_record_text(struct arena *arena, const struct dns_record *record)
{
	struct str text;
	struct buf out;

	buf_init(&out, 0);
	add_data(&out, arena, record);
	text = arena_str(arena, buf_peek(&out));
	buf_fini(&out);
	return text;
}
