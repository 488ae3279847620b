/* link/document_test.c */
#include "link/document.h"

#include "base/limits.h"
#include "base/test.h"

#include <stdio.h>

static const struct {
	const char *name, *source, *text, *title;
} texts[] = {
	{ "plain", "Hello", "Hello", "" },
	{ "white space", " a \r\n\t b ", "a b", "" },
	{ "blocks", "<div>a</div><div>b</div>", "a\nb", "" },
	{ "nested blocks make one line end", "<div><div>a</div></div><div>b</div>",
	  "a\nb", "" },
	{ "paragraphs", "<p>a<p>b", "a\n\nb", "" },
	{ "breaks", "a<br>b<br><br>c<br></div>d", "a\nb\n\nc\nd", "" },
	{ "inline", "a<b>b</b> <i>c</i>", "ab c", "" },
	{ "a link shows its text", "<a href='http://x.example/'>click</a>", "click", "" },
	{ "table", "<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>",
	  "a b\nc", "" },
	{ "list", "x<ul><li>a<li>b</ul>y", "x\n\na\nb\n\ny", "" },
	{ "title", "<head><title> A\n B </title></head><body>c", "c", "A B" },
	{ "the first title counts", "<title>a</title><title>b</title>", "", "a" },
	{ "style and script", "a<style>b{}</style><script>c()</script>d", "ad", "" },
	{ "comment", "a<!-- b -->c", "ac", "" },
	{ "pre", "x<pre>\n a\n  b\n</pre>y", "x\n a\n  b\ny", "" },
	{ "template", "a<template>b</template>c", "ac", "" },
	{ "rule", "a<hr>b", "a\nb", "" },
	{ "references", "&lt;b&gt; &amp; &eacute;", "<b> & é", "" },
	{ "many breaks", "a<br><br><br><br><br><br>b", "a\n\n\nb", "" },
	{ "empty", "", "", "" },
	{ "nothing but tags", "<p><br></p>", "", "" },
};

TEST(text_is_what_a_reader_sees)
{
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct html_document document;

		test_case(texts[i].name);
		html_read(test_arena(), test_copy(texts[i].source), &document);
		test_str(document.text, texts[i].text);
		test_str(document.title, texts[i].title);
	}
}

