#include "record/token.h"
#include "base/test.h"

static const struct str recipients[] = {
	{ "Takeshi.Y@example.co.jp", 23 },
	{ "takeshi.y@example.co.jp", 23 },
	{ "jo@example.com", 14 },
	{ "index@example.org", 17 },
};

static bool find(const char *text, struct link_token *ret)
{
	struct token_needles needles;
	struct url url;

	token_needles(test_arena(), recipients, COUNT(recipients), NULL, &needles);
	test_true(!needles.cut);
	test_true(url_parse(test_arena(), test_copy(text), NULL, &url));
	return token_find(test_arena(), &needles, &url, ret);
}

static const struct {
	const char *name, *url, *coding, *place, *text;
} cases[] = {
	{ "plain", "https://a.example/?e=takeshi.y@example.co.jp&x=1", "plain", "query",
	  "takeshi.y@example.co.jp" },
	{ "any case", "https://a.example/?e=TAKESHI.Y@Example.CO.JP", "plain", "query",
	  "TAKESHI.Y@Example.CO.JP" },
	{ "short local part", "https://a.example/?e=jo@example.com", "plain", "query",
	  "jo@example.com" },
	{ "in the path", "https://a.example/u/jo@example.com/x", "plain", "path",
	  "jo@example.com" },
	{ "in the fragment", "https://a.example/#takeshi.y@example.co.jp", "plain",
	  "fragment", "takeshi.y@example.co.jp" },
	{ "as the user", "https://jo@example.com@a.example/", "plain", "userinfo",
	  "jo%40example.com" },
	{ "as labels", "https://takeshi.y.example.co.jp.a.example/", "plain", "host",
	  "takeshi.y.example.co.jp" },
	{ "as one label", "https://jo-example-com.a.example/", "plain", "host",
	  "jo-example-com" },
	{ "as a bounce address", "https://a.example/?u=list-jo=example.com@b.example",
	  "plain", "query", "jo=example.com" },
	{ "percent", "https://a.example/?e=takeshi.y%40example.co.jp", "percent", "query",
	  "takeshi.y%40example.co.jp" },
	{ "percent, letters too", "https://a.example/?e=%6A%6f%40example.com;", "percent",
	  "query", "%6A%6f%40example.com" },
	{ "percent, twice", "https://a.example/?e=jo%2540example.com%26", "percent",
	  "query", "jo%2540example.com" },
	{ "percent, in an inner URL",
	  "https://a.example/?u=https%3A%2F%2Fb.example%2F%3Fe%3Djo%2540example.com",
	  "percent", "query", "jo%2540example.com" },
	{ "local part alone", "https://a.example/welcome/takeshi.y/", "plain", "path",
	  "takeshi.y" },
	{ "the address is better than its local part",
	  "https://a.example/takeshi.y?e=takeshi.y@example.co.jp", "plain", "query",
	  "takeshi.y@example.co.jp" },
	{ "base64", "https://a.example/dGFrZXNoaS55QGV4YW1wbGUuY28uanA=", "base64",
	  "path", "dGFrZXNoaS55QGV4YW1wbGUuY28uanA=" },
	{ "base64 in the fragment", "https://a.example/#dGFrZXNoaS55QGV4YW1wbGUuY28uanA",
	  "base64", "fragment", "dGFrZXNoaS55QGV4YW1wbGUuY28uanA" },
	{ "base64, address as written",
	  "https://a.example/?t=VGFrZXNoaS5ZQGV4YW1wbGUuY28uanA=", "base64", "query",
	  "VGFrZXNoaS5ZQGV4YW1wbGUuY28uanA=" },
	{ "base64, inside other text",
	  "https://a.example/?t=aWQ9MSZlbWFpbD10YWtlc2hpLnlAZXhhbXBsZS5jby5qcCZ4PTE%3D&x",
	  "base64", "query", "aWQ9MSZlbWFpbD10YWtlc2hpLnlAZXhhbXBsZS5jby5qcCZ4PTE" },
	{ "base64, second alignment",
	  "https://a.example/?t=eHRha2VzaGkueUBleGFtcGxlLmNvLmpw", "base64", "query",
	  "eHRha2VzaGkueUBleGFtcGxlLmNvLmpw" },
	{ "base64, third alignment",
	  "https://a.example/?t=Pz90YWtlc2hpLnlAZXhhbXBsZS5jby5qcA==", "base64", "query",
	  "Pz90YWtlc2hpLnlAZXhhbXBsZS5jby5qcA==" },
	{ "base64 of the local part", "https://a.example/?t=dGFrZXNoaS55", "base64",
	  "query", "dGFrZXNoaS55" },
	{ "hex", "https://a.example/?t=74616b657368692e79406578616d706c652e636f2e6a70",
	  "hex", "query", "74616b657368692e79406578616d706c652e636f2e6a70" },
	{ "hex as a label",
	  "https://74616B657368692e79406578616d706c652e636f2e6a70.a.example/", "hex",
	  "host", "74616b657368692e79406578616d706c652e636f2e6a70" },
	{ "backwards", "https://a.example/?t=pj.oc.elpmaxe@y.ihsekat", "reversed",
	  "query", "pj.oc.elpmaxe@y.ihsekat" },
	{ "rot13", "https://a.example/?t=gnxrfuv.l%40rknzcyr.pb.wc", "rot13", "query",
	  "gnxrfuv.l%40rknzcyr.pb.wc" },
	{ "MD5", "https://a.example/?h=E8ED5B2AC0E43FD59239780708F15D44", "md5", "query",
	  "E8ED5B2AC0E43FD59239780708F15D44" },
	{ "SHA-1", "https://a.example/8625b443a1fc0a63d42ec3969c9346fbced57c97", "sha1",
	  "path", "8625b443a1fc0a63d42ec3969c9346fbced57c97" },
	{ "SHA-256",
	  "https://a.example/"
	  "#63dd5f884b8acaac414e0f85018ea41e4f76bb51eb5fc6a12251d5041c4f77a6",
	  "sha256", "fragment",
	  "63dd5f884b8acaac414e0f85018ea41e4f76bb51eb5fc6a12251d5041c4f77a6" },

	{ "nobody", "https://a.example/?e=other@example.com&t=dGhlIHF1aWNrIGJyb3du", "",
	  "", "" },
	{ "another's address that ends the same",
	  "https://a.example/?e=banjo@example.com", "", "", "" },
	{ "another's domain that begins the same",
	  "https://a.example/?e=jo@example.community", "", "", "" },
	{ "a word with the local part in it", "https://a.example/takeshi.yoko", "", "",
	  "" },
	{ "a word of URLs", "https://a.example/index.html?index=1", "", "", "" },
	{ "a short local part alone", "https://a.example/jo/", "", "", "" },
	{ "part of a longer sum", "https://a.example/0e8ed5b2ac0e43fd59239780708f15d44",
	  "", "", "" },
	{ "part of a longer base64", "https://a.example/dGFrZXNoaS55YYYYYY", "", "", "" },
	{ "mailto", "mailto:takeshi.y@example.co.jp", "", "", "" },
};

