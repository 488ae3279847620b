/* What is asked in place of a link: the same shape, and nothing that tells of whom. */
#include "visit/alter.h"

#include "base/test.h"

/* "#" stands for one letter or digit that is another now. */
static const struct {
	const char *name, *url, *like;
	unsigned changes;
} cases[] = {
	{ "nothing to replace", "https://a.example/login/index.php?lang=ja&page=2#x",
	  "https://a.example/login/index.php?lang=ja&page=2", 0 },
	{ "an address", "https://a.example/?uid=taro.yamada@mine.example",
	  "https://a.example/?uid=####.######@####.#######", 1 },
	{ "percent-encoded", "https://a.example/?u=taro.yamada%40mine.example&b=1",
	  "https://a.example/?u=####.######%40####.#######&b=1", 1 },
	{ "in the path", "https://a.example/taro.yamada@mine.example/in",
	  "https://a.example/####.######@####.#######/in", 1 },
	{ "over two pieces of the path", "https://a.example/taro.yamada/mine.example",
	  "https://a.example/####.######/mine.example", 1 },
	{ "in base64", "https://a.example/?e=dGFyby55YW1hZGFAbWluZS5leGFtcGxl",
	  "https://a.example/?e=################################", 1 },
	{ "in hex",
	  "https://a.example/?e=7461726f2e79616d616461406d696e652e6578616d706c65",
	  "https://a.example/?e=################################################", 1 },
	{ "the local part alone", "https://a.example/?u=taro.yamada",
	  "https://a.example/?u=####.######", 1 },
	{ "a long number", "https://a.example/t/123456789/x",
	  "https://a.example/t/#########/x", 1 },
	{ "a date is no number", "https://a.example/20260105/2026/x",
	  "https://a.example/20260105/2026/x", 0 },
	{ "a hexadecimal run", "https://a.example/?k=deadbeef0123",
	  "https://a.example/?k=############", 1 },
	{ "a UUID", "https://a.example/123e4567-e89b-12d3-a456-426614174000",
	  "https://a.example/########-####-####-####-############", 1 },
	{ "letters and digits in turn", "https://a.example/?k=a1b2c3&v=h264",
	  "https://a.example/?k=######&v=h264", 1 },
	{ "words with hyphens", "https://a.example/how-to-verify-your-account-2026",
	  "https://a.example/how-to-verify-your-account-2026", 0 },
	{ "a value of a genuine URL stays", "https://a.example/?Rfunccode=1013000000",
	  "https://a.example/?Rfunccode=1013000000", 0 },
	{ "user and password are left out", "https://bob:secret@a.example/x",
	  "https://a.example/x", 1 },
	{ "a port stays", "http://a.example:8080/x", "http://a.example:8080/x", 0 },
};

static bool is_like(struct str got, const char *like, struct str was)
{
	if (got.n != strlen(like))
		return false;
	for (size_t i = 0; i < got.n; i++)
		if (like[i] == '#' ? !ascii_is_alnum(got.p[i]) : got.p[i] != like[i])
			return false;
	return strchr(like, '#') ? !str_eq(got, was) : true;
}

static struct tables *tables(void)
{
	static struct genuine_url genuine[] = {
		{ { "etc", 3 },
		  { "https://b.example/R?funccode=1013000000", 39 },
		  { "funccode=1013000000", 19 } },
	};
	static struct tables built = { .genuine_urls = genuine, .genuine_url_count = 1 };

	return &built;
}

static void alter(const char *text, const char *host, const char *salt,
		  struct altered *ret)
{
	static struct token_needles needles;
	struct str recipient = STR("taro.yamada@mine.example");
	struct alter_query query = { .needles = &needles,
				     .tables = tables(),
				     .salt = str_c(salt),
				     .host = str_c(host) };
	struct url url;

	token_needles(test_arena(), &recipient, 1, NULL, &needles);
	test_true(url_parse(test_arena(), test_copy(text), NULL, &url));
	url_alter(test_arena(), &query, &url, ret);
}

TEST(url_alter_replaces_what_tells_of_whom)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct altered altered;

		test_case(cases[i].name);
		alter(cases[i].url, "", "salt", &altered);
		if (!is_like(altered.href, cases[i].like, str_c(cases[i].url)))
			test_str(altered.href, cases[i].like);
		test_int(altered.count, cases[i].changes);
	}
}

TEST(url_alter_is_the_same_for_one_salt)
{
	static const char url[] = "https://a.example/?e=123456789";
	struct altered one, same, other;

	alter(url, "", "salt", &one);
	alter(url, "", "salt", &same);
	alter(url, "", "another", &other);
	test_str_n(one.href, same.href);
	test_true(!str_eq(one.href, other.href));
}

TEST(url_alter_gives_links_that_differ_in_their_mark_one_shape)
{
	struct altered one, other, elsewhere;

	alter("https://a.example/t/123456789?x=1", "", "salt", &one);
	alter("https://a.example/t/987654321?x=2", "", "salt", &other);
	alter("https://a.example/u/987654321?x=2", "", "salt", &elsewhere);
	test_str_n(one.shape, other.shape);
	test_true(!str_eq(one.shape, elsewhere.shape));
}

TEST(url_alter_puts_another_host)
{
	struct altered altered;

	alter("https://k3j9.a.example/x", "zzzz.a.example", "salt", &altered);
	test_str(altered.href, "https://zzzz.a.example/x");
	test_int(altered.count, 1);
	test_true(altered.changes[0].recipient);
}
