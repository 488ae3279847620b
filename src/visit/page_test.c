/* What stands on a page. */
#include "visit/page.h"

#include "base/err.h"
#include "base/limits.h"
#include "base/test.h"

#include <stdlib.h>

static const struct tables *tables(void)
{
	static struct tables built;
	char dir[4096];
	struct err err;

	if (built.brand_count)
		return &built;
	if (!tables_dir(dir, sizeof dir) || !tables_load(arena_new(0), dir, &built, &err))
		abort();
	return &built;
}

static struct page_facts *look(const char *type, struct str body)
{
	struct page_facts *page = arena_new_of(test_arena(), struct page_facts);
	struct url url;
	struct page_query query = {
		.tables = tables(), .url = &url, .type = str_c(type), .body = body
	};

	url_parse(test_arena(), STR("https://a.example/d/p"), NULL, &url);
	page_read(test_arena(), &query, page);
	return page;
}

static struct page_facts *html(const char *body)
{
	return look("text/html; charset=utf-8", test_copy(body));
}

static const struct {
	const char *name, *body, *lead;
	enum page_lead by;
} leads[] = {
	{ "meta refresh", "<meta http-equiv=refresh content='0;url=/pc/login/'>",
	  "https://a.example/pc/login/", LEAD_META },
	{ "by a script", "<script>location.href='x'</script>", "https://a.example/d/x",
	  LEAD_SCRIPT },
	{ "when loaded", "<body onload=\"window.location='/y'\">", "https://a.example/y",
	  LEAD_SCRIPT },
	{ "with a base", "<base href=/b/><script>location='x'</script>",
	  "https://a.example/b/x", LEAD_SCRIPT },
	{ "by one frame", "<iframe src=https://b.example/ width=100%></iframe>",
	  "https://b.example/", LEAD_FRAME },
	{ "two frames", "<iframe src=/1></iframe><iframe src=/2></iframe>", "",
	  LEAD_NONE },
	{ "a script of a page with a form",
	  "<script>function out(){location='/logout'}</script>"
	  "<form><input name=q></form>",
	  "", LEAD_NONE },
	{ "no page of the web", "<script>location='mailto:a@b.example'</script>", "",
	  LEAD_NONE },
	{ "data that look like a script",
	  "<script type=application/json>location='x'</script>", "", LEAD_NONE },
	{ "nothing", "", "", LEAD_NONE },
};

TEST(page_tells_where_it_leads_on)
{
	for (size_t i = 0; i < COUNT(leads); i++) {
		struct page_facts *page;

		test_case(leads[i].name);
		page = html(leads[i].body);
		test_str(page->lead, leads[i].lead);
		test_int(page->lead_by, leads[i].by);
	}
	test_int(html("<meta http-equiv=refresh content=' 30; url=/a'>")->lead_delay, 30);
}

static const struct {
	const char *name, *body, *dead;
} dead[] = {
	{ "coloured words",
	  "<span style='color:#00f'>トップページ</span>"
	  "<font color=blue>新規登録</font><u>こちら</u>",
	  "トップページ 新規登録 こちら " },
	{ "anchors without a target",
	  "<a>Login</a><a href=#>Help</a><a href=''>Home</a>"
	  "<a href='javascript:void(0)'>Contact us</a>",
	  "Login Help Home Contact us " },
	{ "links that lead somewhere", "<a href=/top>Home</a><a href=h.html>Help</a>",
	  "" },
	{ "coloured inside a link", "<a href=/top><span style=color:red>Home</span></a>",
	  "" },
	{ "what can be clicked", "<span style=color:red onclick=go()>Home</span>", "" },
	{ "plain words", "<li>Home</li><p>Help</p>", "" },
	{ "a coloured sentence", "<span style=color:red>Home is where you are</span>",
	  "" },
	{ "each once", "<a>Home</a><a>Home</a>", "Home " },
};

TEST(page_tells_words_that_look_like_links)
{
	for (size_t i = 0; i < COUNT(dead); i++) {
		struct page_facts *page;
		struct str all = STR("");

		test_case(dead[i].name);
		page = html(dead[i].body);
		for (uint32_t k = 0; k < page->dead_count; k++)
			all = arena_printf(test_arena(), "%.*s%.*s ", STR_ARG(all),
					   STR_ARG(page->dead[k]));
		test_str(all, dead[i].dead);
	}
}

