/* cmd/options_test.c */
#include "base/test.h"
#include "cmd/cmd.h"

static const struct command some = {
	.name = "some",
	.takes =
	    OPTIONS_TONE "format output clock only fail-on jobs timeout lookup visit "
			 "resolver trust-anchor connect-map user-agent proxy salt"
};

/* Parse "a b c" as arguments; false where it is refused. */
static bool parse(struct session *session, const char *line, struct err *err)
{
	static char words[512];
	static char *argv[32];
	int argc = 1;

	*session = (struct session){ .options = { .format = "text", .verbose = 1 } };
	buf_init(&session->options.only, 0);
	snprintf(words, sizeof words, "%s", line);
	argv[0] = words;
	for (char *w = strtok(words, " "); w; w = strtok(NULL, " "))
		argv[argc++] = w;
	argv[argc] = NULL;
	return options_parse(session, &some, argc, argv, err);
}

static const struct {
	const char *line, *why; /* a piece of the reason; NULL: accepted */
} lines[] = {
	{ "a b", NULL },
	{ "--format json a", NULL },
	{ "--format=json a", NULL },
	{ "a --format json", NULL }, /* options may stand behind names */
	{ "-j 3 -v a", NULL },
	{ "-- -v", NULL },
	{ "-", NULL },
	{ "--jobs 0", "not a number from 1" },
	{ "--jobs 257", "not a number from 1" },
	{ "--jobs 1x", "not a number from 1" },
	{ "--jobs -1", "not a number from 1" },
	{ "--timeout 99999999999", "not a number from 1" },
	{ "--fail-on unremarkable", "not suspicious or fraudulent" },
	{ "--visit a", NULL },
	{ "--lookup a", NULL },
	{ "--resolver 192.0.2.1@53 --resolver 2001:db8::1 a", NULL },
	{ "--resolver ns.example.com", "no address like" },
	{ "--resolver 192.0.2.1@0", "no address like" },
	{ "--resolver 192.0.2.1@x", "no address like" },
	{ "--resolver @53", "no address like" },
	{ "--visit=browser a", NULL },
	{ "--visit=lynx a", "not \"browser\", or nothing" },
	{ "--connect-map x a", NULL },
	{ "--connect-map", "needs a value" },
	{ "--user-agent x --proxy socks5h://127.0.0.1:9050 a", NULL },
	{ "--salt plan-of-today a", NULL },
	{ "--salt=", "1 to 200 bytes" },
	{ "--user-agent a\nb", "one line of ASCII" },
	{ "--proxy", "needs a value" },
	{ "--refresh", "no option of" },
	{ "--redact", "needs a value" },
	{ "--papyrus", "unknown option" },
	{ "-Z", "unknown option" },
	{ "-F fraudulent",
	  "unknown option" }, /* the table's letters are not all options */
	{ "--format", "needs a value" },
	{ "--profile x", "no option of mekiki some" },
};

TEST(options_are_taken_or_refused_with_a_reason)
{
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct session session;
		struct err err = { 0 };
		bool ok;

		test_case(lines[i].line);
		ok = parse(&session, lines[i].line, &err);
		test_true(ok == (lines[i].why == NULL));
		if (lines[i].why)
			test_true(strstr(err.what, lines[i].why) != NULL);
		buf_fini(&session.options.only);
		buf_fini(&session.options.resolvers);
	}
}

static const struct {
	const char *text;
	int64_t utc; /* -1: no time */
} times[] = {
	{ "1970-01-01", 0 },
	{ "2023-01-01T12:41:04Z", 1672576864 },
	{ "2023-01-01T21:41:04+09:00", 1672576864 },
	{ "2023-01-01T21:41:04+0900", 1672576864 },
	{ "2024-02-29T00:00Z", 1709164800 },
	{ "9999-12-31T23:59:59Z", 253402300799 },
	{ "2023-13-01", -1 },
	{ "2023-01-32", -1 },
	{ "2023-01-01T24:00", -1 },
	{ "2023-01-01T12:41:04Zx", -1 },
	{ "1969-12-31", -1 },
	{ "yesterday", -1 },
	{ "2023-01-01T12:41:04+", -1 },
};

TEST(clock_is_a_time)
{
	for (size_t i = 0; i < COUNT(times); i++) {
		struct session session;
		struct err err;
		char line[64];
		bool ok;

		test_case(times[i].text);
		snprintf(line, sizeof line, "--clock %s", times[i].text);
		ok = parse(&session, line, &err);
		test_true(ok == (times[i].utc >= 0));
		if (ok)
			test_int(session.options.clock, times[i].utc);
	}
}

TEST(checks_are_listed_one_a_line)
{
	struct session session;
	struct err err;

	test_true(parse(&session, "--only hdr,when.future --only path", &err));
	test_str_n(buf_peek(&session.options.only), STR("hdr\nwhen.future\npath\n"));
	buf_fini(&session.options.only);
}
