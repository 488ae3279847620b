/* check/when_date_test.c - what the Date says. */
#include "check/check_test.h"

#include <stdio.h>

static const char *const all[] = { "when.date-missing", "when.date-malformed",
				   "when.date-far", "when.weekday-wrong" };

static const struct {
	const char *name, *date, *finds; /* one of `all`, or NULL */
} cases[] = {
	{ "plain", "Date: Sun, 01 Jan 2023 10:00:00 +0900\n", NULL },
	{ "obsolete", "Date: Sun, 01 Jan 2023 01:00:00 GMT\n", NULL },
	{ "none", "", "when.date-missing" },
	{ "ISO 8601", "Date: 2023-01-01T10:00:00+0900\n", "when.date-malformed" },
	{ "two-digit year", "Date: Sun, 01 Jan 23 10:00:00 +0900\n",
	  "when.date-malformed" },
	{ "impossible zone", "Date: Sun, 01 Jan 2023 10:00:00 +9959\n",
	  "when.date-malformed" },
	{ "no date", "Date: yesterday\n", "when.date-malformed" },
	{ "three hours ahead", "Date: Sun, 01 Jan 2023 13:10:00 +0900\n",
	  "when.date-far" },
	{ "an hour ahead", "Date: Sun, 01 Jan 2023 11:00:00 +0900\n", NULL },
	{ "a week ago", "Date: Sun, 25 Dec 2022 10:00:00 +0900\n", "when.date-far" },
	{ "four days ago", "Date: Wed, 28 Dec 2022 10:00:00 +0900\n", NULL },
	{ "wrong weekday", "Date: Mon, 01 Jan 2023 10:00:00 +0900\n",
	  "when.weekday-wrong" },
};

TEST(each_oddity_of_the_date_is_found_and_nothing_else)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct inspection *in;
		char text[2048];

		snprintf(text, sizeof text,
			 "Received: from mail.a.example (mail.a.example [203.0.113.7])\n"
			 "\tby mx.example.jp (Postfix) with ESMTPS id 4ABCDE12345;\n"
			 "\tSun, 01 Jan 2023 10:00:02 +0900 (JST)\n"
			 "From: ann@a.example\nTo: rcpt@example.jp\nSubject: x\n%s"
			 "Message-ID: <1@a.example>\n\nhello\n",
			 cases[i].date);
		test_case(cases[i].name);
		in = inspect_text(text, NULL);
		for (size_t k = 0; k < COUNT(all); k++) {
			bool wanted =
			    cases[i].finds && strcmp(cases[i].finds, all[k]) == 0;

			/* A zone off the Earth moves the time as well. */
			if (strcmp(cases[i].name, "impossible zone") == 0 &&
			    strcmp(all[k], "when.date-far") == 0)
				continue;
			test_finding_at(in, all[k], wanted, __FILE__, __LINE__);
		}
	}
}
