/* auth/tag.c - see tag.h. */
#include "auth/tag.h"

#include "base/limits.h"

static void object(struct tags *tags, enum tag_problem problem, struct str at)
{
	if (tags->problem)
		return;
	tags->problem = problem;
	tags->problem_at = at;
}

/* tag-name = ALPHA *( ALPHA / DIGIT / "_" ) */
static bool is_name(struct str name)
{
	if (name.n == 0 || !ascii_is_alpha(name.p[0]))
		return false;
	for (size_t i = 1; i < name.n; i++)
		if (!ascii_is_alnum(name.p[i]) && name.p[i] != '_')
			return false;
	return true;
}

/* Visible ASCII and folding white space; UTF-8 since RFC 8616. */
static bool has_control(struct str value)
{
	for (size_t i = 0; i < value.n; i++) {
		unsigned char c = (unsigned char)value.p[i];

		if ((c < 32 && !ascii_is_space((char)c)) || c == 127)
			return true;
	}
	return false;
}

static void add_tag(struct arena *arena, struct tags *tags, uint32_t *cap,
		    struct str piece)
{
	struct str before, after;
	struct tag tag;

	if (!str_cut(piece, '=', &before, &after)) {
		object(tags, TAG_NO_EQUALS, str_trim(piece));
		return;
	}
	tag = (struct tag){ str_trim(before), str_trim(after), after };
	if (!is_name(tag.name))
		object(tags, TAG_BAD_NAME, tag.name);
	if (tags_get(tags, tag.name))
		object(tags, TAG_DOUBLED, tag.name);
	if (has_control(tag.value))
		object(tags, TAG_CONTROL, tag.name);
	ARENA_GROW(arena, tags->items, tags->count, *cap);
	tags->items[tags->count++] = tag;
}

void tags_parse(struct arena *arena, struct str text, struct tags *ret)
{
	struct str piece;
	uint32_t cap = 0;

	*ret = (struct tags){ 0 };
	while (text.n && str_split(&text, ';', &piece)) {
		/* One ";" may end the list; empty pieces elsewhere harm nobody. */
		if (str_trim(piece).n == 0)
			continue;
		if (ret->count == LIMIT_TAGS) {
			object(ret, TAG_TOO_MANY, piece);
			return;
		}
		add_tag(arena, ret, &cap, piece);
	}
}

const struct tag *tags_get(const struct tags *tags, struct str name)
{
	for (uint32_t i = 0; i < tags->count; i++)
		if (str_eq(tags->items[i].name, name))
			return &tags->items[i];
	return NULL;
}

struct str tags_value(const struct tags *tags, struct str name)
{
	const struct tag *tag = tags_get(tags, name);

	return tag ? tag->value : STR_NONE;
}

struct str tag_squeeze(struct arena *arena, struct str value)
{
	size_t n = 0, i = 0;
	char *out;

	while (i < value.n && !ascii_is_space(value.p[i]))
		i++;
	if (i == value.n)
		return value;
	out = arena_bytes(arena, value.n);
	for (i = 0; i < value.n; i++)
		if (!ascii_is_space(value.p[i]))
			out[n++] = value.p[i];
	arena_shrink(arena, out, value.n, n);
	return str_make(out, n);
}

bool tag_list_next(struct str *rest, struct str *ret)
{
	struct str piece;

	if (!rest->p || !str_split(rest, ':', &piece))
		return false;
	*ret = str_trim(piece);
	return true;
}

bool tag_list_has(struct str list, struct str item)
{
	struct str found;

	while (tag_list_next(&list, &found))
		if (str_eq_nocase(found, item))
			return true;
	return false;
}
