/* reputation/hashes_test.c */
#include "reputation/hashes.h"
#include "base/test.h"

#define HASH "0123456789abcdef0123456789abcdef"
#define HASH64 "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
#define JSON(details, more) \
	"{\"fullHashes\":[{\"fullHash\":\"" HASH64 "\",\"fullHashDetails\":[" details \
	"]}]" more "}"
#define TYPE(name) "{\"threatType\":\"" name "\"}"

#define BYTES(text) \
	{ \
		text, sizeof text - 1 \
	}

static const struct {
	const char *name;
	struct str body;
	bool ok;
	uint32_t threats, cache;
} cases[] = {
	{ "nothing", BYTES(""), true, 0, 0 },
	{ "nothing, in JSON", BYTES("{}"), true, 0, 0 },
	{ "a duration alone", BYTES("\x12\x03\x08\xac\x02"), true, 0, 300 },
	{ "deception", BYTES("\x0a\x26\x0a\x20" HASH "\x12\x02\x08\x02"), true, 1 << 2,
	  0 },
	{ "two threats",
	  BYTES("\x0a\x2a\x0a\x20" HASH "\x12\x02\x08\x01\x12\x02\x08\x03"), true,
	  1 << 1 | 1 << 3, 0 },
	{ "a threat of tomorrow", BYTES("\x0a\x26\x0a\x20" HASH "\x12\x02\x08\x09"), true,
	  0, 0 },
	{ "in frames alone",
	  BYTES("\x0a\x29\x0a\x20" HASH "\x12\x05\x08\x02\x12\x01\x02"), true, 0, 0 },
	{ "an attribute of tomorrow",
	  BYTES("\x0a\x28\x0a\x20" HASH "\x12\x04\x08\x02\x10\x07"), true, 0, 0 },
	{ "a canary", BYTES("\x0a\x28\x0a\x20" HASH "\x12\x04\x08\x02\x10\x01"), true,
	  1 << 2, 0 },
	{ "a field of tomorrow", BYTES("\x1a\x01x\x12\x02\x08\x05"), true, 0, 5 },
	{ "a hash cut short", BYTES("\x0a\x05\x0a\x03xyz"), true, 0, 0 },
	{ "cut", BYTES("\x0a\x26\x0a\x20" HASH "\x12\x02\x08"), false, 0, 0 },
	{ "an endless number", BYTES("\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
	  false, 0, 0 },
	{ "field number 0", BYTES("\x02\x00"), false, 0, 0 },
	{ "HTML", BYTES("<html>busy</html>"), false, 0, 0 },
	{ "JSON",
	  BYTES(JSON(TYPE("SOCIAL_ENGINEERING"), ",\"cacheDuration\":\"300.5s\"")), true,
	  1 << 2, 300 },
	{ "JSON, in frames alone",
	  BYTES(JSON("{\"threatType\":\"MALWARE\",\"attributes\":[\"FRAME_ONLY\"]}", "")),
	  true, 0, 0 },
	{ "JSON, of tomorrow", BYTES(JSON(TYPE("BAD_WEATHER"), "")), true, 0, 0 },
	{ "JSON, more than asked",
	  BYTES(JSON(TYPE("MALWARE"), ",\"x\":[1,{\"y\":null}]")), true, 1 << 1, 0 },
	{ "JSON, an error", BYTES("{\"error\":{\"code\":403}}"), false, 0, 0 },
	{ "JSON, cut", BYTES("{\"fullHashes\":[{"), false, 0, 0 },
	{ "longer than a day", BYTES("{\"cacheDuration\":\"9999999s\"}"), true, 0,
	  86400 },
};

TEST(hashes_are_read_in_both_forms)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct full_hashes hashes;

		test_case(cases[i].name);
		test_int(hashes_read(test_arena(), test_copy_str(cases[i].body), &hashes),
			 cases[i].ok);
		if (!cases[i].ok)
			continue;
		test_int(hashes_threats(&hashes, (const uint8_t *)HASH),
			 cases[i].threats);
		test_int(hashes.cache_seconds, cases[i].cache);
	}
}

/* Another page whose hash begins with the same bytes. */
TEST(hashes_of_others_do_not_count)
{
	struct full_hashes hashes;

	test_true(hashes_read(test_arena(), STR(JSON(TYPE("MALWARE"), "")), &hashes));
	test_int(
	    hashes_threats(&hashes, (const uint8_t *)"0123456789abcdef0123456789abcdeX"),
	    0);
}
