/* link/extract_name.c - names without a scheme: which are hosts, which are links.
 *
 * See extract_part.h. New top levels are words ("next", "so", "md", "zip"), so the list
 * of suffixes alone would make links of file names and of sentences without a blank. */
#include "base/utf8.h"
#include "link/extract_part.h"
#include "link/host.h"

static bool is_name_byte(char c)
{
	return ascii_is_alnum(c) || c == '.' || c == '-' || c == '_';
}

/* Two-byte sequences from U+00C0 on: Latin, Greek, Cyrillic and their like. */
static size_t alphabet_length(struct str text, size_t at)
{
	unsigned char lead = (unsigned char)text.p[at];

	return lead >= 0xc3 && lead <= 0xdf && at + 1 < text.n &&
		       ((unsigned char)text.p[at + 1] & 0xc0) == 0x80
		   ? 2
		   : 0;
}

struct str extract_name_run(struct str text, size_t floor, size_t at)
{
	size_t start = at, end = at;

	while (start > floor) {
		if (is_name_byte(text.p[start - 1]))
			start--;
		else if (start >= floor + 2 && alphabet_length(text, start - 2))
			start -= 2;
		else
			break;
	}
	while (end < text.n) {
		if (is_name_byte(text.p[end]))
			end++;
		else if (alphabet_length(text, end))
			end += 2;
		else
			break;
	}
	return str_sub(text, start, end);
}

static bool label_is_good(struct str label)
{
	return label.n > 0 && label.n <= 63 && label.p[0] != '-' &&
	       label.p[label.n - 1] != '-';
}

/* Letters and digits; registries sell no underscores (RFC 1123, 2.1). */
static bool registry_could_sell(struct str name)
{
	return str_find(name, '_') == STR_NPOS;
}

/* The last labels of `name` that make up `registrable`, as they stand. */
static struct str last_labels(struct str name, size_t dots)
{
	size_t i = name.n;

	while (i > 0 && (name.p[i - 1] != '.' || dots-- > 0))
		i--;
	return str_skip(name, i);
}

static size_t count_dots(struct str name)
{
	size_t n = 0;

	for (size_t i = 0; i < name.n; i++)
		n += name.p[i] == '.';
	return n;
}

static bool is_sold(struct arena *arena, struct str name)
{
	struct str registrable;

	if (!host_has_listed_suffix(arena, name))
		return false;
	registrable = host_registrable(arena, name);
	return registry_could_sell(last_labels(name, count_dots(registrable)));
}

/* A text may be full of what could be one: nothing is kept of the answer. */
bool extract_is_host(struct arena *arena, struct str name)
{
	struct str rest = name, label = STR_NONE;
	struct arena_mark mark = arena_mark(arena);
	bool sold;

	if (name.n > 253 || str_find(name, '.') == STR_NPOS)
		return false;
	while (str_split(&rest, '.', &label)) {
		if (!label_is_good(label))
			return false;
	}
	if (ascii_is_digit(label.p[0]))
		return false;
	sold = is_sold(arena, name);
	arena_back(arena, mark);
	return sold;
}

/* --- bare names --------------------------------------------------------------- */

/* Top levels that end file names far more often than they end names of hosts. With
 * "www.", a path or a second level ("x.com.py") they are hosts again. */
static bool is_file_ending(struct str label)
{
	static const char *const endings[] = { "md", "py", "zip", "sh", "rs",  "mov",
					       "so", "ps", "mk",  "pm", "pid", "inc" };

	for (size_t i = 0; i < COUNT(endings); i++) {
		if (str_eq_nocase(label, str_c(endings[i])))
			return true;
	}
	return false;
}

/* "end.Next": the first word of the next sentence. "Amazon.Com" and "Amazon.Co.Jp" are
 * names put into title case. */
static bool begins_sentence(struct str top, size_t dots)
{
	if (!(top.p[0] >= 'A' && top.p[0] <= 'Z') || top.n < 2 ||
	    !(top.p[1] >= 'a' && top.p[1] <= 'z'))
		return false;
	return dots < 2 && !str_eq(top, STR("Com"));
}

/* "9.am", "2.in": short numbers are times and counts; "163.com", "360.cn" are names. */
static bool is_number(struct str label)
{
	if (label.n > 2)
		return false;
	for (size_t i = 0; i < label.n; i++) {
		if (!ascii_is_digit(label.p[i]))
			return false;
	}
	return true;
}

bool extract_is_bare_link(struct str name)
{
	size_t dots = count_dots(name);
	struct str before, top;

	if (!str_cut_last(name, '.', &before, &top) || top.n == 0)
		return false;
	if (begins_sentence(top, dots))
		return false;
	return dots > 1 || (!is_file_ending(top) && !is_number(before));
}
