#include "language/quotation.h"
#include "base/test.h"

/* The text with what is quoted between '{' and '}', kinds in front: a, f, c. */
static struct str marked(const char *text)
{
	struct str copy = test_copy(text), out = STR("");
	struct quotations found;
	size_t at = 0;

	quotations_find(test_arena(), copy, &found);
	for (uint32_t i = 0; i < found.count; i++) {
		const struct quotation *one = &found.items[i];

		out =
		    arena_printf(test_arena(), "%.*s%.*s{%c%.*s}", STR_ARG(out),
				 STR_ARG(str_sub(copy, at, one->start)), "afc"[one->kind],
				 STR_ARG(str_sub(copy, one->start, one->end)));
		at = one->end;
	}
	return arena_printf(test_arena(), "%.*s%.*s", STR_ARG(out),
			    STR_ARG(str_skip(copy, at)));
}

static const struct {
	const char *name, *text, *marked;
} cases[] = {
	{ "nothing quoted", "Dear all,\npay now.\n", "Dear all,\npay now.\n" },
	{ "lines behind >", "No.\n> a\n> b\nYes.\n", "No.\n{a> a\n> b\n}Yes.\n" },
	{ "an attribution over such lines",
	  "On Mon, 2 Jan 2023, Ann <a@b.example> wrote:\n> a\n\nNo.\n",
	  "On Mon, 2 Jan 2023, Ann <a@b.example> wrote:\n{a> a\n}\nNo.\n" },
	{ "an attribution above a page's quotation",
	  "No.\nOn Mon, 2 Jan 2023 at 10:00, Ann wrote:\na\nb\n",
	  "No.\n{aOn Mon, 2 Jan 2023 at 10:00, Ann wrote:\na\nb\n}" },
	{ "folded by its program",
	  "No.\nOn Mon, 2 Jan 2023 at 10:00, Ann <a@b.example>\nwrote:\na\n",
	  "No.\nOn Mon, 2 Jan 2023 at 10:00, Ann <a@b.example>\n{awrote:\na\n}" },
	{ "without a verb", "了解\n2023年1月2日(月) 10:00 Taro <taro@b.example>:\n本文\n",
	  "了解\n{a2023年1月2日(月) 10:00 Taro <taro@b.example>:\n本文\n}" },
	{ "German", "Nein.\nAm 02.01.2023 um 10:00 schrieb Ann:\na\n",
	  "Nein.\n{aAm 02.01.2023 um 10:00 schrieb Ann:\na\n}" },
	{ "somebody's words", "He wrote:\nI pay.\n", "He wrote:\nI pay.\n" },
	{ "a rule", "See below.\n---------- Forwarded message ---------\nFrom: a\nx\n",
	  "See below.\n{f---------- Forwarded message ---------\nFrom: a\nx\n}" },
	{ "Apple", "See below.\nBegin forwarded message:\n\nFrom: a\n",
	  "See below.\n{fBegin forwarded message:\n\nFrom: a\n}" },
	{ "a rule before an answered mail", "No.\n-----Original Message-----\nx\n",
	  "No.\n{a-----Original Message-----\nx\n}" },
	{ "Japanese", "了解\n-----元のメッセージ-----\nx\n",
	  "了解\n{a-----元のメッセージ-----\nx\n}" },
	{ "a header alone", "No.\nFrom: Ann\nSent: Monday\nTo: Bob\nSubject: x\n\npay\n",
	  "No.\n{fFrom: Ann\nSent: Monday\nTo: Bob\nSubject: x\n\npay\n}" },
	{ "Outlook in Japanese",
	  "了解\n差出人: Ann\n送信日時: 2023年1月2日\n宛先: Bob\n件名: x\n\n本文\n",
	  "了解\n{f差出人: Ann\n送信日時: 2023年1月2日\n宛先: Bob\n件名: x\n\n本文\n}" },
	{ "a form's line", "Trip\nFrom: Tokyo\nTo: Osaka\nFare: 100\n",
	  "Trip\nFrom: Tokyo\nTo: Osaka\nFare: 100\n" },
	{ "a signature is no quotation", "Hi\n-- \nAnn\n", "Hi\n-- \nAnn\n" },
	{ "all of it quoted is nobody else's",
	  "---------- Forwarded message ---------\npay\n",
	  "---------- Forwarded message ---------\npay\n" },
	{ "so are > lines alone", "> pay\n> now\n", "> pay\n> now\n" },
	{ "a line that never ends its mark", "Hi\nOn Monday Ann wrote",
	  "Hi\nOn Monday Ann wrote" },
	{ "empty", "", "" },
};

TEST(quotations_are_found_by_their_marks)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_str(marked(cases[i].text), cases[i].marked);
	}
}

TEST(a_forwarded_mail_says_from_whom)
{
	struct quotations found;

	quotations_find(test_arena(),
			test_copy("FYI\n-------- Forwarded Message --------\n"
				  "Subject: x\nFrom: Ann <a@b.example>\n\ny\n"),
			&found);
	test_int(found.count, 1);
	test_str(found.items[0].from, "Ann <a@b.example>");
}

TEST(each_place_is_found_again)
{
	struct quotations found;

	quotations_find(test_arena(), test_copy("a\n> b\nc\n> d\n"), &found);
	test_int(found.count, 2);
	test_true(!quotation_at(&found, 0));
	test_true(quotation_at(&found, 2) == &found.items[0]);
	test_true(quotation_at(&found, 4) == &found.items[0]);
	test_true(!quotation_at(&found, 6));
	test_true(quotation_at(&found, 9) == &found.items[1]);
	test_true(!quotation_at(&found, 100));
}

TEST(a_flood_of_quotations_ends)
{
	size_t n = 100000;
	char *text = arena_bytes(test_arena(), n * 5);
	struct quotations found;

	for (size_t i = 0; i < n; i++)
		memcpy(text + i * 5, "a\n>b\n", 5);
	quotations_find(test_arena(), str_make(text, n * 5), &found);
	test_true(found.cut);
	test_true(quotation_at(&found, n * 5 - 1) != NULL);
}
