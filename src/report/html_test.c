/* report/html_test.c */
#include "base/unicode.h"
#include "base/utf8.h"
#include "link/html.h"
#include "report/built_test.h"
#include "report/html_out.h"

static bool has(struct str text, const char *what)
{
	return str_find_str(text, str_c(what)) != STR_NPOS;
}

static struct str page_of(struct inspection *in)
{
	return built_report(in, "html", &catalogue_english, 0);
}

/* Strings of the mail with markup, escapes, overrides and broken bytes stand in every
 * place. */
TEST(nothing_of_the_mail_is_markup)
{
	struct inspection *in = built_inspection();
	struct str text;

	in->message->subject.text =
	    STR("</title><script>alert(1)</script>\"' onload=x <img src=x>");
	in->message->from.items[0].name = STR("<a href=\"javascript:alert(1)\">x</a>");
	in->path.hops[0].received.by = STR("\"><svg onload=alert(1)>");
	in->input.name = STR("--><b>.eml");
	text = page_of(in);
	test_true(!has(text, "<script"));
	test_true(!has(text, "<img"));
	test_true(!has(text, "<svg onload"));
	test_true(!has(text, "<b>"));
	test_true(!has(text, "<a href=\"java"));
	test_true(has(text, "&lt;/title&gt;&lt;script&gt;"));
}

TEST(nothing_moves_its_letters)
{
	struct str text = page_of(built_inspection());
	size_t length;

	for (size_t i = 0; i < text.n; i += length) {
		int32_t cp = utf8_decode(str_skip(text, i), &length);

		/* The thin space before the arrow is ours. */
		test_true(cp == '\n' || (cp >= 0 && !unicode_is_hidden((uint32_t)cp)));
	}
}

TEST(it_may_load_and_run_nothing)
{
	struct str text = page_of(built_inspection());

	test_true(has(text, "Content-Security-Policy"));
	test_true(has(text, "default-src &#39;none&#39;; style-src &#39;sha256-"));
	/* But for the name of what a drawing is. */
	test_true(!has(text, "=\"http://") ||
		  has(text, "xmlns=\"http://www.w3.org/2000/svg\""));
	test_true(!has(text, "src=\"http") && !has(text, "url("));
}

TEST(the_first_screen_has_the_verdict_and_the_grades)
{
	struct str text = page_of(built_inspection());

	test_true(has(text, "SUSPICIOUS"));
	test_true(has(text, "Nobody is known."));
	test_true(has(text, "brand.not-official"));
	test_true(has(text, "joe@evil[.]example"));
	test_true(has(text, "<html lang=\"en\">"));
}

/* --- the writer ------------------------------------------------------------------- */

static struct str written(void (*write)(struct html *))
{
	struct report_options options = { .catalogue = &catalogue_english,
					  .defang = true,
					  .width = 80 };
	struct html html;
	struct str text;
	struct buf out;

	buf_init(&out, 0);
	html_init(&html, built_inspection(), &options, &out);
	write(&html);
	text = arena_str(test_arena(), buf_peek(&out));
	html_fini(&html);
	buf_fini(&out);
	return text;
}

static void write_nested(struct html *html)
{
	html_begin(html, TAG_P, "a\"b");
	html_text(html, "<&>");
	html_begin(html, TAG_BR, NULL);
	html_end(html, TAG_P);
}

static void write_copy(struct html *html)
{
	html_copy(html, STR("http://a.example/?x=<1>"));
}

static void write_pivot(struct html *html)
{
	html_pivot(html, STR("<n>"), STR("https://x.example/?q={value}&z"),
		   STR("a b\"<.example"));
}

static void write_png(struct html *html)
{
	test_true(!html_png(html, STR("<svg onload=x>"), "x"));
	test_true(html_png(html, STR("\x89PNG\r\n\x1A\nabc"), "x"));
}

TEST(text_and_values_are_escaped)
{
	test_str(written(write_nested), "<p class=\"a&quot;b\">&lt;&amp;&gt;<br></p>");
}

