/* attachment/script_value.c - see script_value.h. */
#include "attachment/script_value.h"

#include "base/limits.h"

bool script_spend(struct script_maker *m, size_t n)
{
	if (n > LIMIT_SCRIPT_MADE - m->made) {
		m->script->cut = true;
		return false;
	}
	m->made += n;
	return true;
}

struct script_value script_value_of(struct str text, bool made)
{
	return (struct script_value){ .kind = VALUE_STR, .text = text, .made = made };
}

struct script_value script_item(const struct script_list *list, uint32_t i)
{
	if (!list || i >= list->count)
		return (struct script_value){ 0 };
	if (list->items)
		return list->items[i];
	return (struct script_value){ .kind = VALUE_NUMBER, .number = list->numbers[i] };
}

static bool is_plain_number(const struct script_value *value)
{
	return value->kind == VALUE_NUMBER && value->number >= 0 &&
	       value->number <= 0x10FFFF;
}

static void make_items(struct script_maker *m, struct script_list *list)
{
	struct script_value *items =
	    arena_alloc_array(m->arena, list->count + 8, sizeof *items);

	for (uint32_t i = 0; i < list->count; i++)
		items[i] = script_item(list, i);
	list->items = items;
	list->item_cap = list->count + 8;
}

void script_list_add(struct script_maker *m, struct script_list *list,
		     struct script_value value)
{
	value.room = 0; /* it may be taken out twice */
	if (!list->items && is_plain_number(&value)) {
		if (!script_spend(m, sizeof(uint32_t)))
			return;
		ARENA_GROW(m->arena, list->numbers, list->count, list->number_cap);
		list->numbers[list->count++] = (uint32_t)value.number;
		return;
	}
	if (!script_spend(m,
			  sizeof value + (list->items ? 0 : list->count * sizeof value)))
		return;
	if (!list->items)
		make_items(m, list);
	ARENA_GROW(m->arena, list->items, list->count, list->item_cap);
	list->items[list->count++] = value;
}

struct script_value script_as_text(struct script_maker *m, struct script_value value)
{
	if (value.kind != VALUE_NUMBER || value.number == INT64_MIN)
		return value;
	return script_value_of(arena_printf(m->arena, "%lld", (long long)value.number),
			       true);
}

/* --- constants --------------------------------------------------------------- */

void script_keep(struct script_maker *m, struct script_value value, enum script_use use)
{
	struct script *script = m->script;

	if (value.kind == VALUE_SPLIT)
		value.kind = VALUE_STR;
	if (value.kind != VALUE_STR || value.text.n < 4)
		return;
	if (script->count >= LIMIT_SCRIPT_CONSTANTS) {
		script->cut = true;
		return;
	}
	ARENA_GROW(m->arena, script->constants, script->count, script->cap);
	script->constants[script->count++] =
	    (struct script_constant){ value.text, use, value.made };
}

enum { LIST_LEAST = 16 };

/* Numbers that could be bytes, as they stand. */
void script_keep_numbers(struct script_maker *m, const struct script_list *list)
{
	struct script *script = m->script;
	char *bytes;

	if (!list || list->items || list->count < LIST_LEAST ||
	    !script_spend(m, list->count))
		return;
	for (uint32_t i = 0; i < list->count; i++)
		if (list->numbers[i] > 255)
			return;
	bytes = arena_bytes(m->arena, list->count);
	for (uint32_t i = 0; i < list->count; i++)
		bytes[i] = (char)list->numbers[i];
	ARENA_GROW(m->arena, script->lists, script->list_count, script->list_cap);
	script->lists[script->list_count++].bytes = str_make(bytes, list->count);
}

void script_keep_list(struct script_maker *m, const struct script_list *list,
		      enum script_use use)
{
	for (uint32_t i = 0; list && list->items && i < list->count; i++)
		script_keep(m, list->items[i], use);
}

/* --- sums -------------------------------------------------------------------- */

struct script_value script_concat(struct script_maker *m, struct script_value a,
				  struct str b)
{
	if (b.n > a.room) {
		size_t room = a.text.n + b.n + 64;
		char *grown;

		if (!script_spend(m, a.text.n + b.n))
			return (struct script_value){ 0 };
		grown = arena_bytes(m->arena, a.text.n + b.n + room);
		memcpy(grown, a.text.p ? a.text.p : "", a.text.n);
		a.text.p = grown;
		a.room = b.n + room;
	}
	memcpy((char *)(uintptr_t)a.text.p + a.text.n, b.p ? b.p : "", b.n);
	a.text.n += b.n;
	a.room -= b.n;
	a.made = true;
	a.escaped = false;
	return a;
}

struct script_value script_add(struct script_maker *m, struct script_value a,
			       struct script_value b)
{
	if (a.kind == VALUE_NUMBER && b.kind == VALUE_NUMBER)
		return (struct script_value){ .kind = VALUE_NUMBER,
					      .number = a.number == INT64_MIN ||
								b.number == INT64_MIN
							    ? INT64_MIN
							    : a.number + b.number };
	a = script_as_text(m, a);
	b = script_as_text(m, b);
	if (a.kind == VALUE_STR && b.kind == VALUE_STR)
		return script_concat(m, a, b.text);
	/* What is known of the sum is worth knowing by itself. */
	script_keep(m, a, USE_NONE);
	script_keep(m, b, USE_NONE);
	return (struct script_value){ 0 };
}
