/* mail/outlook_html_test.c */
#include "mail/outlook_html.h"

#include "base/limits.h"
#include "base/test.h"

#define HEAD \
	"{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl\r\n" \
	"{\\f0\\fswiss Arial;}{\\f1\\fcharset128 MS Gothic;}{\\f2\\fcharset0 X;}}\r\n" \
	"{\\colortbl\\red0;}\\uc1\\pard\\f0\\fs24 "

static const struct {
	const char *name, *rtf, *html;
	uint32_t code_page;
} cases[] = {
	{ "tags and text",
	  HEAD
	  "{\\*\\htmltag19 <html>}{\\*\\htmltag84 <a href=\"http://a.example/\\{1\\}\">}"
	  "Pay now{\\*\\htmltag92 </a>}}",
	  "<html><a href=\"http://a.example/{1}\">Pay now</a>", 1252 },
	{ "what is for RTF alone",
	  HEAD "{\\*\\htmltag64}\\htmlrtf {\\htmlrtf0 one\\htmlrtf\\par}\\htmlrtf0 "
	       "{\\*\\htmltag72 </p>}two{\\*\\mhtmltag84 <a href=x>}}",
	  "one</p>two", 1252 },
	{ "line ends", HEAD "{\\*\\htmltag4 \\par }a\r\nb\\line c\\tab d}",
	  "\r\nab\r\nc\td", 1252 },
	{ "windows-1252 by reference", HEAD "\\'80\\'e4\\~\\lquote x\\rquote }",
	  "&#128;&#228;&#160;&#8216;x&#8217;", 1252 },
	{ "characters by number, with fallback",
	  HEAD "\\u26085?\\u-29275?x\\u8364\\'80y{\\uc2\\u8364ab}c}",
	  "&#26085;&#36261;x&#8364;y&#8364;c", 1252 },
	{ "a pair", HEAD "\\u-10179?\\u-8704?z}", "&#128512;z", 1252 },
	{ "a font of Japan", HEAD "{\\f1 \\'93\\'fa\\'83\\\\}\\f2\\'e9}",
	  "\x93\xFA\x83\\&#233;", 932 },
	{ "unknown destinations", HEAD "{\\*\\generator Riched20;}{\\pict 0102}x}", "x",
	  1252 },
	{ "binary", HEAD "a\\bin3 }}}b}", "ab", 1252 },
	{ "more ends than begins", HEAD "x}}}}y", "xy", 1252 },
};

TEST(html_comes_out_of_its_rtf)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out;
		uint32_t code_page = 0;

		test_case(cases[i].name);
		buf_init(&out, 0);
		test_true(outlook_html(test_copy(cases[i].rtf), &out, &code_page));
		test_str(buf_peek(&out), cases[i].html);
		test_int(code_page, cases[i].code_page);
		buf_fini(&out);
	}
}

static void wraps_none(const char *rtf)
{
	struct buf out;
	uint32_t code_page = 0;

	buf_init(&out, 0);
	test_case(rtf);
	test_true(!outlook_html(test_copy(rtf), &out, &code_page));
	test_int(out.n, 0);
	buf_fini(&out);
}

TEST(other_rtf_wraps_no_html)
{
	wraps_none("");
	wraps_none("fromhtml");
	wraps_none("{\\rtf1\\ansi\\fromtext x}");
	wraps_none("{\\rtf1\\ansi {\\fromhtml1 x}}");
	wraps_none("{\\rtf1\\ansi {\\*\\htmltag84 <a>}x}");
}

TEST(groups_without_end_do_no_harm)
{
	enum { MANY = 3 * LIMIT_RTF_DEPTH };
	static const char head[] = "{\\rtf1\\fromhtml1 ";
	char text[sizeof head + 2 * MANY + 1];
	struct buf out;
	uint32_t code_page = 0;

	memcpy(text, head, sizeof head - 1);
	memset(text + sizeof head - 1, '{', MANY);
	memset(text + sizeof head - 1 + MANY, '}', MANY);
	text[sizeof head - 1 + 2 * MANY] = 'x';
	buf_init(&out, 0);
	test_true(outlook_html(test_copy_str(str_make(text, sizeof head + 2 * MANY)),
			       &out, &code_page));
	test_str(buf_peek(&out), "x");
	buf_fini(&out);
}
