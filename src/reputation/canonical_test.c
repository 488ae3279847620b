/* reputation/canonical_test.c - spellings and expressions as the documentation of Safe
 * Browsing has them, with words of our own. */
#include "reputation/canonical.h"
#include "base/test.h"

static const struct {
	const char *name, *url, *text;
} spellings[] = {
	{ "as it is", "http://one.example/", "http://one.example/" },
	{ "no path", "http://one.example", "http://one.example/" },
	{ "no scheme", "one.example/a", "http://one.example/a" },
	{ "HTTPS stays", "https://one.example/", "https://one.example/" },
	{ "an escape of an escape", "http://one.example/%25%32%35",
	  "http://one.example/%25" },
	{ "two of them", "http://one.example/%25%32%35%25%32%35",
	  "http://one.example/%25%25" },
	{ "escaped many times", "http://one.example/%2525252525252525",
	  "http://one.example/%25" },
	{ "in the midst", "http://one.example/ab%25%32%35xy",
	  "http://one.example/ab%25xy" },
	{ "lone signs", "http://one.example/%%%25%32%35xy%%",
	  "http://one.example/%25%25%25xy%25%25" },
	{ "half an escape completes one", "http://one.example/%%35%35",
	  "http://one.example/U" },
	{ "an escaped address",
	  "http://%31%39%32%2e%30%2e%32%2e7/%2e%68%69%64%64%65%6e/x/",
	  "http://192.0.2.7/.hidden/x/" },
	{ "letters that need none", "http://one.example/%7Ea%21b%40c",
	  "http://one.example/~a!b@c" },
	{ "a number sign of the host", "http://one%23.example/",
	  "http://one%23.example/" },
	{ "an address as a number", "http://3221225991/a", "http://192.0.2.7/a" },
	{ "hexadecimal", "http://0xc0.0.0x2.7/", "http://192.0.2.7/" },
	{ "octal", "http://0300.0.02.07/", "http://192.0.2.7/" },
	{ "fewer parts", "http://192.0.519/", "http://192.0.2.7/" },
	{ "IPv6", "http://[2001:0db8:0000::1]/", "http://[2001:db8::1]/" },
	{ "an address in IPv6", "http://[::ffff:192.0.2.7]/", "http://192.0.2.7/" },
	{ "an address behind NAT64", "http://[64:ff9b::192.0.2.7]/",
	  "http://192.0.2.7/" },
	{ "a name that begins with a digit", "http://3com.example/",
	  "http://3com.example/" },
	{ "upper case", "http://OnE.EXAMPLE/AbC", "http://one.example/AbC" },
	{ "dots around and twice", "http://.one...example./", "http://one.example/" },
	{ "up one folder", "http://one.example/a/..", "http://one.example/" },
	{ "up too far", "http://one.example/../../a", "http://one.example/a" },
	{ "here", "http://one.example/a/./b/.", "http://one.example/a/b/" },
	{ "slashes twice, not in the query", "http://one.example//a//b?c//d",
	  "http://one.example/a/b?c//d" },
	{ "a query alone", "http://one.example?a=b", "http://one.example/?a=b" },
	{ "an empty query", "http://one.example/a?", "http://one.example/a?" },
	{ "question marks", "http://one.example/a?b?", "http://one.example/a?b?" },
	{ "dots in a query", "http://one.example/a?../b", "http://one.example/a?../b" },
	{ "a fragment", "http://one.example/a#b", "http://one.example/a" },
	{ "two of them", "http://one.example/a#b#c", "http://one.example/a" },
	{ "an escaped one", "http://one.example/a%23b", "http://one.example/a%23b" },
	{ "a port", "http://one.example:8080/", "http://one.example/" },
	{ "a user", "http://u:p@one.example/", "http://one.example/" },
	{ "an @ behind", "http://one.example/a@b", "http://one.example/a@b" },
	{ "blanks around", "  http://one.example/  ", "http://one.example/" },
	{ "a blank in front, escaped", "http://%20one.example/",
	  "http://%20one.example/" },
	{ "line ends inside", "http://one.example/a\tb\rc\nd",
	  "http://one.example/abcd" },
	{ "an escaped line end", "http://one.example/a%0Ab", "http://one.example/a%0Ab" },
	{ "a blank in the path", "http://one.example/a b", "http://one.example/a%20b" },
	{ "controls and high bytes", "http://\x01\x80.example/",
	  "http://%01%80.example/" },
	{ "semicolons", "http://one.example/a;b?c;", "http://one.example/a;b?c;" },
};

