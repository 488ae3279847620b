/* report/text_test.c */
#include "base/unicode.h"
#include "base/utf8.h"
#include "report/built_test.h"
#include "report/inert.h"

static bool has(struct str text, const char *what)
{
	return str_find_str(text, str_c(what)) != STR_NPOS;
}

/* Strings of the mail with escapes, overrides and broken bytes stand in every place. */
TEST(nothing_in_it_moves_a_cursor)
{
	struct str text = built_report(built_inspection(), "text", &catalogue_english, 1);
	size_t length;

	for (size_t i = 0; i < text.n; i += length) {
		int32_t cp = utf8_decode(str_skip(text, i), &length);

		test_true(cp == '\n' || (cp >= 0 && !unicode_is_hidden((uint32_t)cp)));
	}
	test_true(has(text, "\\u{1B}[31m\\u{202E}evil\\xFF"));
}

TEST(every_line_fits_the_terminal)
{
	struct str line,
	    text = built_report(built_inspection(), "text", &catalogue_english, 1);

	while (str_split(&text, '\n', &line))
		test_true(inert_width(line) <= 80);
}

TEST(quiet_is_one_screen)
{
	struct str text =
	    built_report(built_inspection(), "text", &catalogue_english, -1);
	size_t lines = 0;

	for (size_t i = 0; i < text.n; i++)
		lines += text.p[i] == '\n';
	test_true(lines <= 30);
	test_true(has(text, "SUSPICIOUS"));
	test_true(!has(text, "brand.not-official"));
}

TEST(evidence_names_grade_id_and_place)
{
	struct str text = built_report(built_inspection(), "text", &catalogue_english, 0);

	test_true(has(text, "[claimed] brand.not-official @70"));
	test_true(has(text, "rechnung.zip"));
	test_true(has(text, "line.nul @3"));
	test_true(has(text, "joe@evil[.]example"));
}

TEST(values_are_put_into_sentences)
{
	struct inspection *in = built_inspection();
	struct report_options options = {
		.catalogue = &catalogue_english,
		.defang = true,
	};
	struct buf out;

	buf_init(&out, 0);
	report_detail(in->findings[0], &options, &out);
	test_str(buf_peek(&out),
		 "It comes from evil[.]co[.]jp; seen at 2023-01-01T12:41:05Z "
		 "(2023-01-01T21:41:05+09:00): one, t\\u{7}w\\u{7}o. -");
	buf_clear(&out);
	report_title(in->findings[0], &options, &out);
	test_str(buf_peek(&out),
		 "目利き\\u{1B}[31m\\u{202E}evil\\xFF is named by a stranger");
	buf_fini(&out);
}
