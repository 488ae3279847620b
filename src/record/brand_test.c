#include "record/brand.h"
#include "base/test.h"
#include "link/host.h"
#include "record/brand_text.h"

static const struct tables *tables(void)
{
	static struct tables loaded;
	static struct arena *arena;
	char dir[4096];
	struct err err = { 0 };

	if (!arena) {
		arena = arena_new(0);
		test_true(tables_dir(dir, sizeof dir));
		test_true(tables_load(arena, dir, &loaded, &err));
	}
	return &loaded;
}

/* What brands are claimed by a From of this name and address and a subject? As
 * "id@where,where:standing" with '~' before look-alikes, in the order found. */
static struct str claims_of(const char *name, const char *address, const char *subject,
			    const struct site *site)
{
	struct message *message = arena_new_of(test_arena(), struct message);
	struct identity *from = arena_new_of(test_arena(), struct identity);
	struct identities ids = { .items = from, .count = 1 };
	struct claims claims;
	struct str local, text = STR_NONE;
	static const struct site none;

	from->role = ID_FROM;
	from->name = test_copy(name);
	from->text = test_copy(address);
	str_cut_last(from->text, '@', &local, &from->domain);
	from->registrable = host_registrable(test_arena(), from->domain);
	from->class_ = tables_class(tables(), from->domain);
	message->subject.text = test_copy(subject);
	brand_claims(test_arena(), message, &ids, site ? site : &none, tables(), &claims);
	for (uint32_t i = 0; i < claims.count; i++) {
		const struct claim *claim = &claims.items[i];

		text = arena_printf(test_arena(), "%.*s%s%s%.*s", STR_ARG(text),
				    text.n ? " " : "", claim->by_look_alike ? "~" : "",
				    STR_ARG(claim->brand->id));
		for (uint32_t j = 0; j < claim->place_count; j++)
			text = arena_printf(test_arena(), "%.*s%s%s", STR_ARG(text),
					    j ? "," : "@", claim->places[j].where);
		text = arena_printf(test_arena(), "%.*s:%s", STR_ARG(text),
				    standing_name(claim->standing));
	}
	return text;
}

