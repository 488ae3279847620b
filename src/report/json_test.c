/* report/json_test.c - the built inspection as JSON; the whole schema is tried from end
 * to end (tests/e2e). */
#include "base/json.h"
#include "base/json_read.h"
#include "report/built_test.h"

#include <stdlib.h>

static struct str report(void)
{
	return built_report(built_inspection(), "json", &catalogue_english, 0);
}

static bool has(struct str text, const char *what)
{
	return str_find_str(text, str_c(what)) != STR_NPOS;
}

TEST(every_key_of_the_contract_is_there)
{
	static const char *const keys[] = {
		"schema",   "lang",	   "tool",    "input",		 "clock",
		"contact",  "connect_map", "sandbox", "decoder_sandbox", "message",
		"path",	    "auth",	   "claims",  "links",		 "answers",
		"findings", "verdict",	   "tell",    "indicators",
	};
	struct str text = report();

	for (size_t i = 0; i < COUNT(keys); i++) {
		test_case(keys[i]);
		test_true(has(text, arena_printf(test_arena(), "\"%s\":", keys[i]).p));
	}
}

TEST(it_is_one_inert_line)
{
	struct str text = report();

	test_int(str_find(text, '\n'), text.n - 1);
	/* Nothing that a terminal obeys, not even what JSON would allow. */
	test_int(str_find_str(text, STR("\u202E")), STR_NPOS);
	test_int(str_find(text, '\033'), STR_NPOS);
	test_int(str_find(text, '\xFF'), STR_NPOS);
}

TEST(values_stay_as_found)
{
	static const char *const pieces[] = {
		"\"brand\":\"目利き\\u001b[31m\\u202eevil\\\\xFF\"",
		"\"when\":\"2023-01-01T12:41:05Z\"",
		"\"number\":-5",
		"\"truth\":true",
		"\"words\":[\"one\",\"t\\u0007w\\u0007o\"]",
		"\"address\":\"joe@evil.example\"",
		"\"helo\":\"evil.example\"",
		"\"grade\":\"vouched\"",
		"\"score\":0.500",
		"{\"field\":\"From\",\"offset\":70,\"length\":30}",
		"{\"id\":\"line.nul\",\"offset\":3,",
	};
	struct str text = report();

	for (size_t i = 0; i < COUNT(pieces); i++) {
		test_case(pieces[i]);
		test_true(has(text, pieces[i]));
	}
}

static struct str written(void (*write)(struct json *json), struct str *ret_cut,
			  uint32_t pointers, uint64_t *ret_dropped)
{
	struct json json, cut;
	struct buf out, list;
	struct str text;

	buf_init(&out, 0);
	buf_init(&list, 0);
	json_init(&cut, &list);
	json_array(&cut);
	json_init(&json, &out);
	json_limit(&json, 6, &cut, pointers);
	write(&json);
	json_array_end(&cut);
	*ret_cut = arena_str(test_arena(), buf_peek(&list));
	*ret_dropped = json.cut_dropped;
	text = arena_str(test_arena(), buf_peek(&out));
	buf_fini(&out);
	buf_fini(&list);
	return text;
}

/* {"a":1,"rows":[{"text":…,"n":2},…,["x",…]]} */
static void write_rows(struct json *json)
{
	json_object(json);
	json_key_int(json, "a", 1);
	json_key(json, "rows");
	json_array(json);
	for (int i = 0; i < 2; i++) {
		json_object(json);
		json_key_str(json, "text", i ? STR("seven b") : STR("six by"));
		json_key_int(json, "n", 2);
		json_object_end(json);
	}
	json_array(json);
	json_str(json, STR("x"));
	json_null(json);
	json_str(json, test_copy_str(STR("目利き")));
	json_str(json, test_copy_str(STR("\x80\x80\x80\x80\x80\x80\x80\x80")));
	json_array_end(json);
	json_array_end(json);
	json_object_end(json);
}

TEST(a_long_string_is_cut_and_told)
{
	struct str cut;
	uint64_t dropped;
	struct str text = written(write_rows, &cut, 10, &dropped);

	test_str(text, "{\"a\":1,\"rows\":[{\"text\":\"six "
		       "by\",\"n\":2},{\"text\":\"seven \",\"n\":2},"
		       "[\"x\",null,\"目利\",\"\\\\x80\\\\x80\\\\x80\"]]}");
	test_str(cut, "[\"/rows/1/text\",\"/rows/2/2\",\"/rows/2/3\"]");
	test_int(dropped, 0);
	written(write_rows, &cut, 1, &dropped);
	test_str(cut, "[\"/rows/1/text\"]");
	test_int(dropped, 2);
}

static void check_number(double number, int decimals, const char *want)
{
	struct json json;
	struct buf out;

	buf_init(&out, 0);
	json_init(&json, &out);
	json_double(&json, number, decimals);
	test_str(buf_peek(&out), want);
	buf_fini(&out);
}

TEST(numbers_know_no_locale)
{
	check_number(0.5, 3, "0.500");
	check_number(0.9999, 3, "1.000");
	check_number(-1.25, 2, "-1.25");
	check_number(0, 3, "0.000");
	check_number(12.04, 1, "12.0");
}

static void check_round_trip(struct str text)
{
	/* of exactly its size, and too many to be kept until the end */
	char *copy = memcpy(malloc(text.n ? text.n : 1), text.p, text.n);
	struct json json;
	struct str back;
	struct buf out;

	buf_init(&out, 0);
	json_init(&json, &out);
	json_object(&json);
	json_key_str(&json, "input", str_make(copy, text.n));
	json_object_end(&json);
	test_true(json_read_text(test_arena(), buf_peek(&out), STR("input"), &back));
	test_str_n(back, text);
	buf_fini(&out);
	free(copy);
}

/* Every byte at every place of those that are looked at together, in strings of every
 * length up to some of those. */
TEST(strings_survive_the_round_trip)
{
	static const size_t lengths[] = { 1,  2,  3,  4,  5,  6,  7,  8, 9,
					  11, 15, 16, 17, 23, 24, 30, 33 };
	char text[33];

	check_round_trip(STR(""));
	for (size_t i = 0; i < COUNT(lengths); i++)
		for (size_t at = 0; at < lengths[i]; at++)
			for (unsigned c = 0; c < 0x80; c++) {
				memset(text, 'a', sizeof text);
				text[at] = (char)c;
				check_round_trip(str_make(text, lengths[i]));
			}
}
