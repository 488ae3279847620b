/* link/css_sheet.c - reading a style sheet: rules, @media, @import (CSS Syntax 3, 5.4).
 */
#include "link/css_sheet.h"

#include "base/limits.h"
#include "link/css_selector.h"

enum { NESTING_MAX = 16 };

struct sheet_reader {
	struct css_sheet *sheet; /* NULL: URLs alone */
	struct arena *arena;
	struct css_urls *urls; /* NULL: rules alone */
	struct str text;
	struct condition {
		bool holds, plain;
		struct str query;
	} conditions[NESTING_MAX]; /* of the blocks that are open */
	uint32_t depth;
};

static bool is_blank(char c)
{
	return ascii_is_space(c) || c == '\f';
}

/* From `i` to the first of `{`, `}` and, where it ends a rule, `;` that is no part of a
 * string, a comment or parentheses. */
static size_t prelude_end(struct str s, size_t i, bool semicolon)
{
	size_t depth = 0;

	while ((i = css_run(s, i)) < s.n) {
		char c = s.p[i];

		if (c == '(')
			depth++;
		else if (c == ')' && depth)
			depth--;
		else if (c == '{' || c == '}' || (semicolon && c == ';' && depth == 0))
			return i;
		i = css_step(s, i);
	}
	return s.n;
}

/* Behind "{": where its "}" stands. */
static size_t block_end(struct str s, size_t i)
{
	size_t depth = 1;
	struct str url;

	while ((i = css_run(s, i)) < s.n) {
		if (s.p[i] == '{')
			depth++;
		else if (s.p[i] == '}' && --depth == 0)
			return i;
		if (s.p[i] == '(' && i >= 3 &&
		    str_eq_nocase(str_sub(s, i - 3, i), STR("url")))
			i = css_url_end(s, i + 1, &url);
		else
			i = css_step(s, i);
	}
	return s.n;
}

/* --- @media --- */

enum { WINDOW = 800, HEIGHT = 600 };

/* "(max-width: 600px)" without its parentheses. */
static bool feature_holds(struct str feature)
{
	struct str name, value;
	struct css_declaration number = { 0 };
	bool most, least;
	float window;

	if (!str_cut(feature, ':', &name, &value))
		return str_eq_nocase(str_trim(feature), STR("color"));
	name = str_trim(name);
	most = str_eat(&name, STR("max-"));
	least = !most && str_eat(&name, STR("min-"));
	str_eat(&name, STR("device-"));
	window = str_eq_nocase(name, STR("height")) ? HEIGHT : WINDOW;
	if (!str_eq_nocase(name, STR("width")) && !str_eq_nocase(name, STR("height")))
		return str_eq_nocase(name, STR("orientation")) &&
		       str_eq_nocase(str_trim(value), STR("landscape"));
	if (!css_read_number(str_trim(value), &number))
		return false;
	if (number.value == CSS_EM || number.value == CSS_REM)
		number.number *= 16;
	return most    ? window <= number.number
	       : least ? window >= number.number
		       : number.number == window;
}

/* "only screen and (max-width: 600px)" */
static bool one_query_holds(struct str query, bool *plain)
{
	bool holds = true, not = false;
	struct str word;

	while (css_take_word(&query, &word)) {
		if (str_eq_nocase(word, STR("not"))) {
			not = true;
		} else if (word.p[0] == '(') {
			*plain = false;
			holds &= feature_holds(
			    str_sub(word, 1, word.n - (word.p[word.n - 1] == ')')));
		} else if (!str_eq_nocase(word, STR("only")) &&
			   !str_eq_nocase(word, STR("and")) &&
			   !str_eq_nocase(word, STR("all")) &&
			   !str_eq_nocase(word, STR("screen"))) {
			*plain = false;
			holds = false;
		}
	}
	*plain &= !not ;
	return holds != not ;
}

bool css_media_holds(struct str query, bool *ret_plain)
{
	struct str one;
	bool any = false;

	*ret_plain = true;
	if (str_trim(query).n == 0)
		return true;
	while (str_split(&query, ',', &one))
		any |= one_query_holds(str_trim(one), ret_plain);
	return any;
}

/* --- what a rule changes --- */

