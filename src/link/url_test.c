#include "link/url.h"
#include "base/test.h"

#include <string.h>

/* A part that is NULL here is not there; -1 is no port. */
static const struct {
	const char *name, *input, *base, *href;
	uint32_t odd;
} urls[] = {
	{ "as it is", "https://example.com/a/b?c=d#e", NULL,
	  "https://example.com/a/b?c=d#e", 0 },
	{ "a path is added", "http://example.com", NULL, "http://example.com/", 0 },
	{ "capitals", "HTTP://WWW.Example.COM/A", NULL, "http://www.example.com/A", 0 },
	{ "no scheme, no base", "example.com/a", NULL, NULL, 0 },
	{ "blanks around", " http://a.example/ \n", NULL, "http://a.example/",
	  URL_ODD_CONTROL },
	{ "line end inside", "http://a.exa\nmple/", NULL, "http://a.example/",
	  URL_ODD_CONTROL },
	{ "backslashes", "https:\\\\a.example\\b", NULL, "https://a.example/b",
	  URL_ODD_BACKSLASH },
	{ "a backslash in a query stays", "https://a.example/?\\", NULL,
	  "https://a.example/?\\", 0 },
	{ "no slashes", "https:a.example", NULL, "https://a.example/", URL_ODD_SLASHES },
	{ "one slash", "https:/a.example", NULL, "https://a.example/", URL_ODD_SLASHES },
	{ "four slashes", "https:////a.example", NULL, "https://a.example/",
	  URL_ODD_SLASHES },
	{ "a backslash ends the host", "http://a.example\\@b.example/", NULL,
	  "http://a.example/@b.example/", URL_ODD_BACKSLASH },
	{ "userinfo", "http://bank.example@a.example/", NULL,
	  "http://bank.example@a.example/", URL_ODD_USERINFO },
	{ "user and password", "http://u:p:q@a.example/", NULL,
	  "http://u:p%3Aq@a.example/", URL_ODD_USERINFO },
	{ "empty userinfo", "http://@a.example/", NULL, "http://a.example/",
	  URL_ODD_USERINFO },
	{ "several at signs", "http://u@v@a.example/", NULL, "http://u%40v@a.example/",
	  URL_ODD_USERINFO | URL_ODD_MANY_AT },
	{ "userinfo and no host", "http://u@/", NULL, NULL, 0 },
	{ "encoded host", "http://%65xample.com/", NULL, "http://example.com/",
	  URL_ODD_HOST_ENCODED },
	{ "encoded full width", "http://%ef%bd%85xample.com/", NULL,
	  "http://example.com/", URL_ODD_HOST_ENCODED | URL_ODD_HOST_MAPPED },
	{ "ideographic dot", "http://example。com/", NULL, "http://example.com/",
	  URL_ODD_HOST_MAPPED },
	{ "soft hyphen", "http://exa\xc2\xadmple.com/", NULL, "http://example.com/",
	  URL_ODD_HOST_MAPPED },
	{ "Japanese", "http://例え.みんな/", NULL, "http://xn--r8jz45g.xn--q9jyb4c/", 0 },
	{ "sharp s", "http://faß.example/", NULL, "http://xn--fa-hia.example/", 0 },
	{ "nonsense behind xn--", "http://xn--a/", NULL, "http://xn--a/", 0 },
	{ "broken bytes in the host", "http://a\xff.example/", NULL, NULL, 0 },
	{ "a blank in the host", "http://a b.example/", NULL, NULL, 0 },
	{ "a percent sign in the host", "http://a%25b.example/", NULL, NULL, 0 },
	{ "a final dot", "http://a.example./", NULL, "http://a.example./",
	  URL_ODD_FINAL_DOT },
	{ "no host", "http:///", NULL, NULL, 0 },
	{ "only a port", "http://:80/", NULL, NULL, 0 },
	{ "the own port", "http://a.example:80/", NULL, "http://a.example/", 0 },
	{ "an empty port", "http://a.example:/", NULL, "http://a.example/", 0 },
	{ "another port", "http://a.example:0443/", NULL, "http://a.example:443/",
	  URL_ODD_PORT },
	{ "a port too large", "http://a.example:65536/", NULL, NULL, 0 },
	{ "a port of letters", "http://a.example:80a/", NULL, NULL, 0 },
	{ "IPv4", "http://192.0.2.1/", NULL, "http://192.0.2.1/", 0 },
	{ "hexadecimal", "http://0xC0.0x0.0x2.0x1/", NULL, "http://192.0.2.1/",
	  URL_ODD_NUMBER_FORM },
	{ "octal", "http://0300.0.02.01/", NULL, "http://192.0.2.1/",
	  URL_ODD_NUMBER_FORM },
	{ "one number", "http://3221225985/", NULL, "http://192.0.2.1/",
	  URL_ODD_NUMBER_FORM },
	{ "three numbers", "http://192.0.513/", NULL, "http://192.0.2.1/",
	  URL_ODD_NUMBER_FORM },
	{ "IPv4 with a dot", "http://192.0.2.1./", NULL, "http://192.0.2.1/",
	  URL_ODD_FINAL_DOT },
	{ "full width IPv4", "http://１９２.0.2.1/", NULL, "http://192.0.2.1/",
	  URL_ODD_HOST_MAPPED },
	{ "256", "http://192.0.2.256/", NULL, NULL, 0 },
	{ "five numbers", "http://1.2.3.4.5/", NULL, NULL, 0 },
	{ "2^32", "http://4294967296/", NULL, NULL, 0 },
	{ "a number far too large", "http://99999999999999999999999999/", NULL, NULL, 0 },
	{ "no octal digit", "http://09/", NULL, NULL, 0 },
	{ "0x alone", "http://0x/", NULL, "http://0.0.0.0/", URL_ODD_NUMBER_FORM },
	{ "a name that ends in a number", "http://a.0xg/", NULL, "http://a.0xg/", 0 },
	{ "IPv6", "http://[2001:DB8:0:0:1::1]/", NULL, "http://[2001:db8::1:0:0:1]/", 0 },
	{ "IPv6 from zeroes", "http://[0:0:0:0:0:0:0:0]/", NULL, "http://[::]/", 0 },
	{ "IPv6 to zeroes", "http://[1:2:3:4:5:6:7::]/", NULL,
	  "http://[1:2:3:4:5:6:7:0]/", 0 },
	{ "IPv6 holds IPv4", "http://[::ffff:192.0.2.1]/", NULL,
	  "http://[::ffff:c000:201]/", URL_ODD_IPV4_MAPPED },
	{ "IPv6, two gaps", "http://[1::2::3]/", NULL, NULL, 0 },
	{ "IPv6 too long", "http://[1:2:3:4:5:6:7:8:9]/", NULL, NULL, 0 },
	{ "IPv6 too short", "http://[1:2:3]/", NULL, NULL, 0 },
	{ "IPv6, a gap of nothing", "http://[1:2:3:4:5:6:7:8::]/", NULL, NULL, 0 },
	{ "IPv6 with an octal", "http://[::192.0.2.01]/", NULL, NULL, 0 },
	{ "IPv6 never closed", "http://[::1/", NULL, NULL, 0 },
	{ "IPv6 of nothing", "http://[]/", NULL, NULL, 0 },
	{ "dots", "http://a.example/b/./c/../d", NULL, "http://a.example/b/d",
	  URL_ODD_DOT_SEGMENT },
	{ "encoded dots", "http://a.example/b/%2E/c/.%2e", NULL, "http://a.example/b/",
	  URL_ODD_DOT_SEGMENT },
	{ "above the root", "http://a.example/../../b", NULL, "http://a.example/b",
	  URL_ODD_DOT_SEGMENT },
	{ "three dots are a name", "http://a.example/.../b", NULL,
	  "http://a.example/.../b", 0 },
	{ "a hidden file", "http://a.example/.b", NULL, "http://a.example/.b", 0 },
	{ "encoding", "http://a.example/é \"<>`{}^?é'\"#é`", NULL,
	  "http://a.example/%C3%A9%20%22%3C%3E%60%7B%7D%5E?%C3%A9%27%22#%C3%A9%60", 0 },
	{ "broken bytes", "http://a.example/\xff", NULL, "http://a.example/%EF%BF%BD",
	  0 },
	{ "a control in the path", "http://a.example/\1x", NULL, "http://a.example/%01x",
	  0 },
	{ "mailto", "mailto:a@b.example?subject=x y", NULL,
	  "mailto:a@b.example?subject=x%20y", 0 },
	{ "data", "data:text/html,<b> #x", NULL, "data:text/html,<b>%20#x", 0 },
	{ "an unknown scheme", "x-app://Host/../%2e/a b'", NULL, "x-app://Host/a%20b'",
	  URL_ODD_DOT_SEGMENT },
	{ "a path that looks like a host", "x-app:/..//b", NULL, "x-app:/.//b",
	  URL_ODD_DOT_SEGMENT },
	{ "relative", "c?d", "http://a.example/b/x?y#z", "http://a.example/b/c?d", 0 },
	{ "relative, up", "../c", "http://a.example/b/d/x", "http://a.example/b/c",
	  URL_ODD_DOT_SEGMENT },
	{ "relative query", "?c", "http://a.example/b?d", "http://a.example/b?c", 0 },
	{ "relative fragment", "#c", "http://a.example/b?d#e", "http://a.example/b?d#c",
	  0 },
	{ "nothing", "", "http://u:p@a.example:81/b?d#e", "http://u:p@a.example:81/b?d",
	  0 },
	{ "absolute path", "/c", "http://a.example/b", "http://a.example/c", 0 },
	{ "another host", "//b.example", "http://a.example/b", "http://b.example/", 0 },
	{ "another host, backslashes", "/\\b.example", "http://a.example/b",
	  "http://b.example/", URL_ODD_BACKSLASH },
	{ "the base's scheme", "http:c", "http://a.example/b/", "http://a.example/b/c",
	  URL_ODD_SLASHES },
	{ "a fragment of mailto", "#x", "mailto:a", "mailto:a#x", 0 },
	{ "relative to mailto", "x", "mailto:a", NULL, 0 },
	{ "a file", "file:///etc/passwd", NULL, "file:///etc/passwd", 0 },
	{ "a drive", "file:c|\\a\\..\\..", NULL, "file:///c:/",
	  URL_ODD_BACKSLASH | URL_ODD_DOT_SEGMENT },
	{ "a drive for a host", "file://C|/a", NULL, "file:///C:/a", 0 },
	{ "a share", "file://server/a", NULL, "file://server/a", 0 },
	{ "this machine", "file://localhost/a", NULL, "file:///a", 0 },
	{ "a drive for a scheme", "D:/x", "file:///C:/a", "d:/x", 0 },
	{ "another drive", "/D|/x", "file:///C:/a", "file:///D:/x", 0 },
	{ "the drive stays", "/x", "file:///C:/a", "file:///C:/x", 0 },
};