static const struct {
	const char *name, *source, *text, *hidden;
} hidings[] = {
	{ "display", "a<div style='display:none'>b<p>c</div>d", "ad", "display=b c" },
	{ "display, case and comment", "<p STYLE='DISPLAY/**/ : /**/NONE !important'>b",
	  "", "display=b" },
	{ "display with an escape", "<p style='d\\69 splay:none'>b", "", "display=b" },
	{ "a filter", "a<p style='filter:blur(1px) opacity(0%)'>b</p>", "a",
	  "transparent=b" },
	{ "a filter that shows", "<p style='filter:opacity(.9)'>b</p>", "b", "" },
	{ "a filter of old", "<p style='filter:alpha(opacity=100)'>b</p>", "b", "" },
	{ "a later word wins", "<p style='display:none;display:block'>b", "b", "" },
	{ "important wins", "<p style='display:none!important;display:block'>b", "",
	  "display=b" },
	{ "a word that is none changes nothing",
	  "<p style='display:none;display:bogus'>b", "", "display=b" },
	{ "hidden", "<p hidden>a</p>b", "b", "display=a" },
	{ "visibility",
	  "<p style='visibility:hidden'>a<b style='visibility:visible'>b</b>", "b",
	  "visibility=a" },
	{ "font-size", "x<span style='font-size:0px'>y</span>z", "xz", "font-size=y" },
	{ "font-size in em", "<p style='font-size:0.01em'>y", "", "font-size=y" },
	{ "font shorthand", "<p style='font:0/0 a'>y", "", "font-size=y" },
	{ "font-size set again",
	  "<td style='font-size:0'>y<span style='font-size:12px'>z", "yz", "" },
	{ "colour on its own", "<p style='color:#fff'>y", "", "colour=y" },
	{ "colour on a background",
	  "<p style='background:#000;color:#fff'><font color='#010101'>y</font>z", "z",
	  "colour=y" },
	{ "white on a picture", "<div style='background:url(x);color:#fff'>y", "y", "" },
	{ "a link has a colour of its own", "<div style='color:#fff'><a href=x>y</a>",
	  "y", "" },
	{ "opacity", "<p style='opacity:0'>y", "", "transparent=y" },
	{ "alpha", "<p style='color:rgba(0,0,0,0)'>y", "", "transparent=y" },
	{ "size", "<div style='max-height:0;overflow:hidden'>y", "", "size=y" },
	{ "size of what has none", "<span style='max-height:0;overflow:hidden'>y", "y",
	  "" },
	{ "size of a cell", "<table><td style='max-height:0;overflow:hidden'>y", "y",
	  "" },
	{ "off screen", "<div style='position:absolute;left:-9999px'>y", "",
	  "off-screen=y" },
	{ "moved there and back",
	  "<div style='margin-left:-9999px'><div style='margin-left:9999px'>y", "y", "" },
	{ "clip", "<div style='position:absolute;clip:rect(0 0 0 0)'>y", "", "clip=y" },
	{ "mso-hide", "<p style='mso-hide:all'>y", "y", "mso-hide=y" },
	{ "comment", "a<!-- b -->c", "ac", "comment=b" },
	{ "conditional comment", "a<!--[if mso]><p>b</p><![endif]-->c", "ac",
	  "conditional=b" },
	{ "shown to all but one", "a<!--[if !mso]><!--><p>b</p><!--<![endif]-->c",
	  "a\n\nb\n\nc", "" },
	{ "template", "a<template>b</template>c", "ac", "element=b" },
	{ "zero width in a word", "Pay\xE2\x80\x8Bpal", "Pay\xE2\x80\x8Bpal",
	  "zero-width=\xE2\x80\x8B" },
	{ "zero width between words", "a&zwnj; &zwnj;b",
	  "a\xE2\x80\x8C \xE2\x80\x8C"
	  "b",
	  "" },
	{ "joiner in Persian", "می\xE2\x80\x8Cروم", "می\xE2\x80\x8Cروم", "" },
	{ "an end tag closes nothing of the cell outside",
	  "<div style='display:none'><table><td></div>a</table>b</div>c", "c",
	  "display=a b" },
	{ "a rule", "<style>.a{display:none}</style><p class='b a'>x<p>y", "y",
	  "display=x" },
	{ "a rule behind what it hides",
	  "<p class=a>x<p>y<style>.a{display:none}</style>", "y", "display=x" },
	{ "a rule by id and type",
	  "<!doctype html><style>p#a{display:none}</style><p id=A>x<p id=a>y", "x",
	  "display=y" },
	{ "specificity",
	  "<style>#a{display:block} .a{display:none}</style><p class=a id=a>x", "x", "" },
	{ "a style attribute wins",
	  "<style>.a{display:none}</style><p class=a style='display:block'>x", "x", "" },
	{ "important in a sheet wins",
	  "<style>.a{display:none!important}</style><p class=a style='display:block'>x",
	  "", "display=x" },
	{ "descendants",
	  "<style>div .a, b > .a{display:none}</style><p class=a>x</p><div><i "
	  "class=a>y</i></div><b class=b><i class=a>z</i></b>",
	  "x", "display=y z" },
	{ "a state nobody is in", "<style>.a:hover{display:none}</style><p class=a>x",
	  "x", "" },
	{ "an uncertain rule hides nothing",
	  "<style>p:first-child{display:none}</style><p>x", "x", "" },
	{ "an uncertain rule may show",
	  "<style>.a{display:none} p:first-child{display:block!important}</style><p "
	  "class=a>x",
	  "x", "" },
	{ "media of another window",
	  "<style>@media (max-width:600px){.a{display:none}}</style><p class=a>x", "x",
	  "" },
	{ "media of every screen",
	  "<style>@media only screen{.a{display:none}}</style><p class=a>x", "",
	  "display=x" },
	{ "a comment around a sheet",
	  "<style><!-- .a{display:none} --></style><p class=a>x", "", "display=x" },
	{ "closed details show their summary",
	  "a<details><summary>b</summary>c<p>d</details>e", "a\nb\ne", "element=c d" },
	{ "open details", "<details open><summary>b</summary>c</details>", "b\nc", "" },
	{ "details that are hidden",
	  "<details style='display:none'><summary>b</summary>c</details>", "",
	  "display=b c" },
	{ "a summary deeper in details", "<details><div><summary>b</summary></div>c", "",
	  "element=b c" },
	{ "a closed dialog", "<dialog>a</dialog><dialog open>b</dialog>", "b",
	  "display=a" },
	{ "hidden until found", "<p hidden=until-found>a</p>b", "b", "display=a" },
	{ "indented out of sight", "<p style='text-indent:-9999px'>a", "",
	  "off-screen=a" },
	{ "only the first line is indented",
	  "<p style='text-indent:-9999px'><b style='color:red'>a<br>b</b>c", "bc",
	  "off-screen=a" },
	{ "positioned out of a box that hides",
	  "<div style='height:0;overflow:hidden'>a<p style='position:absolute'>b", "b",
	  "size=a" },
	{ "positioned inside a box that hides",
	  "<div style='height:0;overflow:hidden;position:relative'>a<p "
	  "style='position:absolute'>b",
	  "", "size=a b" },
	{ "positioned inside what is not shown",
	  "<div style='height:0;overflow:hidden'><div style='display:none'><p "
	  "style='position:absolute'>b",
	  "", "display=b" },
	{ "a page in a frame",
	  "a<iframe srcdoc='<p style=\"display:none\">b</p>c &amp;amp; d'>e</iframe>f",
	  "a\nc & d\nf", "display=b|element=e" },
	{ "a page in a frame that is hidden",
	  "a<iframe style='display:none' srcdoc='b'></iframe>c", "ac", "display=b" },
	{ "a page in a page in a frame",
	  "<iframe srcdoc=\"a<iframe srcdoc='b'></iframe>c\"></iframe>", "ac", "" },
	{ "an unclosed paragraph", "<p style='display:none'>a<p>b", "b", "display=a" },
	{ "a font ended inside a block",
	  "<font style='display:none'><div>a</font>b</div>c", "b\nc", "display=a" },
};

