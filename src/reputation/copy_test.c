/* reputation/copy_test.c */
#include "reputation/copy.h"
#include "base/test.h"

TEST(copy_reads_what_was_found)
{
	struct copy_answer answer;

	test_true(copy_read(
	    test_arena(),
	    STR("{\"list\":\"jpcert\",\"as_of\":\"2025-10-31\",\"rows\":257935,"
		"\"matches\":[{\"by\":\"url\",\"url\":\"https://a.example/\",\"date\":"
		"\"2021-10-06\",\"text\":\"Oak\"},{\"by\":\"query\",\"url\":\"https://"
		"b.example/?x\"},{\"by\":\"dream\",\"url\":\"https://c.example/\"}],"
		"\"found\":{\"url\":1,\"host\":0,\"query\":12,\"dream\":3}}"),
	    &answer));
	test_str(answer.as_of, "2025-10-31");
	test_int((long long)answer.rows, 257935);
	test_int(answer.count, 2);
	test_int(answer.matches[1].by, COPY_BY_QUERY);
	test_str(answer.matches[0].text, "Oak");
	test_str(answer.matches[1].date, "");
	test_int((long long)answer.found[COPY_BY_QUERY], 12);
}

TEST(copy_takes_nothing_else)
{
	static const char *const broken[] = { "",  "[]",
					      "{", "{\"matches\":[{]}",
					      "x", "{\"rows\":\"many\"}" };
	struct copy_answer answer;

	for (size_t i = 0; i < COUNT(broken); i++) {
		test_case(broken[i]);
		test_true(!copy_read(test_arena(), test_copy(broken[i]), &answer));
	}
}
