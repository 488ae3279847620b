/* Every row of data/wrappers.txt with a link as the service writes it. */
#include "base/test.h"
#include "link/wrapper_rule.h"
#include "record/tables.h"

static const struct tables *loaded(void)
{
	static struct tables tables;
	static struct arena *arena;
	char dir[4096];
	struct err err = { 0 };

	if (!arena) {
		arena = arena_new(0);
		test_true(tables_dir(dir, sizeof dir));
		test_true(tables_load(arena, dir, &tables, &err));
	}
	return &tables;
}

/* All lead to T unless something else is said. */
#define T "https://www.example.com/a?b=1&c=2"
#define P "https%3A%2F%2Fwww.example.com%2Fa%3Fb%3D1%26c%3D2"
#define B "aHR0cHM6Ly93d3cuZXhhbXBsZS5jb20vYT9iPTEmYz0y"

static const struct {
	const char *url, *target, *tenant;
} opened[] = {
	{ "https://nam02.safelinks.protection.outlook.com/?url=" P
	  "&data=05%7C02%7Cjoe%40example.org%7Cabc%7Cdef%7C0&sdata=x&reserved=0",
	  T, "joe@example.org" },
	{ "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/"
	  "atp-safelinks.html?url=" P "&locale=en",
	  T, "" },
	{ "https://urldefense.proofpoint.com/v1/url?u=" P "&k=abc&r=x", T, "abc" },
	{ "https://urldefense.proofpoint.com/v2/"
	  "url?u=https-3A__www.example.com_a-3Fb-3D1-26c-3D2&d=x&c=org&r=y",
	  T, "org" },
	{ "https://urldefense.proofpoint.com/v3/__https://www.example.com/"
	  "a?b=1*c=2__;Jg!!x!y$",
	  T, "" },
	{ "https://urldefense.com/v1/url?u=" P "&k=abc", T, "abc" },
	{ "https://urldefense.com/v2/"
	  "url?u=https-3A__www.example.com_a-3Fb-3D1-26c-3D2&c=org",
	  T, "org" },
	{ "https://urldefense.com/v3/__https://www.example.com/**Ac=2__;YT9iPTEm!!x!y$",
	  "https://www.example.com/a?c=2", "" },
	{ "https://urldefense.com/v3/__https:/www.example.com/**C__;YT9iPTE!!x!y$",
	  "https://www.example.com/a?b=", "" },
	{ "https://urldefense.com/v3/__https://www.example.com/a__;!!x!y$",
	  "https://www.example.com/a", "" },
	{ "https://urldefense.us/v1/url?u=" P, T, "" },
	{ "https://urldefense.us/v2/url?u=https-3A__www.example.com_a-3Fb-3D1-26c-3D2", T,
	  "" },
	{ "https://urldefense.us/v3/__https://www.example.com/a__;!!x",
	  "https://www.example.com/a", "" },
	{ "https://linkprotect.cudasvc.com/url?a=" P "&c=E,1,x&typo=1", T, "" },
	{ "https://secure-web.cisco.com/1abcDEF_x/" P, T, "" },
	{ "https://imsva91-ctp.trendmicro.com:443/wis/clicktime/v1/query?url=" P
	  "&umid=x&auth=y",
	  T, "imsva91-ctp" },
	{ "https://x.ctp.trendmicro.com/y?url=" P, T, "" },
	{ "https://us-west-2.protection.sophos.com/?d=example.com&u=" B "&i=x&t=y", T,
	  "" },
	{ "https://protect.fireeye.com/url?k=x&u=" P, T, "" },
	{ "https://protect2.fireeye.com/v1/url?k=x&q=1&e=y&u=" P, T, "" },
	{ "https://protect3.fireeye.com/v1/url?u=" P, T, "" },
	{ "https://protect4.fireeye.com/v1/url?u=" P, T, "" },
	{ "https://clicktime.symantec.com/3AbC?u=" P, T, "" },
	{ "https://scanmail.trustwave.com/?c=1&d=x&u=" P, T, "" },
	{ "https://urlsand.esvalabs.com/?u=" P "&e=x&h=y", T, "" },
	{ "https://x.urlsand.com/?u=" P, T, "" },
	{ "https://protect.checkpoint.com/v2/___https://www.example.com/"
	  "a?b=1&c=2___.YXBp",
	  T, "" },
	{ "https://url.avanan.click/v2/___https://www.example.com/a?b=1&c=2___.YXBp", T,
	  "" },
	{ "https://lsems.gravityzone.bitdefender.com/scan/" B "/ABC?c=1", T, "" },
	{ "https://linklock.titanhq.com/analyse?url=" P "&data=x", T, "" },
	{ "https://mail.example.org/fmlurlsvc/?fewReq=:B:x&url=" P, T, "" },
	{ "https://isolate.menlosecurity.com/1/3735928037/https://www.example.com/"
	  "a?b=1&c=2",
	  T, "" },
	{ "https://safe.menlosecurity.com/https://www.example.com/a?b=1&c=2", T, "" },
	{ "https://clicktime.cloud.postoffice.net/clicktime.php?U=" P "&E=x", T, "" },
	{ "https://link.edgepilot.com/s/abc/def?u=" P, T, "" },
	{ "https://protection.greathorn.com/services/v2/lookup?url=" P, T, "" },
	{ "https://x.vadesecure.com/v4?url=" P, T, "" },
	{ "https://x.vadesecure.com/v4?u=" P, T, "" },
	{ "https://urlsec.qq.com/check.html?url=" P, T, "" },
	{ "https://c.pc.qq.com/middlem.html?pfurl=" P, T, "" },
	{ "https://mail.qq.com/cgi-bin/readtemplate?t=safety&gourl=" P, T, "" },

	{ "https://www.google.com/url?q=" P "&sa=D", T, "" },
	{ "https://www.google.co.jp/url?sa=t&url=" P, T, "" },
	{ "https://google.de/url?q=" P, T, "" },
	{ "https://www.google.com/aclk?sa=l&adurl=" P, T, "" },
	{ "https://www.google.com/url?adurl=" P, T, "" },
	{ "https://www.google.com/pagead/aclk?adurl=" P, T, "" },
	{ "https://www.google.com/imgres?imgurl=x&imgrefurl=" P, T, "" },
	{ "https://www.google.com/amp/s/www.example.com/a?b=1&c=2", T, "" },
	{ "https://www.google.com/amp/www.example.com/a", "http://www.example.com/a",
	  "" },
	{ "https://translate.google.com/translate?sl=ja&u=" P, T, "" },
	{ "https://translate.google.com/website?sl=ja&u=" P, T, "" },
	{ "https://googleweblight.com/i?u=" P, T, "" },
	{ "https://googleweblight.com/?lite_url=" P, T, "" },
	{ "https://notifications.googleapis.com/url/redirect?url=" P, T, "" },
	{ "https://www-example-com.translate.goog/a?b=1&c=2&_x_tr_sl=auto&_x_tr_tl=ja", T,
	  "" },
	{ "https://my--shop-example-com.translate.goog/a?_x_tr_sch=http&_x_tr_sl=auto",
	  "http://my-shop.example.com/a", "" },
	{ "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a?b=1&c=2", T,
	  "" },
	{ "https://www-example-com.cdn.ampproject.org/c/www.example.com/a",
	  "http://www.example.com/a", "" },
	{ "https://www-example-com.cdn.ampproject.org/v/s/www.example.com/a?b=1&c=2", T,
	  "" },
	{ "https://www-example-com.cdn.ampproject.org/v/www.example.com/a",
	  "http://www.example.com/a", "" },
	{ "https://www-example-com.cdn.ampproject.org/i/s/www.example.com/a?b=1&c=2", T,
	  "" },
	{ "https://www-example-com.cdn.ampproject.org/i/www.example.com/a",
	  "http://www.example.com/a", "" },
	{ "https://translate.yandex.com/translate?url=" P, T, "" },
	{ "https://translate.yandex.ru/translate?url=" P, T, "" },
	{ "https://www.microsofttranslator.com/bv.aspx?a=" P, T, "" },
	{ "https://web.archive.org/web/20200101000000/https://www.example.com/a?b=1&c=2",
	  T, "" },
	{ "https://www.bing.com/ck/a?!&&p=x&u=a1" B "&ntb=1", T, "" },
	{ "https://www.bing.com/"
	  "aclick?ld=x&u="
	  "aHR0cHMlM2ElMmYlMmZ3d3cuZXhhbXBsZS5jb20lMmZhJTNmYiUzZDElMjZjJTNkMg",
	  T, "" },
	{ "https://www.bing.com/aclk?ld=x&u=" B, T, "" },
	{ "https://www.bing.com/alink/link?url=" P, T, "" },
	{ "https://www.bing.com/newtabredir?url=" P, T, "" },
	{ "https://duckduckgo.com/l/?uddg=" P "&rut=x", T, "" },
	{ "https://www.baidu.com/link?url=" P, T, "" },
	{ "https://r.search.yahoo.com/_ylt=x;_ylu=y/RV=2/RE=1/RO=10/RU=" P "/RK=2/RS=z-",
	  T, "" },
	{ "https://rd.yahoo.co.jp/x/SIG=y/EXP=1/*-https%3A//www.example.com/a?b=1&c=2", T,
	  "" },
	{ "https://ord.yahoo.co.jp/o/search/RV=1/RE=1/RB=/RU=" B "-/RS=^x;_ylt=y", T,
	  "" },
	{ "https://us.ard.yahoo.com/SIG=y/EXP=1/*-https://www.example.com/a?b=1&c=2", T,
	  "" },

	{ "https://ad.doubleclick.net/ddm/clk/1;2;x?adurl=" P, T, "" },
	{ "https://ad.doubleclick.net/searchads/link/click?ds_dest_url=" P, T, "" },
	{ "https://ad.doubleclick.net/ddm/clk/1;2;x?https://www.example.com/a?b=1&c=2", T,
	  "" },
	{ "https://www.googleadservices.com/pagead/aclk?sa=L&adurl=" P, T, "" },
	{ "https://click.linksynergy.com/deeplink?id=x&murl=" P, T, "" },
	{ "https://click.linksynergy.com/fs-bin/click?RD_PARM1=" P, T, "" },
	{ "https://hb.afl.rakuten.co.jp/hgc/x/?pc=" P "&m=y", T, "" },
	{ "https://ck.jp.ap.valuecommerce.com/servlet/referral?sid=1&vc_url=" P, T, "" },
	{ "https://px.a8.net/svt/ejp?a8mat=x&a8ejpredirect=" P, T, "" },
	{ "https://af.moshimo.com/af/c/click?a_id=1&url=" P, T, "" },
	{ "https://al.dmm.com/?lurl=" P "&af_id=x", T, "" },
	{ "https://go.redirectingat.com/?id=x&url=" P, T, "" },
	{ "https://www.awin1.com/cread.php?awinmid=1&ued=" P, T, "" },
	{ "https://www.awin1.com/awclick.php?p=" P, T, "" },
	{ "https://x.prf.hn/click/camref:1/destination:" P, T, "" },

	{ "https://l.facebook.com/l.php?u=" P "&h=x", T, "" },
	{ "https://lm.facebook.com/l.php?u=" P, T, "" },
	{ "https://www.facebook.com/l.php?u=" P, T, "" },
	{ "https://www.facebook.com/flx/warn/?u=" P, T, "" },
	{ "https://l.messenger.com/l.php?u=" P, T, "" },
	{ "https://l.instagram.com/?u=" P "&e=x", T, "" },
	{ "https://l.threads.net/?u=" P, T, "" },
	{ "https://l.threads.com/?u=" P, T, "" },
	{ "https://l.wl.co/l?u=" P, T, "" },
	{ "https://twitter.com/i/redirect?url=" P, T, "" },
	{ "https://x.com/i/redirect?url=" P, T, "" },
	{ "https://www.linkedin.com/redir/redirect?url=" P "&urlhash=x", T, "" },
	{ "https://www.linkedin.com/safety/go?url=" P, T, "" },
	{ "https://www.youtube.com/redirect?event=x&q=" P, T, "" },
	{ "https://www.youtube.com/attribution_link?u=" P, T, "" },
	{ "https://out.reddit.com/t3_x?url=" P "&token=y", T, "" },
	{ "https://click.redditmail.com/CL0/" P "/1/x/y", T, "" },
	{ "https://slack-redir.net/link?url=" P, T, "" },
	{ "https://steamcommunity.com/linkfilter/?url=" P, T, "" },
	{ "https://steamcommunity.com/linkfilter/?u=" P, T, "" },
	{ "https://steamcommunity.com/linkfilter/?https://www.example.com/a?b=1&c=2", T,
	  "" },
	{ "https://vk.com/away.php?to=" P "&cc_key=", T, "" },
	{ "https://away.vk.com/away.php?to=" P, T, "" },
	{ "https://t.umblr.com/redirect?z=" P "&t=x", T, "" },
	{ "https://href.li/?https://www.example.com/a?b=1&c=2", T, "" },
	{ "https://www.pinterest.jp/offsite/?token=1&url=" P, T, "" },
	{ "https://exit.sc/?url=" P, T, "" },
	{ "https://gate.sc/?url=" P "&token=x", T, "" },
	{ "https://medium.com/r/?url=" P, T, "" },
	{ "https://t.me/iv?url=" P "&rhash=x", T, "" },
	{ "https://www.deviantart.com/users/outgoing?https://www.example.com/a?b=1&c=2",
	  T, "" },
	{ "https://disq.us/url?url=" P, T, "" },
	{ "https://weibo.cn/sinaurl?u=" P, T, "" },
	{ "https://link.zhihu.com/?target=" P, T, "" },
	{ "https://jump.5ch.net/?https://www.example.com/a?b=1&c=2", T, "" },
	{ "https://www.pixiv.net/jump.php?url=" P, T, "" },
	{ "https://www.pixiv.net/jump.php?" P, T, "" },

	{ "https://x.r.us-west-2.awstrack.me/L0/" P "/1/0100-x/y=1", T, "" },
	{ "https://mail.example.org/CL0/" P "/1/0100-x/y=1", T, "" },
	{ "https://mail.example.org/L0/" P "/1/0100-x/y=1", T, "" },
	{ "https://click.pstmrk.it/3s/www.example.com%2Fa%3Fb%3D1%26c%3D2/x/y/z", T, "" },
	{ "https://mandrillapp.com/track/click/1/www.example.com?p="
	  "eyJwIjoie1widVwiOjEsXCJ1cmxcIjpcImh0dHBzOlxcXC9cXFwvd3d3LmV4YW1wbGUuY29tXFxcL2"
	  "E_Yj0xJmM9MlwifSJ9",
	  T, "" },
	{ "https://e.customeriomail.com/e/c/"
	  "eyJocmVmIjoiaHR0cHM6Ly93d3cuZXhhbXBsZS5jb20vYT9iPTFcdTAwMjZjPTIifQ/x",
	  T, "" },
	{ "https://go.example.org/e/c/"
	  "eyJocmVmIjoiaHR0cHM6Ly93d3cuZXhhbXBsZS5jb20vYT9iPTFcdTAwMjZjPTIifQ/x",
	  T, "" },
	{ "https://x.acemlna.com/Prod/link-tracker?redirectUrl=" B "&sig=x", T, "" },
	{ "https://x.acemlnb.com/Prod/link-tracker?redirectUrl=" B "&sig=x", T, "" },
	{ "https://x.acemlnc.com/Prod/link-tracker?redirectUrl=" B "&sig=x", T, "" },
	{ "https://shop.onelink.me/x?af_dp=" P, T, "" },
	{ "https://shop.onelink.me/x?af_web_dp=" P, T, "" },
	{ "https://shop.page.link/?link=" P, T, "" },
	{ "https://shop.app.link/x?$fallback_url=" P, T, "" },
	{ "https://shop.app.link/x?%24fallback_url=" P, T, "" },
};

