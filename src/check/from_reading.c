/* check/from_reading.c - see from_reading.h. */
#include "check/from_reading.h"

static bool holds(struct str text, const struct mailbox *other)
{
	return str_find_str_nocase(text, other->address) != STR_NPOS;
}

/* What was found in a name carries it; signs that only look like an address's do not
 * stand there as they were read. */
static bool is_of_name(const struct mailbox *main, const struct mailbox *other)
{
	return main->name.n && main->name.p == other->name.p;
}

const struct mailbox *reading_main(const struct address_list *from,
				   const struct address_reading *other)
{
	for (uint32_t i = 0; i < from->count && i < 64; i++)
		if (is_of_name(&from->items[i], &other->mailbox) ||
		    holds(from->items[i].name, &other->mailbox) ||
		    holds(from->items[i].raw, &other->mailbox))
			return &from->items[i];
	return from->count ? &from->items[0] : NULL;
}

bool reading_is_name(const struct address_list *from, const struct address_reading *other)
{
	const struct mailbox *main;

	if (strcmp(other->rule, "name-address") == 0)
		return true;
	if (strcmp(other->rule, "decoded-word") != 0)
		return false;
	main = reading_main(from, other);
	return main && main->domain.n &&
	       (is_of_name(main, &other->mailbox) || holds(main->name, &other->mailbox));
}