TEST(url_goes_where_browsers_go)
{
	for (size_t i = 0; i < COUNT(urls); i++) {
		struct url base, got;

		test_case(urls[i].name);
		if (urls[i].base)
			test_true(url_parse(test_arena(), test_copy(urls[i].base), NULL,
					    &base));
		url_parse(test_arena(), test_copy(urls[i].input),
			  urls[i].base ? &base : NULL, &got);
		test_int(got.ok, urls[i].href != NULL);
		test_str(got.href, urls[i].href);
		test_int(got.odd, urls[i].odd);
	}
}

/* "" is a part that is there and empty, NULL one that is not. */
static const struct {
	const char *name, *input, *scheme, *username, *password, *host;
	enum url_host_kind kind;
	int port;
	const char *path, *query, *fragment;
} parts[] = {
	{ "all of them", "https://u:p@a.example:81/b?c#d", "https", "u", "p", "a.example",
	  URL_HOST_DOMAIN, 81, "/b", "c", "d" },
	{ "none to spare", "http://a.example/", "http", "", "", "a.example",
	  URL_HOST_DOMAIN, -1, "/", NULL, NULL },
	{ "empty ones", "http://a.example?#", "http", "", "", "a.example",
	  URL_HOST_DOMAIN, -1, "/", "", "" },
	{ "a password alone", "http://:p@a.example/", "http", "", "p", "a.example",
	  URL_HOST_DOMAIN, -1, "/", NULL, NULL },
	{ "a number", "http://1/", "http", "", "", "0.0.0.1", URL_HOST_IPV4, -1, "/",
	  NULL, NULL },
	{ "brackets", "http://[::1]:80/", "http", "", "", "[::1]", URL_HOST_IPV6, -1, "/",
	  NULL, NULL },
	{ "an unknown scheme", "x-app://A%20b:80?c", "x-app", "", "", "A%20b",
	  URL_HOST_OPAQUE, 80, "", "c", NULL },
	{ "an empty host", "x-app:///a", "x-app", "", "", "", URL_HOST_EMPTY, -1, "/a",
	  NULL, NULL },
	{ "a file", "file:///a", "file", "", "", "", URL_HOST_EMPTY, -1, "/a", NULL,
	  NULL },
	{ "no host", "mailto:a@b", "mailto", "", "", "", URL_HOST_NONE, -1, "a@b", NULL,
	  NULL },
};

