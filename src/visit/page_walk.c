/* visit/page_walk.c - a page's tokens, for what link/document.h has no use for in mail:
 * scripts that lead on, the language, the icon, and words that look like links and are
 * none.
 *
 * A copy of a page that was saved from a screen keeps the looks of its navigation and
 * loses where it leads: coloured words, anchors without a target. Such a word counts
 * where it is all of the text within an element that makes it look like a link, and
 * nothing around it can be clicked. */
#include "visit/page_part.h"

#include "base/limits.h"
#include "link/html.h"

enum { OPEN = 64, WORD = 60 };

struct open {
	struct str name;
	bool anchor, live, looks; /* leads somewhere; looks like a link */
};

struct walker {
	struct arena *arena, *scratch;
	const struct page_rules *rules;
	struct page_walk *ret;
	struct open stack[OPEN];
	uint32_t depth, beyond; /* beyond: open elements that are not kept */
	bool in_script;
	size_t script_bytes;
};

static struct str value_of(const struct html_token *token, struct str name)
{
	const struct html_attribute *attribute = html_attribute_find(token, name);

	return attribute ? attribute->value : STR_NONE;
}

static bool has(const struct html_token *token, struct str name)
{
	return html_attribute_find(token, name) != NULL;
}

static bool leads_nowhere(struct str href)
{
	href = str_trim(href);
	return href.n == 0 || href.p[0] == '#' ||
	       str_starts_nocase(href, STR("javascript:void")) ||
	       str_eq_nocase(href, STR("javascript:;")) ||
	       str_eq_nocase(href, STR("javascript:"));
}

static bool styled_as_link(const struct html_token *token)
{
	struct str style = value_of(token, STR("style"));

	return has(token, STR("color")) || str_eq(token->name, STR("u")) ||
	       str_find_str_nocase(style, STR("color")) != STR_NPOS ||
	       str_find_str_nocase(style, STR("underline")) != STR_NPOS ||
	       str_find_str_nocase(style, STR("pointer")) != STR_NPOS;
}

static bool is_inline(struct str name)
{
	static const struct str names[] = { STR("a"),	  STR("span"), STR("font"),
					    STR("u"),	  STR("b"),    STR("strong"),
					    STR("em"),	  STR("i"),    STR("label"),
					    STR("button") };

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(name, names[i]))
			return true;
	return false;
}

static void open_inline(struct walker *w, const struct html_token *token)
{
	struct open *open;

	if (w->depth == OPEN) {
		w->beyond++;
		return;
	}
	open = &w->stack[w->depth++];
	*open = (struct open){ .name = arena_str(w->scratch, token->name) };
	open->anchor = str_eq(token->name, STR("a"));
	open->live = has(token, STR("onclick")) || str_eq(token->name, STR("button")) ||
		     str_eq(token->name, STR("label")) ||
		     (open->anchor && !leads_nowhere(value_of(token, STR("href"))));
	open->looks = open->anchor || styled_as_link(token);
}

static void close_inline(struct walker *w, struct str name)
{
	if (w->beyond) {
		w->beyond--;
		return;
	}
	for (uint32_t i = w->depth; i-- > 0;)
		if (str_eq(w->stack[i].name, name)) {
			w->depth = i;
			return;
		}
}

static void add_dead(struct walker *w, struct str word)
{
	struct page_walk *ret = w->ret;

	for (uint32_t i = 0; i < ret->dead_count; i++)
		if (str_eq(ret->dead[i], word))
			return;
	if (ret->dead_count == LIMIT_VISIT_DEAD)
		return;
	if (!ret->dead)
		ret->dead =
		    arena_alloc_array(w->arena, LIMIT_VISIT_DEAD, sizeof *ret->dead);
	ret->dead[ret->dead_count++] = arena_str(w->arena, word);
}

static void at_text(struct walker *w, struct str text)
{
	struct str word = str_trim(text);
	bool looks = false;

	if (word.n == 0 || word.n > WORD || w->depth == 0 || w->beyond)
		return;
	for (uint32_t i = 0; i < w->depth; i++) {
		if (w->stack[i].live)
			return;
		looks |= w->stack[i].looks;
	}
	if (looks && page_rule_is(w->rules, PAGE_NAVIGATION, word))
		add_dead(w, word);
}

static void at_script(struct walker *w, struct str text)
{
	size_t left = LIMIT_VISIT_SCRIPT - w->script_bytes;

	if (w->ret->location.n || left == 0)
		return;
	text = str_sub(text, 0, left);
	w->script_bytes += text.n;
	w->ret->location = arena_str(w->arena, script_location(w->scratch, text));
}

static void keep_first(struct walker *w, struct str *kept, struct str value)
{
	if (kept->n == 0)
		*kept = arena_str(w->arena, str_sub(value, 0, LIMIT_QUESTION_BYTES));
}

/* Frames without a size serve to count, not to show. */
static void at_frame(struct walker *w, const struct html_token *token)
{
	static const struct str sides[] = { STR("width"), STR("height") };
	struct str style = value_of(token, STR("style"));

	for (size_t i = 0; i < COUNT(sides); i++) {
		struct str side = str_trim(value_of(token, sides[i]));

		if (str_eq(side, STR("0")) || str_eq(side, STR("1")))
			return;
	}
	if (str_find_str_nocase(style, STR("none")) != STR_NPOS ||
	    str_find_str_nocase(style, STR("hidden")) != STR_NPOS)
		return;
	w->ret->frames++;
	keep_first(w, &w->ret->frame, value_of(token, STR("src")));
}

static void at_start(struct walker *w, const struct html_token *token)
{
	if (str_eq(token->name, STR("html")))
		keep_first(w, &w->ret->language,
			   str_sub(str_trim(value_of(token, STR("lang"))), 0, 35));
	else if (str_eq(token->name, STR("body")))
		at_script(w, value_of(token, STR("onload")));
	else if (str_eq(token->name, STR("meta")) &&
		 str_eq_nocase(str_trim(value_of(token, STR("http-equiv"))),
			       STR("refresh")))
		keep_first(w, &w->ret->refresh, value_of(token, STR("content")));
	else if (str_eq(token->name, STR("link")) &&
		 str_find_str_nocase(value_of(token, STR("rel")), STR("icon")) !=
		     STR_NPOS)
		keep_first(w, &w->ret->icon, value_of(token, STR("href")));
	else if (str_eq(token->name, STR("iframe")) || str_eq(token->name, STR("frame")))
		at_frame(w, token);
	else if (is_inline(token->name) && !token->self_closing)
		open_inline(w, token);
	w->in_script =
	    str_eq(token->name, STR("script")) &&
	    str_find_str_nocase(value_of(token, STR("type")), STR("json")) == STR_NPOS;
}

void page_walk(struct arena *scratch, struct arena *arena, const struct page_rules *rules,
	       struct str source, struct page_walk *ret)
{
	struct html_tokenizer *tokenizer = html_tokenizer_new(scratch, source);
	struct walker w = {
		.arena = arena, .scratch = scratch, .rules = rules, .ret = ret
	};
	struct html_token token;

	*ret = (struct page_walk){ 0 };
	html_tokenizer_reuse(tokenizer);
	while (html_next(tokenizer, &token)) {
		if (token.kind == HTML_START_TAG) {
			at_start(&w, &token);
		} else if (token.kind == HTML_END_TAG) {
			w.in_script = false;
			if (is_inline(token.name))
				close_inline(&w, token.name);
		} else if (token.kind == HTML_TEXT) {
			if (w.in_script)
				at_script(&w, token.text);
			else
				at_text(&w, token.text);
		}
	}
}
