/* attachment/script_coder.c - see script_coder.h. */
#include "attachment/script_coder.h"

#include "attachment/script_token.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "mail/base64.h"

struct script_value script_base64(struct script_maker *m, struct str text)
{
	struct base64_result result;
	char *out;

	if (!script_spend(m, text.n))
		return (struct script_value){ 0 };
	out = arena_bytes(m->arena, base64_room(text.n));
	base64_read(text, out, &result);
	return script_value_of(str_make(out, result.length), true);
}

struct str script_percent(struct arena *arena, struct str text)
{
	char *out;
	size_t n = 0;

	if (str_find(text, '%') == STR_NPOS)
		return text;
	out = arena_bytes(arena, text.n);
	for (size_t i = 0; i < text.n;) {
		bool wide = text.n - i >= 6 && text.p[i] == '%' && text.p[i + 1] == 'u';
		size_t digits = wide ? 4 : 2, from = i + (wide ? 2 : 1), k = 0;
		uint32_t value = 0;

		if (text.p[i] == '%' && text.n - from >= digits && from <= text.n)
			while (k < digits && ascii_hex(text.p[from + k]) >= 0)
				value =
				    value * 16 + (uint32_t)ascii_hex(text.p[from + k++]);
		if (k < digits) {
			out[n++] = text.p[i++];
			continue;
		}
		if (wide)
			n += utf8_encode(value, out + n);
		else
			out[n++] = (char)value;
		i = from + digits;
	}
	arena_shrink(arena, out, text.n, n);
	return str_make(out, n);
}

struct script_value script_percent_of(struct script_maker *m, struct script_value text)
{
	if (text.escaped || !script_spend(m, text.text.n))
		return text;
	return script_value_of(script_percent(m->arena, text.text), true);
}

struct script_value script_reversed(struct script_maker *m, struct script_value value)
{
	struct str text = value.text;
	char *out;
	size_t n = 0, at = text.n;

	if (!script_spend(m, text.n))
		return (struct script_value){ 0 };
	out = arena_bytes(m->arena, text.n);
	while (at > 0) {
		size_t begin = at - 1;

		while (begin > 0 && at - begin < 4 && (text.p[begin] & 0xC0) == 0x80)
			begin--;
		memcpy(out + n, text.p + begin, at - begin);
		n += at - begin;
		at = begin;
	}
	value.text = str_make(out, n);
	value.room = 0;
	value.made = true;
	return value;
}

/* `what` replaced by `with`, once or everywhere. */
static struct script_value replaced(struct script_maker *m, struct str text,
				    struct str what, struct str with, bool everywhere)
{
	struct script_value made = script_value_of(STR(""), true);
	size_t at;

	if (what.n == 0)
		return script_value_of(text, true);
	while ((at = str_find_str(text, what)) != STR_NPOS) {
		made = script_concat(m, made, str_sub(text, 0, at));
		if (made.kind == VALUE_STR)
			made = script_concat(m, made, with);
		if (made.kind != VALUE_STR)
			return made;
		text = str_skip(text, at + what.n);
		if (!everywhere)
			break;
	}
	return script_concat(m, made, text);
}

/* A pattern that stands for one text alone. */
static bool plain_pattern(struct script_maker *m, struct script_value regex,
			  struct str *ret)
{
	for (size_t i = 0; i < regex.text.n; i++) {
		if (regex.text.p[i] == '\\' && i + 1 < regex.text.n &&
		    !ascii_is_alnum(regex.text.p[i + 1]))
			i++;
		else if (strchr("\\^$.|?*+()[]{}", regex.text.p[i]))
			return false;
	}
	*ret = script_unescape(m->arena, regex.text);
	return true;
}

struct script_value script_replace(struct script_maker *m, struct script_value text,
				   const struct script_list *args)
{
	struct script_value what, with;
	struct str plain;

	if (!args || args->count < 2 || text.kind != VALUE_STR)
		return (struct script_value){ 0 };
	what = script_item(args, 0);
	with = script_item(args, 1);
	if (with.kind != VALUE_STR)
		return (struct script_value){ 0 };
	if (what.kind == VALUE_STR)
		return replaced(m, text.text, what.text, with.text, false);
	if (what.kind == VALUE_REGEX && plain_pattern(m, what, &plain))
		return replaced(m, text.text, plain, with.text,
				str_find(what.with, 'g') != STR_NPOS);
	return (struct script_value){ 0 };
}

struct script_value script_join(struct script_maker *m, struct script_value value,
				struct script_value with)
{
	struct script_value made = script_value_of(STR(""), true);
	struct str between = with.kind == VALUE_STR ? with.text : STR(",");

	if (value.kind == VALUE_SPLIT) {
		if (value.with.n)
			return replaced(m, value.text, value.with, between, true);
		if (between.n == 0)
			return script_value_of(value.text, true);
		return (struct script_value){ 0 };
	}
	if (value.kind != VALUE_LIST || !value.list)
		return (struct script_value){ 0 };
	for (uint32_t i = 0; i < value.list->count && made.kind == VALUE_STR; i++) {
		struct script_value item = script_as_text(m, script_item(value.list, i));

		if (item.kind != VALUE_STR)
			return (struct script_value){ 0 };
		if (i)
			made = script_concat(m, made, between);
		if (made.kind == VALUE_STR)
			made = script_concat(m, made, item.text);
	}
	return made;
}

/* Numbers up to 255 may be bytes of UTF-8 as well as characters; taken as bytes they are
 * the same for all that is ASCII. */
struct script_value script_char_codes(struct script_maker *m,
				      const struct script_list *list)
{
	bool bytes = true;
	char *out;
	size_t n = 0;

	if (!list || list->count == 0 || !script_spend(m, list->count * (size_t)4))
		return (struct script_value){ 0 };
	if (list->items)
		return (struct script_value){ 0 };
	for (uint32_t i = 0; i < list->count; i++)
		bytes &= list->numbers[i] < 256;
	out = arena_bytes(m->arena, list->count * (size_t)4);
	for (uint32_t i = 0; i < list->count; i++) {
		if (bytes)
			out[n++] = (char)list->numbers[i];
		else
			n += utf8_encode(list->numbers[i], out + n);
	}
	return script_value_of(str_make(out, n), true);
}
