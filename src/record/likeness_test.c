#include "record/likeness.h"
#include "base/test.h"
#include "record/likeness_index.h"
#include "record/likeness_words.h"
#include "record/shared_host.h"

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

static void read_url(const char *text, struct url *ret_url, struct host *ret_host)
{
	test_true(url_parse(test_arena(), test_copy(text), NULL, ret_url));
	host_parse(test_arena(), ret_url->host, ret_host);
}

/* "brand:how" of each likeness, in order; the site's own name is "own". */
static struct str likenesses_of(const char *text, const struct site *site)
{
	struct likeness got[4];
	struct url url;
	struct host host;
	struct str words = STR_NONE;
	uint32_t count;

	read_url(text, &url, &host);
	count = likeness_find(test_arena(), tables(), site, &url, &host, got, COUNT(got));
	for (uint32_t i = 0; i < count; i++) {
		struct str brand = got[i].brand ? got[i].brand->id : STR("own");

		test_true(got[i].shown.n > 0);
		test_true(got[i].genuine.n > 0);
		words = arena_printf(test_arena(), "%.*s%s%.*s:%s", STR_ARG(words),
				     words.n ? " " : "", STR_ARG(brand),
				     likeness_name(got[i].how));
	}
	return words;
}

static const struct {
	const char *name, *url, *likenesses;
} cases[] = {
	/* whose it is */
	{ "official", "https://www.amazon.co.jp/gp/x", "amazon_jp:official" },
	{ "official, its path is its own", "https://www.amazon.co.jp/rakuten-login",
	  "amazon_jp:official" },
	{ "official in another country", "https://www.google.co.kr/", "google:official" },
	{ "no other country for everybody", "https://www.google.shop/",
	  "google:other-tld" },
	{ "official below a suffix", "https://www.gov.uk/", "gov_uk:official" },
	{ "a shared host wins", "https://sites.google.com/view/home", "" },

	/* the official domain on a foreign host */
	{ "domain left", "https://www.amazon.co.jp.0fe1.online/",
	  "amazon_jp:domain-left" },
	{ "domain left, ordinary word", "https://apple.com.example.cn/",
	  "apple:domain-left" },
	{ "domain left, three letters", "https://www.jal.co.jp.example.top/",
	  "jal:domain-left" },
	{ "domain left, a label glued", "https://eki-net.com-login.example.cn/",
	  "ekinet:domain-left" },
	{ "domain left, only a word of many", "https://login.live.com.example.cn/",
	  "microsoft:domain-left" },
	{ "the word alone", "https://live.example.cn/", "" },
	{ "other top level behind it", "https://line.com.example.cn/", "line:label" },
	{ "with hyphens", "https://www.amazon-co-jp.example.cn/", "amazon_jp:words" },

	/* a label */
	{ "label", "https://amazon.example.cn/", "amazon_jp:label" },
	{ "label of four", "https://mufg.example.cn/", "mufg_bank:label" },
	{ "label of three", "https://jcb.example.cn/", "" },
	{ "label of three, login beside it", "https://jcb.login-user.example.cn/",
	  "jcb:label" },
	{ "label, with its hyphen", "https://etc-meisai.example.cn/",
	  "etc_meisai:label" },
	{ "label, an alias without blanks", "https://americanexpress.example.cn/",
	  "amex:label" },
	{ "other top level", "https://amazon.shop/", "amazon_jp:other-tld" },
	{ "ordinary word, other top level", "https://apple.example/", "" },

	/* words */
	{ "words", "https://amazon-login.cn/", "amazon_jp:words" },
	{ "words in front", "https://secure-amazon-jp.example/", "amazon_jp:words" },
	{ "glued words", "https://paypalsecurity.example/", "paypal:words" },
	{ "glued, long name", "https://rakutenqcuax.example/", "rakuten:words" },
	{ "glued, gibberish", "https://vpassxkqzv.example/", "smbc_card:words" },
	{ "digits behind", "https://sec-rakuten002.com/", "rakuten:words" },
	{ "longest name", "https://rakuten-card-login.example/", "rakuten_card:words" },
	{ "no word contains it", "https://smbccjp.net/", "smbc:words" },
	{ "ordinary word and login", "https://apple-id-verify.cn/", "apple:words" },
	{ "three letters and login", "https://jcb-login.example/", "jcb:words" },
	{ "three letters, a word glued", "https://jcbcard-login.example/", "jcb:words" },
	{ "what people write about", "https://amazon-rainforest.org/", "" },
	{ "the same below a host", "https://open-monex.example.cn/", "monex:words" },
	{ "tenant of a shared host", "https://paypal-login.web.app/", "paypal:words" },

	/* imitations */
	{ "digit", "https://amaz0n.com/", "amazon_jp:digits" },
	{ "digit one", "https://paypa1.com/", "paypal:digits" },
	{ "digit in an ordinary word", "https://app1e.com/", "apple:digits" },
	{ "rn for m", "https://arnazon.co.jp.example.cn/", "amazon_jp:look-alike" },
	{ "i for l", "https://paypai.example/", "paypal:look-alike" },
	{ "Cyrillic", "https://xn--mazon-3ve.com/", "amazon_jp:look-alike" },
	{ "Cyrillic as written", "https://\xd0\xb0mazon.com/login",
	  "amazon_jp:look-alike" },
	{ "other letter", "https://amozon.cn/", "amazon_jp:edit" },
	{ "swapped", "https://amaozn.cn/", "amazon_jp:edit" },
	{ "letter less", "https://rakten.example/", "rakuten:edit" },
	{ "letter more", "https://rakuteen.example/", "rakuten:edit" },
	{ "letter more before digits", "https://sec-rakouten002.com/", "rakuten:edit" },
	{ "swapped, with a hyphen", "https://www.etc-meisia.jp.example.club/",
	  "etc_meisai:edit" },
	{ "short name, the official rest", "https://aeno.co.jp.example.cn/",
	  "aeon_card:edit" },

	/* path and query */
	{ "path", "https://example.cn/kagoya?uid=1", "kagoya:path" },
	{ "domain in the path", "https://example.cn/amazon.co.jp/signin",
	  "amazon_jp:path" },
	{ "encoded path", "https://example.cn/%61mazon/", "amazon_jp:path" },
	{ "a picture", "https://example.com/images/facebook.png", "" },
	{ "a title", "https://example.com/2024/amazon-workers-strike-again", "" },
	{ "a whole address behind", "https://example.com/web/https://www.amazon.co.jp/",
	  "" },
	{ "a whole address behind a star", "https://rd.example/x/*http://yahoo.co.jp/x",
	  "" },
	{ "an address of a person", "https://lists.example.org/ann@amazon.com", "" },
	{ "kit: damaged query",
	  "https://mtocgra.example?Rfunccode=1013000000&nextfunc=1013000000",
	  "etc_meisai:query" },
	{ "kit: values lost",
	  "https://a.example/?funccode=&nextfunc=", "etc_meisai:query" },
	{ "one key alone", "https://a.example/?funccode=1013000000", "" },
	{ "other values", "https://a.example/?funccode=5&nextfunc=6", "" },
	{ "one key more", "https://a.example/?funccode=&nextfunc=&page=1", "" },
	{ "the genuine one",
	  "https://www2.etc-meisai.jp/etc/R?funccode=1013000000&nextfunc=1013000000",
	  "etc_meisai:official" },
	{ "domain as query", "https://a.example/?www.amazon.co.jp", "amazon_jp:query" },
	{ "domain as value", "https://a.example/?site=www.amazon.co.jp", "" },

	/* harmless neighbours */
	{ "pineapple", "https://pineapple.example/", "" },
	{ "online", "https://online.example/", "" },
	{ "online payments", "https://onlinepayments.example/", "" },
	{ "a city", "https://visakhapatnam.in/", "" },
	{ "a first name", "https://dana.org/", "" },
	{ "purchase", "https://purchase.example/", "" },
	{ "a surname", "https://chaseelliott.com/", "" },
	{ "a state", "https://amazonas.gov.br/", "" },
	{ "pineapple ideas", "https://pineappleideas.example/", "" },
	{ "apple ideas", "https://appleideas.example/", "" },
	{ "saving banks", "https://savingbanks.example/", "" },
	{ "review cards", "https://reviewcards.example/", "" },
	{ "a town", "https://nagoya.jp/", "" },
	{ "finance", "https://finance.example/", "" },
	{ "money", "https://money.example/", "" },
	{ "analog", "https://www.analog.com/", "" },
	{ "auto update", "https://auto-update.example/", "" },
	{ "Australia's login", "https://au.login.example.com/", "" },
	{ "groups", "https://groups.example.com/", "" },
	{ "startups", "https://startups.example.com/", "" },
	{ "line", "https://line.example.com/", "" },
	{ "office", "https://office-login.example.com/", "" },
	{ "plural", "https://amazons.example/", "" },
	{ "an address", "https://192.0.2.1/", "" },
	{ "an address with a name behind", "https://192.0.2.1/paypal/", "paypal:path" },
	{ "no host", "mailto:amazon@example.com", "" },
};