TEST(the_recipient_is_found_in_a_url)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct link_token got = { 0 };

		test_case(cases[i].name);
		test_int(find(cases[i].url, &got), cases[i].coding[0] != '\0');
		test_str(str_c(got.coding), cases[i].coding);
		test_str(str_c(got.place), cases[i].place);
		test_str(got.text, cases[i].text);
	}
}

TEST(a_shops_name_as_local_part_is_the_shops)
{
	struct str address = STR("amazon@joe.example");
	struct token_needles needles;
	struct link_token got;
	struct url url;

	token_needles(test_arena(), &address, 1, NULL, &needles);
	url_parse(test_arena(), STR("https://www.amazon.co.jp/amazon/x"), NULL, &url);
	test_true(!token_find(test_arena(), &needles, &url, &got));
	url_parse(test_arena(), STR("https://evil.example/amazon/x"), NULL, &url);
	test_true(token_find(test_arena(), &needles, &url, &got));
}

TEST(many_recipients_have_an_end)
{
	struct str addresses[40];
	struct token_needles needles;

	for (int i = 0; i < 40; i++)
		addresses[i] = arena_printf(test_arena(), "person%d@example.com", i);
	token_needles(test_arena(), addresses, 40, NULL, &needles);
	test_true(needles.cut);
	token_needles(test_arena(), addresses, 16, NULL, &needles);
	test_true(!needles.cut);
	token_needles(test_arena(), addresses, 0, NULL, &needles);
	test_int(needles.count, 0);
}

static const struct {
	const char *case_, *name;
	bool want;
} names[] = {
	{ "plain", "takeshi\\.y\\@example\\.co\\.jp.a.example", true },
	{ "as labels", "takeshi.y.example.co.jp.a.example", true },
	{ "as one label", "bounce-jo-example-com.a.example", true },
	{ "with other things between", "jo--example--com._spf.a.example", true },
	{ "an equals sign", "jo=example.com._spf.a.example", true },
	{ "percent", "jo%40example\\.com.a.example", true },
	{ "local part alone", "takeshi\\.y.a.example", true },
	{ "base64", "dgfrzxnoas55qgv4yw1wbguuy28uana.a.example", true },
	{ "hex", "74616b657368692e79406578616d706c652e636f2e6a70.a.example", true },
	{ "hex over labels", "74616b657368692e794065.78616d706c652e636f2e6a70.a.example",
	  true },
	{ "base32", "orqwwzltnbus46kamv4gc3lqnrss4y3pfzvha.a.example", true },
	{ "base32, of the other alphabet", "d9nk0pboc5mn0r355phmur8.a.example", true },
	{ "MD5", "e8ed5b2ac0e43fd59239780708f15d44.a.example", true },
	{ "the recipient's own domain", "jo.example.com", false },
	{ "below it", "_dmarc.jo.example.com", false },
	{ "its DKIM", "s1._domainkey.example.co.jp", false },
	{ "a stranger", "mail.a.example", false },
	{ "another's address that ends the same", "banjo-example-com.a.example", false },
	{ "a domain that begins the same", "jo-example-community.a.example", false },
	{ "a short local part alone", "jo.a.example", false },
	{ "a longer word", "_dmarc.takeshi.yoko.a.example", false },
};

TEST(the_recipient_is_found_in_a_name)
{
	struct token_needles needles;

	token_needles(test_arena(), recipients, COUNT(recipients), NULL, &needles);
	for (size_t i = 0; i < COUNT(names); i++) {
		test_case(names[i].case_);
		test_int(token_in_name(test_arena(), &needles, str_c(names[i].name)),
			 names[i].want);
	}
	test_true(token_in_text(test_arena(), &needles,
				STR("whois.a.example jo%40example.com")));
	test_true(
	    !token_in_text(test_arena(), &needles, STR("whois.a.example b.example")));
}
