/* reputation/urlhaus_test.c */
#include "reputation/urlhaus.h"
#include "base/test.h"

static const struct {
	const char *name, *body;
	enum urlhaus_state state;
	const char *now, *threat, *date;
	uint64_t urls;
} cases[] = {
	{ "a URL",
	  "{\"query_status\":\"ok\",\"id\":\"105821\",\"url_status\":\"online\",\"host\":"
	  "\"a.example\",\"date_added\":\"2019-01-19 01:33:26 UTC\",\"threat\":"
	  "\"malware_download\",\"blacklists\":{\"surbl\":\"not "
	  "listed\"},\"tags\":[\"x\"],"
	  "\"payloads\":null}",
	  URLHAUS_LISTED, "online", "malware_download", "2019-01-19 01:33:26 UTC", 0 },
	{ "a host",
	  "{\"query_status\":\"ok\",\"firstseen\":\"2019-01-15 07:09:01 "
	  "UTC\",\"url_count\":"
	  "\"120\",\"urls\":[{\"url_status\":\"offline\"}]}",
	  URLHAUS_LISTED, "", "", "2019-01-15 07:09:01 UTC", 120 },
	{ "a count that is a number", "{\"url_count\":7,\"query_status\":\"ok\"}",
	  URLHAUS_LISTED, "", "", "", 7 },
	{ "nothing", "{\"query_status\":\"no_results\"}", URLHAUS_NONE, "", "", "", 0 },
	{ "nonsense was asked", "{\"query_status\":\"invalid_url\"}", URLHAUS_REFUSED, "",
	  "", "", 0 },
	{ "odd values",
	  "{\"query_status\":\"ok\",\"url_status\":{},\"threat\":[1],\"date_added\":null,"
	  "\"url_count\":\"many\"}",
	  URLHAUS_LISTED, "", "", "", 0 },
};

TEST(urlhaus_reads_what_the_service_says)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct urlhaus got;

		test_case(cases[i].name);
		test_true(urlhaus_read(test_arena(), test_copy(cases[i].body), &got));
		test_int(got.state, cases[i].state);
		test_str(got.now, cases[i].now);
		test_str(got.threat, cases[i].threat);
		test_str(got.date, cases[i].date);
		test_int((long long)got.urls, (long long)cases[i].urls);
	}
}

TEST(urlhaus_takes_nothing_else)
{
	static const char *const broken[] = {
		"",
		"[]",
		"{}",
		"{",
		"<html>",
		"{\"query_status\":null}",
		"{\"query_status\":\"ok\"",
		"{\"query_status\":\"ok\"} x",
	};
	struct urlhaus got;

	for (size_t i = 0; i < COUNT(broken); i++) {
		test_case(broken[i]);
		test_true(!urlhaus_read(test_arena(), test_copy(broken[i]), &got));
	}
}
