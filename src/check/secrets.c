/* check/secrets.c - see secrets.h. */
#include "check/secrets.h"

static void add(struct arena *arena, struct secrets *secrets, struct str address)
{
	if (address.n == 0)
		return;
	ARENA_GROW(arena, secrets->items, secrets->count, secrets->cap);
	secrets->items[secrets->count++] = address;
}

static void add_list(struct arena *arena, struct secrets *secrets,
		     const struct address_list *list)
{
	for (uint32_t i = 0; i < list->count; i++)
		add(arena, secrets, list->items[i].address);
}

void secrets_of(struct arena *arena, const struct message *message, struct str for_,
		struct secrets *ret)
{
	*ret = (struct secrets){ 0 };
	add(arena, ret, message->delivered_to);
	add(arena, ret, for_);
	add_list(arena, ret, &message->to);
	add_list(arena, ret, &message->cc);
}

const struct token_needles *secrets_needles(struct arena *arena,
					    const struct secrets *secrets,
					    const struct tables *tables)
{
	struct token_needles *needles = arena_new_of(arena, struct token_needles);

	token_needles(arena, secrets->items, secrets->count, tables, needles);
	return needles;
}
