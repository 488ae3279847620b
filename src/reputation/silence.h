/* reputation/silence.h - why a list gave no answer, in the report's words. */
#pragma once

#include "door/answer.h"

/* The list was not asked at all. */
bool silence_is_unasked(const struct answer *answer);

/* N_(), or what the answer says; NULL: there is an answer. */
const char *silence_of(struct arena *arena, const struct answer *answer);
