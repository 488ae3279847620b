/* door/contact.h - how much of an examination a message's sender may notice. */
#pragma once
#include "base/str.h"

/* Each level includes those before it. */
enum contact { CONTACT_OFFLINE, CONTACT_LOOKUP, CONTACT_VISIT, CONTACT_BROWSE };

/* "offline", "lookup", "visit", "browser". */
const char *contact_name(enum contact contact);
bool contact_find(struct str name, enum contact *ret);
/* As a report has it: a browser is one way to visit. */
const char *contact_shown(enum contact contact);
