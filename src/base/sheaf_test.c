#include "base/sheaf.h"
#include "base/test.h"

static const struct {
	const char *name;
	bool ok;
} names[] = {
	{ "03-registrar-example.eml", true },
	{ "12-national.json", true },
	{ "99-a.txt", true },
	{ "3-registrar.eml", false },
	{ "03-a/../b.eml", false },
	{ "../03-a.eml", false },
	{ "03-a.eml.exe", false },
	{ "03-A.eml", false },
	{ "03-a b.eml", false },
	{ ".03-a.eml", false },
	{ "03-a", false },
	{ "", false },
};

TEST(only_names_of_ours_become_files)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		test_case(names[i].name);
		test_true(sheaf_is_file_name(test_copy(names[i].name)) == names[i].ok);
	}
	test_true(!sheaf_is_file_name(test_copy("03-a\0.eml")));
}

TEST(what_is_added_comes_back)
{
	struct buf out;
	struct str rest, name, bytes;

	buf_init(&out, 0);
	sheaf_add(&out, STR(""), STR("a table\n"));
	sheaf_add(&out, STR("01-a-b.eml"), STR("x\ty\n\n"));
	sheaf_add(&out, STR("02-a-b.txt"), STR(""));
	rest = buf_peek(&out);
	test_true(sheaf_next(&rest, &name, &bytes));
	test_str(name, "");
	test_str(bytes, "a table\n");
	test_true(sheaf_next(&rest, &name, &bytes));
	test_str(name, "01-a-b.eml");
	test_str(bytes, "x\ty\n\n");
	test_true(sheaf_next(&rest, &name, &bytes));
	test_str(bytes, "");
	test_true(!sheaf_next(&rest, &name, &bytes));
	rest = STR("01-a.eml\t99\nshort");
	test_true(!sheaf_next(&rest, &name, &bytes));
	buf_fini(&out);
}
