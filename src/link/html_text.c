/* link/html_text.c - HTML as the text that a mail reader shows. */
#include "link/html.h"

enum layout {
	INLINE,	   /* no line of its own */
	BLOCK,	   /* begins and ends a line */
	PARAGRAPH, /* with an empty line around */
	BREAK,
	CELL,
	ITEM,
	RULE,
	PREFORMATTED,
	TITLE,
	NOT_SHOWN, /* its text is for machines */
	TEMPLATE,
};

struct element {
	char name[11];
	uint8_t layout;
};

/* By first letter, so that a tag costs a few comparisons. */
static const struct element elements[26][8] = {
	['a' - 'a'] = { { "address", BLOCK }, { "article", BLOCK }, { "aside", BLOCK } },
	['b' - 'a'] = { { "br", BREAK }, { "blockquote", PARAGRAPH }, { "body", BLOCK } },
	['c' - 'a'] = { { "center", BLOCK }, { "caption", BLOCK } },
	['d' - 'a'] = { { "div", BLOCK },
			{ "dl", PARAGRAPH },
			{ "dt", BLOCK },
			{ "dd", BLOCK },
			{ "details", BLOCK },
			{ "dialog", BLOCK },
			{ "dir", PARAGRAPH } },
	['f' - 'a'] = { { "form", BLOCK },
			{ "fieldset", BLOCK },
			{ "figure", PARAGRAPH },
			{ "figcaption", BLOCK },
			{ "footer", BLOCK } },
	['h' - 'a'] = { { "h1", PARAGRAPH },
			{ "h2", PARAGRAPH },
			{ "h3", PARAGRAPH },
			{ "h4", PARAGRAPH },
			{ "h5", PARAGRAPH },
			{ "h6", PARAGRAPH },
			{ "hr", RULE },
			{ "header", BLOCK } },
	['i' - 'a'] = { { "iframe", NOT_SHOWN } },
	['l' -
	    'a'] = { { "li", ITEM }, { "legend", BLOCK }, { "listing", PREFORMATTED } },
	['m' - 'a'] = { { "main", BLOCK }, { "menu", PARAGRAPH } },
	['n' - 'a'] = { { "nav", BLOCK },
			{ "noembed", NOT_SHOWN },
			{ "noframes", NOT_SHOWN } },
	['o' - 'a'] = { { "ol", PARAGRAPH }, { "option", BLOCK } },
	['p' - 'a'] = { { "p", PARAGRAPH },
			{ "pre", PREFORMATTED },
			{ "plaintext", PREFORMATTED } },
	['s' - 'a'] = { { "style", NOT_SHOWN },
			{ "script", NOT_SHOWN },
			{ "section", BLOCK },
			{ "summary", BLOCK } },
	['t' - 'a'] = { { "td", CELL },
			{ "tr", BLOCK },
			{ "table", BLOCK },
			{ "th", CELL },
			{ "tbody", BLOCK },
			{ "title", TITLE },
			{ "textarea", PREFORMATTED },
			{ "template", TEMPLATE } },
	['u' - 'a'] = { { "ul", PARAGRAPH } },
	['x' - 'a'] = { { "xmp", PREFORMATTED } },
};

static enum layout layout_of(struct str name)
{
	const struct element *row;

	if (name.n == 0 || name.n >= sizeof row->name || name.p[0] < 'a' ||
	    name.p[0] > 'z')
		return INLINE;
	row = elements[name.p[0] - 'a'];
	for (size_t i = 0; i < COUNT(elements[0]) && row[i].name[0]; i++)
		if (memcmp(row[i].name, name.p, name.n) == 0 &&
		    row[i].name[name.n] == '\0')
			return row[i].layout;
	return INLINE;
}

/* --- the page -------------------------------------------------------------------- */

enum { LINE_ENDS_MAX = 3 }; /* two empty lines in a row say no more than ten */

struct page {
	struct arena *arena;
	char *p;
	size_t n, cap;
	unsigned line_ends; /* wanted before the next text */
	bool blank;	    /* so is a space */
};

static void reserve(struct page *page, size_t more)
{
	size_t want = page->cap;
	char *bigger;

	if (page->n + more <= page->cap)
		return;
	while (want < page->n + more)
		want = want ? want * 2 : 256;
	bigger = arena_bytes(page->arena, want);
	if (page->n)
		memcpy(bigger, page->p, page->n);
	page->p = bigger;
	page->cap = want;
}

/* Write what was wanted before; nothing at the top of the page. Line ends that
 * preformatted text brought along count. */
