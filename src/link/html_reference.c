/* link/html_reference.c - see html_entities.h. */
#include "base/utf8.h"
#include "link/html_entities.h"

/* --- by name ---------------------------------------------------------------- */

static char name_char(size_t entity, size_t i)
{
	return html_entity_names[html_entities[entity].name + i];
}

/* First entity of [low, high), all alike in their first `i` characters, whose
 * character `i` is not below `c`; a name that ends earlier stands in front. */
static size_t lower_bound(size_t low, size_t high, size_t i, int c)
{
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int got = html_entities[middle].name_length > i
			      ? (unsigned char)name_char(middle, i)
			      : -1;

		if (got < c)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The longest name at the start of `s`; NULL where there is none. */
static const struct html_entity *longest_name(struct str s)
{
	const struct html_entity *found = NULL;
	size_t low = 0, high = HTML_ENTITIES;

	for (size_t i = 0; i < s.n && ((s.p[i] == ';' && i) || ascii_is_alnum(s.p[i]));
	     i++) {
		int c = (unsigned char)s.p[i];

		low = lower_bound(low, high, i, c);
		high = lower_bound(low, high, i, c + 1);
		if (low == high)
			break;
		if (html_entities[low].name_length == i + 1)
			found = &html_entities[low];
	}
	return found;
}

/* Those that mails are full of. */
static size_t everyday(struct str rest, char *out, size_t *ret_length)
{
	static const struct {
		char name[8];
		uint8_t name_length, length;
		char value[3];
	} rows[] = {
		{ "&nbsp;", 6, 2, "\xC2\xA0" }, { "&amp;", 5, 1, "&" },
		{ "&lt;", 4, 1, "<" },		{ "&gt;", 4, 1, ">" },
		{ "&quot;", 6, 1, "\"" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (rest.n >= rows[i].name_length &&
		    memcmp(rest.p, rows[i].name, rows[i].name_length) == 0) {
			memcpy(out, rows[i].value, rows[i].length);
			*ret_length = rows[i].length;
			return rows[i].name_length;
		}
	return 0;
}

static size_t named(struct str rest, bool in_attribute, char *out, size_t *ret_length)
{
	const struct html_entity *entity;
	size_t read = everyday(rest, out, ret_length);

	if (read)
		return read;
	entity = longest_name(str_skip(rest, 1));
	if (!entity)
		return 0;
	read = 1u + entity->name_length;
	/* "?a=1&copy=2" in a link is a parameter, not a sign. */
	if (in_attribute && rest.p[read - 1] != ';' && read < rest.n &&
	    (rest.p[read] == '=' || ascii_is_alnum(rest.p[read])))
		return 0;
	memcpy(out, entity->value, entity->length);
	*ret_length = entity->length;
	return read;
}

/* --- by number ------------------------------------------------------------------ */

/* What windows-1252 has at 0x80 to 0x9F, since authors meant that. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0x81,	0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,	0x017D, 0x8F,
	0x90,	0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,	0x017E, 0x0178,
};

static uint32_t meant(uint32_t number)
{
	if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF))
		return 0xFFFD;
	return number >= 0x80 && number <= 0x9F ? windows_1252[number - 0x80] : number;
}

static size_t numeric(struct str rest, char *out, size_t *ret_length)
{
	bool hex = rest.n > 2 && (rest.p[2] == 'x' || rest.p[2] == 'X');
	size_t first = hex ? 3 : 2, i = first;
	uint32_t number = 0;

	for (; i < rest.n; i++) {
		int digit = ascii_hex(rest.p[i]);

		if (digit < 0 || (!hex && digit > 9))
			break;
		if (number <= 0x10FFFF)
			number = number * (hex ? 16 : 10) + (uint32_t)digit;
	}
	if (i == first)
		return 0;
	*ret_length = utf8_encode(meant(number), out);
	return i < rest.n && rest.p[i] == ';' ? i + 1 : i;
}

size_t html_reference(struct str rest, bool in_attribute, char *out, size_t *ret_length)
{
	if (rest.n < 2)
		return 0;
	if (rest.p[1] == '#')
		return numeric(rest, out, ret_length);
	return named(rest, in_attribute, out, ret_length);
}