static const struct {
	const char *name, *field;
	enum page_asks asks;
} fields[] = {
	{ "a password", "<input type=password name=x>", ASKS_PASSWORD },
	{ "a password by its name", "<input name=passwd>", ASKS_PASSWORD },
	{ "a mail address", "<input type=email name=x>", ASKS_MAIL },
	{ "a mail address by its name", "<input name=mailAddress>", ASKS_MAIL },
	{ "by what stands in it", "<input name=a placeholder=メールアドレス>",
	  ASKS_MAIL },
	{ "a card", "<input type=tel name=cardnumber>", ASKS_CARD },
	{ "a card's code, unseen", "<input type=password name=cvv>", ASKS_CARD },
	{ "a code of one use", "<input name=otp>", ASKS_CODE },
	{ "a telephone number", "<input type=tel name=n>", ASKS_PHONE },
	{ "a birthday", "<input name=b placeholder=生年月日>", ASKS_BIRTH },
	{ "a file", "<input type=file name=f>", ASKS_FILE },
	{ "a login name", "<input name=user_id>", ASKS_NAME },
	{ "a search", "<input type=search name=email>", ASKS_OTHER },
	{ "a hidden value", "<input type=hidden name=password>", ASKS_OTHER },
	{ "a word inside a word", "<input name=compassion>", ASKS_OTHER },
};

TEST(page_tells_what_fields_ask_for)
{
	for (size_t i = 0; i < COUNT(fields); i++) {
		struct page_facts *page;

		test_case(fields[i].name);
		page = html(arena_printf(test_arena(), "<form method=post>%s</form>%c",
					 fields[i].field, 0)
				.p);
		test_int(page->form_count, 1);
		test_int(page->forms[0].fields[0].asks, fields[i].asks);
	}
}

TEST(page_tells_where_a_form_goes)
{
	test_str(
	    html("<form action=https://b.example/c><input name=q></form>")->forms[0].host,
	    "b.example");
	test_str(html("<form><input name=q></form>")->forms[0].action,
		 "https://a.example/d/p");
}

static const struct {
	const char *name, *body;
	bool parked, blocked;
} kinds[] = {
	{ "for sale", "<title>x</title><p>This domain is for sale!</p>", true, false },
	{ "by whom it loads from", "<script src=//img.sedoparking.com/x.js></script>",
	  true, false },
	{ "a page in front", "<title>Just a moment...</title>", false, true },
	{ "a shop", "<title>Shop</title><p>Shoes are for sale</p>", false, false },
};

TEST(page_tells_parked_and_blocked_pages)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct page_facts *page;

		test_case(kinds[i].name);
		page = html(kinds[i].body);
		test_int(page->parked != NULL, kinds[i].parked);
		test_int(page->blocked != NULL, kinds[i].blocked);
	}
}

TEST(page_is_read_in_its_charset)
{
	struct page_facts *page =
	    look("text/html; charset=Shift_JIS",
		 test_copy_str(STR("<html lang=ja><title>\x83\x65\x83\x58\x83\x67</title>"
				   "<link rel='shortcut icon' href=/i.ico>")));

	test_str(page->title, "テスト");
	test_str(page->language, "ja");
	test_str(page->icon, "https://a.example/i.ico");
	test_str(page->charset, "shift_jis");
}

TEST(page_tells_the_brands_it_speaks_of)
{
	struct page_facts *page = html("<title>ETC利用照会サービス</title>");

	test_int(page->brand_count, 1);
	test_true(page->brands[0].in_title);
	test_int(html("<title>Knitting for beginners</title>")->brand_count, 0);
}

TEST(page_ends_somewhere)
{
	size_t n = LIMIT_VISIT_PAGE + 100;
	char *body = arena_bytes(test_arena(), n);

	memset(body, 'a', n);
	test_true(look("text/html", test_copy_str(str_make(body, n)))->cut != NULL);
	test_true(html("<p>x")->cut == NULL);
}
