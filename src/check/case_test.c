/* check/case_test.c - checks of what a case knows besides the message. */
#include "check/check_test.h"

#include "case/history.h"
#include "case/notebook.h"

static const char mail[] = "From: a@b.example\n"
			   "To: rcpt@example.jp\n"
			   "Subject: x\n"
			   "\n"
			   "http://site.example/login\n";
static const char answers[] =
    "{\"default\":\"no-such-name\",\"answers\":["
    "{\"question\":\"dns A site.example\",\"data\":[\"203.0.113.5\"]},"
    "{\"question\":\"http GET http://site.example/*\",\"data\":[\"HTTP/1.1 200 OK\\n"
    ":address 203.0.113.5:80\\ncontent-type: text/html\\n\\n"
    "<html><title>x</title><body>Log in here</body></html>\"]}]}";

static void run_check(struct inspection *in, const char *id)
{
	const struct check *check = check_find(str_c(id));

	test_true(check != NULL);
	if (check)
		check->run(in, check);
}

/* The same look, an hour before, with that state. */
static struct history before(const struct inspection *in, enum site_state state)
{
	struct history history = { .revision_count = 1 };

	sightings_find(test_arena(), in, 1, &history);
	test_true(history.sighting_count > 0);
	for (uint32_t i = 0; i < history.sighting_count; i++) {
		test_int(history.sightings[i].state, SITE_LIVE);
		history.sightings[i].state = state;
		history.sightings[i].utc -= 3600;
	}
	return history;
}

TEST(a_site_comes_back_where_it_was_away)
{
	static const struct {
		enum site_state state;
		bool back;
	} cases[] = {
		{ SITE_DORMANT, true }, { SITE_GONE, true },	 { SITE_PARKED, true },
		{ SITE_LIVE, false },	{ SITE_BLOCKED, false }, { SITE_RESOLVES, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct inspection *in = inspect_answered(mail, NULL, answers);
		struct history history = before(in, cases[i].state);

		test_case(site_state_name(cases[i].state));
		in->history = &history;
		run_check(in, "web.came-back");
		test_int(inspection_find(in, STR("web.came-back")) != NULL,
			 cases[i].back);
		test_true(in->history->revision_count == 1);
	}
}

TEST(without_an_earlier_look_nothing_comes_back)
{
	struct inspection *in = inspect_answered(mail, NULL, answers);

	test_silent(in, "web.came-back");
}

TEST(what_was_looked_for_and_not_found_is_told)
{
	struct entry entries[] = {
		{ .n = 1,
		  .kind = ENTRY_FINDING,
		  .state = STR("not-found"),
		  .author = STR("ann"),
		  .text = STR("a page that sells it") },
		{ .n = 2,
		  .kind = ENTRY_FINDING,
		  .state = STR("found"),
		  .author = STR("ann"),
		  .text = STR("another") },
		{ .n = 3,
		  .kind = ENTRY_FINDING,
		  .state = STR("not-found"),
		  .author = STR("ann"),
		  .text = STR("withdrawn"),
		  .withdrawn = 4 },
	};
	struct notebook notebook = { .entries = entries, .count = COUNT(entries) };
	struct inspection *in = inspect_text(mail, NULL);

	test_silent(in, "limit.market-history");
	in->notebook = &notebook;
	run_check(in, "limit.market-history");
	test_str(finding_text(test_fires(in, "limit.market-history"), "what"),
		 "a page that sells it");
	test_int(in->findings[in->finding_count - 1]->values[0].str.n,
		 strlen("a page that sells it"));
}
