#include "mail/cms.h"
#include "base/test.h"

#define DATA "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"
#define SIGNED "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
#define ENVELOPED "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03"
#define COMPRESSED "\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x09"
#define TIMESTAMP "\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x04"
#define VERSION "\x02\x01\x01"
#define NO_ALGORITHMS "\x31\x00"
#define END "\x00\x00"

/* ContentInfo, SignedData and what is around it, all of open length. */
#define OPEN(inside) \
	"\x30\x80" SIGNED "\xa0\x80\x30\x80" VERSION NO_ALGORITHMS inside END END END

#define CASE(name, bytes, ...) \
	{ \
		name, { bytes, sizeof(bytes) - 1 }, __VA_ARGS__ \
	}

static const struct {
	const char *name;
	struct str bytes;
	enum cms_kind kind;
	bool has_content, other;
	const char *content;
	uint32_t certificates, signers;
} cases[] = {
	CASE("nothing", "", CMS_NONE, false, false, "", 0, 0),
	CASE("text", "Hello there", CMS_NONE, false, false, "", 0, 0),
	CASE("a signature beside",
	     "\x30\x21" SIGNED "\xa0\x14\x30\x12" VERSION NO_ALGORITHMS "\x30\x0b" DATA
	     "\x31\x00",
	     CMS_NONE, false, false, "", 0, 0),
	CASE("a signature beside, of the right length",
	     "\x30\x23" SIGNED "\xa0\x16\x30\x14" VERSION NO_ALGORITHMS "\x30\x0b" DATA
	     "\x31\x00",
	     CMS_SIGNED, false, false, "", 0, 0),
	CASE("content in one piece",
	     OPEN("\x30\x80" DATA "\xa0\x80\x04\x02hi" END END "\x31\x00"), CMS_SIGNED,
	     true, false, "hi", 0, 0),
	CASE("content in pieces",
	     OPEN("\x30\x80" DATA "\xa0\x80\x24\x80\x04\x02hi\x04\x03 yo" END END END
		  "\x31\x00"),
	     CMS_SIGNED, true, false, "hi yo", 0, 0),
	CASE("pieces in pieces",
	     OPEN("\x30\x80" DATA
		  "\xa0\x80\x24\x80\x24\x04\x04\x02hi\x04\x01!" END END END "\x31\x00"),
	     CMS_SIGNED, true, false, "hi!", 0, 0),
	CASE("a piece that is none",
	     OPEN("\x30\x80" DATA "\xa0\x80\x24\x80\x02\x01h" END END END "\x31\x00"),
	     CMS_NONE, false, false, "", 0, 0),
	CASE("another kind of content",
	     OPEN("\x30\x80" TIMESTAMP "\xa0\x80\x04\x02hi" END END "\x31\x00"),
	     CMS_SIGNED, true, true, "hi", 0, 0),
	CASE("two certificates, three signers",
	     OPEN("\x30\x0b" DATA "\xa0\x04\x30\x00\x30\x00"
		  "\x31\x06\x30\x00\x30\x00\x30\x00"),
	     CMS_SIGNED, false, false, "", 2, 3),
	CASE("open lengths that never end", "\x30\x80" SIGNED "\xa0\x80\x30\x80" VERSION,
	     CMS_NONE, false, false, "", 0, 0),
	CASE("a length beyond the end", "\x30\x84\x7f\xff\xff\xff" SIGNED, CMS_NONE,
	     false, false, "", 0, 0),
	CASE("a length of many bytes", "\x30\x89\1\1\1\1\1\1\1\1\1" SIGNED, CMS_NONE,
	     false, false, "", 0, 0),
	CASE("an open length where none may be",
	     OPEN("\x30\x80" DATA "\xa0\x80\x04\x80hi" END END END "\x31\x00"), CMS_NONE,
	     false, false, "", 0, 0),
	CASE("enveloped", "\x30\x0f" ENVELOPED "\xa0\x02\x30\x00", CMS_ENVELOPED, false,
	     false, "", 0, 0),
	CASE("compressed", "\x30\x11" COMPRESSED "\xa0\x02\x30\x00", CMS_COMPRESSED,
	     false, false, "", 0, 0),
	CASE("data alone", "\x30\x0f" DATA "\xa0\x02\x04\x00", CMS_OTHER, false, false,
	     "", 0, 0),
};

TEST(cms_read_reaches_content_and_counts)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct cms got;

		test_case(cases[i].name);
		cms_read(test_arena(), test_copy_str(cases[i].bytes), &got);
		test_int(got.kind, cases[i].kind);
		test_int(got.has_content, cases[i].has_content);
		test_int(got.content_other, cases[i].other);
		test_str(got.content, cases[i].content);
		test_int(got.certificates, cases[i].certificates);
		test_int(got.signers, cases[i].signers);
	}
}

TEST(cms_read_ends_with_open_lengths_inside_open_lengths)
{
	char bytes[4000];
	struct cms got;

	memset(bytes, 0, sizeof bytes);
	for (size_t i = 0; i + 1 < sizeof bytes; i += 2) {
		bytes[i] = 0x30;
		bytes[i + 1] = (char)0x80;
	}
	cms_read(test_arena(), test_copy_str(str_make(bytes, sizeof bytes)), &got);
	test_int(got.kind, CMS_NONE);
}

TEST(cms_detached_is_the_same_without_its_content)
{
	struct str inside = { OPEN("\x30\x80" DATA "\xa0\x80\x04\x02hi" END END
				   "\x31\x00"),
			      0 },
		   beside = { "\x30\x23" SIGNED "\xa0\x16\x30\x14" VERSION NO_ALGORITHMS
			      "\x30\x0b" DATA "\x31\x00",
			      37 };
	struct cms got;

	inside.n =
	    sizeof(OPEN("\x30\x80" DATA "\xa0\x80\x04\x02hi" END END "\x31\x00")) - 1;
	cms_read(test_arena(), test_copy_str(inside), &got);
	test_str_n(cms_detached(test_arena(), &got), beside);
	cms_read(test_arena(), test_copy_str(beside), &got);
	test_str_n(cms_detached(test_arena(), &got), beside);
}
