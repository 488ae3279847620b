/* mail/date.h - date-time (RFC 5322, 3.3 and 4.3) and the shapes that are found.
 *
 * 64-bit seconds, no locale, no time zone database: a zone is what stands
 * there. Obsolete zones ("GMT", "EST", military letters) and comments are read;
 * wrong ones ("+9999", "JST" alone, two-digit years, month in full, asctime
 * order, ISO 8601) are read with a defect where there is one sensible reading. */
#pragma once
#include "base/civil.h"
#include "mail/defect.h"

struct date {
	bool ok;
	int64_t utc;		/* seconds since 1970; only where ok */
	int32_t offset_minutes; /* east of UTC; only where zone_known */
	bool zone_known;	/* "-0000", or none: false, read as UTC */
	bool lawful;		/* RFC 5322, obsolete forms not counted in */
	int8_t weekday;		/* as written, 0 = Sunday; -1 where none was */
	bool weekday_wrong;
	struct str zone; /* as written: "+0900", "EST", "+0900 (JST)" */
	struct str raw;
};

/* `value` may be folded. Defects: date.*; `defects` may be NULL. Arena is for a
 * copy of a folded value only. */
void date_parse(struct arena *arena, struct str value, struct defects *defects,
		struct date *ret);

/* "2023-01-01T12:41:04Z" into `out`; with an offset "…+09:00". */
enum { DATE_TEXT = 40 };
struct str date_iso(int64_t utc, char out[DATE_TEXT]);
struct str date_iso_at(int64_t utc, int32_t offset_minutes, char out[DATE_TEXT]);
