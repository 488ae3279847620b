/* link/host_mapping.h - what newer versions of UTS 46 do with a character before ICU is
 * asked; only host.c includes it.
 *
 * Unicode 15.1 and 16 turned characters from "disallowed" into "mapped" or "ignored":
 * browsers follow, and a name with a Hangul filler inside leads to the name without it.
 * ICU 72, which Debian 12 has, does not know. */
#pragma once
#include "base/arena.h"

/* A slice of `name` where it holds none of them. */
struct str host_map_newer(struct arena *arena, struct str name);