static const struct {
	const char *name, *from, *address, *subject, *claims;
} cases[] = {
	{ "case A", "etc-meisai", "etc-meisai@fevcvxs.cn", "【ETC】重要なお知らせ",
	  "etc_meisai@from.name,from.local,subject:contradicted" },
	{ "case B", "Kagoya サーバー管理者", "admin@example.co.jp",
	  "保留中のメッセージを回復するための通知", "kagoya@from.name:contradicted" },
	{ "case C", "", "eims@ic.fbi.gov", "Urgent: threat actor in systems.",
	  "fbi@from.address:confirmed" },
	{ "genuine ETC", "ETC利用照会サービス", "info@ml.etc-meisai.jp", "ご利用明細",
	  "etc_meisai@from.name,from.address:confirmed" },
	{ "etc. is a word", "Cars, trucks etc. GmbH", "a@example.com", "etc. etc.", "" },
	{ "ETC in capitals is a name", "ETC", "a@example.com", "",
	  "etc_meisai@from.name:contradicted" },
	{ "longest wins", "楽天カード株式会社", "info@example.com", "",
	  "rakuten_card@from.name:contradicted" },
	{ "a shared domain serves both", "楽天カード", "info@mail.rakuten-card.co.jp", "",
	  "rakuten_card@from.name,from.address:confirmed" },
	{ "full width", "ＡＭＡＺＯＮ", "x@example.com", "",
	  "amazon_jp@from.name:contradicted" },
	{ "half-width katakana", "ｱﾏｿﾞﾝ", "x@example.com", "",
	  "amazon_jp@from.name:contradicted" },
	{ "zero width", "Ama\xe2\x80\x8bzon", "x@example.com", "",
	  "~amazon_jp@from.name:contradicted" },
	{ "Cyrillic", "P\xd0\xb0yP\xd0\xb0l", "x@example.com", "",
	  "~paypal@from.name:contradicted" },
	{ "capital I", "PaypaI", "x@example.com", "", "~paypal@from.name:contradicted" },
	{ "zero", "AMAZ0N", "x@example.com", "", "~amazon_jp@from.name:contradicted" },
	{ "kanji for katakana", "楽天力ード", "x@example.com", "",
	  "rakuten@from.name:contradicted ~rakuten_card@from.name:contradicted" },
	{ "word border", "Paypalooza Festival", "x@example.com", "", "" },
	{ "inside katakana", "ライオンズ", "x@example.com", "システムのお知らせ", "" },
	{ "a fruit", "Apple Blossom", "x@example.com", "my Apple laptop", "" },
	{ "Apple alone", "Apple", "x@example.com", "", "apple@from.name:contradicted" },
	{ "Apple Support", "Apple Support", "x@example.com", "",
	  "apple@from.name:contradicted" },
	{ "a surname", "Chase Smith", "x@example.com", "", "" },
	{ "a Japanese surname", "佐川 太郎", "x@example.com", "", "" },
	{ "the carrier", "佐川急便", "x@example.com", "",
	  "sagawa@from.name:contradicted" },
	{ "list tag", "Taro", "x@example.com", "[amazon-dev] build broken", "" },
	{ "what people write about", "Taro", "x@example.com",
	  "Amazon launches another rocket", "" },
	{ "topic", "太郎", "x@example.com", "アマゾンが新製品を発表", "" },
	{ "brackets", "a", "x@example.com", "[PayPal] case 1",
	  "paypal@subject:contradicted" },
	{ "before the matter", "a", "x@example.com", "Amazonプライム会費のお支払い",
	  "amazon_jp@subject:contradicted" },
	{ "behind a mark", "a", "x@example.com", "【重要】三井住友カードのご案内",
	  "smbc_card@subject:contradicted" },
	{ "your account", "a", "x@example.com", "Your Netflix account is on hold",
	  "netflix@subject:contradicted" },
	{ "behind a dash", "a", "x@example.com", "Action required - PayPal",
	  "paypal@subject:contradicted" },
	{ "domain word", "Security", "no-reply@amazon-security.example", "",
	  "amazon_jp@from.address:contradicted" },
	{ "glued", "Security", "x@paypalsecurity01.example", "",
	  "paypal@from.address:contradicted" },
	{ "subdomain", "x", "x@paypal.com.evil.example", "",
	  "paypal@from.address:contradicted" },
	{ "look-alike domain", "x", "x@paypa1.example", "",
	  "~paypal@from.address:contradicted" },
	{ "rn for m", "x", "x@rnicrosoft.example", "",
	  "~microsoft@from.address:contradicted" },
	{ "a letter left out", "x", "x@micosoft.example", "",
	  "~microsoft@from.address:contradicted" },
	{ "swapped", "x", "x@netfilx.example", "", "~netflix@from.address:contradicted" },
	{ "a letter left out of a short name", "x", "x@rakuen.example", "",
	  "~rakuten@from.address:unknown" },
	{ "the same, with a word of service", "x", "x@rakuen-login.example", "",
	  "~rakuten@from.address:contradicted" },
	{ "the same, and named besides", "Rakuten", "x@rakuen.example", "",
	  "rakuten@from.name,from.address:contradicted" },
	{ "a longer word that holds a name", "楽天地", "x@rakutenchi.example", "", "" },
	{ "a city", "x", "x@nagoya-u.example", "", "" },
	{ "a river of books", "x", "x@amazonia.example", "", "" },
	{ "another country", "Rakuten", "x@rakuten.de", "",
	  "rakuten@from.name,from.address:unknown" },
	{ "an ordinary label alone", "x", "x@apple.example", "", "" },
	{ "an ordinary label with service", "x", "x@apple-id-verify.example", "",
	  "apple@from.address:contradicted" },
	{ "a subscriber is not the brand", "ドコモ", "taro@docomo.ne.jp", "",
	  "docomo@from.name:unknown" },
	{ "the company's own host", "ドコモ", "info@mail.smt.docomo.ne.jp", "",
	  "docomo@from.name,from.address:confirmed" },
	{ "a free mailbox", "PayPal", "x@gmail.com", "",
	  "paypal@from.name:contradicted" },
	{ "the name of a free mailbox is not its user's", "Taro", "x@googlemail.com", "",
	  "" },
	{ "chosen in front of a shared domain", "x", "x@paypal.web.app", "",
	  "paypal@from.address:contradicted" },
	{ "local part", "Billing", "amazon@fevcvxs.cn", "",
	  "amazon_jp@from.local:contradicted" },
	{ "one brand writes of another", "Amazon", "x@amazon.co.jp", "【PayPal】ギフト",
	  "amazon_jp@from.name,from.address:confirmed "
	  "paypal@subject:unknown" },
	{ "nobody", "山田太郎", "taro@example.jp", "明日の会議", "" },
	{ "broken bytes", "\xff\xfePayPal\xff", "x@example.com", "",
	  "paypal@from.name:contradicted" },
	{ "empty", "", "", "", "" },
};

