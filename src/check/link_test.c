/* check/link_test.c - the links of whole mails as facts. */
#include "check/check_test.h"

#include <stdio.h>

#define HEAD \
	"From: Ann <ann@a.example>\nTo: user@example.jp\nSubject: hello\n" \
	"Date: Sun, 01 Jan 2023 10:00:00 +0900\nMessage-ID: <1@a.example>\n"

static struct inspection *page_with(const char *html)
{
	static char text[8192];

	snprintf(text, sizeof text, HEAD "Content-Type: text/html; charset=utf-8\n\n%s\n",
		 html);
	return inspect_text(text, "own-domain = example.jp\n");
}

static const struct {
	const char *name, *html;
	uint32_t wanted, unwanted;
} cases[] = {
	{ "plain", "<a href='https://www.example.org/x'>here</a>", 0,
	  LINK_TEXT_DIFFERS | LINK_PLAIN_HTTP | LINK_BROKEN | LINK_SCHEME },
	{ "http", "<a href='http://www.example.org/x'>here</a>", LINK_PLAIN_HTTP, 0 },
	{ "text differs", "<a href='https://a.example.org/'>www.example.net</a>",
	  LINK_TEXT_DIFFERS, 0 },
	{ "text of the same site", "<a href='https://a.example.org/'>www.example.org</a>",
	  0, LINK_TEXT_DIFFERS },
	{ "text in letters, target in punycode",
	  "<a href='https://xn--wgv71a119e.jp/'>https://日本語.jp/</a>", LINK_PUNYCODE,
	  LINK_TEXT_DIFFERS },
	{ "text is a file's name", "<a href='https://a.example.org/'>readme.html</a>", 0,
	  LINK_TEXT_DIFFERS },
	{ "text is an address, mail to it",
	  "<a href='mailto:ann@a.example'>ann@a.example</a>", 0,
	  LINK_TEXT_DIFFERS | LINK_SCHEME },
	{ "wrapper undone before the text is compared",
	  "<a href='https://www.google.com/url?q=https%3A%2F%2Fwww.example.org%2F'>"
	  "www.example.org</a>",
	  LINK_WRAPPED | LINK_REDIRECTOR, LINK_TEXT_DIFFERS },
	{ "user", "<a href='https://bank@example.org/'>x</a>", LINK_USERINFO, 0 },
	{ "number", "<a href='http://0x7f000001/'>x</a>",
	  LINK_NUMERIC_HOST | LINK_HOST_ENCODED, 0 },
	{ "port", "<a href='https://example.org:8443/'>x</a>", LINK_PORT, 0 },
	{ "scheme", "<a href='javascript:x()'>x</a>", LINK_SCHEME, 0 },
	{ "without a scheme", "<a href='//example.org/'>x</a>", LINK_ODD_SPELLING,
	  LINK_BROKEN },
	{ "base", "<base href='https://example.org/'><a href='/x'>x</a>", 0,
	  LINK_BROKEN },
	{ "relative, nothing to continue", "<a href='x.html'>x</a>", LINK_BROKEN, 0 },
	{ "own", "<a href='https://www.example.jp/'>x</a>", LINK_OWN, LINK_OWN_NAME },
	{ "own name on the left", "<a href='https://www.example.jp.example.net/'>x</a>",
	  LINK_OWN_NAME, LINK_OWN },
	{ "recipient", "<a href='https://example.org/?u=user@example.jp'>x</a>",
	  LINK_RECIPIENT, 0 },
	{ "form", "<form action='https://example.org/'><input name=a></form>", LINK_FORM,
	  0 },
	{ "picture", "<img src='https://example.org/a.png'>", LINK_LOADS, 0 },
	{ "nested", "<a href='https://example.org/?next=https://example.net/'>x</a>",
	  LINK_NESTED, LINK_WRAPPED },
};

TEST(a_link_s_flags)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct links *links = &page_with(cases[i].html)->links;
		const struct link *link =
		    links->count ? &links->items[links->count - 1] : NULL;

		test_case(cases[i].name);
		test_true(link != NULL);
		if (!link)
			continue;
		test_int(link->flags & cases[i].wanted, cases[i].wanted);
		test_int(link->flags & cases[i].unwanted, 0);
	}
}

TEST(equal_links_are_one)
{
	struct inspection *in = page_with("<a href='https://a.example/'>x</a>"
					  "<a href='https://a.example/'>x</a>"
					  "<a href='https://a.example/'>y</a>");

	test_int(in->links.count, 2);
	test_int(in->links.items[0].seen, 2);
	test_int(in->links.items[1].n, 2);
}

TEST(a_page_inside_a_link_is_read)
{
	struct inspection *in = page_with(
	    "<a href='data:text/html,<a href=\"https://a.example/\">y</a>'>x</a>");

	test_int(in->links.count, 2);
	test_true(strcmp(in->links.items[1].where, "data.a") == 0);
	test_str(in->links.items[1].host.ascii, "a.example");
	test_int(in->links.items[1].offset, in->links.items[0].offset);
}

/* A wrapper in a wrapper that leads back to the first goes round once. */
TEST(a_loop_ends)
{
	struct inspection *in =
	    page_with("<a href='https://www.google.com/url?q=https://www.google.com/url"
		      "?q=https://www.google.com/url?q=x'>x</a>");

	test_int(in->links.count, 1);
	test_true(in->links.items[0].chain_count <= LINK_CHAIN);
}

TEST(an_offset_is_where_it_stands_in_the_mail)
{
	static const char text[] =
	    HEAD "Content-Type: text/plain\nContent-Transfer-Encoding: "
		 "quoted-printable\n\nsee=20https://a.exa=\nmple/x now\n";
	struct inspection *in = inspect_text(text, NULL);
	size_t at = in->links.count ? in->links.items[0].offset : 0;

	test_int(in->links.count, 1);
	test_true(at && strncmp(in->message->raw.p + at, "https://a.exa=", 14) == 0);
	test_str(in->links.items[0].url.href, "https://a.example/x");
}

TEST(header_and_subject_have_links_too)
{
	struct inspection *in =
	    inspect_text("From: ann@a.example\nSubject: see https://s.example/\n"
			 "List-Unsubscribe: <mailto:u@a.example>,\n <https://u.exam\n"
			 " ple/x>\n\nhello\n",
			 NULL);

	test_int(in->links.count, 2);
	test_true(strcmp(in->links.items[0].where, "subject") == 0);
	test_true(strcmp(in->links.items[1].where, "header.list-unsubscribe") == 0);
	test_str(in->links.items[1].url.href, "https://u.example/x");
}
