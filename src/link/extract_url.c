/* link/extract_url.c - where a link in running text ends. See extract_part.h.
 *
 * RFC 3986, appendix C, knows blanks and "<>" only; people write full stops, brackets
 * and Japanese behind a link, so every mail program guesses beyond that. */
#include "base/limits.h"
#include "base/utf8.h"
#include "link/extract_part.h"
#include "link/host.h"

enum {
	NAME_BYTES = 253,
	/* Places in one name where Japanese may begin; each costs a look into the list.
	 */
	NAME_CHANGES = 3,
};

enum letter {
	LETTER_NONE,
	LETTER_LOOSE,  /* scripts with blanks between words: part of what it stands in */
	LETTER_DENSE,  /* Han, kana, Hangul: text goes on without a blank */
	LETTER_HIDDEN, /* takes no room; hosts are read without it */
	LETTER_STOP,   /* ideographic full stops, which are dots in a host */
};

static enum letter letter_of(int32_t c)
{
	if (c == 0xad || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff)
		return LETTER_HIDDEN;
	if (c == 0x3002 || c == 0xff0e || c == 0xff61)
		return LETTER_STOP;
	if (c < 0xc0 || c == 0xd7 || c == 0xf7)
		return LETTER_NONE;
	if ((c >= 0x1100 && c < 0x1200) || (c >= 0x3005 && c <= 0x3007) ||
	    (c >= 0x3040 && c < 0x3100) || (c >= 0x3400 && c < 0x4dc0) ||
	    (c >= 0x4e00 && c < 0xa000) || (c >= 0xac00 && c < 0xd7b0) ||
	    (c >= 0x20000 && c < 0x32000))
		return c == 0x30fb ? LETTER_NONE : LETTER_DENSE;
	/* Thai, Lao, Burmese, Khmer stand without blanks too. */
	if ((c >= 0xe00 && c < 0xf00) || (c >= 0x1000 && c < 0x10a0) ||
	    (c >= 0x1780 && c < 0x1800))
		return LETTER_DENSE;
	return c < 0x2000 ? LETTER_LOOSE : LETTER_NONE;
}

static enum letter letter_at(struct str text, size_t at, size_t *ret_length)
{
	int32_t c = utf8_decode(str_skip(text, at), ret_length);

	return c < 0 ? LETTER_NONE : letter_of(c);
}

/* Blanks, controls, and what RFC 3986, appendix C, calls delimiters. */
static bool ends_link(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7f || c == '<' || c == '>' || c == '"' ||
	       c == '`';
}

/* Hidden characters belong to a link only inside it. */
static bool goes_on_behind(struct str text, size_t at)
{
	return at < text.n && ascii_is_alnum(text.p[at]);
}

/* --- authority -------------------------------------------------------------- */

static bool ends_authority(char c)
{
	return ends_link(c) || c == '/' || c == '\\' || c == '?' || c == '#';
}

/* "example.co.jp" in "example.co.jpをご覧": nothing is missing. */
static bool is_complete(struct arena *arena, struct str name)
{
	return name.n && name.p[name.n - 1] != '.' && str_find(name, '.') != STR_NPOS &&
	       extract_is_host(arena, name);
}

/* A name that ends in dense script: its top level is the longest listed beginning of the
 * last label ("例え.みんなをご覧"). */
static size_t shrink_top_level(struct arena *arena, struct str text, size_t from,
			       size_t end)
{
	size_t dot = str_rfind(str_sub(text, from, end), '.'), to = end;

	if (dot == STR_NPOS || end - (from + dot) > 64)
		return end;
	for (; to > from + dot + 1; to--) {
		if (to < text.n && ((unsigned char)text.p[to] & 0xc0) == 0x80)
			continue;
		if (extract_is_host(arena, str_sub(text, from, to)))
			return to;
	}
	return end;
}

static size_t host_end(struct arena *arena, struct str text, size_t from, size_t end)
{
	struct str host = str_sub(text, from, end);
	size_t i = 0, length, changes = 0;
	bool dense = false;

	while (i < host.n && i < NAME_BYTES * 3) {
		enum letter letter;

		if ((host.p[i] & 0x80) == 0) {
			dense = false;
			i++;
			continue;
		}
		letter = letter_at(host, i, &length);
		if (letter == LETTER_NONE)
			break;
		if (letter == LETTER_HIDDEN && !goes_on_behind(host, i + length))
			break;
		if ((letter == LETTER_DENSE || letter == LETTER_STOP) && !dense) {
			if (++changes > NAME_CHANGES ||
			    is_complete(arena, str_sub(host, 0, i)))
				return from + i;
			if (letter == LETTER_STOP && i + length == host.n)
				return from + i;
		}
		dense = letter == LETTER_DENSE;
		i += length;
	}
	return dense ? shrink_top_level(arena, text, from, from + i) : from + i;
}

