/* check/rules_matched.h - the user's rules on the message and what is in it; applied once
 * per message, when all that their conditions may name was found. */
#pragma once
#include "check/check.h"

/* Of all checks, for compiling; lives in the arena. */
struct str *rules_variables(struct arena *arena, uint32_t *ret_count);

/* NULL: there are no rules. */
const struct rules_result *rules_matched(struct inspection *in);
/* "part 3", "attachment 2": what was looked through, as the report numbers it. */
struct str rules_place(struct inspection *in, uint32_t target);
const struct rules_target *rules_target(const struct inspection *in, uint32_t target);
/* The evidence of a hit: the bytes where they stand in the message as they are, else the
 * part in which they were found. */
void finding_at_hit(struct finding *finding, const struct rule_hit *hit);
