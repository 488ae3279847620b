/* record/media_test.c - answers of decoders, as they are and as they might be. */
#include "record/media.h"
#include "base/test.h"

static struct media read(const char *text)
{
	struct media media;

	test_true(media_read(test_arena(), test_copy(text), &media));
	return media;
}

TEST(a_picture_with_a_code)
{
	struct media media = read(
	    "{\"ok\":true,\"sandbox\":\"full\",\"format\":\"png\",\"width\":200,"
	    "\"height\":100,\"frames\":1,\"looked\":true,\"codes\":[{\"type\":\"qr\","
	    "\"text\":\"https://a.example/\",\"left\":8,\"top\":9,\"width\":90,"
	    "\"height\":91,\"inverted\":true}]}");

	test_true(media.ok && media.looked);
	test_str(media.format, "png");
	test_int(media.code_count, 1);
	test_str(media.codes[0].text, "https://a.example/");
	test_str(str_c(media.codes[0].type), "qr");
	test_true(media.codes[0].inverted && !media.codes[0].joined);
	test_int(media.codes[0].height, 91);
	test_str(media_summary(test_arena(), &media), "png, 200x100, 1 code");
}

TEST(text_that_is_none_comes_in_base64)
{
	struct media media = read("{\"codes\":[{\"type\":\"own\",\"base64\":\"gv8A\"}]}");

	test_str_n(media.codes[0].text, STR("\x82\xff\0"));
	test_str(str_c(media.codes[0].type), "code"); /* a word of ours */
}

TEST(an_archive)
{
	struct media media =
	    read("{\"ok\":true,\"format\":\"zip\",\"cut\":\"entries\",\"entries_told\":3,"
		 "\"entries\":[{\"name\":\"a.html\",\"kind\":\"file\",\"size\":5,"
		 "\"sha256\":\"00\",\"base64\":\"aGVsbG8=\"},{\"name\":\"b\","
		 "\"encrypted\":true,\"cut\":true}]}");

	test_int(media.entry_count, 2);
	test_int((long long)media.entries_told, 3);
	test_str(media.entries[0].bytes, "hello");
	test_true(media.entries[0].size_known && !media.entries[1].size_known);
	test_true(media.entries[1].encrypted && media.entries[1].cut);
	test_str(media_summary(test_arena(), &media), "zip, 3 entries, cut: entries");
}

TEST(a_document)
{
	struct media media =
	    read("{\"ok\":true,\"format\":\"pdf\",\"pages\":2,\"text\":\"Pay\","
		 "\"actions\":[\"javascript\",\"launch\"],\"links\":[{\"url\":"
		 "\"https://a.example/\",\"page\":1}]}");

	test_int(media.pages, 2);
	test_int(media.action_count, 2);
	test_str(media.actions[1], "launch");
	test_int(media.links[0].page, 1);
	test_str(media_summary(test_arena(), &media), "pdf, 2 pages, 1 link, 2 actions");
}

static const struct {
	const char *name, *text;
} broken[] = {
	{ "nothing", "" },
	{ "no object", "[]" },
	{ "cut", "{\"ok\":true,\"codes\":[{\"text\":\"a" },
	{ "a number for a text", "{\"format\":3}" },
	{ "a text for a list", "{\"codes\":\"a\"}" },
	{ "something behind it", "{} {}" },
	{ "negative", "{\"width\":-1}" },
};

TEST(what_makes_no_sense_is_no_answer)
{
	struct media media;

	for (size_t i = 0; i < COUNT(broken); i++) {
		test_case(broken[i].name);
		test_true(!media_read(test_arena(), test_copy(broken[i].text), &media));
	}
}

TEST(numbers_and_lists_have_ends)
{
	struct str text = STR("");
	struct media media;

	test_int(read("{\"width\":99999999999}").width, UINT32_MAX);
	for (int i = 0; i < 100; i++)
		text = arena_printf(test_arena(), "%.*s%s{\"text\":\"a\"}", STR_ARG(text),
				    i ? "," : "");
	text = arena_printf(test_arena(), "{\"codes\":[%.*s],\"new\":{\"a\":[1]}}",
			    STR_ARG(text));
	test_true(media_read(test_arena(), text, &media));
	test_int(media.code_count, 64);
}

TEST(two_pictures)
{
	struct str pair = media_pair(test_arena(), STR("ab"), STR("\ncd")), left, right;

	test_true(media_pair_split(pair, &left, &right));
	test_str(left, "ab");
	test_str(right, "\ncd");
	test_true(!media_pair_split(STR("9\nab"), &left, &right));
	test_true(!media_pair_split(STR("ab"), &left, &right));
	test_true(!media_pair_split(STR("99999999999999999999\nab"), &left, &right));
}

TEST(kinds_have_names)
{
	for (int i = MEDIA_NONE + 1; i < MEDIA_KINDS; i++)
		test_int(media_kind_find(str_c(media_kind_name((enum media_kind)i))), i);
	test_int(media_kind_find(STR("film")), MEDIA_NONE);
}