TEST(addresses_are_copied_defanged_and_raw)
{
	test_str(written(write_copy),
		 "<code class=\"copy\">hxxp://a[.]example/?x=&lt;1&gt;</code>"
		 "<details class=\"raw\">\n<summary>raw</summary>"
		 "<code class=\"copy\">http://a.example/?x=&lt;1&gt;</code></details>");
}

TEST(a_value_in_an_address_is_percent_encoded)
{
	test_str(
	    written(write_pivot),
	    "<a class=\"pivot\" href=\"https://x.example/?q=a%20b%22%3C.example&amp;"
	    "z\" target=\"_blank\" rel=\"noreferrer noopener nofollow\">&lt;n&gt;</a>");
}

TEST(only_a_png_is_a_picture)
{
	test_str(written(write_png),
		 "<img alt=\"x\" src=\"data:image/png;base64,iVBORw0KGgphYmM=\">");
}

/* --- random strings --------------------------------------------------------------- */

enum { STRINGS = 100000, LONGEST = 48 };

/* Bytes that mean something somewhere, and any others. */
static struct str random_string(uint64_t *seed, char out[LONGEST])
{
	static const char special[] = "<>&\"'=/`-!?:;%@[]{}()#\\\t\n\r\0\x1B\x7F";
	size_t n;

	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	n = 1 + (*seed >> 33) % LONGEST;
	for (size_t i = 0; i < n; i++) {
		*seed = *seed * 6364136223846793005u + 1442695040888963407u;
		out[i] = *seed >> 63 ? special[(*seed >> 33) % (sizeof special - 1)]
				     : (char)(*seed >> 40);
	}
	return str_make(out, n);
}

/* Elements and attributes of the writer's calls below, and no others. */
static bool is_expected(const struct html_token *token)
{
	static const char *const names[] = { "bdi",	"code",	   "p", "pre",
					     "details", "summary", "a" };
	static const char *const attributes[] = { "class", "lang", "href", "target",
						  "rel" };
	bool found = false;

	for (size_t i = 0; i < COUNT(names); i++)
		found |= str_eq(token->name, str_c(names[i]));
	for (uint32_t i = 0; found && i < token->attribute_count; i++) {
		bool known = false;

		for (size_t k = 0; k < COUNT(attributes); k++)
			known |= str_eq(token->attributes[i].name, str_c(attributes[k]));
		found = known && (!str_eq(token->attributes[i].name, STR("href")) ||
				  str_starts(token->attributes[i].value,
					     STR("https://x.example/?q=")));
	}
	return found;
}

TEST(random_strings_stay_text)
{
	struct report_options options = { .catalogue = &catalogue_english,
					  .defang = true,
					  .width = 80 };
	struct inspection *in = built_inspection();
	uint64_t seed = 20261122;
	char bytes[LONGEST];
	struct buf out;

	buf_init(&out, 0);
	for (int i = 0; i < STRINGS; i++) {
		struct str text = random_string(&seed, bytes);
		struct html_tokenizer *tokenizer;
		struct html_token token;
		struct arena *arena = arena_new(0);
		struct html html;

		buf_clear(&out);
		html_init(&html, in, &options, &out);
		html_begin(&html, TAG_P, NULL);
		html_outside(&html, text, 0);
		html_code(&html, text);
		html_end(&html, TAG_P);
		html_copy(&html, text);
		html_pivot(&html, text, STR("https://x.example/?q={value}"), text);
		html_begin(&html, TAG_PRE, NULL);
		html_lines(&html, text);
		html_end(&html, TAG_PRE);
		html_fini(&html);
		tokenizer = html_tokenizer_new(arena, buf_peek(&out));
		while (html_next(tokenizer, &token))
			test_true(token.kind != HTML_COMMENT &&
				  (token.kind != HTML_START_TAG || is_expected(&token)));
		arena_free(arena);
	}
	buf_fini(&out);
}