/* Without a user in front, these end a host's name. */
static size_t plain_host_end(struct str text, size_t from, size_t end)
{
	size_t i = from;

	if (i < end && text.p[i] == '[') { /* an IPv6 address */
		size_t close = str_find(str_sub(text, i, end), ']');

		i = close == STR_NPOS ? i + 1 : i + close + 1;
	}
	while (i < end &&
	       (ascii_is_alnum(text.p[i]) || !memchr(",;!'()[]{}|^*=&$", text.p[i], 16)))
		i++;
	return i;
}

size_t extract_authority_end(struct arena *arena, struct str text, size_t from)
{
	size_t end = from, at;

	while (end < text.n && !ends_authority(text.p[end]))
		end++;
	at = str_rfind(str_sub(text, from, end), '@');
	/* "https://bank.example,login@evil.example": a browser takes all before the last
	 * "@" for the user, and so must we. */
	if (at != STR_NPOS)
		from += at + 1;
	end = plain_host_end(text, from, end);
	end = host_end(arena, text, from, end);
	/* "example.com." ends a sentence, "example.com./" is a name with a final dot. */
	if (end == text.n || ends_link(text.p[end]) || !ends_authority(text.p[end])) {
		while (end > from && memchr(".:-", text.p[end - 1], 3))
			end--;
	}
	return end;
}

/* --- path, query, fragment --------------------------------------------------- */

static char opener_of(char closer)
{
	return closer == ')' ? '(' : closer == ']' ? '[' : closer == '}' ? '{' : '\0';
}

/* Punctuation that ends a sentence, not a link. Brackets count only where nothing opened
 * them inside. */
static bool trails(char c)
{
	return memchr(".,;:!?'*|\\^~", c, 12) != NULL;
}

/* Of what most links are made: neither end nor bracket, and no trailing punctuation. */
static bool is_plain(char c)
{
	static const bool plain[256] = {
		['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['0' ... '9'] = true,
		['/'] = true,	      ['-'] = true,	    ['_'] = true,
		['='] = true,	      ['&'] = true,	    ['%'] = true,
		['+'] = true,	      ['#'] = true,	    ['@'] = true,
		['$'] = true,
	};

	return plain[(uint8_t)c];
}

/* What stood before the link and closes it again. */
static bool closes(char before, char c)
{
	return (before == '\'' && c == '\'') || (before == '*' && c == '*') ||
	       (before == '|' && c == '|') || (before && opener_of(c) == before);
}

struct brackets {
	uint32_t open[3]; /* of () [] {} */
};

static uint32_t *bracket_count(struct brackets *brackets, char c)
{
	return c == '(' || c == ')'   ? &brackets->open[0]
	       : c == '[' || c == ']' ? &brackets->open[1]
	       : c == '{' || c == '}' ? &brackets->open[2]
				      : NULL;
}

/* False: `c` closes what was never opened. */
static bool count_bracket(struct brackets *brackets, char c)
{
	uint32_t *count = bracket_count(brackets, c);

	if (!count)
		return true;
	if (!opener_of(c)) {
		++*count;
		return true;
	}
	if (*count == 0)
		return false;
	--*count;
	return true;
}

static size_t letter_run(struct str text, size_t at)
{
	size_t length;
	enum letter letter = letter_at(text, at, &length);

	if (letter == LETTER_LOOSE ||
	    (letter == LETTER_HIDDEN && goes_on_behind(text, at + length)))
		return length;
	return 0;
}

size_t extract_tail_end(struct str text, size_t start, size_t from)
{
	char before = start > 0 ? text.p[start - 1] : '\0';
	struct brackets brackets = { 0 };
	size_t i = from, end = from, length;

	/* `end` follows the last byte that may be a link's last: one pass. */
	while (i < text.n) {
		char c = text.p[i];

		if (is_plain(c)) {
			end = ++i;
			continue;
		}
		if (c & 0x80) {
			length = letter_run(text, i);
			if (length == 0)
				break;
			end = i += length;
			continue;
		}
		if (ends_link(c) ||
		    (closes(before, c) &&
		     (!bracket_count(&brackets, c) || !*bracket_count(&brackets, c))))
			break;
		i++;
		if (!count_bracket(&brackets, c) || trails(c) || c == '(' || c == '[' ||
		    c == '{')
			continue;
		end = i;
	}
	return end;
}

/* A line end with the blanks around it; 0 where there is none. */
static size_t line_end(struct str text, size_t at)
{
	size_t i = at;
	bool seen = false;

	while (i < text.n && ascii_is_space(text.p[i])) {
		seen = seen || text.p[i] == '\n';
		i++;
	}
	return seen ? i - at : 0;
}

size_t extract_bracketed_end(struct str text, size_t from)
{
	size_t i = from;

	while (i < text.n && text.p[i] != '>') {
		size_t skip = ascii_is_space(text.p[i]) ? line_end(text, i) : 1;

		if (skip == 0 || text.p[i] == '<' || text.p[i] == '"')
			return STR_NPOS;
		i += skip;
	}
	return i < text.n ? i : STR_NPOS;
}
