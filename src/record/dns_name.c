/* record/dns_name.c - see dns_name.h. */
#include "record/dns_name.h"

/* The next byte of a label behind its backslash; -1: no escape. */
static int take_escaped(struct str *rest)
{
	int value = 0;

	if (rest->n == 0)
		return -1;
	if (!ascii_is_digit(rest->p[0])) {
		value = (unsigned char)rest->p[0];
		*rest = str_skip(*rest, 1);
		return value;
	}
	if (rest->n < 3)
		return -1;
	for (size_t i = 0; i < 3; i++) {
		if (!ascii_is_digit(rest->p[i]))
			return -1;
		value = value * 10 + (rest->p[i] - '0');
	}
	*rest = str_skip(*rest, 3);
	return value < 256 ? value : -1;
}

/* One label and the dot behind it, to out[*n]; the root's 0 must still fit. */
static bool take_label(struct str *rest, uint8_t out[DNS_NAME_WIRE], size_t *n)
{
	size_t start = *n, length = 0;

	for (; rest->n; length++) {
		int c = (unsigned char)rest->p[0];

		*rest = str_skip(*rest, 1);
		if (c == '.')
			break;
		if (c == '\\' && (c = take_escaped(rest)) < 0)
			return false;
		if (length == DNS_LABEL || start + 1 + length >= DNS_NAME_WIRE - 1)
			return false;
		out[start + 1 + length] = (uint8_t)ascii_lower((char)c);
	}
	out[start] = (uint8_t)length;
	*n = start + 1 + length;
	return length > 0;
}

bool dns_name_to_wire(struct str text, uint8_t ret[DNS_NAME_WIRE], size_t *ret_n)
{
	size_t n = 0;

	if (text.n == 0)
		return false;
	if (str_eq(text, STR(".")))
		text = STR("");
	while (text.n)
		if (!take_label(&text, ret, &n))
			return false;
	ret[n++] = 0;
	*ret_n = n;
	return true;
}

static char *put_byte(char *out, uint8_t c)
{
	if (ascii_is_alnum((char)c) || c == '-' || c == '_') {
		*out++ = ascii_lower((char)c);
		return out;
	}
	*out++ = '\\';
	*out++ = (char)('0' + c / 100);
	*out++ = (char)('0' + c / 10 % 10);
	*out++ = (char)('0' + c % 10);
	return out;
}

/* "." of the root is none yet. */
static size_t write_text(const uint8_t *wire, size_t n, char text[DNS_NAME_TEXT])
{
	char *out = text;

	for (size_t at = 0; at < n && wire[at]; at += wire[at] + 1u) {
		if (at)
			*out++ = '.';
		for (unsigned i = 1; i <= wire[at]; i++)
			out = put_byte(out, wire[at + i]);
	}
	return (size_t)(out - text);
}

struct str dns_name_text(struct arena *arena, const uint8_t *wire, size_t n)
{
	char text[DNS_NAME_TEXT];
	size_t length = write_text(wire, n, text);

	return length ? arena_str(arena, str_make(text, length)) : STR(".");
}

/* A name as nearly all are, of letters, digits, '-' and '_': its length, or 0 where it is
 * not. */
static size_t write_plain(struct str name, char text[DNS_NAME_TEXT])
{
	size_t label = 0;

	if (name.n && name.p[name.n - 1] == '.')
		name.n--;
	if (name.n > DNS_NAME_WIRE - 2)
		return 0;
	for (size_t i = 0; i < name.n; i++) {
		char c = ascii_lower(name.p[i]);

		if (c == '.' ? label == 0 : !ascii_is_alnum(c) && c != '-' && c != '_')
			return 0;
		label = c == '.' ? 0 : label + 1;
		if (label > DNS_LABEL)
			return 0;
		text[i] = c;
	}
	return label ? name.n : 0;
}

size_t dns_name_write(struct str name, char text[DNS_NAME_TEXT])
{
	uint8_t wire[DNS_NAME_WIRE];
	size_t n = write_plain(name, text);

	if (n)
		return n;
	if (!dns_name_to_wire(name, wire, &n))
		return 0;
	n = write_text(wire, n, text);
	if (n == 0)
		text[n++] = '.';
	return n;
}

struct str dns_name_quote(struct arena *arena, struct str raw)
{
	char *out;
	size_t n = 0;

	if (str_find(raw, '\\') == STR_NPOS)
		return raw;
	out = arena_bytes(arena, raw.n * 2);
	for (size_t i = 0; i < raw.n; i++) {
		if (raw.p[i] == '\\')
			out[n++] = '\\';
		out[n++] = raw.p[i];
	}
	return str_make(out, n);
}
