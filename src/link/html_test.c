/* link/html_test.c */
#include "link/html.h"

#include "base/limits.h"
#include "base/test.h"

/* A token in one line: text as it is in quotes, <a x=1>, </a>, <!--c-->, <!doctype>. */
static void show(struct arena *arena, const struct html_token *token, struct str *out)
{
	struct str piece = STR_NONE;

	switch (token->kind) {
	case HTML_TEXT:
		piece = arena_printf(arena, "'%.*s'", STR_ARG(token->text));
		break;
	case HTML_START_TAG:
		piece = arena_printf(arena, "<%.*s", STR_ARG(token->name));
		for (uint32_t i = 0; i < token->attribute_count; i++)
			piece = arena_concat(
			    arena, piece,
			    arena_printf(arena, " %.*s=[%.*s]",
					 STR_ARG(token->attributes[i].name),
					 STR_ARG(token->attributes[i].value)));
		piece = arena_concat(arena, piece,
				     token->self_closing ? STR("/>") : STR(">"));
		break;
	case HTML_END_TAG:
		piece = arena_printf(arena, "</%.*s>", STR_ARG(token->name));
		break;
	case HTML_COMMENT:
		piece = arena_printf(arena, "<!--%.*s-->", STR_ARG(token->text));
		break;
	case HTML_DOCTYPE:
		piece = arena_printf(
		    arena, "<!%.*s%s%.*s%s%.*s%s>", STR_ARG(token->name),
		    token->public_id.p ? " P:" : "", STR_ARG(token->public_id),
		    token->system_id.p ? " S:" : "", STR_ARG(token->system_id),
		    token->quirks ? " quirks" : "");
		break;
	}
	*out = arena_concat(arena, *out, piece);
}

static const struct {
	const char *name, *source, *tokens;
} cases[] = {
	{ "text", "a b", "'a b'" },
	{ "tags", "<A HREF=x>y</A>", "<a href=[x]>'y'</a>" },
	{ "quotes", "<a b=\"1 2\" c='3 4' d>", "<a b=[1 2] c=[3 4] d=[]>" },
	{ "blanks around the equals sign", "<a b = 1\n c>", "<a b=[1] c=[]>" },
	{ "doubled attribute", "<a b=1 B=2>", "<a b=[1]>" },
	{ "self-closing", "<br/><br /><a / b>", "<br/><br/><a b=[]>" },
	{ "attributes without a blank between", "<a b='1'c=2/d>", "<a b=[1] c=[2/d]>" },
	{ "odd names", "<a =b \"c <d>", "<a =b=[] \"c=[] <d=[]>" },
	{ "cut in a tag", "x<a href=\"y", "'x'" },
	{ "less-than alone", "1 < 2 <3 <", "'1 < 2 <3 <'" },
	{ "references on both sides of less-than", "&gt;1 < 2 << 3 & &lt;4 <5 &amp;",
	  "'>1 < 2 << 3 & <4 <5 &'" },
	{ "a reference behind less-than alone", "1 << 2 &lt; 3", "'1 << 2 < 3'" },
	{ "nothing", "a</>b", "'a''b'" },
	{ "bogus", "</ x><?php ?><!x>", "<!-- x--><!--?php ?--><!--x-->" },
	{ "CDATA is a bogus comment", "<![CDATA[x]]>y", "<!--[CDATA[x]]-->'y'" },
	{ "comments", "<!--a--><!----><!--><!---><!--b--!>",
	  "<!--a--><!----><!----><!----><!--b-->" },
	{ "comment never closed", "<!--a--", "<!--a-->" },
	{ "doctype", "<!DOCTYPE html>", "<!html>" },
	{ "doctype with identifiers", "<!doctype HTML PUBLIC \"p\" 's'>",
	  "<!html P:p S:s>" },
	{ "doctype cut", "<!doctype html system \"s", "<!html S:s quirks>" },
	{ "references", "&amp;&lt&#x41;&#66;&nbsp;&notit;&nosuch;&",
	  "'&<AB\xC2\xA0¬it;&nosuch;&'" },
	{ "references in attributes", "<a b='?a=1&copy=2&amp;c&copy;&lt'>",
	  "<a b=[?a=1&copy=2&c©<]>" },
	{ "numbers", "&#0;&#x80;&#xD800;&#99999999999;&#;&#x;",
	  "'\xEF\xBF\xBD€\xEF\xBF\xBD\xEF\xBF\xBD&#;&#x;'" },
	{ "two code points", "&NotEqualTilde;", "'≂̸'" },
	{ "line ends", "a\r\nb\rc", "'a\nb\nc'" },
	{ "title", "<title>a<b>&amp;</title>c", "<title>'a<b>&'</title>'c'" },
	{ "style", "<style>a<b>&amp;</STYLE >c", "<style>'a<b>&amp;'</style>'c'" },
	{ "an end tag of another name", "<xmp></xm></xmpx></xmp>",
	  "<xmp>'</xm></xmpx>'</xmp>" },
	{ "script in a comment", "<script><!--<script></script>--></script>x",
	  "<script>'<!--<script></script>-->'</script>'x'" },
	{ "script, comment closed at once", "<script><!--></script>x",
	  "<script>'<!-->'</script>'x'" },
	{ "plaintext", "<plaintext></plaintext><a>", "<plaintext>'</plaintext><a>'" },
	{ "raw, never closed", "<title>a</title", "<title>'a</title'" },
};