static void test_part(bool has, struct str got, const char *want)
{
	test_int(has, want != NULL);
	test_str(got, want);
}

TEST(url_takes_its_parts_apart)
{
	for (size_t i = 0; i < COUNT(parts); i++) {
		struct url got;

		test_case(parts[i].name);
		test_true(url_parse(test_arena(), test_copy(parts[i].input), NULL, &got));
		test_str(got.scheme, parts[i].scheme);
		test_str(got.username, parts[i].username);
		test_str(got.password, parts[i].password);
		test_int(got.host_kind, parts[i].kind);
		test_str(got.host, parts[i].host);
		test_int(got.port, parts[i].port);
		test_str(got.path, parts[i].path);
		test_part(got.has_query, got.query, parts[i].query);
		test_part(got.has_fragment, got.fragment, parts[i].fragment);
	}
}

TEST(url_that_needs_no_mending_is_not_copied)
{
	struct str text = test_copy("https://www.a-b.example/c/d.html?e=%20f&g#h");
	struct url got;

	test_true(url_parse(test_arena(), text, NULL, &got));
	test_true(got.href.p == text.p && got.href.n == text.n);
	test_true(str_within(text, got.fragment));
}

static const struct {
	const char *name, *input;
	bool scheme_there, authority_there;
	const char *scheme, *userinfo, *host, *port, *path, *query, *fragment;
} splits[] = {
	{ "all of them", "http://u:p@h:1/p?q#f", true, true, "http", "u:p", "h", "1",
	  "/p", "q", "f" },
	{ "as it stands", "HTTP://A%41\\b/..", true, true, "HTTP", "", "A%41\\b", "",
	  "/..", NULL, NULL },
	{ "no authority", "https:a.example/b", true, false, "https", "", "", "",
	  "a.example/b", NULL, NULL },
	{ "no scheme", "//h?q", false, true, "", "", "h", "", "", "q", NULL },
	{ "a path", "a/b:c", false, false, "", "", "", "", "a/b:c", NULL, NULL },
	{ "a digit begins no scheme", "1a:b", false, false, "", "", "", "", "1a:b", NULL,
	  NULL },
	{ "brackets", "x://[::1]:2/", true, true, "x", "", "[::1]", "2", "/", NULL,
	  NULL },
	{ "brackets without a port", "x://[::1]", true, true, "x", "", "[::1]", "", "",
	  NULL, NULL },
	{ "the last at sign", "x://a@b@c", true, true, "x", "a@b", "c", "", "", NULL,
	  NULL },
	{ "empty ones", "x:?#", true, false, "x", "", "", "", "", "", "" },
	{ "a question in a fragment", "x:#?", true, false, "x", "", "", "", "", NULL,
	  "?" },
	{ "nothing", "", false, false, "", "", "", "", "", NULL, NULL },
};

