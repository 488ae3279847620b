/* report/picture_test.c */
#include "report/picture.h"

#include "check/check_test.h"
#include "report/built_test.h"
#include "report/map.h"
#include "report/marked.h"
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

/* --- places ------------------------------------------------------------------------ */

#define LINKED \
	"Received: from b.example (b.example [198.51.100.7]) by mx.example.jp; " \
	"Sun, 1 Jan 2023 22:22:02 +0900\n" \
	"From: joe@b.example\nContent-Type: text/html; charset=utf-8\n\n" \
	"<p>Your account is suspended.</p>" \
	"<p>Go to <a href=\"http://evil.example/x\">www.bank.jp</a> now, " \
	"or <a href=\"http://evil.example/x\">here</a>.</p>\n"

static struct inspection *placed(double latitude, double longitude, bool has_place,
				 bool anycast, const char *country)
{
	struct inspection *in = inspect_answered(LINKED, NULL, "{\"answers\":[]}");
	struct geo_answers *places;

	test_true(in->survey && in->enquiries && in->survey->address_count > 0);
	places = &in->enquiries->addresses[0].places;
	places->count = 1;
	places->items[0] = (struct geo_answer){ .source = STR("a.mmdb"),
						.country = str_c(country),
						.has_place = has_place,
						.has_radius = has_place,
						.radius_km = 50,
						.latitude = latitude,
						.longitude = longitude,
						.anycast = anycast };
	return in;
}

TEST(places_are_as_wide_as_they_are_uncertain)
{
	static const struct {
		const char *name;
		double latitude, longitude;
		bool has_place, anycast;
		const char *country;
		int at, radius;
		bool drawn;
	} cases[] = {
		{ "a city", 35.7, 139.7, true, false, "JP", 1397, 50, true },
		{ "a country alone", 0, 0, false, false, "JP", 1380, 710, true },
		{ "west of the map's edge", 10, -175, true, false, "US", 1850, 50, true },
		{ "anycast", 35.7, 139.7, true, true, "JP", 0, 0, false },
		{ "a country nobody knows", 0, 0, false, false, "XX", 0, 0, false },
		{ "no place on Earth", 400, 0, true, false, "XX", 0, 0, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct map map;

		test_case(cases[i].name);
		map_find(placed(cases[i].latitude, cases[i].longitude, cases[i].has_place,
				cases[i].anycast, cases[i].country),
			 &map);
		test_int(map.count, 1);
		test_int(map.drawn, cases[i].drawn);
		test_int(map.items[0].why == NULL, cases[i].drawn);
		if (!cases[i].drawn)
			continue;
		test_int(map.items[0].at.longitude, cases[i].at);
		test_int(map.items[0].radius_km, cases[i].radius);
	}
}

/* --- marks ------------------------------------------------------------------------- */

static enum mark mark_at(const struct marked_text *text, const char *words)
{
	size_t at = str_find_str(buf_peek(&text->text), str_c(words));

	for (uint32_t i = 0; at != STR_NPOS && i < text->count; i++)
		if (at < text->runs[i].end)
			return text->runs[i].mark;
	return MARK_NONE;
}

TEST(a_link_is_followed_by_its_true_host)
{
	struct report_options options = { .catalogue = &catalogue_english,
					  .defang = true };
	struct marked_text text;
	struct marking marking;
	uint32_t hosts = 0;

	marked_init(&text);
	test_true(marking_begin(inspect_text(LINKED, NULL), &options, &marking));
	while (marking_line(&marking, &text)) {
		struct str line = buf_peek(&text.text);

		if (!has(line, " → evil"))
			continue;
		hosts++;
		test_int(mark_at(&text, "www"), MARK_LINK);
		test_int(mark_at(&text, "evil"), MARK_DECEIT);
		test_int(mark_at(&text, "Go to"), MARK_NONE);
		test_int(text.runs[text.count - 1].end, line.n);
	}
	test_int(hosts, 1);
	test_true(!marking_rest(&marking));
	marked_fini(&text);
}

TEST(without_text_there_is_nothing_to_mark)
{
	struct report_options options = { .catalogue = &catalogue_english };
	struct marking marking;

	test_true(!marking_begin(inspect_text("From: a@b.example\n\n", NULL), &options,
				 &marking));
}
