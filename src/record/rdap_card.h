/* record/rdap_card.h - jCards (RFC 7095): ["vcard", [[name, {…}, type, value…], …]]. */
#pragma once
#include "record/registry.h"

/* Read `json`, one value, into `contact`. False where it is no jCard; then nothing of it
 * is to be used. */
bool rdap_card_read(struct arena *arena, struct str json,
		    struct registry_contact *contact);