TEST(likeness_finds_names_and_leaves_words_alone)
{
	static const struct site none;

	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_str(likenesses_of(cases[i].url, &none), cases[i].likenesses);
	}
}

static const struct {
	const char *name, *url, *likenesses;
} own_cases[] = {
	{ "its own", "https://www.minato-kogyo.co.jp/", "own:official" },
	{ "as left labels",
	  "http://support.minato-kogyo.co.jp.circulo.example.org/kagoya",
	  "own:domain-left kagoya:path" },
	{ "label", "https://minato-kogyo.example.cn/", "own:label" },
	{ "without the hyphen", "https://minatokogyo.example.cn/", "own:label" },
	{ "other top level", "https://minato-kogyo.com/", "own:other-tld" },
	{ "words", "https://minato-kogyo-mail.example/", "own:words" },
	{ "digits", "https://minat0-kogyo.com/", "own:digits" },
	{ "one letter off", "https://minato-kogya.com/", "own:edit" },
	{ "a part of it", "https://minato.example/", "" },
	{ "a stranger", "https://www.example.org/", "" },
	{ "more of a brand, by the profile", "https://x.partner.example/",
	  "kagoya:official" },
};

TEST(likeness_knows_the_site)
{
	struct site site = { .given = true };

	str_list_add(test_arena(), &site.own_domains, STR("Minato-Kogyo.co.jp"));
	str_list_add(test_arena(), &site.brand_domains, STR("kagoya:partner.example"));
	for (size_t i = 0; i < COUNT(own_cases); i++) {
		test_case(own_cases[i].name);
		test_str(likenesses_of(own_cases[i].url, &site), own_cases[i].likenesses);
	}
}