static bool undo(const char *text, struct unwrapped *ret)
{
	struct url url;

	test_true(url_parse(test_arena(), test_copy(text), NULL, &url));
	return wrapper_undo(test_arena(), &loaded()->wrappers, &url, ret);
}

TEST(each_service_is_undone)
{
	for (size_t i = 0; i < COUNT(opened); i++) {
		struct unwrapped got = { 0 };

		test_case(opened[i].url);
		test_true(undo(opened[i].url, &got));
		test_str(got.target, opened[i].target);
		test_true(!got.opaque && got.name.n > 0);
		test_str(got.tenant, opened[i].tenant);
	}
}

static bool speaks_of(const struct wrapper_rule *rule, const char *text)
{
	struct url url;
	struct str host;

	url_parse(test_arena(), str_c(text), NULL, &url);
	host = url.host;
	if (!str_starts_nocase(url.path, rule->path))
		return false;
	if (rule->any_suffix)
		return str_find_str(host, rule->host) != STR_NPOS;
	return rule->host.n == 0 || str_is_domain_or_below(host, rule->host);
}

TEST(every_row_that_opens_has_an_example)
{
	const struct wrapper_rules *rules = &loaded()->wrappers;

	for (uint32_t i = 0; i < rules->count; i++) {
		const struct wrapper_rule *rule = &rules->items[i];
		bool seen = rule->where == WHERE_OPAQUE || rule->where == WHERE_DATA;

		for (size_t j = 0; j < COUNT(opened) && !seen; j++)
			seen = speaks_of(rule, opened[j].url);
		if (!seen)
			test_str(rule->host, "a row with an example");
	}
}

