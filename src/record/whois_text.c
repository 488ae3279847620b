/* record/whois_text.c - the bytes of an answer as text: charsets, and the page that some
 * gateways wrap around it. */
#include "record/whois_reader.h"

#include "mail/charset.h"

/* Some gateways of registries give a page, not a text. */
static bool is_page(struct str text)
{
	struct str head = str_sub(text, 0, 4096);

	return str_find_str_nocase(head, STR("<html")) != STR_NPOS ||
	       str_find_str_nocase(head, STR("<pre")) != STR_NPOS ||
	       str_find_str_nocase(head, STR("<script")) != STR_NPOS;
}

static const struct {
	struct str entity;
	char c;
} entities[] = {
	{ STR("&lt;"), '<' },	{ STR("&gt;"), '>' },	{ STR("&amp;"), '&' },
	{ STR("&quot;"), '"' }, { STR("&nbsp;"), ' ' }, { STR("&#39;"), '\'' },
};

static char take_entity(struct str *rest)
{
	for (size_t i = 0; i < COUNT(entities); i++)
		if (str_eat(rest, entities[i].entity))
			return entities[i].c;
	*rest = str_skip(*rest, 1);
	return '&';
}

/* What a script says is not said to a reader. */
static void skip_script(struct str *rest)
{
	size_t end = str_find_str_nocase(*rest, STR("</script"));

	*rest = str_skip(*rest, end == STR_NPOS ? rest->n : end);
}

static struct str without_tags(struct arena *arena, struct str page)
{
	size_t size = page.n, n = 0;
	char *out = arena_bytes(arena, size);
	bool closes = true; /* a '>' is still to come */

	while (page.n) {
		size_t end;

		if (page.p[0] == '&') {
			out[n++] = take_entity(&page);
			continue;
		}
		end = page.p[0] == '<' && closes ? str_find(page, '>') : STR_NPOS;
		if (end == STR_NPOS) {
			closes &= page.p[0] != '<';
			out[n++] = page.p[0];
			page = str_skip(page, 1);
			continue;
		}
		if (str_starts_nocase(page, STR("<script")))
			skip_script(&page);
		else
			page = str_skip(page, end + 1);
	}
	arena_shrink(arena, out, size, n);
	return str_make(out, n);
}

/* Lines may end with CR alone, or CR twice. */
static struct str with_lf(struct arena *arena, struct str text)
{
	char *out;

	if (str_find(text, '\n') != STR_NPOS || str_find(text, '\r') == STR_NPOS)
		return text;
	out = arena_bytes(arena, text.n);
	for (size_t i = 0; i < text.n; i++)
		out[i] = text.p[i] == '\r' ? '\n' : text.p[i];
	return str_make(out, text.n);
}

struct str whois_text(struct arena *arena, struct str bytes)
{
	struct charset_text decoded;
	struct str text;

	charset_decode(arena, STR(""), bytes, &decoded);
	text = decoded.text;
	str_eat(&text, STR("\xEF\xBB\xBF"));
	text = with_lf(arena, text);
	return is_page(text) ? without_tags(arena, text) : text;
}