static void settle(struct page *page)
{
	for (size_t n = page->n; page->line_ends && n && page->p[n - 1] == '\n'; n--)
		page->line_ends--;
	if (page->n) {
		if (page->line_ends) {
			memset(page->p + page->n, '\n', page->line_ends);
			page->n += page->line_ends;
		} else if (page->blank) {
			page->p[page->n++] = ' ';
		}
	}
	page->line_ends = 0;
	page->blank = false;
}

static void want_lines(struct page *page, unsigned line_ends)
{
	if (page->line_ends < line_ends)
		page->line_ends = line_ends;
	page->blank = false;
}

static void want_break(struct page *page)
{
	if (page->line_ends < LINE_ENDS_MAX)
		page->line_ends++;
	page->blank = false;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static void put_flowing(struct page *page, struct str text)
{
	size_t i = 0;

	reserve(page, text.n + LINE_ENDS_MAX);
	while (i < text.n) {
		/* No byte of text is below the space but white space, and NUL, which is
		 * nothing to a browser; other controls are rare and kept. */
		for (; i < text.n && (uint8_t)text.p[i] <= ' '; i++) {
			if (is_space(text.p[i])) {
				page->blank = true;
			} else if (text.p[i]) {
				settle(page);
				page->p[page->n++] = text.p[i];
			}
		}
		if (i == text.n)
			return;
		settle(page);
		while (i < text.n && (uint8_t)text.p[i] > ' ')
			page->p[page->n++] = text.p[i++];
	}
}

static void put_preformatted(struct page *page, struct str text)
{
	if (text.n == 0)
		return;
	reserve(page, text.n + LINE_ENDS_MAX);
	settle(page);
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i])
			page->p[page->n++] = text.p[i];
}

/* --- reading ------------------------------------------------------------------------ */

struct view {
	struct page body, title;
	uint32_t preformatted; /* elements open */
	uint32_t templates;
	bool in_title, title_read, not_shown;
	bool first_line_end; /* of <pre>: not shown (WHATWG HTML, 13.2.6.4.7) */
};

static void count_open(uint32_t *open, bool start)
{
	if (start)
		++*open;
	else if (*open)
		--*open;
}

static void read_tag(struct view *view, const struct html_token *token)
{
	bool start = token->kind == HTML_START_TAG;
	enum layout layout = layout_of(token->name);

	switch (layout) {
	case INLINE:
		break;
	case BLOCK:
	case ITEM:
		want_lines(&view->body, 1);
		break;
	case PARAGRAPH:
		want_lines(&view->body, 2);
		break;
	case BREAK: /* "</br>" counts, by the standard */
		want_break(&view->body);
		break;
	case CELL:
		if (view->body.line_ends == 0)
			view->body.blank = true;
		break;
	case RULE:
		want_lines(&view->body, 1);
		break;
	case PREFORMATTED:
		want_lines(&view->body, 1);
		count_open(&view->preformatted, start);
		view->first_line_end = start;
		break;
	case TITLE:
		view->in_title = start;
		view->title_read |= !start;
		break;
	case NOT_SHOWN:
		view->not_shown = start;
		break;
	case TEMPLATE:
		count_open(&view->templates, start);
		break;
	}
}

static void read_text(struct view *view, struct str text)
{
	if (view->not_shown || view->templates)
		return;
	if (view->in_title) {
		if (!view->title_read)
			put_flowing(&view->title, text);
		return;
	}
	if (view->preformatted == 0) {
		put_flowing(&view->body, text);
		return;
	}
	if (view->first_line_end)
		str_eat_char(&text, '\n');
	view->first_line_end = false;
	put_preformatted(&view->body, text);
}

static struct str finish(struct page *page)
{
	struct str text = str_trim(str_make(page->p ? page->p : "", page->n));

	if (page->p)
		arena_shrink(page->arena, page->p, page->cap, page->n);
	return text;
}

void html_text(struct arena *arena, struct str source, struct str *ret_text,
	       struct str *ret_title)
{
	struct view view = { .body.arena = arena, .title.arena = arena };
	struct html_tokenizer *tokenizer = html_tokenizer_new(arena, source);
	struct html_token token;

	html_tokenizer_reuse(tokenizer);
	while (html_next(tokenizer, &token)) {
		switch (token.kind) {
		case HTML_TEXT:
			read_text(&view, token.text);
			break;
		case HTML_START_TAG:
		case HTML_END_TAG:
			read_tag(&view, &token);
			break;
		case HTML_COMMENT:
		case HTML_DOCTYPE:
			break;
		}
	}
	*ret_title = finish(&view.title);
	*ret_text = finish(&view.body);
}
