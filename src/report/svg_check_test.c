/* report/svg_check_test.c - see svg_test.h. */
#include "base/unicode.h"
#include "base/utf8.h"
#include "report/svg_test.h"

enum { DEEPEST = 8 };

static const char *const elements[] = { "svg",	"title",  "desc", "style", "rect",
					"line", "circle", "path", "text",  "tspan" };
static const char *const attributes[] = {
	"xmlns",
	"viewBox",
	"width",
	"height",
	"role",
	"class",
	"font-size",
	"font-family",
	"lang",
	"id",
	"x",
	"y",
	"x1",
	"y1",
	"x2",
	"y2",
	"cx",
	"cy",
	"r",
	"rx",
	"d",
	"fill",
	"stroke",
	"stroke-width",
	"stroke-dasharray",
	"text-anchor",
	"font-weight",
	"fill-opacity",
	"text-decoration",
	"aria-labelledby",
};

static bool is_one_of(struct str name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(name, str_c(names[i])))
			return true;
	return false;
}

static bool eat_reference(struct str *rest)
{
	static const char *const known[] = { "&lt;", "&gt;", "&amp;", "&quot;", "&#39;" };

	for (size_t i = 0; i < COUNT(known); i++)
		if (str_eat(rest, str_c(known[i])))
			return true;
	return false;
}

/* One character of text or of a value; false: one that may not stand there. */
static bool eat_character(struct str *rest)
{
	size_t length;
	int32_t cp;

	if (rest->p[0] == '&')
		return eat_reference(rest);
	cp = utf8_decode(*rest, &length);
	*rest = str_skip(*rest, length);
	return cp == '\n' || (cp >= 0 && cp != '>' && !unicode_is_hidden((uint32_t)cp));
}

static bool eat_attribute(struct str *rest)
{
	struct str name = str_until(*rest, '=');

	if (!is_one_of(name, attributes, COUNT(attributes)))
		return false;
	*rest = str_skip(*rest, name.n);
	if (!str_eat(rest, STR("=\"")))
		return false;
	while (rest->n && rest->p[0] != '"')
		if (rest->p[0] == '<' || !eat_character(rest))
			return false;
	return str_eat_char(rest, '"');
}

static bool is_name_byte(char c)
{
	return ascii_is_alnum(c);
}

static struct str take_name(struct str *rest)
{
	size_t n = 0;
	struct str name;

	while (n < rest->n && is_name_byte(rest->p[n]))
		n++;
	name = str_sub(*rest, 0, n);
	*rest = str_skip(*rest, n);
	return name;
}

struct reader {
	struct str open[DEEPEST];
	uint32_t depth;
	bool ended;
};

static const char *eat_start(struct reader *r, struct str *rest)
{
	struct str name = take_name(rest);

	if (!is_one_of(name, elements, COUNT(elements)))
		return "an element that is not ours";
	if (r->depth == DEEPEST || (r->depth == 0 && r->ended))
		return "too deep, or behind the end";
	while (str_eat_char(rest, ' '))
		if (!eat_attribute(rest))
			return "an attribute that is not ours, or broken";
	if (str_eat(rest, STR("/>")))
		return NULL;
	if (!str_eat_char(rest, '>'))
		return "a tag that does not end";
	r->open[r->depth++] = name;
	return NULL;
}

static const char *eat_end(struct reader *r, struct str *rest)
{
	struct str name = take_name(rest);

	if (r->depth == 0 || !str_eq(name, r->open[r->depth - 1]))
		return "an end tag of nothing open";
	r->depth--;
	r->ended = r->depth == 0;
	return str_eat_char(rest, '>') ? NULL : "an end tag that does not end";
}

const char *svg_wrong(struct str svg)
{
	struct reader r = { .depth = 0 };
	struct str rest = svg;
	const char *wrong = NULL;

	str_eat(&rest, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
	while (rest.n && !wrong) {
		if (str_eat(&rest, STR("</")))
			wrong = eat_end(&r, &rest);
		else if (str_eat_char(&rest, '<'))
			wrong = eat_start(&r, &rest);
		else if (r.depth == 0 && rest.p[0] != '\n')
			wrong = "text outside";
		else if (!eat_character(&rest))
			wrong = "a character that may not stand there";
	}
	if (wrong)
		return wrong;
	return r.ended && r.depth == 0 ? NULL : "it does not end";
}
