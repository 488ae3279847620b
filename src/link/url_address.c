/* link/url_address.c - numbers as hosts: IPv4 in all its forms, IPv6 (URL standard, 3.5).
 *
 * mail/ip.h reads addresses as mail writes them and refuses everything else; a browser
 * takes "0x7f.1" and "2130706433" for 127.0.0.1, so does this file. */
#include "link/url_parts.h"

/* --- IPv4 -------------------------------------------------------------------- */

/* Decimal, "0x…" hexadecimal or "0…" octal; 2^32 stands for all that is larger. False:
 * no number. */
static bool read_number(struct str text, uint64_t *ret)
{
	const uint64_t most = (uint64_t)1 << 32;
	unsigned base = 10;
	uint64_t n = 0;

	if (text.n == 0)
		return false;
	if (str_eat(&text, STR("0x")))
		base = 16;
	else if (text.n > 1 && str_eat_char(&text, '0'))
		base = 8;
	for (size_t i = 0; i < text.n; i++) {
		int digit = ascii_hex(text.p[i]);

		if (digit < 0 || digit >= (int)base)
			return false;
		n = n * base + (unsigned)digit;
		if (n > most)
			n = most;
	}
	*ret = n;
	return true;
}

/* One dot at the end does not count. */
static struct str last_part(struct str domain)
{
	size_t dot;

	if (domain.n && domain.p[domain.n - 1] == '.')
		domain.n--;
	dot = str_rfind(domain, '.');
	return dot == STR_NPOS ? domain : str_skip(domain, dot + 1);
}

bool url_ends_in_number(struct str domain)
{
	struct str last = last_part(domain);
	uint64_t ignored;
	size_t digits = 0;

	if (last.n == 0 || !ascii_is_digit(last.p[0]))
		return false;
	while (digits < last.n && ascii_is_digit(last.p[digits]))
		digits++;
	return digits == last.n || read_number(last, &ignored);
}

bool url_ipv4_parse(struct str domain, uint32_t *ret)
{
	uint64_t numbers[4], last;
	uint32_t address = 0;
	struct str rest = domain, part;
	size_t count = 0;

	if (rest.n && rest.p[rest.n - 1] == '.')
		rest.n--;
	do {
		if (count == 4 || !str_split(&rest, '.', &part) ||
		    !read_number(part, &numbers[count]))
			return false;
		count++;
	} while (rest.p);
	last = numbers[count - 1];
	for (size_t i = 0; i + 1 < count; i++) {
		if (numbers[i] > 255)
			return false;
		address |= (uint32_t)numbers[i] << (24 - 8 * i);
	}
	if (last >= (uint64_t)1 << (8 * (5 - count)))
		return false;
	*ret = address | (uint32_t)last;
	return true;
}

struct str url_ipv4_text(struct arena *arena, uint32_t address)
{
	return arena_printf(arena, "%u.%u.%u.%u", address >> 24, address >> 16 & 255,
			    address >> 8 & 255, address & 255);
}

/* --- IPv6 -------------------------------------------------------------------- */

/* The last 32 bits as dotted decimal: no leading zeroes, nothing but four numbers. */
static bool read_dotted(struct str text, uint16_t ret[2])
{
	unsigned bytes[4];
	struct str part;

	for (size_t i = 0; i < 4; i++) {
		uint32_t n;

		if (!text.p || !str_split(&text, '.', &part) || part.n == 0 ||
		    part.n > 3 || (part.n > 1 && part.p[0] == '0') ||
		    !str_to_u32(part, &n) || n > 255)
			return false;
		bytes[i] = n;
	}
	ret[0] = (uint16_t)(bytes[0] << 8 | bytes[1]);
	ret[1] = (uint16_t)(bytes[2] << 8 | bytes[3]);
	return !text.p;
}

/* One to four hex digits; 0 where there are none. */
static size_t take_piece(struct str *rest, uint16_t *ret)
{
	unsigned value = 0;
	size_t n = 0;

	while (n < 4 && n < rest->n && ascii_hex(rest->p[n]) >= 0)
		value = value * 16 + (unsigned)ascii_hex(rest->p[n++]);
	*ret = (uint16_t)value;
	*rest = str_skip(*rest, n);
	return n;
}

/* Put the pieces behind "::" at the end, zeroes before them. */
static void decompress(uint16_t address[8], size_t count, size_t compress)
{
	size_t behind = count - compress;

	memmove(address + 8 - behind, address + compress, behind * sizeof *address);
	memset(address + compress, 0, (8 - count) * sizeof *address);
}

bool url_ipv6_parse(struct str input, uint16_t ret[8])
{
	size_t count = 0, compress = STR_NPOS;

	if (str_eat(&input, STR("::")))
		compress = 0;
	else if (input.n == 0 || input.p[0] == ':')
		return false;
	while (input.n) {
		struct str before = input;

		if (count == 8)
			return false;
		if (str_eat_char(&input, ':')) {
			if (compress != STR_NPOS)
				return false;
			compress = count;
			continue;
		}
		if (take_piece(&input, &ret[count]) && input.n && input.p[0] == '.') {
			if (count > 6 || !read_dotted(before, ret + count))
				return false;
			count += 2;
			break;
		}
		if (before.n == input.n)
			return false;
		count++;
		/* One ":" and something behind it. */
		if (input.n && (!str_eat_char(&input, ':') || input.n == 0))
			return false;
	}
	if (compress == STR_NPOS)
		return count == 8;
	if (count == 8)
		return false;
	decompress(ret, count, compress);
	return true;
}

/* The first of the longest runs of zeroes; a single one stays as it is (RFC 5952, 4.2).
 */
static size_t longest_zeroes(const uint16_t address[8], size_t *ret_length)
{
	size_t best = 8, length = 1;

	for (size_t i = 0; i < 8; i++) {
		size_t n = 0;

		while (i + n < 8 && address[i + n] == 0)
			n++;
		if (n > length) {
			best = i;
			length = n;
		}
	}
	*ret_length = length;
	return best;
}

static char *put_piece(char *out, uint16_t piece)
{
	bool begun = false;

	for (int shift = 12; shift >= 0; shift -= 4) {
		unsigned digit = piece >> shift & 15u;

		begun = begun || digit || shift == 0;
		if (begun)
			*out++ = "0123456789abcdef"[digit];
	}
	return out;
}

struct str url_ipv6_text(struct arena *arena, const uint16_t address[8])
{
	size_t length, run = longest_zeroes(address, &length);
	char text[41], *out = text;

	*out++ = '[';
	for (size_t i = 0; i < 8; i++) {
		if (i == run) {
			*out++ = ':';
			if (i == 0)
				*out++ = ':';
			i += length - 1;
			continue;
		}
		out = put_piece(out, address[i]);
		if (i < 7)
			*out++ = ':';
	}
	*out++ = ']';
	return arena_str(arena, str_make(text, (size_t)(out - text)));
}
