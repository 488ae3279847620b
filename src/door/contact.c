/* door/contact.c - see contact.h. */
#include "door/contact.h"

static const char *const contacts[] = { "offline", "lookup", "visit", "browser" };

const char *contact_name(enum contact contact)
{
	return contacts[contact];
}

bool contact_find(struct str name, enum contact *ret)
{
	for (size_t i = 0; i < COUNT(contacts); i++)
		if (str_eq(name, str_c(contacts[i]))) {
			*ret = (enum contact)i;
			return true;
		}
	return false;
}

const char *contact_shown(enum contact contact)
{
	return contacts[contact < CONTACT_VISIT ? contact : CONTACT_VISIT];
}