TEST(brand_claims_are_found_where_a_senders_name_stands)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_str(
		    claims_of(cases[i].from, cases[i].address, cases[i].subject, NULL),
		    cases[i].claims);
	}
}

TEST(brand_domains_of_a_site_count)
{
	struct str pair = STR("paypal:pay.example");
	struct site site = { .brand_domains = { &pair, 1, 1 }, .hoster = STR("kagoya") };

	test_str(claims_of("PayPal", "x@mail.pay.example", "", &site),
		 "paypal@from.name:confirmed");
	test_true(brand_of_domain(tables(), STR("mail.etc-meisai.jp")) != NULL);
	test_true(brand_of_domain(tables(), STR("notetc-meisai.jp")) == NULL);
	test_true(brand_of_domain(tables(), STR("")) == NULL);
}

TEST(brand_search_of_hostile_text_ends)
{
	enum { SIZE = 200000 };
	char *text = arena_bytes(test_arena(), SIZE + 1);

	for (size_t i = 0; i < SIZE; i++)
		text[i] = "paypal "[i % 7];
	text[SIZE] = '\0';
	test_str(claims_of(text, "x@example.com", text, NULL),
		 "paypal@from.name,subject:contradicted");
}

static const struct {
	const char *name, *text, *brand;
	enum brand_called called;
} link_texts[] = {
	{ "to act", "Amazon にログイン", "amazon_jp", BRAND_TO_ACT },
	{ "to act, no blank", "Amazonにログイン", "amazon_jp", BRAND_TO_ACT },
	{ "act before", "Verify your PayPal account", "paypal", BRAND_TO_ACT },
	{ "look-alike letters", "P\u0430yPal login", "paypal", BRAND_TO_ACT },
	{ "cut", "Pay\u200bPal login", "paypal", BRAND_TO_ACT },
	{ "the name alone", " PayPal ", "paypal", BRAND_NAMED },
	{ "a means", "Sign in with Google", "google", BRAND_MENTIONED },
	{ "a means in Japanese", "Googleアカウントでログイン", "google",
	  BRAND_MENTIONED },
	{ "mentioned", "Our shop at Amazon", "amazon_jp", BRAND_MENTIONED },
	{ "none", "Log in to your account", NULL, BRAND_NOT_CALLED },
	{ "in a word", "Amazonas", NULL, BRAND_NOT_CALLED },
	{ "empty", "", NULL, BRAND_NOT_CALLED },
};

TEST(a_link_may_be_called_by_a_brand)
{
	for (size_t i = 0; i < COUNT(link_texts); i++) {
		const struct brand *brand = NULL;

		test_case(link_texts[i].name);
		test_int(brand_in_text(test_arena(), tables(),
				       test_copy(link_texts[i].text), &brand),
			 link_texts[i].called);
		if (link_texts[i].brand)
			test_str(brand->id, link_texts[i].brand);
	}
}