/* Would it hide text, or help to? */
static bool hides(const struct css_declaration *d)
{
	bool length = d->value == CSS_PX || d->value == CSS_EM || d->value == CSS_REM ||
		      d->value == CSS_PERCENT;

	switch ((enum css_property)d->property) {
	case CSS_DISPLAY:
		return d->value == CSS_NONE;
	case CSS_FONT_SIZE:
		return (d->value == CSS_PX && d->number < 3) ||
		       (d->value == CSS_PERCENT && d->number < 20) ||
		       ((d->value == CSS_EM || d->value == CSS_REM) && d->number < 0.2f);
	case CSS_OPACITY:
		return d->value == CSS_NUMBER && d->number < 0.2f;
	case CSS_WIDTH:
	case CSS_MAX_WIDTH:
	case CSS_HEIGHT:
	case CSS_MAX_HEIGHT:
		return length && d->number <= 1;
	case CSS_TEXT_INDENT:
	case CSS_LEFT:
	case CSS_TOP:
	case CSS_MARGIN_LEFT:
	case CSS_MARGIN_TOP:
		return length && d->number < -50;
	default:
		return d->value == CSS_HIDES;
	}
}

static bool shows_or_hides(const struct css_block *block)
{
	for (uint32_t i = 0; i < block->count; i++)
		if (block->items[i].property == CSS_DISPLAY ||
		    block->items[i].property == CSS_VISIBILITY || hides(&block->items[i]))
			return true;
	return false;
}

/* What remains of a rule that may hold or not. */
static const struct css_block *harmless_part(struct arena *arena,
					     const struct css_block *block)
{
	struct css_block *part = arena_new_of(arena, struct css_block);

	for (uint32_t i = 0; i < block->count; i++) {
		struct css_declaration d = block->items[i];

		if (hides(&d))
			continue;
		if (d.property == CSS_COLOUR || d.property == CSS_FILL_COLOUR ||
		    d.property == CSS_BACKGROUND_COLOUR)
			d.value = CSS_UNKNOWN;
		ARENA_GROW(arena, part->items, part->count, part->cap);
		part->items[part->count++] = d;
		part->important |= d.important;
	}
	return part;
}

/* --- rules --- */

static void add_conditional(struct sheet_reader *r, struct str selector, struct str body)
{
	struct css_sheet *sheet = r->sheet;
	struct str query = STR_NONE;

	for (uint32_t i = 0; i < r->depth; i++)
		if (!r->conditions[i].plain)
			query = r->conditions[i].query;
	if (sheet->conditional_count == LIMIT_CSS_CONDITIONAL) {
		sheet->cut = "LIMIT_CSS_CONDITIONAL";
		return;
	}
	ARENA_GROW(sheet->arena, sheet->conditional, sheet->conditional_count,
		   sheet->conditional_cap);
	sheet->conditional[sheet->conditional_count++] =
	    arena_printf(sheet->arena, "%.*s%s%.*s{%.*s}", STR_ARG(query),
			 query.n ? " " : "", STR_ARG(str_trim(str_sub(selector, 0, 200))),
			 STR_ARG(str_trim(str_sub(body, 0, 200))));
}

static void add_rule(struct css_sheet *sheet, const struct css_selector *selector,
		     const struct css_block *block)
{
	struct css_rule *rule;

	if (sheet->count == LIMIT_CSS_RULES) {
		sheet->cut = "LIMIT_CSS_RULES";
		return;
	}
	rule = arena_new_of(sheet->arena, struct css_rule);
	rule->compound_count = selector->count;
	rule->compounds =
	    arena_alloc_array(sheet->arena, selector->count, sizeof *rule->compounds);
	memcpy(rule->compounds, selector->compounds,
	       selector->count * sizeof *rule->compounds);
	rule->specificity = selector->specificity;
	rule->order = sheet->count++;
	rule->block = selector->uncertain ? harmless_part(sheet->arena, block) : block;
	css_sheet_index(sheet, rule);
}

/* Up to a comma outside of parentheses and strings. */
static bool next_selector(struct str *rest, struct str *ret)
{
	size_t i = 0, depth = 0;

	if (!rest->p)
		return false;
	while (i < rest->n && (depth || rest->p[i] != ',')) {
		if (rest->p[i] == '(' || rest->p[i] == '[')
			depth++;
		else if ((rest->p[i] == ')' || rest->p[i] == ']') && depth)
			depth--;
		i = css_step(*rest, i);
	}
	*ret = str_sub(*rest, 0, i);
	*rest = i < rest->n ? str_skip(*rest, i + 1) : STR_NONE;
	return true;
}

