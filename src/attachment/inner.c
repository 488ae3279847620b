/* attachment/inner.c - see inner.h: RTF, old office files, shortcuts. */
#include "attachment/inner.h"

#include "base/limits.h"

const char *inner_acts_name(uint32_t bit)
{
	static const char *const names[] = { "macros", "objects", "dde",
					     "remote-template", "encrypted" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (bit == 1u << i)
			return names[i];
	return NULL;
}

void inner_add(struct arena *arena, struct inner *inner, const char *where,
	       struct str url, bool loads)
{
	url = str_trim(url);
	if (url.n == 0 || inner->count >= LIMIT_INNER_LINKS)
		return;
	ARENA_GROW(arena, inner->links, inner->count, inner->cap);
	inner->links[inner->count++] =
	    (struct inner_link){ .where = where, .url = url, .loads = loads };
}

/* --- RTF ------------------------------------------------------------------------------
 */

static bool holds(struct str bytes, struct str what)
{
	return str_find_str(bytes, what) != STR_NPOS;
}

/* From "http" to what cannot stand in an address of a field. */
static struct str address_in(struct str text)
{
	size_t at = str_find_str_nocase(text, STR("http")), end;

	if (at == STR_NPOS)
		return STR_NONE;
	for (end = at; end < text.n; end++)
		if ((uint8_t)text.p[end] <= ' ' || strchr("\"{}\\<>", text.p[end]))
			break;
	return str_sub(text, at, end);
}

/* Every "\field … HYPERLINK "http…"": fields are plain in RTF. */
static void rtf_fields(struct arena *arena, struct str bytes, struct inner *ret)
{
	static const struct {
		struct str word;
		bool loads;
	} fields[] = {
		{ STR("HYPERLINK"), false },
		{ STR("INCLUDEPICTURE"), true },
		{ STR("INCLUDETEXT"), true },
	};

	for (size_t i = 0; i < COUNT(fields); i++) {
		struct str rest = bytes;
		size_t at;

		while (ret->count < LIMIT_INNER_LINKS &&
		       (at = str_find_str(rest, fields[i].word)) != STR_NPOS) {
			rest = str_skip(rest, at + fields[i].word.n);
			inner_add(arena, ret, "rtf", address_in(str_sub(rest, 0, 2048)),
				  fields[i].loads);
		}
	}
}

void inner_rtf(struct arena *arena, struct str bytes, struct inner *ret)
{
	size_t at = str_find_str(bytes, STR("\\*\\template"));

	ret->where = "rtf";
	if (at != STR_NPOS) {
		struct str url = address_in(str_sub(bytes, at, at + 512));

		if (url.n) {
			ret->acts |= INNER_TEMPLATE;
			ret->remote = url;
			inner_add(arena, ret, "rtf", url, true);
		}
	}
	if (holds(bytes, STR("\\objdata")) || holds(bytes, STR("\\objupdate")))
		ret->acts |= INNER_OBJECTS;
	if (holds(bytes, STR("DDEAUTO")))
		ret->acts |= INNER_DDE;
	rtf_fields(arena, bytes, ret);
}

/* --- compound files
 * -----------------------------------------------------------------------
 */

#define WIDE(text) ((struct str){ "" text, sizeof(text) - 1 })

/* Names of the streams stand in the directory as UTF-16, wherever that lies. */
void inner_ole(struct arena *arena, struct str bytes, struct inner *ret)
{
	static const struct {
		struct str name;
		uint32_t acts;
	} rows[] = {
		{ WIDE("_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0"), INNER_MACROS },
		{ WIDE("O\0l\0e\0001\0000\0N\0a\0t\0i\0v\0e\0"), INNER_OBJECTS },
		{ WIDE("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
		  INNER_ENCRYPTED },
		/* Macros of Excel 4 are sheets; this is how they are named. */
		{ STR("Excel 4.0 Macros"), INNER_MACROS },
	};

	(void)arena;
	ret->where = "office";
	for (size_t i = 0; i < COUNT(rows); i++)
		if (holds(bytes, rows[i].name))
			ret->acts |= rows[i].acts;
}

/* --- shortcuts
 * ------------------------------------------------------------------------------
 */

static uint32_t le16(struct str s, size_t at)
{
	return (uint8_t)s.p[at] | (uint32_t)(uint8_t)s.p[at + 1] << 8;
}

/* A counted string of [MS-SHLLINK] 2.4, letters beyond ASCII as "?". */
static struct str take_counted(struct arena *arena, struct str bytes, size_t *at,
			       bool wide)
{
	size_t count, size, n = 0;
	char *out;

	if (bytes.n - *at < 2)
		return STR_NONE;
	count = le16(bytes, *at);
	*at += 2;
	size = wide ? count * 2 : count;
	if (size > bytes.n - *at)
		size = bytes.n - *at;
	out = arena_bytes(arena, size);
	for (size_t i = 0; i < size; i += wide ? 2 : 1) {
		uint32_t c = wide && i + 1 < size ? le16(bytes, *at + i)
						  : (uint8_t)bytes.p[*at + i];

		out[n++] = c >= ' ' && c < 0x7F ? (char)c : '?';
	}
	*at += size;
	return str_make(out, n);
}

static void read_lnk(struct arena *arena, struct str bytes, struct inner *ret)
{
	enum {
		HAS_LIST = 1,
		HAS_INFO = 2,
		FIRST_TEXT = 4,
		ARGUMENTS = 32,
		WIDE_TEXT = 128
	};
	uint32_t flags = le16(bytes, 0x14);
	struct str path = STR_NONE, arguments = STR_NONE;
	size_t at = 0x4C;

	if (flags & HAS_LIST && bytes.n - at >= 2)
		at += 2 + le16(bytes, at);
	if (at <= bytes.n && flags & HAS_INFO && bytes.n - at >= 4)
		at += le16(bytes, at);
	for (uint32_t bit = FIRST_TEXT; at <= bytes.n && bit <= ARGUMENTS; bit <<= 1) {
		struct str text;

		if (!(flags & bit))
			continue;
		text = take_counted(arena, bytes, &at, flags & WIDE_TEXT);
		if (bit == FIRST_TEXT << 1)
			path = text;
		else if (bit == ARGUMENTS)
			arguments = text;
	}
	ret->command =
	    arena_printf(arena, "%.*s %.*s", STR_ARG(path), STR_ARG(arguments));
}

/* A ".webloc" is a property list: its strings stand in lines or all in one. */
static void read_plist(struct arena *arena, struct str line, struct inner *ret)
{
	size_t at;

	while ((at = str_find_str(line, STR("<string>"))) != STR_NPOS) {
		struct str value;

		line = str_skip(line, at + STR("<string>").n);
		value = str_trim(str_until(line, '<'));
		if (!str_starts_nocase(value, STR("http")))
			continue;
		ret->command = value;
		inner_add(arena, ret, "shortcut", value, false);
	}
}

/* "URL=" of ".url" and ".desktop", "Exec=" of the latter; the line of a web query
 * (".iqy") that is a URL. */
static void read_shortcut_line(struct arena *arena, struct str line, struct inner *ret)
{
	if (str_eat(&line, STR("Exec="))) {
		ret->command = ret->text = line;
	} else if (str_eat(&line, STR("URL=")) || str_starts(line, STR("http"))) {
		ret->command = line;
		inner_add(arena, ret, "shortcut", line, false);
	} else {
		read_plist(arena, line, ret);
	}
}

void inner_shortcut(struct arena *arena, struct str bytes, struct inner *ret)
{
	struct str rest = bytes, line;

	ret->where = "shortcut";
	if (bytes.n >= 0x4C && bytes.p[0] == 0x4C) {
		read_lnk(arena, bytes, ret);
		ret->text = ret->command;
		return;
	}
	while (str_split(&rest, '\n', &line))
		read_shortcut_line(arena, str_trim(line), ret);
}
