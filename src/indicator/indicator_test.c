/* indicator/indicator_test.c - who is called what: mails by their text, each beside its
 * harmless twin. */
#include "indicator/indicator.h"

#include "base/limits.h"
#include "check/check_test.h"

static const char site[] = "own-domain = example.jp\n"
			   "relay = mx.example.jp\n"
			   "allow = cdn-help.top, 192.0.2.0\n";

static const char spf_pass[] = "Received-SPF: Pass (mailfrom)\n"
			       " client-ip=198.51.100.7; envelope-from=a@kqzvtw.top;\n"
			       " receiver=mx.example.jp\n";

#define ROUTE \
	"Received: from kqzvtw.top (mail.kqzvtw.top [198.51.100.7])\n" \
	"\tby mx.example.jp (Postfix) with ESMTP id 5799452000E\n" \
	"\tfor <hanako@example.jp>; Sun, 1 Jan 2023 22:22:02 +0900 (JST)\n"
#define REST \
	"To: hanako@example.jp\nDate: Sun, 1 Jan 2023 20:41:04 +0900\n" \
	"Message-ID: <1@kqzvtw.top>\nMIME-Version: 1.0\n" \
	"Content-Type: text/html; charset=utf-8\n\n"
#define BAIT \
	"<p>Your Amazon account is suspended. Confirm your password within 12 " \
	"hours.</p>"
#define LURE "From: \"Amazon.co.jp\" <a@kqzvtw.top>\nSubject: Amazon: confirm\n" REST BAIT

static const struct {
	const char *name, *top, *mail, *value;
	enum indicator_type type;
	enum indicator_role role;
} rows[] = {
	{ "page of the lure", spf_pass,
	  LURE "<a href=\"https://login.amazon.qzjjw.top/a\">Amazon</a>",
	  "https://login.amazon.qzjjw.top/a", INDICATOR_URL, ROLE_BAD },
	{ "its domain", spf_pass,
	  LURE "<a href=\"https://login.amazon.qzjjw.top/a\">Amazon</a>", "qzjjw.top",
	  INDICATOR_DOMAIN, ROLE_BAD },
	{ "the domain that sent it", spf_pass,
	  LURE "<a href=\"https://login.amazon.qzjjw.top/a\">Amazon</a>", "kqzvtw.top",
	  INDICATOR_DOMAIN, ROLE_BAD },
	{ "the same name, which nothing establishes", "",
	  LURE "<a href=\"https://login.amazon.qzjjw.top/a\">Amazon</a>", "kqzvtw.top",
	  INDICATOR_DOMAIN, ROLE_CONTEXT },
	{ "the brand's own page beside it", spf_pass,
	  LURE "<a href=\"https://login.amazon.qzjjw.top/a\">Amazon</a>"
	       "<a href=\"https://www.amazon.co.jp/help\">help</a>",
	  "https://www.amazon.co.jp/help", INDICATOR_URL, ROLE_CONTEXT },
	{ "a page at a shared host", spf_pass,
	  LURE "<a href=\"https://docs.google.com/forms/d/x/viewform\">Amazon</a>",
	  "google.com", INDICATOR_DOMAIN, ROLE_CONTEXT },
	{ "and the corner that it lends", spf_pass,
	  LURE "<a href=\"https://amazon-jp.github.io/a\">Amazon</a>",
	  "amazon-jp.github.io", INDICATOR_DOMAIN, ROLE_BAD },
	{ "a shortener", spf_pass, LURE "<a href=\"https://bit.ly/3xYz\">Amazon</a>",
	  "bit.ly", INDICATOR_DOMAIN, ROLE_ABUSED },
	{ "the recipient", spf_pass,
	  LURE "<a href=\"https://login.amazon.qzjjw.top/a\">Amazon</a>",
	  "hanako@example.jp", INDICATOR_EMAIL, ROLE_VICTIM },
	{ "ours", spf_pass,
	  LURE "<a href=\"https://login.amazon.qzjjw.top/a\">Amazon</a>", "example.jp",
	  INDICATOR_DOMAIN, ROLE_VICTIM },
	{ "our own page among its links", spf_pass,
	  LURE "<a href=\"https://www.example.jp/a\">Amazon</a>",
	  "https://www.example.jp/a", INDICATOR_URL, ROLE_VICTIM },
	{ "a page below a name that may be taken over", spf_pass,
	  LURE "<a href=\"https://shop.garden-tools.net/a\">Amazon</a>",
	  "shop.garden-tools.net", INDICATOR_HOST, ROLE_BAD },
	{ "that name", spf_pass,
	  LURE "<a href=\"https://shop.garden-tools.net/a\">Amazon</a>",
	  "garden-tools.net", INDICATOR_DOMAIN, ROLE_CONTEXT },
	{ "what a service lends for a folder", spf_pass,
	  LURE "<a href=\"https://storage.googleapis.com/x/a.html\">Amazon</a>",
	  "storage.googleapis.com", INDICATOR_DOMAIN, ROLE_ABUSED },
	{ "a letter's link", spf_pass,
	  "From: Taro <a@kqzvtw.top>\nSubject: photos\n" REST
	  "<p>As promised.</p><a href=\"https://photos.qzjjw.top/a\">photos</a>",
	  "qzjjw.top", INDICATOR_DOMAIN, ROLE_CONTEXT },
	{ "its sender", spf_pass,
	  "From: Taro <a@kqzvtw.top>\nSubject: photos\n" REST "<p>As promised.</p>",
	  "198.51.100.7", INDICATOR_IP, ROLE_CONTEXT },
};