static void read_rule(struct sheet_reader *r, struct str prelude, struct str body)
{
	struct css_block *block;
	struct str rest, one;
	bool holds = true, plain = true, forwarded = false;

	if (!r->sheet) {
		css_declarations(r->arena, body, false, NULL, r->urls);
		return;
	}
	block = arena_new_of(r->arena, struct css_block);
	if (!css_declarations(r->arena, body, r->sheet->quirks, block, r->urls))
		r->sheet->cut = "LIMIT_CSS_DECLARATIONS";
	if (block->count == 0)
		return;
	for (uint32_t i = 0; i < r->depth; i++) {
		holds &= r->conditions[i].holds;
		plain &= r->conditions[i].plain;
	}
	rest = css_clean(r->arena, prelude);
	while (next_selector(&rest, &one)) {
		struct css_selector selector;

		css_selector_read(one, &selector);
		forwarded |= selector.forwarded;
		if (holds && !selector.never)
			add_rule(r->sheet, &selector, block);
	}
	if ((!plain || forwarded) && shows_or_hides(block))
		add_conditional(r, prelude, body);
}

/* --- at-rules --- */

static void note_import(struct sheet_reader *r, struct str prelude)
{
	struct str s = str_trim_left(prelude), url;
	size_t n;

	if (!r->urls || s.n == 0)
		return;
	if (str_starts_nocase(s, STR("url("))) {
		css_url_end(s, 4, &url);
	} else if (s.p[0] == '"' || s.p[0] == '\'') {
		n = css_step(s, 0);
		url = str_sub(s, 0, n);
	} else {
		return;
	}
	css_urls_add(r->arena, r->urls, r->text, url, true);
}

static bool enters(struct sheet_reader *r, struct str name, struct str prelude)
{
	struct condition condition = { .holds = true, .plain = true };

	if (r->depth == NESTING_MAX)
		return false;
	if (str_eq_nocase(name, STR("media"))) {
		condition.holds =
		    css_media_holds(css_clean(r->arena, prelude), &condition.plain);
		condition.query = arena_printf(
		    r->arena, "@media %.*s", STR_ARG(str_trim(str_sub(prelude, 0, 200))));
	} else if (str_eq_nocase(name, STR("supports"))) {
		/* What one program supports, another does not. */
		condition.plain = false;
		condition.query = STR("@supports");
	} else if (!str_eq_nocase(name, STR("layer"))) {
		return false;
	}
	r->conditions[r->depth++] = condition;
	return true;
}

/* At "@"; returns where to go on. */
static size_t read_at_rule(struct sheet_reader *r, size_t i)
{
	struct str s = r->text, name, prelude;
	size_t from = ++i, end;

	while (i < s.n && (ascii_is_alnum(s.p[i]) || s.p[i] == '-'))
		i++;
	name = str_sub(s, from, i);
	end = prelude_end(s, i, true);
	prelude = str_sub(s, i, end);
	if (str_eq_nocase(name, STR("import")))
		note_import(r, prelude);
	if (end >= s.n)
		return s.n;
	if (s.p[end] == '}')
		return end;
	if (s.p[end] == ';' || enters(r, name, prelude))
		return end + 1;
	i = block_end(s, end + 1);
	if (r->urls) /* @font-face and kin */
		css_declarations(r->arena, str_sub(s, end + 1, i), false, NULL, r->urls);
	return i + 1;
}

static size_t skip_nothing(struct str s, size_t i)
{
	for (;;) {
		if (i < s.n && is_blank(s.p[i]))
			i++;
		else if (str_starts(str_skip(s, i), STR("<!--")))
			i += 4;
		else if (str_starts(str_skip(s, i), STR("-->")))
			i += 3;
		else if (str_starts(str_skip(s, i), STR("/*")))
			i = css_step(s, i);
		else
			return i;
	}
}

static void read_sheet(struct sheet_reader *r)
{
	struct str s = r->text;
	size_t i = 0, open, end;

	while ((i = skip_nothing(s, i)) < s.n) {
		if (s.p[i] == '@') {
			i = read_at_rule(r, i);
			continue;
		}
		if (s.p[i] == '}') {
			r->depth -= r->depth > 0;
			i++;
			continue;
		}
		open = prelude_end(s, i, false);
		if (open >= s.n)
			return;
		if (s.p[open] == '}') {
			i = open;
			continue;
		}
		end = block_end(s, open + 1);
		read_rule(r, str_sub(s, i, open), str_sub(s, open + 1, end));
		i = end + 1;
	}
}

void css_sheet_add(struct css_sheet *sheet, struct str text, struct str media,
		   struct css_urls *urls)
{
	struct sheet_reader r = {
		.sheet = sheet, .arena = sheet->arena, .urls = urls, .text = text
	};
	bool plain;

	if (media.n) {
		r.conditions[0].holds = css_media_holds(media, &plain);
		r.conditions[0].plain = plain;
		r.conditions[0].query = media;
		r.depth = 1;
	}
	read_sheet(&r);
}

void css_sheet_urls(struct arena *arena, struct str text, struct css_urls *urls)
{
	struct sheet_reader r = { .arena = arena, .urls = urls, .text = text };

	read_sheet(&r);
}
