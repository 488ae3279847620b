#include "record/browsed.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/test.h"

#include <stdio.h>

#define HEAD "{\"browser\":\"Chrome/1\",\"ended\":\"quiet\""

static bool reads(const char *text, struct browsed *ret)
{
	return browsed_read(test_arena(), test_copy(text), ret);
}

TEST(an_account_is_read_whole)
{
	struct browsed got;

	test_true(reads(
	    HEAD
	    ",\"own_sandbox\":true,\"url\":\"http://a.test/\",\"final\":\"http://b.test/"
	    "\","
	    "\"title\":\"\\u30ed\",\"language\":\"ja\",\"duration_ms\":3200,"
	    "\"steps\":[{\"url\":\"http://a.test/\",\"cause\":\"start\",\"request\":1,"
	    "\"at_ms\":5},{\"url\":\"http://b.test/\",\"cause\":\"script\",\"request\":2,"
	    "\"at_ms\":700}],\"navigations\":2,"
	    "\"requests\":[{\"n\":1,\"url\":\"http://a.test/\",\"method\":\"GET\","
	    "\"type\":\"Document\",\"at_ms\":5,\"took_ms\":20,\"sent\":true,"
	    "\"unsent\":\"\",\"status\":\"answered\",\"reason\":\"\",\"http\":200,"
	    "\"address\":\"192.0.2.80:80\",\"size\":12,\"sha256\":\"00ff\"},"
	    "{\"n\":2,\"url\":\"http://b.test/p\",\"method\":\"POST\",\"type\":\"XHR\","
	    "\"sent\":false,\"unsent\":\"method\",\"status\":null,\"sha256\":null}],"
	    "\"unlisted\":3,\"dialogs\":[{\"kind\":\"alert\",\"text\":\"hi\"}],"
	    "\"dialog_count\":9,\"windows\":[],\"downloads\":[],\"document\":\"<p>x\","
	    "\"document_bytes\":4,\"frames\":[{\"url\":\"http://c.test/\","
	    "\"document\":\"<form>\"}],\"picture\":{\"type\":\"image/"
	    "png\",\"width\":1280,"
	    "\"height\":1024,\"size\":8,\"sha256\":\"aa\",\"base64\":\"iVBORw0KGgo=\"},"
	    "\"later\":{\"a\":[1,2]}}",
	    &got));
	test_true(got.own_sandbox);
	test_str(got.title, "\xE3\x83\xAD");
	test_int(got.step_count, 2);
	test_str(got.steps[1].cause, "script");
	test_int(got.steps[1].request, 2);
	test_int(got.request_count, 2);
	test_true(got.requests[0].sent);
	test_int(got.requests[0].http, 200);
	test_str(got.requests[1].unsent, "method");
	test_str(got.requests[1].status, "");
	test_int(got.unlisted, 3);
	test_int(got.dialog_kept, 1);
	test_int(got.dialog_count, 9);
	test_str(got.frames[0].document, "<form>");
	test_int(got.picture.width, 1280);
}

TEST(a_picture_is_a_png_or_none)
{
	static const struct {
		const char *name, *picture;
		bool there;
	} cases[] = {
		{ "a PNG", "{\"base64\":\"iVBORw0KGgoAAA==\"}", true },
		{ "null", "null", false },
		{ "another kind", "{\"base64\":\"R0lGODlh\"}", false },
		{ "no bytes", "{\"base64\":\"\"}", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct browsed got;
		char text[256];
		struct str png;

		test_case(cases[i].name);
		snprintf(text, sizeof text, HEAD ",\"picture\":%s}", cases[i].picture);
		test_true(reads(text, &got));
		test_int(browsed_png(test_arena(), &got, &png), cases[i].there);
	}
}

TEST(what_is_no_account_is_refused)
{
	static const struct {
		const char *name, *text;
	} cases[] = {
		{ "nothing", "" },
		{ "another object", "{}" },
		{ "no object", "[]" },
		{ "cut", HEAD },
		{ "text behind it", HEAD "}x" },
		{ "a number for a text", HEAD ",\"url\":1}" },
		{ "a negative number", HEAD ",\"duration_ms\":-1}" },
		{ "a text for a flag", HEAD ",\"own_sandbox\":\"true\"}" },
		{ "an object for a list", HEAD ",\"steps\":{}}" },
		{ "an item that is no object", HEAD ",\"steps\":[1]}" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct browsed got;

		test_case(cases[i].name);
		test_true(!reads(cases[i].text, &got));
		test_int(got.browser.n, 0);
	}
}

TEST(lists_end_at_their_ceilings)
{
	struct browsed got;
	struct buf text;

	buf_init(&text, 0);
	buf_add_c(&text, HEAD ",\"requests\":[{\"n\":1}");
	for (int i = 0; i < 1000; i++)
		buf_add_c(&text, ",{\"n\":2}");
	buf_add_c(&text, "]}");
	test_true(browsed_read(test_arena(), buf_peek(&text), &got));
	test_int(got.request_count, LIMIT_BROWSE_LISTED);
	buf_fini(&text);
}
