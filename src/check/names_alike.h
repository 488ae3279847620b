/* check/names_alike.h - two labels of domains that the eye takes for one. */
#pragma once
#include "base/str.h"

/* They differ by one letter, or by letters that look the same: "northfleld" and
 * "northfield". Names too short for it to mean anything do not. */
bool names_look_alike(struct str a, struct str b);