static struct str show_hidden(const struct html_document *document)
{
	struct str out = STR("");

	for (uint32_t i = 0; i < document->hidden_count; i++)
		out = arena_concat(test_arena(), out,
				   arena_printf(test_arena(), "%s%s=%.*s", i ? "|" : "",
						html_hiding_name(document->hidden[i].why),
						STR_ARG(document->hidden[i].text)));
	return out;
}

TEST(hidden_text_is_told_apart_with_its_reason)
{
	for (size_t i = 0; i < COUNT(hidings); i++) {
		struct html_document document;

		test_case(hidings[i].name);
		html_read(test_arena(), test_copy(hidings[i].source), &document);
		test_str(document.text, hidings[i].text);
		test_str(show_hidden(&document), hidings[i].hidden);
	}
}

static const struct {
	const char *name, *source, *links;
} links[] = {
	{ "a", "<a href=' http://x/?a=1&amp;b '>t <b>u</b></a>v",
	  "a http://x/?a=1&b [t u]" },
	{ "picture", "<a href=x><img src=y alt=' z '></a>", "a x [z]alt img y []loads" },
	{ "never closed", "<a href=x>t<a href=y>u", "a x [t] a y [u]" },
	{ "an animated target",
	  "<svg><a><animate attributeName='xlink:href' values='#; x ;y'/>"
	  "<set attributename=href to=z from=u by=v></a></svg>",
	  "a # [] a x [] a y [] a z [] a u [] a v []" },
	{ "an animated colour", "<animate attributeName=fill values='red;blue'>", "" },
	{ "goes on behind a block", "<div><a href=x>t</div>u</a>v", "a x [t\nu]" },
	{ "ends with its cell", "<table><td><a href=x>t<td>u", "a x [t]" },
	{ "hidden", "<p style='display:none'><a href=x>t</a>", "a x [t]hidden" },
	{ "nothing to click", "<a href=x></a>", "a x []hidden" },
	{ "a picture behind text that is out of sight",
	  "<a href=x><div style=\"background:url('y');text-indent:-9999px\">t</div></a>",
	  "a x [] style y []loads" },
	{ "its own picture", "<a href=x style=\"background:url('y')\"></a>",
	  "style y []loads a x []" },
	{ "a picture that nobody sees",
	  "<a href=x><div style=\"background:url('y');display:none\"></div></a>",
	  "a x []hidden style y []loads" },
	{ "in a frame's own page",
	  "<iframe srcdoc='<a href=x?a&amp;amp;b>t</a>'></iframe>", "a x?a&b [t]" },
	{ "in a comment", "<!-- <a href=x>t</a> -->", "comment x [t]hidden" },
	{ "conditional",
	  "<!--[if mso]><v:roundrect href=x><center>t</center></v:roundrect><![endif]-->",
	  "vml x [t]hidden conditional" },
	{ "css", "<div style=\"background:url('x')\">", "style x []loads" },
	{ "sheet", "<style>@import 'y'; p{background:url( x )}</style>",
	  "style y []loads style x []loads" },
	{ "srcset", "<img srcset='a 1x, b 2x'>", "srcset a []loads srcset b []loads" },
	{ "refresh", "<meta http-equiv=refresh content=\"0; URL='x'\">",
	  "meta.refresh x []loads" },
	{ "form", "<form action=x><button formaction=y>t</button>",
	  "form x [] button y [t]" },
};

