/* record/whois_line.c - see whois_line.h. */
#include "record/whois_line.h"

enum { KEY = 160 }; /* the longest honest key, with a note, has some 140 bytes */

static uint32_t columns(struct str blanks, uint32_t at)
{
	for (size_t i = 0; i < blanks.n; i++)
		at = blanks.p[i] == '\t' ? (at / 8 + 1) * 8 : at + 1;
	return at;
}

/* "----", "====", ">>> Last update …", "** x **" */
static bool is_rule(struct str text)
{
	size_t n = 0;

	while (n < text.n && strchr("-=*_~+>", text.p[n]) && text.p[n])
		n++;
	return n == text.n || (n >= 3 && text.p[0] == '>') ||
	       (text.p[0] == '*' && text.n > 1 && text.p[text.n - 1] == '*');
}

static bool read_comment(struct str text, struct whois_line *ret)
{
	if (!memchr("%#;", text.p[0], 3) && !is_rule(text))
		return false;
	while (text.n && strchr("%#;*>-= ", text.p[0]) && text.p[0])
		text = str_skip(text, 1);
	ret->shape = WHOIS_COMMENT;
	ret->text = str_trim(text);
	return true;
}

static void set_pair(struct whois_line *ret, struct str whole, struct str key,
		     struct str value)
{
	ret->shape = WHOIS_PAIR;
	ret->key = str_trim(key);
	ret->value = str_trim(value);
	ret->column = ret->value.n ? ret->indent + (uint32_t)(ret->value.p - whole.p)
				   : ret->indent + (uint32_t)whole.n;
}

/* "[Key] value", and with a letter before: "a. [Key] value", "j [Key] value". */
static bool read_bracket(struct str text, struct whois_line *ret)
{
	struct str rest = text, key, value;
	bool lettered = rest.n > 3 && ascii_is_alpha(rest.p[0]) &&
			(rest.p[1] == '.' || rest.p[1] == ' ');

	if (lettered)
		rest = str_trim_left(str_skip(rest, 2));
	if (!str_eat_char(&rest, '[') || !str_cut(rest, ']', &key, &value) ||
	    key.n > KEY || !str_trim(key).n)
		return false;
	ret->bracket = true;
	ret->lettered = lettered;
	set_pair(ret, text, key, value);
	return true;
}

static bool has_letter(struct str key)
{
	for (size_t i = 0; i < key.n; i++)
		if (ascii_is_alpha(key.p[i]) || (key.p[i] & 0x80))
			return true;
	return false;
}

/* The colon that ends the key: the first with a blank or nothing behind it, else the
 * first of all. */
static size_t colon_of(struct str text, bool *tight)
{
	size_t first = STR_NPOS;

	for (size_t i = 1; i < text.n && i <= KEY; i++) {
		if (text.p[i] != ':')
			continue;
		if (i + 1 == text.n || text.p[i + 1] == ' ' || text.p[i + 1] == '\t')
			return i;
		if (first == STR_NPOS)
			first = i;
	}
	*tight = true;
	return first;
}

static bool read_colon(struct str text, struct whois_line *ret)
{
	bool tight = false;
	size_t at = colon_of(text, &tight);
	struct str key, value;

	if (at == STR_NPOS)
		return false;
	key = str_sub(text, 0, at);
	value = str_skip(text, at + 1);
	if (str_starts(value, STR("..."))) { /* "Domain:........ value" */
		tight = false;
		while (str_eat_char(&value, '.'))
			;
	}
	if (!has_letter(key) || (tight && str_starts(value, STR("//"))))
		return false;
	ret->tight = tight;
	set_pair(ret, text, key, value);
	return true;
}

/* "key......... value" */
static bool read_leader(struct str text, struct whois_line *ret)
{
	size_t at = str_find_str(text, STR("..."));

	if (at == STR_NPOS || at == 0 || at > KEY)
		return false;
	ret->key = str_sub(text, 0, at);
	while (at < text.n && text.p[at] == '.')
		at++;
	set_pair(ret, text, ret->key, str_skip(text, at));
	return ret->value.n > 0;
}

void whois_line_read(struct str line, struct whois_line *ret)
{
	struct str text = str_trim(line);

	*ret = (struct whois_line){ .shape = WHOIS_TEXT, .text = text };
	if (!text.n) {
		ret->shape = WHOIS_BLANK;
		return;
	}
	ret->indent = columns(str_make(line.p, (size_t)(text.p - line.p)), 0);
	/* "** Domain Name: x", but not "**** notice ****" */
	if (str_starts(text, STR("** ")) && text.p[text.n - 1] != '*')
		text = str_trim_left(str_skip(text, 3));
	if (read_comment(text, ret))
		return;
	if (read_bracket(text, ret) || read_colon(text, ret) || read_leader(text, ret))
		return;
	ret->shape = WHOIS_TEXT;
}