TEST(tokens_are_those_of_the_standard)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		for (int way = 0; way < 3; way++) {
			struct arena *arena = test_arena();
			struct html_tokenizer *tokenizer =
			    html_tokenizer_new(arena, test_copy(cases[i].source));
			struct str got = STR("");
			struct html_token token;

			test_case(cases[i].name);
			if (way == 1)
				html_tokenizer_reuse(tokenizer);
			if (way == 2)
				html_tokenizer_as_written(tokenizer);
			while (html_next(tokenizer, &token)) {
				token.text = html_token_text(tokenizer, &token, false);
				show(arena, &token, &got);
			}
			test_str(got, cases[i].tokens);
		}
}

TEST(text_comes_as_it_is_written_and_means_more)
{
	struct str source = test_copy("a\r\n&amp;b\rc&lt;<b>");
	struct html_tokenizer *tokenizer = html_tokenizer_new(test_arena(), source);
	struct html_token token;

	html_tokenizer_as_written(tokenizer);
	test_true(html_next(tokenizer, &token));
	test_str(token.text, "a\r\n&amp;b\rc&lt;");
	test_int(token.plain, 3);
	test_str(html_token_text(tokenizer, &token, true), "a\r\n&b\rc<");
	test_str(html_token_text(tokenizer, &token, false), "a\n&b\nc<");
}

TEST(zeros_are_replaced_where_the_standard_says_so)
{
	struct str source =
	    test_copy_str((struct str){ "a\0<b\0 c\0=d\0><!--e\0-->", 21 });
	struct html_tokenizer *tokenizer = html_tokenizer_new(test_arena(), source);
	struct html_token token;

	test_true(html_next(tokenizer, &token));
	test_str_n(token.text, ((struct str){ "a\0", 2 }));
	test_true(html_next(tokenizer, &token));
	test_str(token.name, "b\xEF\xBF\xBD");
	test_str(token.attributes[0].name, "c\xEF\xBF\xBD");
	test_str(token.attributes[0].value, "d\xEF\xBF\xBD");
	test_true(html_next(tokenizer, &token));
	test_str(token.text, "e\xEF\xBF\xBD");
}

TEST(tokens_know_their_place)
{
	struct str source = test_copy("ab<i x=1>c<!--d--></i>");
	struct html_tokenizer *tokenizer = html_tokenizer_new(test_arena(), source);
	struct html_token token;
	size_t end = 0;

	while (html_next(tokenizer, &token)) {
		test_int(token.offset, end);
		end = token.offset + token.length;
	}
	test_int(end, source.n);
}

TEST(attributes_beyond_the_ceiling_are_left_out_and_said_so)
{
	struct str source = STR("<a");
	struct html_tokenizer *tokenizer;
	struct html_token token;

	for (int i = 0; i <= LIMIT_HTML_ATTRIBUTES; i++)
		source = arena_concat(test_arena(), source,
				      arena_printf(test_arena(), " a%d", i));
	source = arena_concat(test_arena(), source, STR(">"));
	tokenizer = html_tokenizer_new(test_arena(), source);
	test_true(html_next(tokenizer, &token));
	test_int(token.attribute_count, LIMIT_HTML_ATTRIBUTES);
	test_true(token.attributes_cut);
}

static const struct {
	const char *source, *charset;
} metas[] = {
	{ "<meta charset=utf-8>", "utf-8" },
	{ "<META CHARSET=\"Shift_JIS\">", "Shift_JIS" },
	{ "<meta http-equiv='Content-Type' content='text/html; charset=euc-jp'>",
	  "euc-jp" },
	{ "<meta content=\"text/html;charset='koi8-r'\" http-equiv=content-type>",
	  "koi8-r" },
	{ "<meta name=x content='text/html; charset=euc-jp'>", "" },
	{ "<!-- <meta charset=a> --><meta charset=b>", "b" },
	{ "<script><meta charset=a></script>", "a" },
	{ "<metacharset=a>", "" },
	{ "no page", "" },
};

TEST(a_page_names_its_charset)
{
	for (size_t i = 0; i < COUNT(metas); i++) {
		test_case(metas[i].source);
		test_str(html_meta_charset(test_copy(metas[i].source)), metas[i].charset);
	}
}
