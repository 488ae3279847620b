/* check/address_in.h - an address as people write it into a text. */
#pragma once
#include "base/str.h"

/* The one around the '@' at `at`; empty where none is. */
struct str address_at(struct str text, size_t at);
/* The one around the first '@' of `text`; empty: none. */
struct str address_in(struct str text);
