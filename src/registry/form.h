/* registry/form.h - how each server wants to be asked. */
#pragma once
#include "base/arena.h"

/* The query for a domain or an address at that WHOIS server; most take it as it is. */
struct str form_domain(struct arena *arena, struct str server, struct str name);
struct str form_address(struct arena *arena, struct str server, struct str address);
/* The WHOIS server of a regional registry, by the word that its neighbours write when
 * they point there ("ARIN"); empty: none. These five are known; nothing is guessed. */
struct str form_region(struct str word);
