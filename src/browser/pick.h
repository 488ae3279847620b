/* browser/pick.h - one value out of a JSON object that Chromium sent.
 *
 * Nothing is copied but texts with escapes in them. What is not there, or is of another
 * kind, is empty: no message of Chromium's is trusted to be whole. */
#pragma once
#include "base/json_read.h"

/* The member as it is written, "{…}", "\"text\"", "12"; empty: there is none. */
struct str pick(struct arena *arena, struct str object, const char *key);
struct str pick_text(struct arena *arena, struct str object, const char *key);
/* A whole number; what stands behind its point is left out. 0: none. */
uint64_t pick_number(struct arena *arena, struct str object, const char *key);
bool pick_true(struct arena *arena, struct str object, const char *key);
/* The items of an array, one after the other; false at its end. Begin with a walk of
 * pick_items(). */
struct json_walk pick_items(struct arena *arena, struct str object, const char *key);
bool pick_next(struct json_walk *walk, struct str *ret);
