/* Where a script leads, told from its text. */
#include "base/test.h"
#include "visit/page.h"

static const struct {
	const char *name, *script, *target;
} cases[] = {
	{ "assigned", "location='/a'", "/a" },
	{ "href of the window", "window.location.href = \"https://a.example/\";",
	  "https://a.example/" },
	{ "replace", "location.replace('/pc/login/')", "/pc/login/" },
	{ "assign of the top", "top.location.assign( `/x` )", "/x" },
	{ "in a function that is called later",
	  "setTimeout(function(){ document.location = '/b' }, 100)", "/b" },
	{ "as text that is run later", "setTimeout(\"location.href='/c'\", 0)", "/c" },
	{ "escaped", "location='https:\\/\\/a.example\\x2fq\\u003f1'",
	  "https://a.example/q?1" },
	{ "blanks and line ends", "self . location\n\t.href\n=\n'/d'", "/d" },
	{ "behind comments", "/* location='/no' */ // location='/no'\nlocation='/yes'",
	  "/yes" },
	{ "compared", "if (location.href == '/e') f()", "" },
	{ "put together", "location = '/f' + x", "" },
	{ "filled in", "location = `/f${x}`", "" },
	{ "another thing's location", "map.location = '/g'", "" },
	{ "a call's location", "f().location = '/g'", "" },
	{ "a longer word", "mylocation = '/h'; locations='/i'", "" },
	{ "read", "var a = location.href; b('/j')", "" },
	{ "of a part of it", "location.hash = '#k'", "" },
	{ "the first that can be told", "location = a; location = '/l'; location='/m'",
	  "/l" },
	{ "a quote that never ends", "location='/n", "/n" },
	{ "a comment that never ends", "/* location='/o'", "" },
	{ "nothing", "", "" },
};

TEST(script_location_reads_literals)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_str(script_location(test_arena(), test_copy(cases[i].script)),
			 cases[i].target);
	}
}

TEST(script_location_reads_bytes)
{
	test_str(script_location(test_arena(),
				 test_copy_str(STR("a\0'\\\0\x80location='/p'"))),
		 "");
	test_str(
	    script_location(test_arena(), test_copy_str(STR("\\\0/\0location='/q'"))),
	    "/q");
}
