/* report/catalogue_test.c */
#include "report/catalogue.h"

#include "base/buf.h"
#include "base/test.h"

#include <stdlib.h>

static void add_word(struct buf *out, uint32_t word, bool swapped)
{
	if (swapped)
		word = __builtin_bswap32(word);
	buf_add(out, str_make((const char *)&word, sizeof word));
}

static const char *const pairs[][2] = {
	{ "", "Language: ja\n" },
	{ "From", "差出人" },
	{ "Subject", "件名" },
	{ "To", "" },
};

/* A catalogue as msgfmt writes it, without its hash table. */
static struct str build(bool swapped)
{
	struct buf out, texts;
	uint32_t count = COUNT(pairs), at = 28 + count * 16;
	struct str file;

	buf_init(&out, 0);
	buf_init(&texts, 0);
	add_word(&out, 0x950412de, swapped);
	add_word(&out, 0, swapped);
	add_word(&out, count, swapped);
	add_word(&out, 28, swapped);
	add_word(&out, 28 + count * 8, swapped);
	add_word(&out, 0, swapped);
	add_word(&out, 0, swapped);
	for (int side = 0; side < 2; side++)
		for (uint32_t i = 0; i < count; i++) {
			struct str text = str_c(pairs[i][side]);

			add_word(&out, (uint32_t)text.n, swapped);
			add_word(&out, at + (uint32_t)texts.n, swapped);
			buf_add(&texts, text);
			buf_add_char(&texts, '\0');
		}
	buf_add(&out, buf_peek(&texts));
	file = test_copy_str(buf_peek(&out));
	buf_fini(&texts);
	buf_fini(&out);
	return file;
}

TEST(texts_are_found_in_either_byte_order)
{
	for (int swapped = 0; swapped < 2; swapped++) {
		struct catalogue catalogue = { .language = "ja" };

		test_case(swapped ? "swapped" : "native");
		test_true(catalogue_parse(build(swapped), &catalogue));
		test_str(str_c(catalogue_text(&catalogue, "From")), "差出人");
		test_str(str_c(catalogue_text(&catalogue, "Subject")), "件名");
		test_str(str_c(catalogue_text(&catalogue, "To")), "To");
		test_str(str_c(catalogue_text(&catalogue, "Cc")), "Cc");
		test_str(str_c(catalogue_text(&catalogue, "")), "");
		test_true(catalogue_text(&catalogue, NULL) == NULL);
	}
}

TEST(english_needs_no_file)
{
	struct catalogue catalogue;
	struct err err;

	test_true(catalogue_load(test_arena(), "/nowhere", "en", &catalogue, &err));
	test_str(str_c(catalogue_text(&catalogue, "From")), "From");
	test_true(!catalogue_load(test_arena(), "/nowhere", "ja", &catalogue, &err));
	test_true(!catalogue_load(test_arena(), "/nowhere", "../x", &catalogue, &err));
}

/* Every cut of a good file is refused: each text must end inside. */
TEST(cut_files_are_refused)
{
	struct str whole = build(false);

	for (size_t n = 0; n < whole.n; n++) {
		struct catalogue catalogue = { .language = "ja" };

		test_true(
		    !catalogue_parse(test_copy_str(str_sub(whole, 0, n)), &catalogue));
	}
}

TEST(the_language_is_that_of_the_locale)
{
	static const struct {
		const char *name, *all, *lang, *language, *want;
	} cases[] = {
		{ "nothing", "", "", "", "en" },
		{ "Japanese", "", "ja_JP.UTF-8", "", "ja" },
		{ "LC_ALL wins", "en_US.UTF-8", "ja_JP.UTF-8", "", "en" },
		{ "LANGUAGE in C.UTF-8", "", "C.UTF-8", "ja:en", "ja" },
		{ "LANGUAGE not in C", "", "C", "ja", "en" },
		{ "another language", "", "jam_JM", "", "en" },
		{ "short", "", "ja", "", "ja" },
	};

	unsetenv("LC_MESSAGES");
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		setenv("LC_ALL", cases[i].all, 1);
		setenv("LANG", cases[i].lang, 1);
		setenv("LANGUAGE", cases[i].language, 1);
		test_str(str_c(catalogue_language_of_locale()), cases[i].want);
	}
}
