/* report/redact_reading.c - see redact_reading.h. */
#include "report/redact_reading.h"

#include "base/utf8.h"

static int hex_pair(struct str s)
{
	int high, low;

	if (s.n < 2)
		return -1;
	high = ascii_hex(s.p[0]);
	low = ascii_hex(s.p[1]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static void set_byte(struct reading_of *reading, size_t length, int byte)
{
	reading->length = (uint32_t)length;
	reading->count = byte != 0; /* NUL: every other byte of UTF-16 */
	reading->bytes[0] = (unsigned char)ascii_lower((char)byte);
}

static void set_code_point(struct reading_of *reading, size_t length, uint32_t cp)
{
	char bytes[4];

	if (cp < 0x80) {
		set_byte(reading, length, (int)cp);
		return;
	}
	reading->length = (uint32_t)length;
	reading->count = (uint32_t)utf8_encode(cp, bytes);
	memcpy(reading->bytes, bytes, reading->count);
}

/* "%40", "%2540"; "=40", "=3D40", "=2540". */
static bool read_hex_escape(struct str s, struct reading_of *ret)
{
	size_t i = 1;
	int byte;

	while (i + 4 <= s.n && i + 4 <= READING_SPAN) {
		byte = hex_pair(str_skip(s, i));
		if (byte != '%' && !(byte == '=' && s.p[0] == '='))
			break;
		if (hex_pair(str_skip(s, i + 2)) < 0)
			break;
		i += 2;
	}
	byte = hex_pair(str_skip(s, i));
	if (byte < 0)
		return false;
	set_byte(ret, i + 2, byte);
	return true;
}

/* A line end that quoted-printable (soft) or a header (folded) puts in. */
static bool read_line_end(struct str s, struct reading_of *ret)
{
	size_t i = 0;
	bool soft = s.p[0] == '=';

	i += soft;
	if (i < s.n && s.p[i] == '\r')
		i++;
	if (i == s.n || s.p[i] != '\n')
		return false;
	i++;
	if (!soft && (i == s.n || (s.p[i] != ' ' && s.p[i] != '\t')))
		return false;
	while (!soft && i < s.n && i < READING_SPAN && (s.p[i] == ' ' || s.p[i] == '\t'))
		i++;
	ret->length = (uint32_t)i;
	ret->count = 0;
	return true;
}

static bool read_number(struct str s, size_t *at, uint32_t base, uint32_t *ret)
{
	uint32_t n = 0;
	size_t from = *at;

	while (*at < s.n && *at - from < 8) {
		int digit = ascii_hex(s.p[*at]);

		if (digit < 0 || (uint32_t)digit >= base)
			break;
		n = n * base + (uint32_t)digit;
		++*at;
	}
	*ret = n;
	return *at > from && n < 0x110000;
}

static bool read_entity_name(struct str s, size_t at, struct reading_of *ret)
{
	static const struct {
		const char *name;
		unsigned char byte;
	} names[] = {
		{ "commat", '@' }, { "period", '.' }, { "lowbar", '_' },
		{ "hyphen", '-' }, { "plus", '+' },   { "equals", '=' },
		{ "percnt", '%' }, { "sol", '/' },    { "colon", ':' },
		{ "dash", '-' },   { "amp", '&' },    { "shy", 0 },
	};

	for (size_t i = 0; i < COUNT(names); i++) {
		struct str name = str_c(names[i].name), rest = str_skip(s, at);

		if (!str_starts(rest, name))
			continue;
		at += name.n;
		at += at < s.n && s.p[at] == ';';
		set_byte(ret, at, names[i].byte);
		return true;
	}
	return false;
}

/* "&#64;", "&#x40;", "&commat;"; "&amp;#64;". */
static bool read_entity(struct str s, struct reading_of *ret)
{
	uint32_t cp;
	size_t i = 1;

	while (i + 4 < READING_SPAN / 2 && str_starts(str_skip(s, i), STR("amp;")) &&
	       i + 4 < s.n && s.p[i + 4] == '#')
		i += 4;
	if (i >= s.n || s.p[i] != '#')
		return read_entity_name(s, i, ret);
	i++;
	if (i < s.n && (s.p[i] == 'x' || s.p[i] == 'X')) {
		i++;
		if (!read_number(s, &i, 16, &cp))
			return false;
	} else if (!read_number(s, &i, 10, &cp)) {
		return false;
	}
	i += i < s.n && s.p[i] == ';';
	set_code_point(ret, i, cp);
	return true;
}

/* Of scripts and JSON: "\u0040", "\x40", "\/"; "\\u0040". What inert text shows of what
 * cannot be seen ("\u{200B}") is skipped like the character. */
static bool read_backslash(struct str s, struct reading_of *ret)
{
	size_t i = 1;
	uint32_t cp;

	if (i < s.n && s.p[i] == '\\')
		i++;
	if (i == s.n)
		return false;
	if (s.p[i] == '/') {
		set_byte(ret, i + 1, '/');
		return true;
	}
	if (s.p[i] == 'x' && hex_pair(str_skip(s, i + 1)) >= 0) {
		set_byte(ret, i + 3, hex_pair(str_skip(s, i + 1)));
		return true;
	}
	if (s.p[i] != 'u')
		return false;
	i++;
	if (i < s.n && s.p[i] == '{') {
		i++;
		if (!read_number(s, &i, 16, &cp) || i == s.n || s.p[i] != '}')
			return false;
		ret->length = (uint32_t)i + 1;
		ret->count = 0;
		return true;
	}
	if (hex_pair(str_skip(s, i)) < 0 || hex_pair(str_skip(s, i + 2)) < 0)
		return false;
	cp = (uint32_t)(hex_pair(str_skip(s, i)) << 8 | hex_pair(str_skip(s, i + 2)));
	set_code_point(ret, i + 4, cp);
	return true;
}

/* "[.]", "(at)", "{dot}": written so that nobody clicks it. */
static bool read_defanged(struct str s, struct reading_of *ret)
{
	static const struct {
		const char *word;
		unsigned char byte;
	} words[] = { { ".", '.' },  { "@", '@' }, { "dot", '.' },
		      { "at", '@' }, { ":", ':' }, { "://", ':' } };
	char close = s.p[0] == '[' ? ']' : s.p[0] == '(' ? ')' : '}';

	for (size_t i = 0; i < COUNT(words); i++) {
		struct str word = str_c(words[i].word), rest = str_skip(s, 1);

		if (rest.n <= word.n || rest.p[word.n] != close ||
		    !str_eq_nocase(str_sub(rest, 0, word.n), word))
			continue;
		set_byte(ret, word.n + 2, words[i].byte);
		return true;
	}
	return false;
}

/* Full-width letters, ideographic stops (as IDNA maps them), and what is not seen. */
static bool read_beyond_ascii(struct str s, struct reading_of *ret)
{
	size_t length;
	int32_t cp = utf8_decode(s, &length);

	if (cp >= 0xFF01 && cp <= 0xFF5E)
		set_byte(ret, length, cp - 0xFF01 + 0x21);
	else if (cp == 0x3002 || cp == 0xFF61)
		set_byte(ret, length, '.');
	else if (cp == 0xAD || cp == 0xFEFF || cp == 0x2060 ||
		 (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E))
		*ret = (struct reading_of){ .length = (uint32_t)length };
	else
		return false;
	return true;
}

uint32_t readings_at(struct str text, size_t at, struct reading_of ret[READINGS])
{
	struct str s = str_sub(text, at, at + 2 * READING_SPAN);
	unsigned char c = (unsigned char)s.p[0];
	uint32_t n = 0;

	set_byte(&ret[n++], 1, c);
	switch (c) {
	case '%':
		n += read_hex_escape(s, &ret[n]);
		break;
	case '=':
		n += read_hex_escape(s, &ret[n]);
		n += read_line_end(s, &ret[n]);
		break;
	case '\r':
	case '\n':
		n += read_line_end(s, &ret[n]);
		break;
	case '&':
		n += read_entity(s, &ret[n]);
		break;
	case '\\':
		n += read_backslash(s, &ret[n]);
		break;
	case '[':
	case '(':
	case '{':
		n += read_defanged(s, &ret[n]);
		break;
	default:
		if (c >= 0xC2)
			n += read_beyond_ascii(s, &ret[n]);
	}
	return n;
}
