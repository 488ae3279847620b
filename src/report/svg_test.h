/* report/svg_test.h - is a picture well-formed, and is there nothing in it that acts or
 * asks? For unit tests and the fuzz target; a reader of its own. */
#pragma once
#include "base/str.h"

/* NULL: it is; else what is wrong with it. */
const char *svg_wrong(struct str svg);
