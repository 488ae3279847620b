/* link/html_meta.c - what charset a page says it has (WHATWG HTML, 13.2.3.2). */
#include "link/html.h"

enum { LOOK_AT = 1024 };

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static struct str skip_space(struct str s)
{
	while (s.n && is_space(s.p[0]))
		s = str_skip(s, 1);
	return s;
}

/* "text/html; charset=x": the value of the first charset that has one. */
static struct str charset_of_content(struct str content)
{
	size_t found;

	while ((found = str_find_str_nocase(content, STR("charset"))) != STR_NPOS) {
		size_t n = 0;

		content = skip_space(str_skip(content, found + 7));
		if (!str_eat_char(&content, '='))
			continue;
		content = skip_space(content);
		if (content.n && (content.p[0] == '"' || content.p[0] == '\'')) {
			struct str value, rest;

			if (!str_cut(str_skip(content, 1), content.p[0], &value, &rest))
				return STR_NONE;
			return value;
		}
		while (n < content.n && !is_space(content.p[n]) && content.p[n] != ';')
			n++;
		return str_sub(content, 0, n);
	}
	return STR_NONE;
}

static struct str charset_of_meta(const struct html_token *meta)
{
	const struct html_attribute *charset = html_attribute_find(meta, STR("charset"));
	const struct html_attribute *equiv = html_attribute_find(meta, STR("http-equiv"));
	const struct html_attribute *content = html_attribute_find(meta, STR("content"));

	if (charset)
		return str_trim(charset->value);
	if (content && equiv && str_eq_nocase(equiv->value, STR("content-type")))
		return charset_of_content(content->value);
	return STR_NONE;
}

struct str html_meta_charset(struct str source)
{
	struct arena *arena = arena_new(0);
	struct html_tokenizer *tokenizer;
	struct html_token token;
	struct str found = STR_NONE;

	source = str_sub(source, 0, LOOK_AT);
	tokenizer = html_tokenizer_new(arena, source);
	/* The standard's search knows no scripts or titles: those are passed
	 * through as tags. */
	html_tokenizer_alone(tokenizer, HTML_DATA, STR_NONE);
	while (found.n == 0 && html_next(tokenizer, &token))
		if (token.kind == HTML_START_TAG && str_eq(token.name, STR("meta")))
			found = charset_of_meta(&token);
	/* A value with references in it is no slice of the source, and no charset. */
	if (!str_within(source, found))
		found = STR_NONE;
	arena_free(arena);
	return found;
}