TEST(canonical_spells_as_lists_do)
{
	for (size_t i = 0; i < COUNT(spellings); i++) {
		struct canonical_url url;

		test_case(spellings[i].name);
		test_true(
		    canonical_read(test_arena(), test_copy(spellings[i].url), &url));
		test_str(url.text, spellings[i].text);
	}
}

TEST(canonical_needs_a_host)
{
	static const char *const none[] = { "",	  "http://", "http:///a",
					    "#a", "?a",	     "http://.../" };
	struct canonical_url url;

	for (size_t i = 0; i < COUNT(none); i++) {
		test_case(none[i]);
		test_true(!canonical_read(test_arena(), test_copy(none[i]), &url));
	}
}

static const struct {
	const char *name, *url, *wanted[CANONICAL_EXPRESSIONS];
} expressions[] = {
	{ "host and path",
	  "http://a.b.com/1/2.html?param=1",
	  { "a.b.com/1/2.html?param=1", "a.b.com/1/2.html", "a.b.com/", "a.b.com/1/",
	    "b.com/1/2.html?param=1", "b.com/1/2.html", "b.com/", "b.com/1/" } },
	{ "many labels: the domain and three more, and the host",
	  "http://a.b.c.d.e.f.com/1.html",
	  { "a.b.c.d.e.f.com/1.html", "a.b.c.d.e.f.com/", "f.com/1.html", "f.com/",
	    "e.f.com/1.html", "e.f.com/", "d.e.f.com/1.html", "d.e.f.com/",
	    "c.d.e.f.com/1.html", "c.d.e.f.com/" } },
	{ "an address has no shorter name",
	  "http://1.2.3.4/1/",
	  { "1.2.3.4/1/", "1.2.3.4/" } },
	{ "a suffix of two labels",
	  "https://www.shop.co.jp/",
	  { "www.shop.co.jp/", "shop.co.jp/" } },
	{ "the domain itself",
	  "https://shop.co.jp/?q",
	  { "shop.co.jp/?q", "shop.co.jp/" } },
	{ "four folders, and the path",
	  "http://b.com/1/2/3/4/5.html",
	  { "b.com/1/2/3/4/5.html", "b.com/", "b.com/1/", "b.com/1/2/",
	    "b.com/1/2/3/" } },
};

TEST(canonical_makes_the_expressions)
{
	for (size_t i = 0; i < COUNT(expressions); i++) {
		struct str got[CANONICAL_EXPRESSIONS];
		struct canonical_url url;
		uint32_t n, k = 0;

		test_case(expressions[i].name);
		test_true(
		    canonical_read(test_arena(), test_copy(expressions[i].url), &url));
		n = canonical_expressions(test_arena(), &url, got);
		for (; expressions[i].wanted[k]; k++) {
			bool found = false;

			for (uint32_t m = 0; m < n; m++)
				found |= str_eq(got[m], str_c(expressions[i].wanted[k]));
			test_case(expressions[i].wanted[k]);
			test_true(found);
		}
		test_int(n, k);
	}
}

TEST(canonical_makes_at_most_thirty)
{
	struct str got[CANONICAL_EXPRESSIONS];
	struct canonical_url url;

	canonical_read(test_arena(), STR("http://a.b.c.d.e.f.g.com/1/2/3/4/5/6?q"), &url);
	test_int(canonical_expressions(test_arena(), &url, got), 30);
}

/* Escapes of escapes cost no more than their length. */
TEST(canonical_is_linear_in_nested_escapes)
{
	enum { N = 200000 };
	char *p = arena_bytes(test_arena(), N);
	struct str text = { p, N };
	struct canonical_url url;

	memcpy(p, "http://a.example/%", 18);
	for (size_t i = 18; i < N; i += 2)
		memcpy(p + i, "25", 2);
	test_true(canonical_read(test_arena(), text, &url));
	test_str(url.text, "http://a.example/%25");
}