TEST(url_splits_as_rfc_3986_does)
{
	for (size_t i = 0; i < COUNT(splits); i++) {
		struct url_generic got;

		test_case(splits[i].name);
		url_split(test_copy(splits[i].input), &got);
		test_int(got.has_scheme, splits[i].scheme_there);
		test_int(got.has_authority, splits[i].authority_there);
		test_str(got.scheme, splits[i].scheme);
		test_str(got.userinfo, splits[i].userinfo);
		test_str(got.host, splits[i].host);
		test_str(got.port, splits[i].port);
		test_str(got.path, splits[i].path);
		test_part(got.has_query, got.query, splits[i].query);
		test_part(got.has_fragment, got.fragment, splits[i].fragment);
	}
}

static const struct {
	const char *name, *input;
	bool differ;
	const char *host;
} readings[] = {
	{ "ordinary", "https://a.example/b?c", false, "" },
	{ "capitals", "HTTPS://A.Example", false, "" },
	{ "percent", "http://%61.example/", false, "" },
	{ "Japanese", "http://例え.みんな/", false, "" },
	{ "full width", "http://ａ.example/", false, "" },
	{ "one name before the host", "http://bank.example@a.example/", false, "" },
	{ "a name and a password", "http://bank.example:80@a.example:81/", false, "" },
	{ "the first of two at signs", "http://x@bank.example@a.example/", true,
	  "bank.example" },
	{ "at signs around the same", "http://x@a.example@a.example/", false, "" },
	{ "an at sign in the path", "http://a.example/@b.example", false, "" },
	{ "a backslash before an at sign", "http://a.example\\@b.example/c", true,
	  "b.example" },
	{ "a backslash before a stop and a host", "http://a.example\\.north-bank.com/c",
	  true, "a.example\\.north-bank.com" },
	{ "a backslash before a hidden file", "http://a.example\\.well-known/c", false,
	  "" },
	{ "a backslash before a file", "http://a.example\\north-bank.com", false, "" },
	{ "a backslash for a slash", "http://a.example\\b", false, "" },
	{ "a backslash in the path", "http://a.example/b\\c", false, "" },
	{ "backslashes before the host", "https:\\\\a.example/", true, "" },
	{ "one of each", "https:/\\a.example/", true, "" },
	{ "no slashes", "https:a.example/b", true, "" },
	{ "one slash", "https:/a.example/b", true, "" },
	{ "three slashes", "https:///a.example/b", true, "" },
	{ "blanks around", "  http://a.example/ \n", false, "" },
	{ "a line end in the path", "http://a.example/b\nc", false, "" },
	{ "a line end in the host", "http://bank.example\n.a.example/", true,
	  "bank.example" },
	{ "an encoded backslash is none", "http://a.example/%5c@b", false, "" },
	{ "a number", "http://3221225985/", false, "" },
	{ "refused", "http://a b\\@c/", false, "" },
	{ "not for browsers", "x-app:\\\\a", false, "" },
	{ "this machine", "file://localhost/a\\b", false, "" },
	{ "a share by backslashes", "file:\\\\a.example\\b", true, "" },
	{ "a file", "file:///a", false, "" },
};

