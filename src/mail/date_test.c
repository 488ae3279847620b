/* mail/date_test.c */
#include "mail/date.h"
#include "base/test.h"

static const struct {
	const char *name, *value, *utc; /* NULL: cannot be read */
	int offset;			/* minutes; NO_ZONE where none is known */
	const char *defects;
} cases[] = {
#define NO_ZONE 9999
	{ "as RFC 5322 has it", "Tue, 1 Jul 2003 10:52:37 +0200", "2003-07-01T08:52:37Z",
	  120, "" },
	{ "no weekday, no seconds", "01 Jul 2003 10:52 -0330", "2003-07-01T14:22:00Z",
	  -210, "" },
	{ "zone in words behind", "Sun, 01 Jan 2023 20:41:04 +0800 (CST)",
	  "2023-01-01T12:41:04Z", 480, "" },
	{ "folded", "Thu,\r\n\t13\r\n Feb\r\n 1969 23:32\r\n -0330 (Newfoundland (Time))",
	  "1969-02-14T03:02:00Z", -210, "" },
	{ "zone not told", "Tue, 1 Jul 2003 10:52:37 -0000", "2003-07-01T10:52:37Z",
	  NO_ZONE, "" },
	{ "leap second", "Sat, 31 Dec 2016 23:59:60 +0000", "2017-01-01T00:00:00Z", 0,
	  "" },
	{ "29 February", "Thu, 29 Feb 2024 00:00:00 +0000", "2024-02-29T00:00:00Z", 0,
	  "" },
	{ "no such 29 February", "29 Feb 2023 00:00:00 +0000", NULL, 0, "date.range" },
	{ "century without a leap day", "29 Feb 1900 00:00:00 +0000", NULL, 0,
	  "date.range" },
	{ "hour 24", "1 Jul 2003 24:00:00 +0000", NULL, 0, "date.range" },
	{ "second 61", "1 Jul 2003 10:00:61 +0000", NULL, 0, "date.range" },
	{ "wrong weekday", "Wed, 1 Jul 2003 10:52:37 +0000", "2003-07-01T10:52:37Z", 0,
	  "date.weekday-wrong" },
	{ "GMT", "Tue, 1 Jul 2003 10:52:37 GMT", "2003-07-01T10:52:37Z", 0,
	  "date.zone-obsolete" },
	{ "EST", "Tue, 1 Jul 2003 10:52:37 EST", "2003-07-01T15:52:37Z", -300,
	  "date.zone-obsolete" },
	{ "a military letter says nothing", "Tue, 1 Jul 2003 10:52:37 A",
	  "2003-07-01T10:52:37Z", NO_ZONE, "date.zone-obsolete" },
	{ "Z", "Tue, 1 Jul 2003 10:52:37 Z", "2003-07-01T10:52:37Z", 0,
	  "date.zone-obsolete" },
	{ "JST", "Tue, 1 Jul 2003 10:52:37 JST", "2003-07-01T01:52:37Z", 540,
	  "date.zone-wrong" },
	{ "a zone nobody knows", "Tue, 1 Jul 2003 10:52:37 XYZ", "2003-07-01T10:52:37Z",
	  NO_ZONE, "date.zone-wrong" },
	{ "GMT+0900", "Tue Jul 01 2003 10:52:37 GMT+0900 (Japan Standard Time)",
	  "2003-07-01T01:52:37Z", 540, "date.form date.zone-wrong" },
	{ "zone with a colon", "Tue, 1 Jul 2003 10:52:37 +09:00", "2003-07-01T01:52:37Z",
	  540, "date.zone-wrong" },
	{ "zone of three digits", "Tue, 1 Jul 2003 10:52:37 +900", "2003-07-01T01:52:37Z",
	  540, "date.zone-wrong" },
	{ "zone off the Earth", "Tue, 1 Jul 2003 10:52:37 +9959", "2003-06-27T06:53:37Z",
	  5999, "date.zone-range" },
	{ "zone of 99 minutes", "Tue, 1 Jul 2003 10:52:37 +0999", "2003-07-01T10:52:37Z",
	  NO_ZONE, "date.zone-wrong" },
	{ "no zone", "Tue, 1 Jul 2003 10:52:37", "2003-07-01T10:52:37Z", NO_ZONE,
	  "date.zone-missing" },
	{ "no time", "Tue, 1 Jul 2003", "2003-07-01T00:00:00Z", NO_ZONE,
	  "date.time-missing" },
	{ "two-digit year of this century", "21 Nov 49 09:55:06 +0000",
	  "2049-11-21T09:55:06Z", 0, "date.year-short" },
	{ "two-digit year of the last one", "21 Nov 97 09:55:06 +0000",
	  "1997-11-21T09:55:06Z", 0, "date.year-short" },
	{ "three-digit year", "21 Nov 103 09:55:06 +0000", "2003-11-21T09:55:06Z", 0,
	  "date.year-short" },
	{ "year 0", "1 Jan 0000 00:00:00 +0000", "0000-01-01T00:00:00Z", 0,
	  "date.year-range" },
	{ "year 9999", "31 Dec 9999 23:59:59 +0000", "9999-12-31T23:59:59Z", 0, "" },
	{ "year 12345", "1 Jan 12345 00:00:00 +0000", "+12345-01-01T00:00:00Z", 0,
	  "date.year-range" },
	{ "a year beyond all years", "1 Jan 99999999999999999999 00:00:00 +0000", NULL, 0,
	  "date.unreadable" },
	{ "comments inside", "Tue, 1 (one) Jul 2003 ((tri)cky) 10:52:37 +0200",
	  "2003-07-01T08:52:37Z", 120, "date.comment-inside" },
	{ "comment never closed", "Tue, 1 Jul 2003 ((open) 10:52:37 +0200",
	  "2003-07-01T00:00:00Z", NO_ZONE, "date.time-missing" },
	{ "month in full", "Tue, 1 July 2003 10:52:37 +0000", "2003-07-01T10:52:37Z", 0,
	  "date.names" },
	{ "weekday in full", "Tuesday, 1 Jul 2003 10:52:37 +0000", "2003-07-01T10:52:37Z",
	  0, "date.names" },
	{ "no comma", "Tue 1 Jul 2003 10:52:37 +0000", "2003-07-01T10:52:37Z", 0,
	  "date.form" },
	{ "asctime", "Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z", NO_ZONE,
	  "date.form date.zone-missing" },
	{ "date(1)", "Sun Nov  6 08:49:37 JST 1994", "1994-11-05T23:49:37Z", 540,
	  "date.form date.zone-wrong" },
	{ "RFC 850", "Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z", 0,
	  "date.names date.form date.zone-obsolete date.year-short" },
	{ "ISO 8601", "2023-01-01T12:41:04+09:00", "2023-01-01T03:41:04Z", 540,
	  "date.form date.zone-wrong" },
	{ "ISO 8601, parts of a second", "2023-01-01 12:41:04.567Z",
	  "2023-01-01T12:41:04Z", 0, "date.form date.zone-obsolete" },
	{ "year/month/day", "2023/01/31 12:41:04 +0900", "2023-01-31T03:41:04Z", 540,
	  "date.form" },
	{ "day.month.year", "02.01.2023 12:41:04 +0000", "2023-01-02T12:41:04Z", 0,
	  "date.form" },
	{ "day or month first?", "02/01/2023 12:41:04 +0000", NULL, 0,
	  "date.form date.unreadable" },
	{ "month first, since 13 is no month", "02/13/2023 12:41:04 PM",
	  "2023-02-13T12:41:04Z", NO_ZONE, "date.form date.zone-missing" },
	{ "midnight in English", "2 Jan 2023 12:41:04 AM +0000", "2023-01-02T00:41:04Z",
	  0, "date.form" },
	{ "no blank before the zone", "Tue, 1 Jul 2003 10:52:37+0200",
	  "2003-07-01T08:52:37Z", 120, "" },
	{ "words behind", "Tue, 1 Jul 2003 10:52:37 +0200 hello", "2003-07-01T08:52:37Z",
	  120, "date.trailing" },
	{ "POSIX zone", "Thu, 10 Jul 1997 14:53:31 EST5EDT", "1997-07-10T19:53:31Z", -300,
	  "date.zone-obsolete date.trailing" },
	{ "nothing", "", NULL, 0, "date.unreadable" },
	{ "words", "yesterday", NULL, 0, "date.trailing date.unreadable" },
	{ "a number", "1234567890", NULL, 0, "date.unreadable" },
	{ "half a date", "Tue, 1 Jul", NULL, 0, "date.unreadable" },
	{ "before 1970", "31 Dec 1969 23:59:59 +0000", "1969-12-31T23:59:59Z", 0, "" },
};

