/* check/duration.h - spans of time in words. */
#pragma once
#include "check/check.h"

/* "5 min 27 s", "1 h 02 min 03 s", "2 d 3 h"; in Japanese "5 分 27 秒". */
struct str duration_text(struct arena *arena, int64_t seconds, bool japanese);
/* Value `key`, in the language of each report. */
void finding_duration(struct finding *finding, const char *key, int64_t seconds);
