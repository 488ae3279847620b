/* media/pdf_scan_test.c - names in objects, and where none are. */
#include "media/pdf_scan.h"
#include "base/test.h"

#include <stdlib.h>
#include <zlib.h>

static struct pdf_scan look(struct str text)
{
	struct pdf_scan ret;

	pdf_scan(test_arena(), test_copy_str(text), &ret);
	return ret;
}

static const struct {
	const char *name, *text;
	uint32_t found;
} cases[] = {
	{ "nothing", "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj", 0 },
	{ "javascript", "%PDF-1.7\n1 0 obj << /S /JavaScript /JS (x) >>",
	  1u << PDF_JAVASCRIPT },
	{ "in disguise", "%PDF-1.7\n<< /S /J#61va#53cript >>", 1u << PDF_JAVASCRIPT },
	{ "launch", "%PDF-1.7\n<< /OpenAction << /S/Launch/F(a.exe)>> >>",
	  1u << PDF_LAUNCH | 1u << PDF_OPEN },
	{ "in a string", "%PDF-1.7\n<< /Title (how to /Launch \\) /JS) >>", 0 },
	{ "behind a string without an end", "%PDF-1.7\n<< /Title (how /Launch",
	  1u << PDF_LAUNCH },
	{ "in a comment", "%PDF-1.7\n% /Launch\n<<>>", 0 },
	{ "in the data of a page",
	  "%PDF-1.7\n1 0 obj <</Length 9>> stream\n/Launch\nendstream", 0 },
	{ "in an object stream that is not packed",
	  "%PDF-1.7\n1 0 obj <</Type/ObjStm>> stream\n<</S/Launch>>\nendstream",
	  1u << PDF_LAUNCH },
	{ "in a stream in disguise",
	  "%PDF-1.7\n1 0 obj <</Type/Obj#53tm>> stream\n<</S/Launch>>\nendstream",
	  1u << PDF_LAUNCH },
	{ "longer names", "%PDF-1.7\n<< /Launcher /AAB /XFAx >>", 0 },
	{ "no PDF", "<< /S /Launch >>", 0 },
};

TEST(names_are_found_where_they_act)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_int(look(str_c(cases[i].text)).found, cases[i].found);
	}
}

TEST(addresses)
{
	struct pdf_scan found =
	    look(STR("%PDF-1.4\n<</S/URI/URI(https://a.example/\\(x\\))>> "
		     "<</URI <68747470733a2f2f622e6578616d706c652f>>> "
		     "<</URI (https://a.example/\\(x\\))>> <</Encrypt 3 0 R>>"));

	test_int(found.url_count, 2);
	test_str(found.urls[0], "https://a.example/(x)");
	test_str(found.urls[1], "https://b.example/");
	test_true(found.encrypted);
}

static struct str packed(const char *text, size_t zeroes)
{
	uLong n = strlen(text);
	char *plain = arena_alloc(test_arena(), n + zeroes);
	uLongf room = compressBound(n + zeroes);
	char *to = arena_alloc(test_arena(), room);

	memcpy(plain + zeroes, text, n);
	compress((Bytef *)to, &room, (const Bytef *)plain, n + zeroes);
	return str_make(to, room);
}

TEST(object_streams_are_unpacked_up_to_a_ceiling)
{
	struct str head =
	    STR("%PDF-1.7\n1 0 obj <</Type/ObjStm/Filter/FlateDecode>> stream\n");
	struct str small = arena_concat(test_arena(), head, packed("<</S/Launch>>", 0));
	struct str bomb =
	    arena_concat(test_arena(), head, packed("<</S/Launch>>", 20u << 20));

	test_int(look(small).found, 1u << PDF_LAUNCH);
	test_int(look(bomb).found, 0);
	test_str(str_c(look(bomb).cut), "bytes");
}