static struct str defect_ids(const struct defects *defects)
{
	struct str all = STR("");

	for (uint32_t i = 0; i < defects->count; i++)
		all = arena_printf(test_arena(), "%.*s%s%s", STR_ARG(all),
				   all.n ? " " : "", defects->items[i].id);
	return all;
}

TEST(date_parse_reads_what_is_found)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str value = test_copy(cases[i].value);
		struct defects defects = { .arena = test_arena(), .input = value };
		char text[DATE_TEXT];
		struct date date;

		test_case(cases[i].name);
		date_parse(test_arena(), value, &defects, &date);
		test_str_n(defect_ids(&defects), str_c(cases[i].defects));
		test_int(date.ok, cases[i].utc != NULL);
		if (!date.ok)
			continue;
		test_str(date_iso(date.utc, text), cases[i].utc);
		test_int(date.zone_known, cases[i].offset != NO_ZONE);
		test_int(date.offset_minutes, date.zone_known ? cases[i].offset : 0);
	}
}

static const struct {
	const char *value;
	bool lawful;
	int weekday;
	const char *zone;
} facts[] = {
	{ "Tue, 1 Jul 2003 10:52:37 +0200", true, 2, "+0200" },
	{ "Tue, 1 Jul 2003 10:52:37 +0200 (CEST)", true, 2, "+0200 (CEST)" },
	{ "1 Jul 2003 10:52:37 -0000", true, -1, "-0000" },
	{ "Tue, 1 Jul 2003 10:52:37 GMT", false, 2, "GMT" },
	{ "Tue, 1 Jul 2003 10:52:37 GMT+09:00", false, 2, "GMT+09:00" },
	{ "Tue, 1 Jul 2003 10:52:37+0200", false, 2, "+0200" },
	{ "Wed, 1 Jul 2003 10:52:37 +0200", false, 3, "+0200" },
	{ "Tue, 1 Jul 2003 10:52:37", false, 2, "" },
	{ "Tue, 1 Jul 03 10:52:37 +0200", false, 2, "+0200" },
	{ "Tue, 1 Jul 2003 10:52:37 +1500", false, 2, "+1500" },
};