static struct str show_links(const struct html_document *document)
{
	struct str out = STR("");

	for (uint32_t i = 0; i < document->link_count; i++) {
		const struct html_link *link = &document->links[i];

		out = arena_concat(
		    test_arena(), out,
		    arena_printf(test_arena(), "%s%s %.*s [%.*s]%s%s%s%s", i ? " " : "",
				 html_carrier_name(link->carrier), STR_ARG(link->url),
				 STR_ARG(link->text), link->text_is_alt ? "alt" : "",
				 link->hidden ? "hidden" : "",
				 link->conditional ? " conditional" : "",
				 link->loads ? "loads" : ""));
	}
	return out;
}

TEST(links_come_from_every_carrier)
{
	for (size_t i = 0; i < COUNT(links); i++) {
		struct html_document document;

		test_case(links[i].name);
		html_read(test_arena(), test_copy(links[i].source), &document);
		test_str(show_links(&document), links[i].links);
	}
}

TEST(forms_tell_what_they_ask_for)
{
	struct html_document document;

	html_read(test_arena(),
		  test_copy("<form action=x method=POST>User <input name=u><br>Code"
			    "<input type=PassWord name=p placeholder=Secret>"
			    "<input type=submit value=Go></form><input name=outside>"),
		  &document);
	test_int(document.form_count, 2);
	test_str(document.forms[1].action, "");
	test_str(document.forms[1].method, "");
	test_int(document.forms[1].field_count, 1);
	test_str(document.forms[1].fields[0].name, "outside");
	test_str(document.forms[0].action, "x");
	test_str(document.forms[0].method, "post");
	test_int(document.forms[0].field_count, 3);
	test_str(document.forms[0].fields[0].label, "User");
	test_str(document.forms[0].fields[0].type, "text");
	test_str(document.forms[0].fields[1].type, "password");
	test_str(document.forms[0].fields[1].label, "Secret");
	test_str(document.forms[0].fields[2].label, "Go");
}

static const struct {
	const char *name, *source;
	uint32_t forms;
} loose_fields[] = {
	{ "a password", "<input type=password>", 1 },
	{ "two fields are one form", "<input><p><textarea></textarea>", 1 },
	{ "a menu folded by a tick", "<input type=checkbox id=menu><button>x</button>",
	  0 },
	{ "in a comment", "<!-- <input type=password> -->", 0 },
	{ "behind a form", "<form action=x><input></form><input>", 2 },
};

TEST(fields_outside_of_forms_are_told)
{
	for (size_t i = 0; i < COUNT(loose_fields); i++) {
		struct html_document document;

		test_case(loose_fields[i].name);
		html_read(test_arena(), test_copy(loose_fields[i].source), &document);
		test_int(document.form_count, loose_fields[i].forms);
	}
}

TEST(styles_that_hang_on_the_program_are_listed)
{
	struct html_document document;

	html_read(test_arena(),
		  test_copy("<style>.k{display:none} .moz-text-html .k{display:block}"
			    "body>div .k{display:block} p{color:red}"
			    "@media (max-width:600px){.m{display:none}}"
			    "@media (max-width:600px){.m{color:red}}</style>x"),
		  &document);
	test_int(document.conditional_style_count, 3);
	test_str(document.conditional_styles[0], ".moz-text-html .k{display:block}");
	test_str(document.conditional_styles[2],
		 "@media (max-width:600px) .m{display:none}");
}