TEST(url_readings_of_deceptive_hosts_differ)
{
	for (size_t i = 0; i < COUNT(readings); i++) {
		struct str input = test_copy(readings[i].input), host;
		struct url url;

		test_case(readings[i].name);
		url_parse(test_arena(), input, NULL, &url);
		test_int(url_readings_differ(test_arena(), input, &url, &host),
			 readings[i].differ);
		test_str(host, readings[i].host);
	}
}

TEST(url_readings_of_a_reference_that_leaves_the_base_differ)
{
	struct url base, url;
	struct str host;

	url_parse(test_arena(), STR("http://a.example/b"), NULL, &base);
	url_parse(test_arena(), STR("/\\b.example"), &base, &url);
	test_str(url.host, "b.example");
	test_true(url_readings_differ(test_arena(), STR("/\\b.example"), &url, &host));
	url_parse(test_arena(), STR("/c\\d"), &base, &url);
	test_true(!url_readings_differ(test_arena(), STR("/c\\d"), &url, &host));
	url_parse(test_arena(), STR("//b.example"), &base, &url);
	test_true(!url_readings_differ(test_arena(), STR("//b.example"), &url, &host));
}

static const struct {
	const char *name, *text, *decoded;
} encodings[] = {
	{ "nothing to do", "a+b", "a+b" }, { "one", "a%20b", "a b" },
	{ "both cases", "%3a%3A", "::" },  { "once", "%2541", "%41" },
	{ "no digits", "%4g%", "%4g%" },   { "cut off", "%4", "%4" },
	{ "late", "%%%41", "%%A" },
};

TEST(url_decodes_percent)
{
	for (size_t i = 0; i < COUNT(encodings); i++) {
		test_case(encodings[i].name);
		test_str(url_percent_decode(test_arena(), test_copy(encodings[i].text)),
			 encodings[i].decoded);
	}
	test_str_n(url_percent_decode(test_arena(), STR("a%00b")), STR("a\0b"));
}

