/* check/text_test.c - what is hidden in texts that are shown. */
#include "check/check_test.h"

#include <stdio.h>

static struct inspection *mail_with(const char *from, const char *subject,
				    const char *more)
{
	char text[4096];

	snprintf(
	    text, sizeof text,
	    "From: %s\nTo: rcpt@example.jp\nSubject: %s\n%s"
	    "Date: Sun, 01 Jan 2023 10:00:00 +0900\nMessage-ID: <1@a.example>\n\nhello\n",
	    from, subject, more);
	return inspect_text(text, NULL);
}

static const struct {
	const char *name, *from, *subject;
	bool bidi, invisible, nul;
} cases[] = {
	{ "plain", "Ann <ann@a.example>", "hello", false, false, false },
	{ "override in the name", "Ann \u202Efdp.exe <ann@a.example>", "x", true, false,
	  false },
	{ "override in the subject", "ann@a.example", "invoice \u202Efdp.exe", true,
	  false, false },
	{ "override, encoded", "ann@a.example", "=?utf-8?b?4oCuZmRw?=", true, false,
	  false },
	{ "Hebrew", "\u05E9\u05DC\u05D5\u05DD <ann@a.example>", "x", false, false,
	  false },
	{ "Hebrew, embedded", "\u202B\u05E9\u05DC\u05D5\u05DD\u202C <ann@a.example>", "x",
	  false, false, false },
	{ "Hebrew, marked", "\u05E9\u05DC\u05D5\u05DD\u200F <ann@a.example>", "x", false,
	  false, false },
	{ "embedding without Hebrew", "\u202Bann\u202C <ann@a.example>", "x", true, false,
	  false },
	{ "zero width space in a word", "Pay\u200BPal <ann@a.example>", "x", false, true,
	  false },
	{ "zero width in the domain", "ann@ba\u200Bnk.example", "x", false, true, false },
	{ "soft hyphens in the subject", "ann@a.example", "ver\u00ADify", false, true,
	  false },
	{ "tags that spell a word", "ann@a.example", "a\U000E0041\U000E0042", false, true,
	  false },
	{ "family emoji", "ann@a.example", "\U0001F468\u200D\U0001F469\u200D\U0001F467",
	  false, false, false },
	{ "emoji with a selector", "ann@a.example",
	  "\u2764\uFE0F \u26A0\uFE0F 1\uFE0F\u20E3", false, false, false },
	{ "skin and joiner", "ann@a.example", "\U0001F468\U0001F3FD\u200D\U0001F4BB",
	  false, false, false },
	{ "flag of Scotland", "ann@a.example",
	  "\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F", false,
	  false, false },
	{ "Persian with a non-joiner", "ann@a.example",
	  "\u0645\u06CC\u200C\u062E\u0648\u0627", false, false, false },
	{ "Hindi with a joiner", "ann@a.example", "\u0915\u094D\u200D\u0937", false,
	  false, false },
	{ "Kanji with a variation selector", "ann@a.example", "\u845B\U000E0100", false,
	  false, false },
	{ "joiner between Latin letters", "ann@a.example", "a\u200Db", false, true,
	  false },
	{ "encoded NUL in the name", "=?utf-8?q?bank=00?= <ann@a.example>", "x", false,
	  false, true },
	{ "encoded NUL in the address", "=?utf-8?q?x=40bank.example=00?=@a.example", "x",
	  false, false, true },
	{ "encoded line end in the subject", "ann@a.example", "=?utf-8?q?a=0Ab?=", false,
	  false, true },
	{ "folded subject", "ann@a.example", "a\n b", false, false, false },
};

TEST(hidden_characters_are_found_and_lawful_ones_left_alone)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct inspection *in = mail_with(cases[i].from, cases[i].subject, "");

		test_case(cases[i].name);
		test_finding_at(in, "text.bidi", cases[i].bidi, __FILE__, __LINE__);
		test_finding_at(in, "text.invisible", cases[i].invisible, __FILE__,
				__LINE__);
		test_finding_at(in, "text.nul", cases[i].nul, __FILE__, __LINE__);
	}
}

TEST(code_points_are_named)
{
	struct inspection *in = mail_with("Pay\u200BPal <ann@a.example>", "x", "");
	const struct finding *finding = test_fires(in, "text.invisible");

	test_str(finding_text(finding, "cleaned"), "PayPal");
	test_str(finding_value(finding, "code_points")->items[0],
		 "U+200B ZERO WIDTH SPACE");
	in = mail_with("ann@a.example", "\u202Efdp.exe", "");
	finding = test_fires(in, "text.bidi");
	test_str(finding_text(finding, "displayed"), "exe.pdf");
}

TEST(a_raw_nul_in_the_header_is_told)
{
	static const char mail[] = "From: ann@a.example\nX-A: b\0c\n\nhello\n";
	static const char body[] = "From: ann@a.example\n\nhel\0lo\n";

	test_fires(inspect_bytes(str_make(mail, sizeof mail - 1), NULL), "text.nul");
	test_silent(inspect_bytes(str_make(body, sizeof body - 1), NULL), "text.nul");
}

static const struct {
	const char *subject, *more;
	bool fires;
} answers[] = {
	{ "Re: our talk", "", true },
	{ "RE[2]: our talk", "", true },
	{ "返信: お支払い", "", true },
	{ "Re: our talk", "In-Reply-To: <2@a.example>\n", false },
	{ "Re: our talk", "References: <2@a.example>\n", false },
	{ "Regarding our talk", "", false },
	{ "Report", "", false },
	{ "Fwd: our talk", "", false },
};

TEST(an_answer_names_what_it_answers)
{
	for (size_t i = 0; i < COUNT(answers); i++) {
		struct inspection *in =
		    mail_with("ann@a.example", answers[i].subject, answers[i].more);

		test_case(answers[i].subject);
		test_finding_at(in, "text.fake-thread", answers[i].fires, __FILE__,
				__LINE__);
	}
}
