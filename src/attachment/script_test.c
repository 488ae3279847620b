/* attachment/script_test.c */
#include "attachment/script.h"

#include "attachment/script_token.h"
#include "attachment/webpage.h"
#include "base/test.h"

static const struct {
	const char *name, *script;
	enum script_use use;
	const char *text; /* of the first constant with that use; NULL: none */
} constants[] = {
	{ "a literal", "document.write('<p>hello');", USE_WRITTEN, "<p>hello" },
	{ "escapes", "document.write('\\x3cp\\u003e\\u{68}\\151\\\n!')", USE_WRITTEN,
	  "<p>hi!" },
	{ "a sum", "document.write('<p' + \">\" + `hello`)", USE_WRITTEN, "<p>hello" },
	{ "a name", "var a = '<p>', b = 'hello'; document.write(a + b)", USE_WRITTEN,
	  "<p>hello" },
	{ "a name that grows", "let a='';a+='<p>';a+='hello';x.innerHTML=a", USE_WRITTEN,
	  "<p>hello" },
	{ "a copy does not grow", "a='<p>'+'x';b=a;a+='y';b+='z';document.write(a)",
	  USE_WRITTEN, "<p>xy" },
	{ "base64", "document.write(atob('PHA+aGVsbG8='))", USE_WRITTEN, "<p>hello" },
	{ "by another way", "document['write'](window[\"atob\"]('PHA+aGVsbG8='))",
	  USE_WRITTEN, "<p>hello" },
	{ "percent", "document.write(unescape('%3Cp%u003Ehello'))", USE_WRITTEN,
	  "<p>hello" },
	{ "nested", "document.write(decodeURIComponent(escape(atob('PHA+aGVsbG8='))))",
	  USE_WRITTEN, "<p>hello" },
	{ "codes", "document.write(String.fromCharCode(60,0x70,62,104,105))", USE_WRITTEN,
	  "<p>hi" },
	{ "applied",
	  "document.write(String.fromCharCode.apply(null,[60,112,62,104,105]))",
	  USE_WRITTEN, "<p>hi" },
	{ "turned", "document.write('olleh>p<'.split('').reverse().join(''))",
	  USE_WRITTEN, "<p>hello" },
	{ "joined", "var p=['<p>','hel','lo'];document.write(p.join(\"\"))", USE_WRITTEN,
	  "<p>hello" },
	{ "replaced", "document.write('<p>hQelQlo'.replace(/Q/g, ''))", USE_WRITTEN,
	  "<p>hello" },
	{ "by place", "var p=['zzzz','<p>hello'];document.write(p[1])", USE_WRITTEN,
	  "<p>hello" },
	{ "template", "var h='hello';document.write(`<p>${h}`)", USE_WRITTEN,
	  "<p>hello" },
	{ "location", "window.location.href = 'https://a.example/' + 'x'", USE_LOCATION,
	  "https://a.example/x" },
	{ "location, called", "location.replace(\"https://a.example/\")", USE_LOCATION,
	  "https://a.example/" },
	{ "text replaced is no place", "x.replace('https://a.example/', 'b')",
	  USE_LOCATION, NULL },
	{ "sent", "fetch('https://a.example/p', {method: 'POST'})", USE_SENT,
	  "https://a.example/p" },
	{ "request", "x.open('POST', 'https://a.example/p', true)", USE_SENT,
	  "https://a.example/p" },
	{ "file name", "a.download = 'in' + 'voice.zip'", USE_FILE_NAME, "invoice.zip" },
	{ "in a comment", "/* document.write('<p>hello') */ // document.write('<p>x')",
	  USE_WRITTEN, NULL },
	{ "slashes in a pattern", "var r=/[/'\"]/g; document.write('<p>hello')",
	  USE_WRITTEN, "<p>hello" },
	{ "a division", "var r=a/2; var s='/'; document.write('<p>hello')", USE_WRITTEN,
	  "<p>hello" },
	{ "unknown", "document.write(x)", USE_WRITTEN, NULL },
	{ "what is known of an unknown", "document.write('<p>hello' + x)", USE_WRITTEN,
	  NULL },
	{ "inside a function", "(function(){var a='<p>';document.write(a+'hello')})()",
	  USE_WRITTEN, "<p>hello" },
	{ "run", "eval('alert(1)')", USE_RUN, "alert(1)" },
	{ "a timer with a function", "setTimeout(function(){ f('alert(1)') }, 10)",
	  USE_RUN, NULL },
};

TEST(script_constants_are_followed)
{
	for (size_t i = 0; i < COUNT(constants); i++) {
		struct str found = STR_NONE;
		struct script script;

		test_case(constants[i].name);
		script_read(test_arena(), test_copy(constants[i].script), &script);
		for (uint32_t k = script.count; k-- > 0;)
			if (script.constants[k].use == constants[i].use)
				found = script.constants[k].text;
		test_str(found, constants[i].text ? constants[i].text : "");
	}
}

TEST(script_lists_of_bytes_and_keys_are_kept)
{
	struct script script;

	script_read(
	    test_arena(),
	    test_copy("var d=[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16];f(d[i]^42)"),
	    &script);
	test_int(script.list_count, 1);
	test_int((long long)script.lists[0].bytes.n, 16);
	test_int(script.key_count, 1);
	test_int(script.keys[0], 42);
}

static const struct {
	const char *name, *page;
	uint32_t pages, urls;
	uint32_t active;
} pages[] = {
	{ "plain", "<p>hello</p>", 0, 0, 0 },
	{ "written", "<script>document.write('<form><input></form>')</script>", 1, 0,
	  WEBPAGE_SCRIPT },
	{ "hex", "<script>d('3c666f726d3e3c696e7075743e3c2f666f726d3e')</script>", 1, 0,
	  WEBPAGE_SCRIPT },
	{ "an address", "<body onload=\"go('https://a.example/x')\">", 0, 1,
	  WEBPAGE_HANDLER },
	{ "a page in a page in a page",
	  "<script>document.write('<script>document.write(\"<p>in</p>\")<\\/script>')"
	  "</script>",
	  2, 0, WEBPAGE_SCRIPT },
	{ "data that is no script",
	  "<script type=application/json>{\"a\":\"https://a.example/\"}</script>", 0, 0,
	  WEBPAGE_SCRIPT },
	{ "namespace", "<script>f('http://www.w3.org/2000/svg')</script>", 0, 0,
	  WEBPAGE_SCRIPT },
};

TEST(webpage_reads_what_scripts_build)
{
	for (size_t i = 0; i < COUNT(pages); i++) {
		struct webpage page;

		test_case(pages[i].name);
		webpage_read(test_arena(), test_copy(pages[i].page), &page);
		test_int(page.page_count, pages[i].pages);
		test_int(page.url_count, pages[i].urls);
		test_int(page.active, pages[i].active);
	}
}