static const struct {
	const char *name, *url, *shown, *genuine;
} words[] = {
	{ "the domain", "https://www.amazon.co.jp.0fe1.online/", "amazon.co.jp",
	  "amazon.co.jp" },
	{ "the label", "https://my-rakuten-login.example.cn/", "my-rakuten-login",
	  "rakuten.co.jp" },
	{ "the query", "https://a.example/?Rfunccode=&nextfunc=", "Rfunccode=&nextfunc=",
	  "https://www2.etc-meisai.jp/etc/R?funccode=1013000000&nextfunc=1013000000" },
	{ "letters as they are shown", "https://xn--mazon-3ve.com/", "\xd0\xb0mazon",
	  "amazon.co.jp" },
};

TEST(likeness_says_what_is_shown_and_what_is_genuine)
{
	static const struct site none;

	for (size_t i = 0; i < COUNT(words); i++) {
		struct likeness got;
		struct url url;
		struct host host;

		test_case(words[i].name);
		read_url(words[i].url, &url, &host);
		test_int(
		    likeness_find(test_arena(), tables(), &none, &url, &host, &got, 1),
		    1);
		test_str(got.shown, words[i].shown);
		test_str(got.genuine, words[i].genuine);
	}
}

TEST(likeness_keeps_the_strongest_first)
{
	static const struct site none;
	const char *both = "https://paypal-login.amazon.co.jp.example.cn/kagoya";

	test_str(likenesses_of(both, &none),
		 "amazon_jp:domain-left paypal:words kagoya:path");
}

/* None of the brands' own domains is an imitation of any brand. */
static void check_official(struct str domain, const char *front, const char *rest)
{
	static const struct site none;
	struct str text = arena_printf(test_arena(), "https://%s%.*s%s%c", front,
				       STR_ARG(domain), rest, 0);
	struct str got = likenesses_of(text.p, &none), name, how;

	test_case(text.p);
	/* A hoster's domain may belong to its customers. */
	if (got.n == 0)
		return;
	test_true(str_cut(got, ':', &name, &how));
	test_str(how, "official");
}