static const struct indicators *indicators_in(const char *top, const char *mail)
{
	struct str text = arena_printf(test_arena(), "%s" ROUTE "%s", top, mail);

	return indicators_of(inspect_text(text.p, site));
}

TEST(each_plays_its_part)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct indicators *list = indicators_in(rows[i].top, rows[i].mail);
		const struct indicator *item =
		    indicator_find(list, rows[i].type, str_c(rows[i].value));

		test_case(rows[i].name);
		test_true(item != NULL);
		if (item)
			test_str(str_c(indicator_role_words[item->role]),
				 indicator_role_words[rows[i].role]);
	}
}

TEST(they_stand_in_order_and_once)
{
	const struct indicators *list = indicators_in(
	    spf_pass, LURE "<a href=\"https://a.qzjjw.top/a\">Amazon</a>"
			   "<a href=\"https://a.qzjjw.top/a\">again</a>"
			   "<a href=\"https://b.qzjjw.top/a\">and again</a>");

	test_true(list->count > 8);
	for (uint32_t i = 1; i < list->count; i++) {
		test_true(list->items[i - 1].role <= list->items[i].role);
		for (uint32_t k = 0; k < i; k++)
			test_true(list->items[i].type != list->items[k].type ||
				  !str_eq(list->items[i].value, list->items[k].value));
	}
}

/* It weighs half, and stays. */
TEST(the_allow_list_hides_nothing)
{
	static const char lure[] =
	    LURE "<a href=\"https://amazon-login.%s.top/a\">Amazon</a>";
	const struct indicator *a, *b;

	a = indicator_find(
	    indicators_in(spf_pass, arena_printf(test_arena(), lure, "cdn-help").p),
	    INDICATOR_DOMAIN, STR("cdn-help.top"));
	b = indicator_find(
	    indicators_in(spf_pass, arena_printf(test_arena(), lure, "cdn-halp").p),
	    INDICATOR_DOMAIN, STR("cdn-halp.top"));
	test_true(a && b && a->allowed && !b->allowed);
	test_true(a && a->role == ROLE_BAD);
	test_true(a && b && a->confidence == b->confidence / 2);
}

TEST(the_list_ends_and_says_so)
{
	enum { LINKS = 3000 };
	const struct indicators *list;
	struct buf mail;

	buf_init(&mail, 0);
	buf_add(&mail, STR("From: a@kqzvtw.top\nSubject: s\n" REST));
	for (int i = 0; i < LINKS; i++)
		buf_printf(&mail, "<a href=\"http://h%d.example/\">x</a>\n", i);
	list = indicators_of(inspect_bytes(buf_peek(&mail), NULL));
	test_int(list->count, LIMIT_INDICATORS);
	test_true(list->left_out > 0);
	for (uint32_t i = 0; i < list->count; i++)
		test_true(list->items[i].role != ROLE_BAD);
	buf_fini(&mail);
}
