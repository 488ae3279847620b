/* record/visual.h - the order in which a text is displayed (UAX 9). */
#pragma once
#include "base/arena.h"

/* `text` in that order, by the Unicode bidirectional algorithm; long texts as they are.
 */
struct str visual_order(struct arena *arena, struct str text);
/* Does a control in it (LRO, RLO) turn letters round whatever these are? */
bool visual_is_turned(struct str text);
