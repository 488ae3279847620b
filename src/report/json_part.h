/* report/json_part.h - one part of a message as JSON. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"

void json_part(struct json *json, const struct inspection *in, const struct part *part);
/* What a person reads of a text part: of HTML the text, not the source. STR_NONE for
 * parts that are no text. */
struct str part_seen_text(const struct inspection *in, const struct part *part);
