/* check/address_in.h - an address as people write it into a text. */
#pragma once
#include "base/str.h"

/* The first one in `text`, which is a line or less; empty: none. */
struct str address_in(struct str text);
