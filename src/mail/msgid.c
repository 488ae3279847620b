/* mail/msgid.c - see msgid.h. */
#include "mail/msgid.h"
#include "mail/comment.h"

static void note(struct defects *defects, const char *id, struct str at)
{
	defect_add(defects, id, at, at);
}

/* What an id may not contain anywhere (RFC 5322: no-fold text of atoms and dots). */
static bool is_odd(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7F || c == '<' || c == '>' || c == '(' ||
	       c == ')' || c == ',' || c == ';';
}

/* First byte of `id` that no id may contain, as a slice; empty where there is none. */
static struct str find_odd(struct str id)
{
	for (size_t i = 0; i < id.n; i++)
		if (is_odd(id.p[i]))
			return str_sub(id, i, i + 1);
	return str_sub(id, id.n, id.n);
}

/* The text between the brackets; what stands there where there are none. */
static struct str cut_brackets(struct str value, struct defects *defects)
{
	struct str before, inside, after;

	if (!str_cut(value, '<', &before, &inside)) {
		note(defects, "field.msgid-no-brackets", value);
		return value;
	}
	if (str_trim(before).n)
		note(defects, "field.msgid-extra-text", str_trim(before));
	if (!str_cut(inside, '>', &inside, &after)) {
		note(defects, "field.msgid-no-brackets", value);
		return inside;
	}
	/* Some generators close it twice ("<<a@b>>"). */
	while (str_eat_char(&inside, '<'))
		note(defects, "field.msgid-no-brackets", inside);
	after = comment_skip(after);
	if (after.n)
		note(defects, "field.msgid-extra-text", after);
	return inside;
}

void msgid_parse(struct arena *arena, struct str value, struct defects *defects,
		 struct msgid *ret)
{
	struct str rest = comment_skip(value), id, left, right, odd;

	*ret = (struct msgid){ str_sub(rest, 0, 0), str_sub(rest, 0, 0) };
	rest = str_trim_right(rest);
	if (rest.n == 0) {
		note(defects, "field.msgid-empty", rest);
		return;
	}
	id = str_trim(cut_brackets(rest, defects));
	ret->id = id;
	odd = find_odd(id);
	if (id.n == 0)
		note(defects, "field.msgid-empty", rest);
	else if (odd.n)
		note(defects, "field.msgid-odd-byte", odd);
	if (!str_cut_last(id, '@', &left, &right) || left.n == 0 || right.n == 0) {
		if (id.n)
			note(defects, "field.msgid-no-at", id);
		return;
	}
	ret->domain = arena_lower(arena, str_trim(right));
}