/* A link below the row's prefix, with the pair it wants. */
static const char *example_of(const struct wrapper_rule *rule)
{
	return arena_printf(test_arena(), "https://%.*s%s%.*sx%s%.*s%s%c",
			    STR_ARG(rule->host),
			    rule->any_suffix	? ".co.jp"
			    : rule->host.n == 0 ? "any.example.org"
						: "",
			    STR_ARG(rule->path), rule->text.n ? "?" : "",
			    STR_ARG(rule->text), rule->text.n ? "=1" : "", 0)
	    .p;
}

TEST(opaque_rows_say_so_and_pages_about_a_url_are_none)
{
	const struct wrapper_rules *rules = &loaded()->wrappers;

	for (uint32_t i = 0; i < rules->count; i++) {
		const struct wrapper_rule *rule = &rules->items[i];
		struct unwrapped got = { 0 };

		if (rule->where != WHERE_OPAQUE && rule->where != WHERE_DATA)
			continue;
		test_case(example_of(rule));
		test_int(undo(example_of(rule), &got), rule->where == WHERE_OPAQUE);
		test_int(got.opaque, rule->where == WHERE_OPAQUE);
	}
}

TEST(shorteners_of_the_domain_table_are_opaque)
{
	struct unwrapped got = { 0 };

	test_true(undo("https://bit.ly/3abc", &got));
	test_true(got.opaque && got.kind == WRAPPER_SHORTENER);
	test_str(got.name, "Bitly");
	test_true(!undo("https://bit.ly/", &got));
}