TEST(a_tag_that_the_end_cuts_off_is_told)
{
	struct html_document document;

	html_read(test_arena(), test_copy("ab<img src=\"http://x/"), &document);
	test_true(document.open_quote);
	test_int((long long)document.open_quote_offset, 2);
	html_read(test_arena(), test_copy("ab<img src=\"http://x/\">"), &document);
	test_true(!document.open_quote);
	test_true(!document.open_element);
}

TEST(an_element_of_text_that_nothing_closes_is_told)
{
	static const char *const open[] = { "a<style>x{}", "a<style>", "a<textarea>b<p>",
					    "a<title>b</titl", "a<script>b</style>" };
	static const char *const closed[] = { "a<style>x{}</style>", "a<div>b",
					      "a<textarea></textarea>b", "" };
	struct html_document document;

	for (size_t i = 0; i < COUNT(open); i++) {
		html_read(test_arena(), test_copy(open[i]), &document);
		test_case(open[i]);
		test_true(document.open_element);
		test_int((long long)document.open_element_offset,
			 (long long)(strchr(open[i], '>') + 1 - open[i]));
	}
	for (size_t i = 0; i < COUNT(closed); i++) {
		html_read(test_arena(), test_copy(closed[i]), &document);
		test_case(closed[i]);
		test_true(!document.open_element);
	}
}

/* --- hostile shapes (ATTACKS HI-07, HI-08): each must end soon, and say what it cut ----
 */

static const struct {
	const char *name, *before, *piece;
	size_t size;
	const char *cut;
} hostile[] = {
	{ "nested div", "", "<div>", 500000, "LIMIT_HTML_DEPTH" },
	{ "nested formatting", "", "<b><i><font>", 500000, "LIMIT_HTML_DEPTH" },
	{ "nested tables", "", "<table><tr><td>", 500000, "LIMIT_HTML_DEPTH" },
	{ "nested styled", "", "<p style='display:none'><div style='color:red'>", 500000,
	  "LIMIT_HTML_DEPTH" },
	{ "lists", "", "<ul><li>", 500000, "LIMIT_HTML_DEPTH" },
	{ "end tags", "<div><div><div>", "</b></x></td>", 500000, NULL },
	{ "misnested", "<div><div>", "<b><div></b></div>", 500000, NULL },
	{ "attributes", "<a ", "b ", 200000, NULL },
	{ "named references", "", "&amp;", 5000000, NULL },
	{ "links", "", "<a href=x>y", 500000, "LIMIT_LINKS" },
	{ "pictures in a link", "<a href=x>", "<img alt=abc src=y>", 190000,
	  "LIMIT_LINKS" },
	{ "comments", "", "<!--x-->", 500000, "LIMIT_HTML_SPANS" },
	{ "conditional comments", "", "<!--[if mso]><b>x</b><![endif]-->", 500000,
	  "LIMIT_HTML_SPANS" },
	{ "comment beginnings", "", "<!--", 500000, NULL },
	{ "forms", "", "<form></form>", 500000, "LIMIT_HTML_FORMS" },
	{ "fields", "<form>", "<input>", 500000, "LIMIT_HTML_FIELDS" },
	{ "declarations", "<style>a{", "color:red;", 500000, "LIMIT_CSS_DECLARATIONS" },
	{ "CSS comments", "<style>a{", "/*", 500000, NULL },
	{ "CSS parentheses", "<style>a{color:", "calc(", 500000, NULL },
	{ "CSS escapes", "<style>", "\\", 500000, NULL },
	{ "CSS blocks", "<style>", "@media{a{", 500000, NULL },
	{ "CSS selectors with form feeds", "<style>", "a\f\f>\f b\f{display:none}",
	  500000, "LIMIT_CSS_RULES" },
	{ "CSS selector with a bracket in a string", "<style>",
	  "[a=\"],b\"]{display:none}", 50000, NULL },
	{ "CSS imports", "<style>", "@import 'x';", 200000, "LIMIT_LINKS" },
	{ "rules", "<p class=a></p><style>", ".a{color:red}", 500000, "LIMIT_CSS_RULES" },
	{ "an attribute that never ends", "<a href='", "http://x.example/", 1000000,
	  NULL },
	{ "links that never end", "", "<a href=", 1000000, NULL },
	{ "references in an attribute", "<a href='", "&amp;", 5000000, NULL },
	{ "frames", "", "<iframe srcdoc='<p>x'></iframe>", 500000, NULL },
	{ "frames in frames", "", "<iframe srcdoc=\"<iframe srcdoc='", 500000, NULL },
	{ "closed details", "", "<details><summary>x", 500000, "LIMIT_HTML_DEPTH" },
	{ "fields outside of forms", "", "<input>", 500000, "LIMIT_HTML_FIELDS" },
	{ "zero widths", "",
	  "a\xE2\x80\x8B"
	  "b ",
	  500000, "LIMIT_HTML_SPANS" },
};

