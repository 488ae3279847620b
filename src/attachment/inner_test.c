/* attachment/inner_test.c */
#include "attachment/drawn.h"
#include "attachment/inner.h"
#include "attachment/tnef.h"
#include "base/test.h"

static struct inner *read_with(void (*read)(struct arena *, struct str, struct inner *),
			       struct str bytes)
{
	struct inner *inner = arena_new_of(test_arena(), struct inner);

	read(test_arena(), test_copy_str(bytes), inner);
	return inner;
}

TEST(inner_calendar_reads_who_invites_and_where_it_leads)
{
	struct inner *inner = read_with(
	    inner_calendar,
	    STR("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nORGANIZER;CN=\"a:b\":MAILTO:eve@x."
		"example"
		"\r\nSUMMARY:Pay\\, "
		"now\r\nDESCRIPTION;ALTREP=\"https://a.example/d\":one\\n"
		"tw\r\n "
		"o\r\nURL:https://b.example/\r\nX-ALT-DESC;FMTTYPE=text/html:<p>x\r\n"));

	test_str(inner->method, "REQUEST");
	test_str(inner->organizer, "eve@x.example");
	test_str(inner->summary, "Pay, now");
	test_str(inner->text, "Pay, now\none\ntwo\n");
	test_str(inner->html, "<p>x");
	test_int(inner->count, 2);
	test_str(inner->links[0].url, "https://a.example/d");
	test_true(inner->links[0].loads);
	test_str(inner->links[1].url, "https://b.example/");
}

TEST(inner_card_reads_links_behind_a_group)
{
	struct inner *inner = read_with(
	    inner_card, STR("BEGIN:VCARD\nFN:Bob\nitem1.URL:https\\://a.example/\n"
			    "PHOTO;VALUE=uri:https://b.example/p.png\nEND:VCARD"));

	test_str(inner->text, "Bob\n");
	test_int(inner->count, 2);
	test_str(inner->links[0].url, "https://a.example/");
	test_true(inner->links[1].loads);
}

static const struct {
	const char *name, *file, *bytes;
	uint32_t acts;
	const char *link;
} office[] = {
	{ "a template elsewhere", "word/_rels/settings.xml.rels",
	  "<Relationship Type=\"x/attachedTemplate\" TargetMode=\"External\" "
	  "Target=\"https://a.example/t\"/>",
	  INNER_TEMPLATE, "https://a.example/t" },
	{ "a template of the house", "word/_rels/settings.xml.rels",
	  "<Relationship Type=\"x/attachedTemplate\" TargetMode=\"External\" "
	  "Target=\"file:///C:/t.dot\"/>",
	  0, "file:///C:/t.dot" },
	{ "a link", "word/_rels/document.xml.rels",
	  "<Relationship Type='x/hyperlink' TargetMode='External' "
	  "Target='https://a.example/'/>",
	  0, "https://a.example/" },
	{ "inside", "word/_rels/document.xml.rels",
	  "<Relationship Type='x/image' Target='media/a.png'/>", 0, NULL },
	{ "macros", "word/vbaProject.bin", "", INNER_MACROS, NULL },
	{ "an object", "xl/embeddings/oleObject1.bin", "", INNER_OBJECTS, NULL },
	{ "a field", "word/document.xml",
	  "<w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText>", INNER_DDE, NULL },
	{ "odf", "content.xml",
	  "<text:p><text:a xlink:href='https://a.example/'>x</text:a></text:p>", 0,
	  "https://a.example/" },
};

TEST(inner_office_reads_relations_and_fields)
{
	for (size_t i = 0; i < COUNT(office); i++) {
		struct inner inner = { 0 };

		test_case(office[i].name);
		inner_office(test_arena(), str_c(office[i].file),
			     test_copy(office[i].bytes), &inner);
		test_int(inner.acts, office[i].acts);
		test_int(inner.count, office[i].link != NULL);
		if (inner.count)
			test_str(inner.links[0].url,
				 office[i].link ? office[i].link : "");
	}
}

TEST(inner_shortcut_reads_both_kinds)
{
	static const char begin[] = "\x4c\0\0\0\1\x14\2\0\0\0\0\0\xc0\0\0\0\0\0\x46";
	static const char texts[] = "\7\0cmd.exe\5\0/c hi";
	char lnk[0x4C + sizeof texts - 1] = { 0 };
	struct str bytes = str_make(lnk, sizeof lnk);
	struct inner *inner;

	memcpy(lnk, begin, sizeof begin - 1);
	lnk[0x14] = 0x28;
	memcpy(lnk + 0x4C, texts, sizeof texts - 1);
	inner = read_with(inner_shortcut, bytes);

	test_str(inner->command, "cmd.exe /c hi");
	for (size_t n = 0; n < bytes.n; n++)
		read_with(inner_shortcut, str_sub(bytes, 0, n));
	inner = read_with(inner_shortcut,
			  STR("[InternetShortcut]\r\nURL=https://a.example/"));
	test_str(inner->links[0].url, "https://a.example/");
}

TEST(inner_rtf_finds_what_is_fetched)
{
	struct inner *inner = read_with(
	    inner_rtf,
	    STR("{\\rtf1{\\*\\template https://a.example/t}{\\field{\\*\\fldinst "
		"HYPERLINK \"https://b.example/\"}}}"));

	test_int(inner->acts, INNER_TEMPLATE);
	test_str(inner->remote, "https://a.example/t");
	test_int(inner->count, 2);
	test_str(inner->links[1].url, "https://b.example/");
}

TEST(tnef_lists_attachments)
{
	static const char bytes[] = "\x78\x9f\x3e\x22\1\0"
				    "\2\2\x90\6\0\2\0\0\0xx\0\0"
				    "\2\x10\x80\1\0\6\0\0\0a.exe\0\0\0"
				    "\2\x0f\x80\6\0\2\0\0\0MZ\0\0";
	struct str all = str_make(bytes, sizeof bytes - 1);
	struct tnef tnef;

	tnef_read(test_arena(), test_copy_str(all), &tnef);
	test_true(tnef.ok);
	test_int(tnef.count, 1);
	test_str(tnef.items[0].name, "a.exe");
	test_str(tnef.items[0].bytes, "MZ");
	for (size_t n = 0; n < all.n; n++)
		tnef_read(test_arena(), test_copy_str(str_sub(all, 0, n)), &tnef);
}

/* A square of 24 modules with every second one dark. */
static struct str square(bool cells)
{
	struct str made = STR("");

	for (int y = 0; y < (cells ? 24 : 12); y++) {
		made = arena_concat(test_arena(), made, cells ? STR("<tr>") : STR(""));
		for (int x = 0; x < 24; x++)
			made = arena_concat(test_arena(), made,
					    cells ? (x + y) % 2 ? STR("<td bgcolor=#000>")
								: STR("<td>")
					    : x % 2 ? STR("\u2580")
						    : STR("\u2584"));
		made = arena_concat(test_arena(), made, STR("\n"));
	}
	return made;
}

TEST(drawn_squares_become_pictures)
{
	struct drawing drawing;

	test_int(
	    drawn_characters(test_arena(), test_copy_str(square(false)), &drawing, 1), 1);
	test_int(drawing.columns, 24);
	test_int(drawing.rows, 24);
	test_true(str_starts(drawing.picture, STR("P5\n128 128\n255\n")));
	test_int(drawn_cells(test_arena(), test_copy_str(square(true)), &drawing, 1), 1);
	test_int(drawing.columns, 24);
	test_int(drawing.rows, 24);
	test_int(
	    drawn_characters(test_arena(), test_copy("words and words"), &drawing, 1), 0);
}
