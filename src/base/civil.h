/* base/civil.h - days and hours as people write them. */
#pragma once

#include "base/str.h"

struct civil {
	int64_t year;
	int month, day, hour, minute, second,
	    weekday; /* month 1..12, weekday 0 = Sunday */
};
/* Proleptic Gregorian, for any 64-bit year that seconds can reach. */
void civil_from_utc(int64_t utc, int32_t offset_minutes, struct civil *ret);
int64_t civil_to_utc(const struct civil *civil); /* fields taken as UTC */
bool civil_is_possible(const struct civil *civil);

/* RFC 3339 as users and profiles write it: seconds and zone (UTC then) may be missing, or
 * the time at all. */
bool civil_from_iso(struct str text, int64_t *ret_utc, int32_t *ret_offset_minutes);
