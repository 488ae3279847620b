/* What only a browser sees: which pages it is shown, and what is made of its account. */
#include "base/limits.h"
#include "check/check_test.h"

#include <stdio.h>

#define MAIL(url) \
	"From: x@a.test\nTo: y@mine.example\nContent-Type: text/html\n\n<a href='" url \
	"'>go</a>\n"
#define PLACE(host) "{\"question\":\"dns A " host "\",\"data\":[\"198.51.100.7\"]}"
#define GET(url, data) "{\"question\":\"http GET " url "\",\"data\":[\"" data "\"]}"
#define BROWSE(url, more) \
	"{\"question\":\"browse " url "\",\"data\":[\"{\\\"browser\\\":\\\"Chrome/" \
	"1\\\",\\\"ended\\\":\\\"quiet\\\"" more "}\"]}"
#define SENT(n) \
	"{\\\"n\\\":" n ",\\\"sent\\\":true,\\\"unsent\\\":\\\"\\\",\\\"http\\\":200}"
#define STEP(url, cause, request) \
	"{\\\"url\\\":\\\"" url "\\\",\\\"cause\\\":\\\"" cause \
	"\\\",\\\"request\\\":" request "}"
#define FORM "<form method=post action=/s><input type=password name=p></form>"

static const struct {
	const char *name, *page, *account;
	bool read;
	uint32_t steps, only;
	int variant; /* of the finding; -1: none */
} cases[] = {
	{ "nothing more than without", FORM,
	  BROWSE("http://a.test/x",
		 ",\\\"final\\\":\\\"http://a.test/x\\\",\\\"document\\\":"
		 "\\\"" FORM "\\\""),
	  true, 0, 0, -1 },
	{ "a form by script", "<p>wait",
	  BROWSE("http://a.test/x",
		 ",\\\"final\\\":\\\"http://a.test/x\\\",\\\"document\\\":"
		 "\\\"" FORM "\\\""),
	  true, 0, 1u << ASKS_PASSWORD, 0 },
	{ "a form in a frame", "<p>wait",
	  BROWSE("http://a.test/x",
		 ",\\\"frames\\\":[{\\\"url\\\":\\\"http://b.test/\\\",\\\"document\\\":"
		 "\\\"" FORM "\\\"}]"),
	  true, 0, 1u << ASKS_PASSWORD, 0 },
	{ "a step by script", "<p>wait",
	  BROWSE("http://a.test/x",
		 ",\\\"steps\\\":[" STEP("http://a.test/x", "start", "1") "," STEP(
		     "http://b.test/y", "script",
		     "2") "],\\\"requests\\\":[" SENT("1") "," SENT("2") "]"),
	  true, 1, 0, 1 },
	{ "a step that was not taken", "<p>wait",
	  BROWSE("http://a.test/x",
		 ",\\\"steps\\\":[" STEP("http://a.test/x", "start", "1") "," STEP(
		     "http://b.test/y", "script",
		     "2") "],\\\"requests\\\":[" SENT("1") ",{\\\"n\\\":2,\\\"sent\\\":"
							   "false}]"),
	  true, 0, 0, -1 },
	{ "the same page with another query", "<p>wait",
	  BROWSE("http://a.test/x",
		 ",\\\"steps\\\":[" STEP("http://a.test/x", "start", "1") "," STEP(
		     "http://a.test/x?t=1", "script",
		     "2") "],\\\"requests\\\":[" SENT("1") "," SENT("2") "]"),
	  true, 0, 0, -1 },
	{ "no account", "<p>wait",
	  "{\"question\":\"browse http://a.test/x\",\"data\":[\"hello\"]}", false, 0, 0,
	  -1 },
	{ "no browser", "<p>wait",
	  "{\"question\":\"browse http://a.test/x\",\"status\":\"failed\"}", false, 0, 0,
	  -1 },
};