static const struct {
	const char *name, *query;
	bool semicolon;
	const char *pairs; /* each as "name>value " */
} queries[] = {
	{ "two", "a=b&c=d", false, "a>b c>d " },
	{ "no value", "a&b=", false, "a> b> " },
	{ "no name", "=b", false, ">b " },
	{ "several equals signs", "a=b=c", false, "a>b=c " },
	{ "nothing between", "&&a=b&&", false, "a>b " },
	{ "semicolons stay", "a=b;c=d&e", false, "a>b;c=d e> " },
	{ "semicolons end", "a=b;c=d&e", true, "a>b c>d e> " },
	{ "not decoded", "a=%26+", false, "a>%26+ " },
	{ "empty", "", false, "" },
};

TEST(url_reads_the_pairs_of_a_query)
{
	for (size_t i = 0; i < COUNT(queries); i++) {
		struct str query = test_copy(queries[i].query), name, value;
		struct str got = STR("");

		test_case(queries[i].name);
		while (url_next_pair(&query, queries[i].semicolon, &name, &value))
			got = arena_printf(test_arena(), "%.*s%.*s>%.*s ", STR_ARG(got),
					   STR_ARG(name), STR_ARG(value));
		test_str(got, queries[i].pairs);
	}
}

/* ATTACKS HI-09. */
TEST(url_of_a_million_bytes_ends)
{
	static const char *const pieces[] = { "@", "\\", "/",  "../",  "%2e/", "?", "#",
					      ":", ".",	 "a.", "\xff", "\t",   "é" };
	static char text[1000000];

	for (size_t i = 0; i < COUNT(pieces); i++) {
		size_t n = 7, length = strlen(pieces[i]);
		struct str input = { text, sizeof text }, host;
		struct url url;

		test_case(pieces[i]);
		memset(text, 'a', sizeof text);
		memcpy(text, "http://", 7);
		for (; n + length <= sizeof text; n += length)
			memcpy(text + n, pieces[i], length);
		url_parse(test_arena(), input, NULL, &url);
		url_readings_differ(test_arena(), input, &url, &host);
		test_true(url.href.n <= 3 * sizeof text + 32);
	}
}

static const struct {
	const char *name, *url, *carried;
} carried[] = {
	{ "a page", "https://a.example/?u=https://b.example/", NULL },
	{ "intent", "intent://a.example/x?y#Intent;scheme=https;package=p;end",
	  "https://a.example/x?y" },
	{ "intent of an app",
	  "intent://scan/"
	  "#Intent;scheme=zxing;S.browser_fallback_url=https%3A%2F%2Fa.example%2Fx;end",
	  "https://a.example/x" },
	{ "intent without both", "intent://scan/#Intent;scheme=zxing;end", NULL },
	{ "a document", "ms-word:ofe|u|https://a.example/d.docx?b&c|d",
	  "https://a.example/d.docx?b&c" },
	{ "a document's new copy", "ms-excel:nft|u|http://a.example/d",
	  "http://a.example/d" },
	{ "the office program itself", "ms-word:nft", NULL },
	{ "an installer", "ms-appinstaller:?source=https%3a%2f%2fa.example%2Fb",
	  "https://a.example/b" },
	{ "another browser", "microsoft-edge:https://a.example/", "https://a.example/" },
	{ "a share", "search-ms:query=x&crumb=location:\\\\a.example\\b&displayname=c",
	  "file://a.example\\b" },
	{ "a share over the web",
	  "search-ms:query=x&crumb=location:%5C%5C192.0.2.7@80%5Cdav",
	  "http://192.0.2.7:80\\dav" },
	{ "a share over TLS", "search:crumb=location:\\\\a.example@SSL\\b",
	  "https://a.example\\b" },
	{ "a search", "search-ms:query=x", NULL },
	{ "a mail", "mailto:a@b.example?body=https://a.example/", NULL },
};

TEST(what_a_program_is_told_to_open)
{
	for (size_t i = 0; i < COUNT(carried); i++) {
		struct url url;
		struct str got = STR_NONE;

		test_case(carried[i].name);
		url_parse(test_arena(), test_copy(carried[i].url), NULL, &url);
		test_int(url_carried(test_arena(), &url, &got),
			 carried[i].carried != NULL);
		if (carried[i].carried)
			test_str(got, carried[i].carried);
	}
}