static const struct {
	const char *name, *url;
} plain[] = {
	{ "a page", "https://www.example.com/a?b=1" },
	{ "a search", "https://www.google.com/search?q=mekiki" },
	{ "share this page", "https://twitter.com/intent/tweet?url=" P },
	{ "the same site",
	  "https://login.example.com/?continue=https%3A%2F%2Fwww.example.com%2F" },
	{ "a stranger's google", "https://google.uk.com.example/url?q=x" },
	{ "words that begin so", "https://www.example.com/http/https-guide?x=httpd" },
	{ "mailto", "mailto:joe@example.com?body=" P },
};

TEST(what_wraps_nothing_is_left_alone)
{
	for (size_t i = 0; i < COUNT(plain); i++) {
		struct unwrapped got;

		test_case(plain[i].name);
		test_true(!undo(plain[i].url, &got));
	}
}

static const struct {
	const char *name, *url, *target;
} generic[] = {
	{ "in a query", "https://shop.example/r?to=" P, T },
	{ "unencoded", "https://shop.example/r?to=https://www.example.com/a",
	  "https://www.example.com/a" },
	{ "stops at a raw &", "https://shop.example/r?to=https://evil.example/&x=/../",
	  "https://evil.example/" },
	{ "stops at a raw ;", "https://shop.example/r?to=https://evil.example/;x",
	  "https://evil.example/" },
	{ "an encoded & belongs to it",
	  "https://shop.example/r?to=https://evil.example/?a%26b",
	  "https://evil.example/?a%26b" },
	{ "all of the query", "https://shop.example/r?https://evil.example/a?b&c",
	  "https://evil.example/a?b&c" },
	{ "twice encoded",
	  "https://shop.example/r?to=https%253A%252F%252Fevil.example%252Fa",
	  "https://evil.example/a" },
	{ "base64", "https://shop.example/r?to=" B, T },
	{ "in the path", "https://shop.example/r/https://evil.example/a?b",
	  "https://evil.example/a?b" },
	{ "in the path, encoded", "https://shop.example/r/https%3A%2F%2Fevil.example%2Fa",
	  "https://evil.example/a" },
	{ "behind an equals sign in the path",
	  "https://shop.example/r/u=https://evil.example/", "https://evil.example/" },
	{ "through itself",
	  "https://shop.example/r?to=https://shop.example/r?to=https://evil.example/",
	  "https://shop.example/r?to=https://evil.example/" },
	{ "a numeric host", "http://192.0.2.1/r?to=https://evil.example/",
	  "https://evil.example/" },
};

