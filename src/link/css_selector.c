/* link/css_selector.c - reading one selector (Selectors 4). */
#include "link/css_selector.h"

static bool is_blank(char c)
{
	return ascii_is_space(c) || c == '\f';
}

static bool in_name(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '_' || (uint8_t)c >= 0x80;
}

static struct str take_name(struct str *s)
{
	size_t n = 0;
	struct str name;

	while (n < s->n && in_name(s->p[n]))
		n++;
	name = str_sub(*s, 0, n);
	*s = str_skip(*s, n);
	return name;
}

/* Over "( … )", if it stands there. */
static void skip_arguments(struct str *s)
{
	size_t depth = 0, i = 0;

	if (s->n == 0 || s->p[0] != '(')
		return;
	do {
		if (s->p[i] == '(')
			depth++;
		else if (s->p[i] == ')')
			depth--;
		i = css_step(*s, i);
	} while (depth && i < s->n);
	*s = str_skip(*s, i);
}

static bool is_one_of(struct str name, const char *const *list)
{
	for (; *list; list++)
		if (str_eq_nocase(name, str_c(*list)))
			return true;
	return false;
}

static void read_pseudo(struct str *s, struct css_compound *compound,
			struct css_selector *selector)
{
	static const char *const states[] = {
		"hover",	"active",	 "focus",      "visited",
		"focus-within", "focus-visible", "target",     "before",
		"after",	"first-letter",	 "first-line", "checked",
		"disabled",	"invalid",	 "fullscreen", NULL
	};
	bool element = str_eat_char(s, ':');
	struct str name = take_name(s);

	skip_arguments(s);
	selector->specificity += 256;
	if (element || is_one_of(name, states))
		selector->never = true;
	else if (str_eq_nocase(name, STR("link")) || str_eq_nocase(name, STR("any-link")))
		compound->link = true;
	else if (str_eq_nocase(name, STR("root")))
		compound->type = STR("html");
	else
		selector->uncertain = true;
}

/* Behind "[". */
static void read_attribute(struct str *s, struct css_compound *compound,
			   struct css_selector *selector)
{
	struct str inside = str_trim(str_until(*s, ']')), value;
	char test = 'p';

	*s = str_skip(*s, str_until(*s, ']').n + 1);
	selector->specificity += 256;
	selector->uncertain |= compound->attribute_test != 0; /* one is enough to know */
	compound->attribute = take_name(&inside);
	inside = str_trim_left(inside);
	if (inside.n && inside.p[0] != '=') {
		test = inside.p[0];
		inside = str_skip(inside, 1);
	} else if (inside.n) {
		test = '=';
	}
	if (test != 'p') {
		str_eat_char(&inside, '=');
		value = str_trim(inside);
		if (value.n && (value.p[0] == '"' || value.p[0] == '\''))
			value = str_until(str_skip(value, 1), value.p[0]);
		compound->attribute_value = value;
	}
	compound->attribute_test = test;
	selector->forwarded |=
	    test != 'p' && str_eq_nocase(compound->attribute, STR("class"));
}

static void read_class(struct str *s, struct css_compound *compound,
		       struct css_selector *selector)
{
	struct str name = take_name(s);

	selector->specificity += 256;
	if (compound->class_count == CSS_CLASSES)
		selector->uncertain = true;
	else
		compound->classes[compound->class_count++] = name;
	/* Names that mail programs give what they wrap around a mail. */
	selector->forwarded |= str_starts_nocase(name, STR("moz-")) ||
			       str_starts_nocase(name, STR("gmail_")) ||
			       str_starts(name, STR("x_"));
	selector->never |= name.n == 0;
}

static void read_compound(struct str *s, struct css_compound *compound,
			  struct css_selector *selector)
{
	compound->type = take_name(s);
	selector->specificity += compound->type.n > 0;
	str_eat_char(s, '*');
	while (s->n && !is_blank(s->p[0]) && !memchr(">+~,", s->p[0], 4)) {
		if (str_eat_char(s, '.')) {
			read_class(s, compound, selector);
		} else if (str_eat_char(s, '#')) {
			compound->id = take_name(s);
			selector->specificity += 65536;
		} else if (str_eat_char(s, '[')) {
			read_attribute(s, compound, selector);
		} else if (str_eat_char(s, ':')) {
			read_pseudo(s, compound, selector);
		} else { /* a namespace, or nothing that is a selector */
			selector->never = true;
			return;
		}
	}
}

static struct str skip_blanks(struct str s)
{
	while (s.n && is_blank(s.p[0]))
		s = str_skip(s, 1);
	return s;
}

/* Over blanks and a combinator; ' ' where it is none of its own. */
static char take_combinator(struct str *s)
{
	char c = ' ';

	*s = skip_blanks(*s);
	if (s->n && memchr(">+~", s->p[0], 3)) {
		c = s->p[0];
		*s = skip_blanks(str_skip(*s, 1));
	}
	return c;
}

void css_selector_read(struct str text, struct css_selector *ret)
{
	struct str s = skip_blanks(text);
	char combinator = ' ';

	*ret = (struct css_selector){ 0 };
	while (s.n && !ret->never) {
		struct css_compound *compound;
		size_t left = s.n;

		if (ret->count == CSS_COMPOUNDS) {
			/* The first ones are asked no more: it may hold. */
			memmove(ret->compounds, ret->compounds + 1,
				sizeof ret->compounds - sizeof *ret->compounds);
			ret->count--;
			ret->uncertain = true;
		}
		compound = &ret->compounds[ret->count++];
		*compound = (struct css_compound){ .child = combinator == '>' };
		if (combinator == '+' || combinator == '~') {
			/* Its neighbours are not asked, only what is around them. */
			ret->uncertain = true;
			compound->child = false;
			if (ret->count > 1) {
				ret->compounds[ret->count - 2] = *compound;
				compound = &ret->compounds[--ret->count - 1];
			}
		}
		read_compound(&s, compound, ret);
		combinator = take_combinator(&s);
		if (combinator == '>' && str_eq_nocase(compound->type, STR("body")))
			ret->forwarded = true;
		ret->never |= s.n == left; /* a comma that a bracket let through */
	}
	ret->never |= ret->count == 0;
}
