/* report/picture_test.c */
#include "report/picture.h"

#include "report/built_test.h"
#include "report/svg_test.h"

static struct str drawn(const struct picture *picture, const struct inspection *in,
			bool alone)
{
	struct report_options options = {
		.catalogue = &catalogue_english,
		.defang = true,
		.width = 80,
		.tool_version = "0",
		.contact = "offline",
	};
	struct str svg;
	struct buf out;

	buf_init(&out, 0);
	picture->draw(in, &options, alone, &out);
	svg = arena_str(test_arena(), buf_peek(&out));
	buf_fini(&out);
	return svg;
}

static bool has(struct str text, const char *what)
{
	return str_find_str(text, str_c(what)) != STR_NPOS;
}

/* Strings of the mail with escapes, overrides and broken bytes stand in every place. */
TEST(no_picture_lets_anything_through)
{
	struct inspection *in = built_inspection();

	in->message->from.items[0].address =
	    STR("\"><script>alert(1)</script>&x;@evil.example");
	for (size_t i = 0; pictures[i]; i++)
		for (int alone = 0; alone < 2; alone++) {
			struct str svg = drawn(pictures[i], in, alone);

			test_case(pictures[i]->name);
			if (svg.n == 0)
				continue;
			test_str(str_c(svg_wrong(svg)), "");
			test_true(has(svg, "<title"));
			test_true(has(svg, "role=\"img\""));
			test_true(!has(svg, "url(") && !has(svg, "href"));
			test_true(has(svg, "<style>") == alone);
		}
}

TEST(the_check_can_fail)
{
	static const char *const broken[] = {
		"<svg>",
		"<svg><a></a></svg>",
		"<svg><script></script></svg>",
		"<svg><rect onload=\"x\"/></svg>",
		"<svg><rect style=\"x\"/></svg>",
		"<svg><text>a & b</text></svg>",
		"<svg><text>a\xFF</text></svg>",
		"<svg><text>\xE2\x80\xAE</text></svg>",
		"<svg></svg><svg>",
		"<svg><text></rect></svg>",
	};

	test_str(str_c(svg_wrong(STR("<svg><text x=\"1\">a &amp; b</text></svg>"))), "");
	for (size_t i = 0; i < COUNT(broken); i++) {
		test_case(broken[i]);
		test_true(svg_wrong(str_c(broken[i])) != NULL);
	}
}

TEST(the_path_names_what_is_known)
{
	struct str svg = drawn(picture_find(STR("path")), built_inspection(), false);

	test_true(has(svg, "192.0.2.7"));
	test_true(has(svg, "mx.example.jp") || has(svg, "mx.example[.]jp"));
	test_true(has(svg, "[vouched]"));
	test_true(has(svg, "joe@evil[.]example"));
}

TEST(pictures_are_found_by_name)
{
	for (size_t i = 0; pictures[i]; i++)
		test_true(picture_find(str_c(pictures[i]->name)) == pictures[i]);
	test_true(picture_find(STR("x")) == NULL);
	test_true(picture_find(STR("")) == NULL);
}
