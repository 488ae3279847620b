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
