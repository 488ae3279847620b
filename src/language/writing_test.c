/* language/writing_test.c - text as characters, sentences, quotations. */
#include "language/writing.h"

#include "base/test.h"

static const struct {
	const char *name, *text;
	bool japanese, chinese, latin;
} scripts[] = {
	{ "Japanese", "ご利用ありがとうございます。", true, false, false },
	{ "katakana", "サービス", true, false, false },
	{ "half-width katakana", "ｻｰﾋﾞｽ", true, false, false },
	{ "Chinese", "尊敬的客户，您的账户已被冻结", false, true, false },
	{ "Chinese with a brand in kana", "尊敬的客户，您的账户已被冻结，サ", false, true,
	  false },
	{ "English", "Your account has been closed.", false, false, true },
	{ "Korean", "고객님의 계정이 정지되었습니다", false, false, false },
	{ "Korean with characters", "고객님의 계정이 停止되었습니다 銀行 顧客 口座",
	  false, false, false },
	{ "a few words of English", "Hello", false, false, false },
	{ "broken", "\xE3\x81", false, false, false },
	{ "nothing", "", false, false, false },
};

TEST(scripts_tell_the_language)
{
	for (size_t i = 0; i < COUNT(scripts); i++) {
		struct scripts got;

		test_case(scripts[i].name);
		scripts_count(test_copy(scripts[i].text), &got);
		test_int(scripts_are_japanese(&got), scripts[i].japanese);
		test_int(scripts_are_chinese(&got), scripts[i].chinese);
		test_int(scripts_are_latin(&got), scripts[i].latin);
	}
}

static const struct {
	const char *name, *text, *sentences; /* with '|' between them */
} sentences[] = {
	{ "stops", "一つ。二つ！三つ？四つ", "一つ|二つ|三つ|四つ" },
	{ "lines", "一つ\n二つ\r\n三つ", "一つ|二つ\r|三つ" },
	{ "a stop inside quotation marks", "「一つ。」と言う。二つ",
	  "「一つ。」と言う|二つ" },
	{ "marks that do not close", "「一つ。二つ", "「一つ|二つ" },
	{ "marks over two lines", "「一つ。\n」二つ。", "「一つ||」二つ" },
	{ "broken bytes", "一\xE3\x81。二", "一\xE3\x81|二" },
	{ "nothing", "", "" },
};

TEST(sentences_end_where_they_end)
{
	for (size_t i = 0; i < COUNT(sentences); i++) {
		struct writing w;
		struct sentence s;
		struct str got = STR("");
		bool first = true;

		test_case(sentences[i].name);
		writing_read(test_arena(), test_copy(sentences[i].text), &w);
		for (uint32_t at = 0; writing_sentence(&w, &at, &s); first = false) {
			if (!first)
				got = arena_concat(test_arena(), got, STR("|"));
			got = arena_concat(test_arena(), got,
					   writing_slice(&w, s.from, s.to));
		}
		test_str(got, sentences[i].sentences);
	}
}

TEST(places_are_found_by_their_bytes)
{
	struct writing w;

	writing_read(test_arena(), test_copy("aあ漢b"), &w);
	test_int(w.count, 4);
	test_int(writing_at(&w, 0), 0);
	test_int(writing_at(&w, 1), 1);
	test_int(writing_at(&w, 4), 2);
	test_int(writing_at(&w, 7), 3);
	test_int(writing_at(&w, 99), 4);
	test_true(writing_has(&w, 1, STR("あ漢")) && !writing_has(&w, 3, STR("bc")));
	test_true(writing_ends(&w, 3, STR("漢")) && !writing_ends(&w, 3, STR("b")));
}
