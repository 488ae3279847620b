/* mail/words_test.c */
#include "mail/words.h"

#include "base/limits.h"
#include "base/test.h"
#include "base/utf8.h"

static const struct {
	const char *name, *value, *text, *defect;
} cases[] = {
	{ "plain", "Hello", "Hello", NULL },
	{ "empty", "", "", NULL },
	{ "trimmed", "  Hello \r\n", "Hello", NULL },
	{ "folded", "one\r\n two\n\tthree", "one two\tthree", NULL },
	{ "Q", "=?iso-8859-1?Q?a=E9_b?=", "aé b", NULL },
	{ "B", "=?UTF-8?B?5pel5pys6Kqe?=", "日本語", NULL },
	{ "language", "=?utf-8*ja?B?5pel5pys6Kqe?=", "日本語", NULL },
	{ "white space between words vanishes", "=?utf-8?Q?a?= \r\n =?utf-8?Q?b?=", "ab",
	  NULL },
	{ "white space to text stays", "x =?utf-8?Q?a?= y", "x a y", NULL },
	{ "words without white space between", "=?utf-8?Q?a?==?utf-8?Q?b?=", "ab",
	  "word.glued" },
	{ "two charsets", "=?utf-8?Q?=C3=A9?= =?iso-8859-1?Q?=E9?=", "éé", NULL },
	{ "two names of one charset", "=?shift_jis?B?k/o=?= =?cp932?B?lns=?=", "日本",
	  NULL },
	{ "a character split by Q", "=?utf-8?Q?=E6=97?= =?utf-8?Q?=A5?=", "日",
	  "word.split-character" },
	{ "a character split by B", "=?utf-8?B?5pc=?= =?utf-8?B?pQ==?=", "日",
	  "word.split-character" },
	{ "split between B and Q", "=?utf-8?B?5pc=?= =?utf-8?Q?=A5?=", "日",
	  "word.split-character" },
	{ "base64 cut into words", "=?utf-8?B?5pel5?= =?utf-8?B?pys?=", "日本", NULL },
	{ "the shift of ISO-2022-JP goes on",
	  "=?iso-2022-jp?Q?=1B$BF|?= =?iso-2022-jp?Q?K\\=1B(B?=", "日本",
	  "word.split-character" },
	{ "in quotes", "\"=?utf-8?Q?a=C3=A9?=\" <x@y>", "\"aé\" <x@y>",
	  "word.in-quotes" },
	{ "glued", "Re:=?utf-8?Q?=C3=A9?=x", "Re:éx", "word.glued" },
	{ "in a comment", "(=?utf-8?Q?=C3=A9?=)", "(é)", NULL },
	{ "blanks inside", "=?utf-8?Q?a b=C3=A9?=", "a bé", "word.blank-inside" },
	{ "a question mark inside", "=?utf-8?Q?what?now=C3=A9?=", "what?nowé", NULL },
	{ "ends in an equals sign", "=?utf-8?B?w6k=?= x", "é x", NULL },
	{ "empty word",
	  "a =?utf-8?Q?"
	  "?= b",
	  "a  b", NULL },
	{ "never closed", "=?utf-8?Q?abc", "=?utf-8?Q?abc", "word.unterminated" },
	{ "never closed, then another",
	  "=?utf-8?Q?abc =?utf-8?Q?=C3=A9?=", "=?utf-8?Q?abc é", "word.unterminated" },
	{ "no such encoding", "=?utf-8?X?abc?=", "=?utf-8?X?abc?=", NULL },
	{ "no charset", "=??Q?abc?=", "=??Q?abc?=", NULL },
	{ "unknown charset", "=?x-none?Q?abc?=", "abc", "charset.unknown" },
	{ "wrong charset", "=?us-ascii?Q?=C3=A9?=", "é", "charset.mismatch" },
	{ "illegal hex stays", "=?utf-8?Q?a=ZZ?=", "a=ZZ", NULL },
	{ "bad base64", "=?utf-8?B?5pel*5pys?=", "日本", "word.bad-base64" },
	{ "a control", "=?utf-8?Q?a=0D=0Ab?=", "a\r\nb", "word.controls" },
	{ "raw UTF-8", "日本 text", "日本 text", "word.raw-utf8" },
	{ "raw Latin-1", "caf\xE9 x", "café x", "word.raw-8bit" },
	{ "raw Shift_JIS", "\x93\xFA\x96\x7B\x8C\xEA\x82\xCC", "日本語の",
	  "word.raw-8bit" },
	{ "raw ISO-2022-JP", "\033$BF|K\\8l\033(B Re", "日本語 Re", "word.raw-iso-2022" },
	{ "raw bytes and a word", "日 =?utf-8?Q?=E6=9C=AC?=", "日 本", "word.raw-utf8" },
	{ "folded between words", "=?utf-8?Q?a?=\r\n\r\n =?utf-8?Q?b?=", "ab", NULL },
	{ "text that looks like a start", "a=?b =? c", "a=?b =? c", NULL },
};

