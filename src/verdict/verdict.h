/* verdict/verdict.h - the two answers, class, score, category, open questions. */
#pragma once
#include "check/inspection.h"

void verdict_reach(struct inspection *in);
const char *verdict_class_name(enum verdict_class class_); /* "fraudulent", … */
