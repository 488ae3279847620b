/* report/markdown_text.c - text that no renderer takes for markup. */
#include "report/markdown.h"

#include "report/outside.h"
#include "report/phrase.h"

/* --- escaping ------------------------------------------------------------------------
 */

/* Signs that mean something wherever they stand. Entities for angle brackets and "&":
 * old renderers know no backslash before them. */
static const char *written(char c)
{
	switch (c) {
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '&':
		return "&amp;";
	case '@': /* addresses and the names of people become links by themselves */
		return "\\[@\\]";
	case '\\':
		return "\\\\";
	case '`':
		return "\\`";
	case '*':
		return "\\*";
	case '_':
		return "\\_";
	case '{':
		return "\\{";
	case '}':
		return "\\}";
	case '[':
		return "\\[";
	case ']':
		return "\\]";
	case '(':
		return "\\(";
	case ')':
		return "\\)";
	case '#':
		return "\\#";
	case '!':
		return "\\!";
	case '|':
		return "\\|";
	case '~':
		return "\\~";
	case '$':
		return "\\$";
	case '^':
		return "\\^";
	default:
		return NULL;
	}
}

/* What begins a list, a rule or a heading, at the front of a line alone. */
static size_t add_front(struct buf *out, struct str text)
{
	size_t n = 0;

	while (n < text.n && ascii_is_digit(text.p[n]))
		n++;
	buf_add(out, str_sub(text, 0, n));
	if (n < text.n && (text.p[n] == '.' || (n == 0 && memchr("-+=", text.p[n], 3))))
		buf_add_char(out, '\\');
	return n;
}

static bool begins(struct str text, size_t at, struct str what)
{
	return str_starts_nocase(str_skip(text, at), what);
}

/* Renderers make links of names that begin with "www", and of schemes, without being
 * asked. What inert text still has of them is broken up. */
static size_t add_broken(struct buf *out, struct str text, size_t at)
{
	static const struct str fronts[] = { STR("www."), STR("http:"),	  STR("https:"),
					     STR("ftp:"), STR("mailto:"), STR("xmpp:"),
					     STR("tel:") };

	for (size_t i = 0; i < COUNT(fronts); i++) {
		if (!begins(text, at, fronts[i]))
			continue;
		buf_add(out, str_sub(text, at, at + fronts[i].n - 1));
		buf_add(out, STR("\\["));
		buf_add_char(out, text.p[at + fronts[i].n - 1]);
		buf_add(out, STR("\\]"));
		return fronts[i].n;
	}
	if (begins(text, at, STR("//")) && (at == 0 || text.p[at - 1] != ':')) {
		buf_add(out, STR("/\\[/\\]"));
		return 2;
	}
	return 0;
}

void markdown_escape(struct buf *out, struct str text)
{
	size_t at;

	text = str_trim(text);
	at = add_front(out, text);
	while (at < text.n) {
		const char *escaped = written(text.p[at]);
		size_t n = escaped ? 0 : add_broken(out, text, at);

		if (escaped)
			buf_add_c(out, escaped);
		else if (n == 0)
			buf_add_char(out, text.p[at]);
		at += n ? n : 1;
	}
}

/* The same in code, without backslashes: wikis make links even there. */
static size_t add_broken_code(struct buf *out, struct str text, size_t at)
{
	static const struct {
		struct str front, broken;
	} rows[] = {
		{ STR("www."), STR("www[.]") },	      { STR("http:"), STR("hxxp:") },
		{ STR("https:"), STR("hxxps:") },     { STR("ftp:"), STR("fxp:") },
		{ STR("mailto:"), STR("mailto[:]") }, { STR("xmpp:"), STR("xmpp[:]") },
		{ STR("tel:"), STR("tel[:]") },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (begins(text, at, rows[i].front)) {
			buf_add(out, rows[i].broken);
			return rows[i].front.n;
		}
	return 0;
}

static size_t longest_run(struct str text)
{
	size_t longest = 0, run = 0;

	for (size_t i = 0; i < text.n; i++) {
		run = text.p[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

/* Tables take a bar for the end of a cell even in code; behind a backslash they do not,
 * and take the backslash away. Ours stand in tables. */
void markdown_span(struct buf *out, struct str text)
{
	size_t fence = longest_run(text) + 1;
	bool pad;

	text = str_trim(text);
	if (text.n == 0) {
		buf_add_char(out, '-');
		return;
	}
	pad = text.p[0] == '`' || text.p[text.n - 1] == '`';
	buf_add_repeat(out, '`', fence);
	if (pad)
		buf_add_char(out, ' ');
	for (size_t at = 0; at < text.n;) {
		size_t n = add_broken_code(out, text, at);

		if (n == 0 && text.p[at] == '|')
			buf_add_char(out, '\\');
		if (n == 0)
			buf_add_char(out, text.p[at]);
		at += n ? n : 1;
	}
	if (pad)
		buf_add_char(out, ' ');
	buf_add_repeat(out, '`', fence);
}

/* --- the writer ------------------------------------------------------------------------
 */

void markdown_text_made(struct markdown *md)
{
	markdown_escape(md->out, buf_peek(&md->page.text));
	buf_clear(&md->page.text);
}

void markdown_code_made(struct markdown *md)
{
	markdown_span(md->out, buf_peek(&md->page.text));
	buf_clear(&md->page.text);
}

void markdown_outside(struct markdown *md, struct str text)
{
	phrase_outside(&md->options, text, 0, &md->page.text);
	if (md->page.text.n == 0)
		buf_add_char(md->out, '-');
	markdown_text_made(md);
}

void markdown_code(struct markdown *md, struct str text)
{
	outside_add(&md->options, text, &md->page.text);
	markdown_code_made(md);
}

void markdown_our(struct markdown *md, const char *msgid)
{
	buf_add_c(&md->page.text, phrase_text(&md->options, msgid));
	markdown_text_made(md);
}

void markdown_heading(struct markdown *md, const char *msgid)
{
	buf_add(md->out, STR("\n## "));
	markdown_our(md, msgid);
	buf_add(md->out, STR("\n\n"));
}

void markdown_table(struct markdown *md, const char *const heads[])
{
	buf_add_char(md->out, '|');
	for (size_t i = 0; heads[i]; i++) {
		buf_add_char(md->out, ' ');
		markdown_our(md, heads[i]);
		buf_add(md->out, STR(" |"));
	}
	buf_add(md->out, STR("\n|"));
	for (size_t i = 0; heads[i]; i++)
		buf_add(md->out, STR(" --- |"));
	buf_add_char(md->out, '\n');
}

void markdown_row(struct markdown *md)
{
	buf_add(md->out, STR("| "));
}

void markdown_cell(struct markdown *md)
{
	buf_add(md->out, STR(" | "));
}

void markdown_row_end(struct markdown *md)
{
	buf_add(md->out, STR(" |\n"));
}
