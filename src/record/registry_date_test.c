/* record/registry_date_test.c */
#include "record/registry_date.h"

#include "base/test.h"

static const struct {
	const char *name, *text, *want;
	enum registry_zone zone;
} cases[] = {
	{ "ICANN", "2013-06-29T09:26:18Z", "2013-06-29T09:26:18Z", REGISTRY_ZONE_STATED },
	{ "a fraction", "2013-06-29T09:26:18.123456Z", "2013-06-29T09:26:18Z",
	  REGISTRY_ZONE_STATED },
	{ "east", "2011-01-13T15:45:18+01:00", "2011-01-13T14:45:18Z",
	  REGISTRY_ZONE_STATED },
	{ "west, without a colon", "2012-05-16 09:28:56 -0400", "2012-05-16T13:28:56Z",
	  REGISTRY_ZONE_STATED },
	{ "two digits of a zone", "2010-07-18 15:15:39+03", "2010-07-18T12:15:39Z",
	  REGISTRY_ZONE_STATED },
	{ "a zone in parentheses", "2015/01/14 11:50:03 (JST)", "2015-01-14T02:50:03Z",
	  REGISTRY_ZONE_STATED },
	{ "GMT and hours", "2010-02-03 10:00:00 (GMT+3:00)", "2010-02-03T07:00:00Z",
	  REGISTRY_ZONE_STATED },
	{ "no zone", "2010-02-03 10:00:00", "2010-02-03T10:00:00Z",
	  REGISTRY_ZONE_ASSUMED },
	{ "an unknown zone", "2010-02-03 10:00:00 XST", "2010-02-03T10:00:00Z",
	  REGISTRY_ZONE_ASSUMED },
	{ "day alone", "2010-02-03", "2010-02-03", 0 },
	{ "dots, year first", "1995. 03. 20.", "1995-03-20", 0 },
	{ "packed", "20140921", "2014-09-21", 0 },
	{ "packed with time", "20140903121852", "2014-09-03T12:18:52Z",
	  REGISTRY_ZONE_ASSUMED },
	{ "dots, day first", "31.12.2010 03:39:20", "2010-12-31T03:39:20Z",
	  REGISTRY_ZONE_ASSUMED },
	{ "short", "1.2.2003", "2003-02-01", 0 },
	{ "strokes, day first", "03/04/2020", "2020-04-03", 0 },
	{ "strokes, a month that none is", "03/14/2020", "2020-03-14", 0 },
	{ "a named month", "12-Feb-2006 18:08:52 UTC", "2006-02-12T18:08:52Z",
	  REGISTRY_ZONE_STATED },
	{ "a Spanish month", "16-abr-1997", "1997-04-16", 0 },
	{ "two digits of a year", "01-Jan-05", "2005-01-01", 0 },
	{ "an ordinal", "Monday 16th Jun 2014", "2014-06-16", 0 },
	{ "a month in full", "30th April 2003", "2003-04-30", 0 },
	{ "month first, in words", "May 22 2002", "2002-05-22", 0 },
	{ "asctime", "Tue Feb 10 09:42:42 2004", "2004-02-10T09:42:42Z",
	  REGISTRY_ZONE_ASSUMED },
	{ "asctime with a zone", "Mon Mar 23 23:59:59 GMT 2009", "2009-03-23T23:59:59Z",
	  REGISTRY_ZONE_STATED },
	{ "year, name, day", "2001-Aug-23.", "2001-08-23", 0 },
	{ "Japanese", "2015年3月20日", "2015-03-20", 0 },
	{ "words around", "hostmaster@example.net 20021013", "2002-10-13", 0 },
	{ "a month alone", "before Aug-1996", "1996-08-01", 0 },
	{ "a pattern behind", "2011-11-09 (YYYY-MM-DD)", "2011-11-09", 0 },
	{ "never", "0000-00-00", NULL, 0 },
	{ "null", "null", NULL, 0 },
	{ "nothing", "", NULL, 0 },
	{ "no such day", "2010-02-31", NULL, 0 },
	{ "no such month", "2010-13-01", NULL, 0 },
	{ "an address", "192.0.2.1", NULL, 0 },
	{ "a number", "1234567", NULL, 0 },
};

TEST(registry_date_reads_what_each_registry_writes)
{
	static const struct registry_dates plain;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct registry_time time;
		char text[REGISTRY_TIME_TEXT];
		bool ok;

		test_case(cases[i].name);
		ok = registry_date_parse(test_copy(cases[i].text), &plain, &time);
		test_int(ok, cases[i].want != NULL);
		if (!ok || !cases[i].want)
			continue;
		test_str(registry_time_text(&time, text), cases[i].want);
		if (!time.day_only)
			test_int(time.zone, cases[i].zone);
	}
}

TEST(registry_date_knows_the_zone_of_a_registry)
{
	const struct registry_dates china = { .zone_known = true, .zone_minutes = 480 };
	struct registry_time time;
	char text[REGISTRY_TIME_TEXT];

	test_true(registry_date_parse(test_copy("2022-03-11 12:25:57"), &china, &time));
	test_str(registry_time_text(&time, text), "2022-03-11T04:25:57Z");
	test_int(time.zone, REGISTRY_ZONE_KNOWN);
	/* a day stays the registry's day */
	test_true(registry_date_parse(test_copy("2022-03-11"), &china, &time));
	test_str(registry_time_text(&time, text), "2022-03-11");
	/* what is stated counts more */
	test_true(registry_date_parse(test_copy("2022-03-11T12:00:00Z"), &china, &time));
	test_str(registry_time_text(&time, text), "2022-03-11T12:00:00Z");
}

static const struct {
	const char *name, *text;
	bool month_first;
} orders[] = {
	{ "a day of more than twelve", "a: 30/12/2017\nb: 03/04/2017\n", false },
	{ "in the second place", "a: 06/11/2013\nb: 01/31/2018\n", true },
	{ "said so", "% date format: DD/MM/YYYY\na: 03/04/2017\n", false },
	{ "said so, the other way", "% format: MM/DD/YYYY\na: 03/04/2017\n", true },
	{ "both", "a: 30/12/2017\nb: 12/30/2017\n", false },
	{ "nothing tells", "a: 03/04/2017\n", false },
	{ "a path", "http://www.example/06/31/2018x\n", false },
};

TEST(registry_dates_learns_the_order_from_the_other_dates)
{
	for (size_t i = 0; i < COUNT(orders); i++) {
		struct registry_dates dates = { .month_first = false };

		test_case(orders[i].name);
		registry_dates_learn(test_copy(orders[i].text), &dates);
		test_int(dates.month_first, orders[i].month_first);
	}
}
