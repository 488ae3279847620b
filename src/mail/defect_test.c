/* mail/defect_test.c */
#include "mail/defect.h"
#include "base/limits.h"
#include "base/test.h"

TEST(the_list_is_sorted_and_every_id_explained)
{
	const char *before = "", *id;

	for (size_t i = 0; (id = defect_id(i)) != NULL; i++) {
		test_case(id);
		test_true(strcmp(before, id) < 0);
		test_true(strchr(id, '.') != NULL);
		test_true(defect_explain(id) != NULL);
		before = id;
	}
	test_true(*before);
	test_true(defect_explain("no.such") == NULL);
}

TEST(offsets_count_from_the_input_or_the_carrier)
{
	struct defects defects = { .arena = test_arena(), .input = test_copy("abcdef") };

	defect_add(&defects, "line.nul", str_skip(defects.input, 2), STR("x"));
	defects_carrier(&defects, str_skip(defects.input, 4));
	defect_add(&defects, "line.bare-cr", test_copy("elsewhere"), STR_NONE);
	test_int(defects.items[0].offset, 2);
	test_int(defects.items[1].offset, 4);
	test_true(defect_has(&defects, "line.nul"));
	test_true(!defect_has(&defects, "line.bare-lf"));
	defect_add(NULL, "line.nul", STR("x"), STR_NONE);
}

TEST(beyond_the_ceiling_defects_are_counted)
{
	struct defects defects = { .arena = test_arena() };

	for (int i = 0; i < LIMIT_DEFECTS + 7; i++)
		defect_add_at(&defects, "line.nul", 0, STR_NONE);
	test_int(defects.count, LIMIT_DEFECTS);
	test_int(defects.dropped, 7);
}
