#include "record/tables_image.h"
#include "base/test.h"
#include "link/host.h"
#include "record/brand_index.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *dir_of_tree(void)
{
	static char dir[4096];

	test_true(tables_dir(dir, sizeof dir));
	return dir;
}

static const char *path_in(const char *dir, struct str name)
{
	return arena_printf(test_arena(), "%s/%.*s", dir, STR_ARG(name)).p;
}

static void write_file(const char *path, struct str text)
{
	FILE *file = fopen(path, "we");

	test_true(file != NULL);
	test_int(fwrite(text.p, 1, text.n, file), text.n);
	fclose(file);
}

static const struct tables *from_texts(void)
{
	static struct tables tables;
	struct err err = { 0 };

	if (!tables.info_count)
		test_true(tables_load(arena_new(0), dir_of_tree(), &tables, &err));
	return &tables;
}

/* A folder of its own with all tables; that one is altered. */
static const char *folder(const char *altered, struct str (*alter)(struct str text))
{
	char template[] = "/tmp/mekiki-tables-XXXXXX";
	const struct tables *tables = from_texts();
	const char *dir;

	test_true(mkdtemp(template) != NULL);
	dir = arena_printf(test_arena(), "%s", template).p;
	for (uint32_t i = 0; i < tables->info_count; i++) {
		const struct table_info *info = &tables->infos[i];
		bool this_one = altered && str_eq(info->name, str_c(altered));

		write_file(path_in(dir, info->name),
			   this_one ? alter(info->text) : info->text);
	}
	return dir;
}

static void remove_folder(const char *dir)
{
	const struct tables *tables = from_texts();

	for (uint32_t i = 0; i < tables->info_count; i++)
		unlink(path_in(dir, tables->infos[i].name));
	rmdir(dir);
}

static bool is_from_image(const struct tables *tables, const struct tables_image *image)
{
	return tables->brands == image->tables.brands;
}

static bool load(const char *dir, const struct tables_image *image, struct tables *ret)
{
	struct err err = { 0 };

	return tables_load_image(test_arena(), dir, image, ret, &err);
}

static const struct automaton *of_brands(const struct tables *tables)
{
	const struct brand_index *index = tables->brand_index;

	return index->plain;
}

static void same_patterns(const struct automaton *a, const struct automaton *b,
			  struct str text)
{
	struct automaton_search one = { .automaton = a, .text = text };
	struct automaton_search two = { .automaton = b, .text = text };
	struct automaton_match match, other;

	while (automaton_search_next(&one, &match)) {
		test_true(automaton_search_next(&two, &other));
		test_int(match.number, other.number);
		test_int(match.start, other.start);
		test_int(match.end, other.end);
	}
	test_true(!automaton_search_next(&two, &other));
}

TEST(image_is_what_the_texts_say)
{
	const struct tables *texts = from_texts();
	const struct tables *image = &tables_image()->tables;

	test_int(image->info_count, texts->info_count);
	for (uint32_t i = 0; i < texts->info_count; i++) {
		const struct table_info *one = &image->infos[i], *two = &texts->infos[i];

		test_str_n(one->name, two->name);
		test_str_n(one->text, two->text);
		test_str_n(one->as_of, two->as_of);
		test_str_n(one->source, two->source);
		test_str(str_c(one->sha256), two->sha256);
		test_int(one->rows, two->rows);
	}
	test_int(image->phrases.count, texts->phrases.count);
	for (uint32_t i = 0; i < texts->phrases.count; i++) {
		test_str_n(image->phrases.items[i].text, texts->phrases.items[i].text);
		test_int(image->phrases.items[i].number, texts->phrases.items[i].number);
		test_int(image->phrases.items[i].kinds, texts->phrases.items[i].kinds);
	}
	test_int(image->class_count, texts->class_count);
	for (uint32_t i = 0; i < texts->class_count; i++)
		test_str_n(image->classes[i].domain, texts->classes[i].domain);
	/* Each phrase is found, and what a text of all tables holds beside. */
	for (uint32_t i = 0; i < texts->info_count; i++) {
		same_patterns(image->phrases.automaton, texts->phrases.automaton,
			      texts->infos[i].text);
		same_patterns(image->usages.east, texts->usages.east,
			      texts->infos[i].text);
		same_patterns(of_brands(image), of_brands(texts), texts->infos[i].text);
	}
}

TEST(image_serves_where_the_files_are_the_same)
{
	const char *dir = folder(NULL, NULL);
	struct tables got;

	test_true(load(dir, tables_image(), &got));
	test_true(is_from_image(&got, tables_image()));
	test_true(got.arena == test_arena());
	test_true(load(dir, NULL, &got));
	test_int(got.brand_count, from_texts()->brand_count);
	remove_folder(dir);
}