TEST(an_unknown_redirector_is_undone_too)
{
	for (size_t i = 0; i < COUNT(generic); i++) {
		struct unwrapped got = { 0 };

		test_case(generic[i].name);
		test_true(undo(generic[i].url, &got));
		test_str(got.target, generic[i].target);
		test_str(got.name, "");
		test_true(!got.opaque && got.kind == WRAPPER_REDIRECTOR);
	}
}

static const struct {
	const char *name, *line;
} broken[] = {
	{ "columns missing", "a.example\t/\tquery:u" },
	{ "a column too many", "a.example\t/\tquery:u\tpercent\tvendor\t-\tA\tB" },
	{ "host in capitals", "A.example\t/\tquery:u\tpercent\tvendor\t-\tA" },
	{ "no path", "a.example\t\tquery:u\tpercent\tvendor\t-\tA" },
	{ "unknown place", "a.example\t/\tcookie:u\tpercent\tvendor\t-\tA" },
	{ "segment without a number", "a.example\t/\tsegment\tpercent\tvendor\t-\tA" },
	{ "segment nought", "a.example\t/\tsegment:0\tpercent\tvendor\t-\tA" },
	{ "unknown coding", "a.example\t/\tquery:u\trot13\tvendor\t-\tA" },
	{ "unknown kind", "a.example\t/\tquery:u\tpercent\tfriend\t-\tA" },
	{ "no name", "a.example\t/\tquery:u\tpercent\tvendor\t-\t" },
};

TEST(a_broken_row_is_refused)
{
	for (size_t i = 0; i < COUNT(broken); i++) {
		struct wrapper_rules rules = { 0 };
		struct err err = { 0 };

		test_case(broken[i].name);
		test_true(!wrapper_rule_read(test_arena(), test_copy(broken[i].line),
					     &rules, &err));
		test_int(rules.count, 0);
		test_int(err.kind, ERR_DATA);
	}
}
