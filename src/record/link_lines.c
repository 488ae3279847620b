/* record/link_lines.c - see link_lines.h. */
#include "record/link_lines.h"

const char *lines_of(const struct part *part)
{
	static const struct {
		struct str type;
		const char *lines;
	} types[] = {
		{ STR("text/calendar"), "calendar" },
		{ STR("text/x-vcalendar"), "calendar" },
		{ STR("text/vcard"), "card" },
		{ STR("text/x-vcard"), "card" },
	};

	for (size_t i = 0; i < COUNT(types); i++)
		if (str_eq(part->content_type.value, types[i].type))
			return types[i].lines;
	return NULL;
}

/* A line end and the blank behind it, which break a line anywhere; 0: none. */
static size_t eat_fold(struct str rest)
{
	size_t n = str_starts(rest, STR("\r\n")) ? 2 : 1;

	if (rest.p[0] != '\r' && rest.p[0] != '\n')
		return 0;
	return n < rest.n && (rest.p[n] == ' ' || rest.p[n] == '\t') ? n + 1 : 0;
}

/* What a backslash and `c` stand for; 0: nothing, the backslash is one. */
static char escaped(char c)
{
	if (c == 'n' || c == 'N')
		return '\n';
	return c == ';' || c == ',' || c == '\\' ? c : 0;
}

struct str lines_plain(struct arena *arena, struct str text)
{
	char *out = arena_bytes(arena, text.n);
	size_t n = 0, fold;

	for (size_t i = 0; i < text.n; i++) {
		char c;

		while (i < text.n && (fold = eat_fold(str_skip(text, i))))
			i += fold;
		if (i == text.n)
			break;
		c = text.p[i] == '\\' && i + 1 < text.n ? escaped(text.p[i + 1]) : 0;
		i += c != 0;
		out[n++] = c ? c : text.p[i];
	}
	return str_make(out, n);
}