static struct str longer(struct str text)
{
	return arena_concat(test_arena(), text, STR("# one more line\n"));
}

static struct str shorter(struct str text)
{
	return str_sub(text, 0, text.n - 1);
}

/* Of the same length. */
static struct str other_byte(struct str text)
{
	struct str copy = arena_str(test_arena(), text);
	size_t at = str_find_str(copy, STR("as-of: 20"));

	((char *)copy.p)[at + 10] ^= 1; /* another year */
	return copy;
}

static struct str other_case(struct str text)
{
	struct str copy = arena_str(test_arena(), text);
	size_t at = str_find_str(copy, STR("source: "));

	((char *)copy.p)[at] = 'S';
	return copy;
}

TEST(image_gives_way_to_files_that_differ)
{
	static const struct {
		const char *name, *file;
		struct str (*alter)(struct str text);
	} cases[] = {
		{ "longer", "roles.txt", longer },
		{ "shorter", "desks.txt", shorter },
		{ "another byte", "phrases.txt", other_byte },
		{ "another case", "usage.txt", other_case },
		{ "another byte in a short one", "genuine-urls.txt", other_byte },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *dir = folder(cases[i].file, cases[i].alter);
		struct tables got;

		test_case(cases[i].name);
		test_true(load(dir, tables_image(), &got));
		test_true(!is_from_image(&got, tables_image()));
		for (uint32_t j = 0; j < got.info_count; j++)
			test_int(strcmp(got.infos[j].sha256,
					from_texts()->infos[j].sha256) != 0,
				 str_eq(got.infos[j].name, str_c(cases[i].file)));
		remove_folder(dir);
	}
}

TEST(image_gives_way_where_a_file_is_missing)
{
	const char *dir = folder(NULL, NULL);
	struct err err = { 0 };
	struct tables got;

	unlink(path_in(dir, STR("world.txt")));
	test_true(!tables_load_image(test_arena(), dir, tables_image(), &got, &err));
	test_int(err.kind, ERR_FILE);
	remove_folder(dir);
}

TEST(image_of_another_icu_does_not_serve)
{
	struct tables_image other = *tables_image();
	struct tables got;

	other.folding = STR("ICU 1.0, Unicode 1.0");
	test_true(load(dir_of_tree(), &other, &got));
	test_true(!is_from_image(&got, &other));
}

TEST(image_of_another_list_of_suffixes_serves_but_for_the_brands_index)
{
	struct tables_image other = *tables_image();
	struct tables got;

	test_true(load(dir_of_tree(), &other, &got));
	test_true(got.brand_index == other.tables.brand_index);
	other.suffixes = STR("publicsuffix 19990101");
	test_true(load(dir_of_tree(), &other, &got));
	test_true(is_from_image(&got, &other));
	test_true(got.brand_index != other.tables.brand_index);
}

/* The servers of RDAP are read again, and nothing else is. */
TEST(image_and_a_newer_table_of_the_users)
{
	static const struct {
		const char *name, *text;
		bool taken;
	} cases[] = {
		{ "newer",
		  "# as-of: 2999-01-01\n# source: a test\n"
		  "dns\texample\thttps://rdap.test.example/\n",
		  true },
		{ "older",
		  "# as-of: 1999-01-01\n# source: a test\n"
		  "dns\texample\thttps://rdap.test.example/\n",
		  false },
	};
	char template[] = "/tmp/mekiki-user-XXXXXX";

	test_true(mkdtemp(template) != NULL);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *path = path_in(template, STR("rdap.txt"));
		const struct table_info *info = NULL;
		struct err err = { 0 };
		struct tables got;

		test_case(cases[i].name);
		write_file(path, str_c(cases[i].text));
		test_true(load(dir_of_tree(), tables_image(), &got));
		test_true(tables_prefer_newer(&got, template, &err));
		test_true(is_from_image(&got, tables_image()));
		for (uint32_t j = 0; j < got.info_count; j++)
			if (str_eq(got.infos[j].name, STR("rdap.txt")))
				info = &got.infos[j];
		test_true(info != NULL);
		test_str(info->path, cases[i].taken ? path : "");
		test_str(info->not_newer, cases[i].taken ? "" : path);
		test_int(got.bootstrap.domain_count == 1, cases[i].taken);
		test_int(bootstrap_find_domain(&got.bootstrap, STR("a.example")).n > 0,
			 cases[i].taken);
		unlink(path);
	}
	rmdir(template);
}