TEST(words_are_read_as_people_should_see_them)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str value = test_copy(cases[i].value);
		struct defects defects = { .arena = test_arena(), .input = value };
		struct words got;

		test_case(cases[i].name);
		words_decode(test_arena(), value, &defects, &got);
		test_str(got.text, cases[i].text);
		test_true(utf8_is_valid(got.text));
		if (cases[i].defect)
			test_true(defect_has(&defects, cases[i].defect));
		words_decode(test_arena(), value, NULL, &got);
		test_str(got.text, cases[i].text);
	}
}

static const struct {
	const char *value;
	bool needless;
} needless[] = {
	{ "Hello", false },
	{ "=?utf-8?Q?Hello?=", true },
	{ "=?utf-8?B?SGVsbG8=?=", true },
	{ "=?utf-8?Q?Hello?= =?utf-8?Q?_world?=", true },
	{ "=?utf-8?Q?Hell=C3=B6?=", false },
	{ "=?utf-8?Q?Hello?= =?utf-8?Q?=C3=B6?=", false },
	{ "=?utf-8?Q?_Hello?=", false },
	{ "=?utf-8?Q?Hello_?=", false },
	{ "=?utf-8?Q?a__b?=", false },
	{ "=?utf-8?Q?=3D=3Fq?=", false },
	{ "=?utf-8?Q?a=00b?=", false },
	{ "=?utf-8?Q?"
	  "?=",
	  false },
};

TEST(a_word_is_needless_where_plain_text_would_have_done)
{
	for (size_t i = 0; i < COUNT(needless); i++) {
		struct words got;

		test_case(needless[i].value);
		words_decode(test_arena(), test_copy(needless[i].value), NULL, &got);
		test_int(got.needless, needless[i].needless);
	}
}

TEST(facts_of_the_first_word)
{
	struct words got;

	words_decode(test_arena(),
		     test_copy("x =?ISO-2022-JP*ja?b?GyRCRnwbKEI=?= =?utf-8?Q?a?="), NULL,
		     &got);
	test_str(got.text, "x 日a");
	test_str(got.charset, "ISO-2022-JP");
	test_int(got.encoding, 'b');
	test_int(got.words, 2);
	words_decode(test_arena(), test_copy("日"), NULL, &got);
	test_true(got.eight_bit && got.words == 0);
	words_decode(test_arena(), test_copy("=?utf-8?Q?=00?="), NULL, &got);
	test_true(got.controls);
}

TEST(words_beyond_the_ceiling_stay_as_they_are)
{
	enum { MORE = LIMIT_ENCODED_WORDS + 3 };
	static const char word[] = "=?utf-8?Q?a?= ";
	char *text = arena_bytes(test_arena(), MORE * (sizeof word - 1));
	struct defects defects = { .arena = test_arena() };
	struct words got;

	for (size_t i = 0; i < MORE; i++)
		memcpy(text + i * (sizeof word - 1), word, sizeof word - 1);
	words_decode(test_arena(), str_make(text, MORE * (sizeof word - 1)), &defects,
		     &got);
	test_int(got.words, LIMIT_ENCODED_WORDS);
	test_true(defect_has(&defects, "limit.encoded-words"));
	test_true(str_ends(got.text, STR("=?utf-8?Q?a?=")));
}
