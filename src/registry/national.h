/* registry/national.h - registries of addresses, by the domains of their mailboxes. */
#pragma once
#include "base/str.h"

/* The name of the national or regional registry that has mailboxes at `domain`: it gives
 * out addresses, and runs none of the machines. NULL: none. */
const char *national_registry(struct str domain);