TEST(date_parse_keeps_zone_and_weekday_as_written)
{
	for (size_t i = 0; i < COUNT(facts); i++) {
		struct date date;

		test_case(facts[i].value);
		date_parse(test_arena(), test_copy(facts[i].value), NULL, &date);
		test_int(date.lawful, facts[i].lawful);
		test_int(date.weekday, facts[i].weekday);
		test_str(date.zone, facts[i].zone);
		test_int(date.weekday_wrong, date.weekday == 3);
	}
}

TEST(date_parse_takes_any_amount_of_noise_in_linear_time)
{
	static char noise[1 << 20];
	const char *bytes = "(:,+1aJ ";

	for (const char *c = bytes; *c; c++) {
		struct date date;

		memset(noise, *c, sizeof noise);
		date_parse(test_arena(), str_make(noise, sizeof noise), NULL, &date);
		test_true(!date.ok);
	}
}

static const struct {
	const char *text, *want; /* NULL: none */
} isos[] = {
	{ "2023-01-02T10:00:00+09:00", "2023-01-02T10:00:00+09:00" },
	{ "2023-01-02T10:00:00-0330", "2023-01-02T10:00:00-03:30" },
	{ "2023-01-02 10:00", "2023-01-02T10:00:00+00:00" },
	{ "2023-01-02", "2023-01-02T00:00:00+00:00" },
	{ "2023-01-02T10:00:00.123Z", "2023-01-02T10:00:00+00:00" },
	{ "2023-02-30", NULL },
	{ "2023-01-02T24:00Z", NULL },
	{ "2023-01-02T10:00:", NULL },
	{ "2023-01-02T10:00:00 JST", NULL },
	{ "2023-1-2", NULL },
	{ "2023-01-02T10:00:00Zulu", NULL },
	{ "", NULL },
	{ "2023-01-02T10", NULL },
};

TEST(civil_from_iso_is_strict)
{
	for (size_t i = 0; i < COUNT(isos); i++) {
		char text[DATE_TEXT];
		int32_t offset;
		int64_t utc;

		test_case(isos[i].text);
		test_int(civil_from_iso(test_copy(isos[i].text), &utc, &offset),
			 isos[i].want != NULL);
		if (isos[i].want)
			test_str(date_iso_at(utc, offset, text), isos[i].want);
	}
}

TEST(date_iso_bears_the_ends_of_time)
{
	char text[DATE_TEXT];

	test_true(date_iso_at(INT64_MAX, 1439, text).n < DATE_TEXT);
	test_true(date_iso_at(INT64_MIN, INT32_MIN, text).n < DATE_TEXT);
}
