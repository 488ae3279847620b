/* language/deadline.h - how much time a phrase leaves. */
#pragma once
#include "language/lever.h"

/* Hours from the message's date until what `phrase` says at start..end of the folded
 * text; -1 where nothing can be told, or it lies outside of a year. The end of a day is
 * that of the sender's zone. */
int32_t deadline_hours(const struct folded *text, const struct phrase *phrase,
		       size_t start, size_t end, const struct lever_time *time);
/* The same for a phrase whose number is written in letters. */
int32_t deadline_of_number(const struct phrase *phrase, uint32_t number);