TEST(hostile_shapes_end_soon)
{
	for (size_t i = 0; i < COUNT(hostile); i++) {
		struct arena *arena = arena_new(0);
		struct str piece = str_c(hostile[i].piece),
			   before = str_c(hostile[i].before);
		size_t n = before.n;
		char *p = arena_bytes(arena, hostile[i].size + before.n + piece.n);
		struct html_document document;

		test_case(hostile[i].name);
		memcpy(p, before.p, before.n);
		while (n < hostile[i].size) {
			memcpy(p + n, piece.p, piece.n);
			n += piece.n;
		}
		html_read(arena, str_make(p, n), &document);
		test_str(str_c(document.cut), hostile[i].cut ? hostile[i].cut : "");
		test_true(arena_used(arena) < (64u << 20));
		arena_free(arena);
	}
}

/* `count` times `format` with a number in it, in front of what was there. */
static struct str numbered(struct arena *arena, struct str before, const char *piece,
			   const char *behind, int count)
{
	size_t room = before.n + (size_t)count * (strlen(piece) + strlen(behind) + 12), n;
	char *p = arena_bytes(arena, room);

	memcpy(p, before.p, before.n);
	n = before.n;
	for (int i = 0; i < count; i++)
		n += (size_t)snprintf(p + n, room - n, "%s%d%s", piece, i, behind);
	return str_make(p, n);
}

TEST(a_url_is_found_behind_any_number_of_declarations)
{
	struct arena *arena = test_arena();
	struct html_document document;
	struct str source = numbered(arena, STR("<style>a{"), "width:", "px;", 300);

	source = arena_concat(
	    arena, source, STR("background:url(http://x.example/)}</style><p style='"));
	source = numbered(arena, source, "width:", "px;", 300);
	source = arena_concat(arena, source, STR("'>x"));
	html_read(arena, source, &document);
	test_str(str_c(document.cut), "LIMIT_CSS_DECLARATIONS");
	test_int(document.link_count, 1);
	test_str(document.links[0].url, "http://x.example/");
}

TEST(many_different_attributes_end_soon)
{
	struct arena *arena = arena_new(0);
	struct html_document document;
	struct str source = numbered(arena, STR("<a "), "a", " ", 100000);

	source = arena_concat(arena, source, STR(" href=x>y</a>"));
	html_read(arena, source, &document);
	test_str(str_c(document.cut), "LIMIT_HTML_ATTRIBUTES");
	arena_free(arena);
}

TEST(many_rules_for_many_elements_end_soon)
{
	struct arena *arena = arena_new(0);
	struct html_document document;
	struct str source =
	    numbered(arena, STR("<style>"), "div p .a", "{color:red}", 50000);

	source = arena_concat(arena, source, STR("</style>"));
	source = numbered(arena, source, "<div><p><i class='a1 a2 a3 a",
			  "'>x</i></p></div>", 10000);
	html_read(arena, source, &document);
	test_str(str_c(document.cut), "LIMIT_CSS_RULES");
	test_true(arena_used(arena) < (64u << 20));
	arena_free(arena);
}

TEST(many_rules_that_almost_hold_end_soon)
{
	struct arena *arena = arena_new(0);
	struct html_document document;
	struct str source =
	    numbered(arena, STR("<style>"), "p>b.a[c=", "] i{color:red}", 4000);

	source = arena_concat(arena, source, STR("</style><p><b class=a>"));
	source = numbered(arena, source, "<i>", "</i>", 50000);
	html_read(arena, source, &document);
	test_str(str_c(document.cut), "LIMIT_CSS_TESTS");
	test_true(arena_used(arena) < (64u << 20));
	arena_free(arena);
}