TEST(a_view_tells_what_only_a_browser_saw)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		char answers[8192];
		struct inspection *in;
		const struct view *view;

		test_case(cases[i].name);
		snprintf(answers, sizeof answers,
			 "{\"answers\":[" PLACE("a.test") "," GET("http://a.test/x",
								  "%s") ",%s]}",
			 cases[i].page, cases[i].account);
		in = inspect_answered_at(MAIL("http://a.test/x"), NULL, answers,
					 CONTACT_BROWSE);
		test_int(in->views->count, 1);
		view = &in->views->items[0];
		test_int(view->read, cases[i].read);
		test_int(view->step_count, cases[i].steps);
		test_int(view->only, cases[i].only);
		if (cases[i].variant < 0)
			test_silent(in, "web.browser-only");
		else
			test_int(test_fires(in, "web.browser-only")->variant,
				 cases[i].variant);
	}
}

TEST(where_nothing_stands_no_browser_goes)
{
	struct inspection *in =
	    inspect_answered_at(MAIL("http://a.test/x"), NULL,
				"{\"answers\":[" PLACE("a.test") "," GET(
				    "http://a.test/x", "HTTP/1.1 404 No\\n\\nx") "]}",
				CONTACT_BROWSE);

	test_int(in->views->count, 0);
}

TEST(below_that_level_of_contact_there_is_none)
{
	struct inspection *in = inspect_answered_at(
	    MAIL("http://a.test/x"), NULL,
	    "{\"answers\":[" PLACE("a.test") "," GET("http://a.test/x", "<p>hi") "]}",
	    CONTACT_VISIT);

	test_true(in->views == NULL);
	test_int(in->visits->count, 1);
}

TEST(two_pages_of_many_are_shown)
{
	struct inspection *in = inspect_answered_at(
	    "From: x@a.test\nContent-Type: text/html\n\n<a href='http://a.test/x'>1</a>"
	    "<a href='http://b.test/x'>2</a><a href='http://c.test/x'>3</a>\n",
	    NULL,
	    "{\"answers\":[" PLACE("a.test") "," PLACE("b.test") "," PLACE(
		"c.test") "," GET("http://a.test/x",
				  "<p>hi") "," GET("http://b.test/x",
						   "<p>hi") "," GET("http://c.test/x",
								    "<p>hi") "]}",
	    CONTACT_BROWSE);

	test_int(in->views->count, LIMIT_BROWSE_PAGES);
}

#define PAYS "<title>PayPal login</title>" FORM
/* Checks of pages judge what a browser was shown, and what the server sent behind it. */
TEST(checks_of_pages_read_what_the_browser_has)
{
	static const struct {
		const char *name, *page, *document, *frame;
		const char *fires, *silent;
	} rows[] = {
		{ "a form by script", "<p>wait", FORM, "", "web.credential-form",
		  "web.form-elsewhere" },
		{ "a form in a frame", "<p>wait", "<p>wait", FORM, "web.credential-form",
		  "web.brand-page" },
		{ "a form that scripts took away", FORM, "<p>wait", "",
		  "web.credential-form", "web.brand-page" },
		{ "sent away by script", "<p>wait",
		  "<form method=post action=http://c.test/s><input type=password "
		  "name=p></form>",
		  "", "web.form-elsewhere", "web.brand-page" },
		{ "a title by script", "<p>wait", PAYS, "", "web.brand-page",
		  "web.dead-links" },
		{ "words in the browser too", "<p>wait", "<p>Nothing but words", "",
		  "url.list", "web.credential-form" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		char answers[8192];
		struct inspection *in;

		test_case(rows[i].name);
		snprintf(
		    answers, sizeof answers,
		    "{\"answers\":[" PLACE("a.test") "," GET(
			"http://a.test/x",
			"%s") "," BROWSE("http://a.test/x",
					 ",\\\"final\\\":\\\"http://a.test/x\\\","
					 "\\\"document\\\":\\\"%s\\\",\\\"frames\\\":[{"
					 "\\\"url\\\":\\\"http://b.test/\\\","
					 "\\\"document\\\":\\\"%s\\\"}]") "]}",
		    rows[i].page, rows[i].document, rows[i].frame);
		in = inspect_answered_at(MAIL("http://a.test/x"), NULL, answers,
					 CONTACT_BROWSE);
		test_int(in->views->items[0].read, true);
		test_fires(in, rows[i].fires);
		test_silent(in, rows[i].silent);
	}
}
