/* attachment/inner_lines.c - calendars (RFC 5545) and cards (RFC 6350): lines of a name,
 * parameters and a value. */
#include "attachment/inner.h"

#include "base/buf.h"
#include "base/limits.h"
#include "mail/charset.h"

/* Long lines go on behind a line end and a blank (RFC 5545, 3.1). */
static struct str unfolded(struct arena *arena, struct str text)
{
	char *out = arena_bytes(arena, text.n);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		size_t end = i;

		if (text.p[i] == '\r' || text.p[i] == '\n')
			end += 1 + (text.p[i] == '\r' && i + 1 < text.n &&
				    text.p[i + 1] == '\n');
		if (end > i && end < text.n &&
		    (text.p[end] == ' ' || text.p[end] == '\t'))
			i = end;
		else
			out[n++] = text.p[i];
	}
	return str_make(out, n);
}

struct line {
	struct str name, params, value;
};

/* ":" ends the parameters, but inside of quotes (RFC 5545, 3.1). A group stands before
 * the name of a card's line (RFC 6350, 3.3). */
static bool read_line(struct str text, struct line *ret)
{
	bool quoted = false;
	struct str before, after;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			quoted = !quoted;
		if (text.p[i] != ':' || quoted)
			continue;
		ret->value = str_skip(text, i + 1);
		text = str_sub(text, 0, i);
		ret->name = str_until(text, ';');
		ret->params = str_skip(text, ret->name.n);
		if (str_cut_last(ret->name, '.', &before, &after))
			ret->name = after;
		return true;
	}
	return false;
}

/* "\n", "\,", "\;" (RFC 5545, 3.3.11). */
static struct str plain(struct arena *arena, struct str value)
{
	char *out;
	size_t n = 0;

	if (str_find(value, '\\') == STR_NPOS)
		return value;
	out = arena_bytes(arena, value.n);
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == '\\' && i + 1 < value.n) {
			i++;
			out[n++] =
			    value.p[i] == 'n' || value.p[i] == 'N' ? '\n' : value.p[i];
		} else {
			out[n++] = value.p[i];
		}
	}
	return str_make(out, n);
}

static struct str without_mailto(struct str value)
{
	str_eat(&value, STR("mailto:"));
	return str_trim(value);
}

/* ALTREP="http://…": the same text in another form, fetched from there. */
static void take_altrep(struct arena *arena, const struct line *line, struct inner *ret)
{
	size_t at = str_find_str_nocase(line->params, STR("ALTREP=\""));

	if (at != STR_NPOS)
		inner_add(arena, ret, "calendar",
			  str_until(str_skip(line->params, at + 8), '"'), true);
}

static bool is_any(struct str name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(name, str_c(names[i])))
			return true;
	return false;
}

static bool is_page(const struct line *line)
{
	return str_find_str_nocase(line->params, STR("text/html")) != STR_NPOS;
}

static void take_calendar(struct arena *arena, const struct line *line, struct buf *text,
			  struct inner *ret)
{
	static const char *const texts[] = { "SUMMARY", "DESCRIPTION", "LOCATION",
					     "COMMENT" };
	static const char *const places[] = { "URL", "ATTACH", "CONFERENCE",
					      "X-GOOGLE-CONFERENCE" };

	take_altrep(arena, line, ret);
	if (str_eq_nocase(line->name, STR("METHOD"))) {
		ret->method = str_trim(line->value);
	} else if (str_eq_nocase(line->name, STR("ORGANIZER"))) {
		if (!ret->organizer.n)
			ret->organizer = without_mailto(line->value);
	} else if (str_eq_nocase(line->name, STR("X-ALT-DESC")) || is_page(line)) {
		ret->html = plain(arena, line->value);
	} else if (is_any(line->name, texts, COUNT(texts))) {
		struct str value = plain(arena, line->value);

		if (str_eq_nocase(line->name, STR("SUMMARY")) && !ret->summary.n)
			ret->summary = value;
		buf_add(text, value);
		buf_add_char(text, '\n');
	} else if (is_any(line->name, places, COUNT(places)) &&
		   str_starts_nocase(str_trim(line->value), STR("http"))) {
		inner_add(arena, ret, "calendar", line->value, false);
	}
}

static void take_card(struct arena *arena, const struct line *line, struct buf *text,
		      struct inner *ret)
{
	static const char *const texts[] = { "FN", "ORG", "TITLE", "NOTE", "ROLE" };
	static const char *const places[] = { "URL", "SOURCE", "IMPP", "KEY" };
	static const char *const loaded[] = { "PHOTO", "LOGO", "SOUND" };
	struct str value = str_trim(line->value);

	if (is_any(line->name, texts, COUNT(texts))) {
		buf_add(text, plain(arena, line->value));
		buf_add_char(text, '\n');
	} else if (str_starts_nocase(value, STR("http"))) {
		if (is_any(line->name, places, COUNT(places)))
			inner_add(arena, ret, "card", plain(arena, value), false);
		else if (is_any(line->name, loaded, COUNT(loaded)))
			inner_add(arena, ret, "card", plain(arena, value), true);
	}
}

typedef void take_line(struct arena *arena, const struct line *line, struct buf *text,
		       struct inner *ret);

static void read_lines(struct arena *arena, struct str bytes, take_line *take,
		       struct inner *ret)
{
	struct charset_text text;
	struct str rest, line;
	struct buf out;

	bytes = str_sub(bytes, 0, LIMIT_TEXT_BYTES);
	charset_decode(arena, STR_NONE, bytes, &text);
	rest = unfolded(arena, text.text);
	buf_init(&out, LIMIT_INNER_TEXT);
	while (str_split(&rest, '\n', &line)) {
		struct line read;

		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		if (read_line(line, &read))
			take(arena, &read, &out, ret);
	}
	ret->text = arena_str(arena, buf_peek(&out));
	buf_fini(&out);
}

void inner_calendar(struct arena *arena, struct str bytes, struct inner *ret)
{
	ret->where = "calendar";
	read_lines(arena, bytes, take_calendar, ret);
}

void inner_card(struct arena *arena, struct str bytes, struct inner *ret)
{
	ret->where = "card";
	read_lines(arena, bytes, take_card, ret);
}
