/* lookup/list_file_test.c */
#include "lookup/list_file.h"
#include "base/test.h"
#include "reputation/copy.h"

static const char rows_of_jpcert[] =
    "date,URL,description\r\n"
    "2021/10/06 09:00:00,https://a.old.example?Rcode=1013000000&next=,Oak Road\r\n"
    "2022-04-01,https://b.old.example/?Rcode=1013000000&next=1013000000,Oak Road\r\n"
    "2022-05-01,HTTP://Site.Example:8080/Login/./index.html#x,Elm Bank\n"
    "2022-05-02,https://site.example/other,Elm Bank\n"
    "2022-05-03,https://news.example/?utm_source=newsletter&utm_medium=email,Fir\n"
    "2022-05-04,https://short.example/?id=12,Fir\n"
    "no url here,at all\n"
    "# https://comment.example/\n";

static struct copy_answer ask(const char *id, const char *rows, const char *url)
{
	struct list_file *list = list_file_new(id);
	struct copy_answer answer = { 0 };
	struct buf out;

	test_true(list_file_add(list, test_copy(rows), STR("2025-10-31")));
	list_file_index(list);
	buf_init(&out, 0);
	list_file_answer(list, test_arena(), test_copy(url), &out);
	test_true(
	    copy_read(test_arena(), arena_str(test_arena(), buf_peek(&out)), &answer));
	buf_fini(&out);
	list_file_free(list);
	return answer;
}

static const struct {
	const char *name, *url;
	unsigned by_url, by_host, by_query;
} cases[] = {
	{ "the page, spelled otherwise", "https://SITE.example/Login/index.html", 1, 1,
	  0 },
	{ "another page of the host", "http://site.example/third", 0, 2, 0 },
	{ "the query, also with a value left out",
	  "https://new.example/?Rcode=1013000000&next=1013000000", 0, 0, 2 },
	{ "another value", "https://new.example/?Rcode=1013000001&next=1013000000", 0, 0,
	  0 },
	{ "another order", "https://new.example/?next=1013000000&Rcode=1013000000", 0, 0,
	  0 },
	{ "a further name", "https://new.example/?Rcode=1013000000&next=&x=1", 0, 0, 0 },
	{ "a counter's query",
	  "https://new.example/?utm_source=newsletter&utm_medium=email", 0, 0, 0 },
	{ "a query that anybody writes", "https://new.example/?id=12", 0, 0, 0 },
	{ "nothing known", "https://new.example/", 0, 0, 0 },
	{ "a name that ends alike", "https://bsite.example/other", 0, 0, 0 },
	{ "a comment", "https://comment.example/", 0, 0, 0 },
	{ "no URL", "", 0, 0, 0 },
};

TEST(list_file_finds_pages_hosts_and_queries)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct copy_answer answer;

		test_case(cases[i].name);
		answer = ask("jpcert", rows_of_jpcert, cases[i].url);
		test_int((long long)answer.found[COPY_BY_URL], cases[i].by_url);
		test_int((long long)answer.found[COPY_BY_HOST], cases[i].by_host);
		test_int((long long)answer.found[COPY_BY_QUERY], cases[i].by_query);
		test_int((long long)answer.rows, 6);
		test_str(answer.as_of, "2025-10-31");
	}
}

static const struct {
	const char *id, *rows, *url, *date, *text;
} forms[] = {
	{ "jpcert", "2021/10/06,https://a.example/x,Oak\n", "https://a.example/x",
	  "2021-10-06", "Oak" },
	{ "openphish", "https://a.example/x\n", "https://a.example/x", "", "" },
	{ "phishtank",
	  "phish_id,url,phish_detail_url,submission_time,verified,verification_time,"
	  "online,target\n"
	  "7,\"https://a.example/x\",http://d.example/,2022-05-01T00:00:00+00:00,yes,"
	  "2022-05-02T00:00:00+00:00,yes,\"Oak, Ltd\"\n",
	  "https://a.example/x", "2022-05-01", "Oak, Ltd" },
	{ "urlhaus",
	  "# id,dateadded,url\n\"1\",\"2022-05-01 "
	  "10:00:00\",\"https://a.example/x\",\"online\",\"2022-05-02\","
	  "\"malware_download\",\"elf\"\n",
	  "https://a.example/x", "2022-05-01", "malware_download" },
	{ "jpcert", "2021/10/06,\"https://a.example/x,y\",\"a \"\"b\"\"\"\n",
	  "https://a.example/x,y", "2021-10-06", "a \"\"b\"\"" },
	{ "jpcert", "\"https://a.example/x", "https://a.example/x", "", "" },
};

TEST(list_file_reads_the_forms_of_its_publishers)
{
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct copy_answer answer;

		test_case(forms[i].rows);
		answer = ask(forms[i].id, forms[i].rows, forms[i].url);
		test_int(answer.count, 1);
		if (answer.count == 0)
			continue;
		test_str(answer.matches[0].date, forms[i].date);
		test_str(answer.matches[0].text, forms[i].text);
	}
}

TEST(list_file_shows_some_and_counts_the_rest)
{
	struct str rows = STR("");
	struct copy_answer answer;

	for (int i = 0; i < 50; i++)
		rows = arena_printf(test_arena(), "%.*shttps://a.example/%d\n",
				    STR_ARG(rows), i);
	answer = ask("openphish", arena_concat(test_arena(), rows, STR("\0")).p,
		     "https://a.example/x");
	test_int((long long)answer.found[COPY_BY_HOST], 50);
	test_int(answer.count, 8);
}

TEST(list_file_of_several_has_the_newest_date)
{
	struct list_file *list = list_file_new("jpcert");

	test_true(list_file_add(list, STR("https://a.example/\n"), STR("2025-10-31")));
	test_true(list_file_add(list, STR("https://b.example/"), STR("2024-01-01")));
	test_str(list_file_as_of(list), "2025-10-31");
	list_file_free(list);
}