TEST(likeness_never_doubts_official_domains)
{
	for (uint32_t i = 0; i < tables()->brand_count; i++) {
		const struct brand *brand = &tables()->brands[i];

		for (uint32_t j = 0; j < brand->domain_count; j++) {
			check_official(brand->domains[j], "", "/");
			check_official(brand->domains[j], "www.", "/login");
			check_official(brand->domains[j], "shop.", "/a/index.html?id=1");
		}
	}
}

static const struct {
	const char *name, *url, *class_;
} shared[] = {
	{ "pages of strangers", "https://a.github.io/", "user-content" },
	{ "a shortener", "https://bit.ly/x", "shortener" },
	{ "customers' space", "https://a.sakura.ne.jp/", "hoster" },
	{ "a mailbox provider is none", "https://gmail.com/", NULL },
	{ "subscribers' mail", "https://www.ocn.ne.jp/", NULL },
	{ "nobody's", "https://www.example.com/", NULL },
	{ "the provider's own site", "https://www.hatenablog.com/", NULL },
	{ "below a path", "https://docs.google.com/forms/d/e/1", "user-content" },
	{ "a redirector's path", "https://www.google.com/url?q=x", "redirector" },
	{ "beside that path", "https://www.google.com/urls", NULL },
	{ "a user's pages", "https://www5a.biglobe.ne.jp/~taro/", "user-content" },
	{ "the provider's pages", "https://www.biglobe.ne.jp/", NULL },
	{ "an address", "https://192.0.2.1/", NULL },
};

TEST(shared_hosts_of_links)
{
	for (size_t i = 0; i < COUNT(shared); i++) {
		const struct domain_class *got;
		struct url url;
		struct host host;

		test_case(shared[i].name);
		read_url(shared[i].url, &url, &host);
		got = shared_host_find(tables(), &url, &host);
		test_int(got != NULL, shared[i].class_ != NULL);
		if (got && shared[i].class_)
			test_str(got->class_, shared[i].class_);
	}
}

static const struct {
	const char *run;
	enum word_kind kind;
} runs[] = {
	{ "", WORDS_SERVICE },	     { "login", WORDS_LURE },
	{ "mail", WORDS_SERVICE },   { "mail2024", WORDS_SERVICE },
	{ "loginmail", WORDS_LURE }, { "logistics", WORDS_OTHER },
	{ "xyz", WORDS_OTHER },	     { "myaccount", WORDS_LURE },
	{ "zzz", WORDS_OTHER },	     { "0", WORDS_SERVICE },
};

TEST(likeness_words_tell_service_from_lure)
{
	for (size_t i = 0; i < COUNT(runs); i++) {
		test_case(runs[i].run);
		test_int(likeness_words(test_copy(runs[i].run)), runs[i].kind);
	}
}

static const struct {
	const char *text, *twin;
} folds[] = {
	{ "Amaz0n", "amazon" },
	{ "arnazon", "amazon" },
	{ "vvalmart", "walmart" },
	{ "r-n", "rn" },
	{ "vvv", "wv" },
	{ "etc-meisai", "etcmelsal" },
	{ "", "" },
	{ "--..", "" },
};

TEST(likeness_folds_twins)
{
	for (size_t i = 0; i < COUNT(folds); i++) {
		struct folded_host folded;

		test_case(folds[i].text);
		likeness_fold(test_copy(folds[i].text), &folded);
		test_str(str_make(folded.twin, folded.n), folds[i].twin);
	}
}

TEST(likeness_bears_long_hosts)
{
	static const struct site none;
	char text[4096];
	size_t n = 0;

	memcpy(text, "https://", 8);
	n = 8;
	while (n < 240) {
		memcpy(text + n, "amazon-jp.", 10);
		n += 10;
	}
	memcpy(text + n, "cn/", 3);
	n += 3;
	while (n + 8 < sizeof text) {
		memcpy(text + n, "/paypal1", 8);
		n += 8;
	}
	text[n] = '\0';
	test_str(likenesses_of(text, &none), "amazon_jp:words paypal:path");
}
