/* attachment/content_test.c */
#include "attachment/content.h"

#include "attachment/zip.h"
#include "base/test.h"

#define BYTES(literal) \
	{ \
		"" literal, sizeof(literal) - 1 \
	}

static const struct {
	const char *name;
	struct str bytes;
	enum content content;
	const char *format;
} files[] = {
	{ "nothing", { "", 0 }, CONTENT_EMPTY, NULL },
	{ "png", BYTES("\x89PNG\r\n\x1a\n\0\0"), CONTENT_IMAGE, "png" },
	{ "pdf", BYTES("%PDF-1.7\n"), CONTENT_PDF, "pdf" },
	{ "pdf behind a line", BYTES("\r\n\r\n%PDF-1.4\n"), CONTENT_PDF, "pdf" },
	{ "two letters are no program", BYTES("MZ is how programs begin"), CONTENT_TEXT,
	  NULL },
	{ "nor a bitmap", BYTES("BMW and Mercedes are makers of cars, say they"),
	  CONTENT_TEXT, NULL },
	{ "page", BYTES("\n <!-- x --> <!DOCTYPE html><p>"), CONTENT_HTML, "html" },
	{ "page in UTF-16", BYTES("\xff\xfe<\0h\0t\0m\0l\0>\0"), CONTENT_HTML, "html" },
	{ "page behind words", BYTES("Saved from the web\n<html><body>"), CONTENT_HTML,
	  "html" },
	{ "a word in brackets", BYTES("<bob@example.com> wrote: see below"), CONTENT_TEXT,
	  NULL },
	{ "svg", BYTES("<?xml version=\"1.0\"?><!DOCTYPE svg><svg xmlns=\"\">"),
	  CONTENT_SVG, "svg" },
	{ "svg with a prefix", BYTES("<a:svg xmlns:a=\"http://www.w3.org/2000/svg\"/>"),
	  CONTENT_SVG, "svg" },
	{ "xml", BYTES("<?xml version=\"1.0\"?><feedback/>"), CONTENT_XML, "xml" },
	{ "hta", BYTES("<html><hta:application id=x></html>"), CONTENT_EXECUTABLE,
	  "hta" },
	{ "calendar", BYTES("\n\n\nBEGIN:VCALENDAR\r\n"), CONTENT_CALENDAR, "icalendar" },
	{ "card", BYTES("begin:vcard\r\n"), CONTENT_CARD, "vcard" },
	{ "tnef", BYTES("\x78\x9f\x3e\x22\0\0"), CONTENT_TNEF, "tnef" },
	{ "rtf", BYTES("{\\rtf1"), CONTENT_RTF, "rtf" },
	{ "url", BYTES("[InternetShortcut]\r\nURL=x"), CONTENT_SHORTCUT, "url" },
	{ "shell", BYTES("#!/bin/sh\n"), CONTENT_SCRIPT, "script" },
	{ "mail", BYTES("Received: from x\r\n by y\r\nFrom: a\r\nTo: b\r\n\r\nhi"),
	  CONTENT_MESSAGE, "message" },
	{ "no mail", BYTES("From: a\r\nwas the beginning of it"), CONTENT_TEXT, NULL },
	{ "zip", BYTES("PK\3\4\x14\0\0\0"), CONTENT_ARCHIVE, "zip" },
	{ "noise", BYTES("\x01\x02\x03\x00\xff\xfe\x80"), CONTENT_UNKNOWN, NULL },
};

TEST(content_is_told_by_bytes)
{
	for (size_t i = 0; i < COUNT(files); i++) {
		struct sniffed got;

		test_case(files[i].name);
		content_sniff(test_copy_str(files[i].bytes), &got);
		test_int(got.content, files[i].content);
		test_str(str_c(got.format), files[i].format ? files[i].format : "");
		test_true(got.also == NULL);
	}
}

/* A list of one entry, "a.js", with its end; `front` stands before it all. */
static struct str archive_behind(const char *front)
{
	static const char local[] =
	    "PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\1\0\0\0\4\0\0\0a.js1";
	static const char entry[] = "PK\1\2\x14\0\x14\0\1\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\1"
				    "\0\0\0\4\0\0\0\0\0\0\0\0\0\0\0"
				    "\0\0\0\0\0\0a.js";
	char end[] = "PK\5\6\0\0\0\0\1\0\1\0\0\0\0\0\0\0\0\0\0\0";
	struct str made = STR("");

	end[12] = sizeof entry - 1;
	end[16] = sizeof local - 1;
	made =
	    arena_concat(test_arena(), str_c(front), str_make(local, sizeof local - 1));
	made = arena_concat(test_arena(), made, str_make(entry, sizeof entry - 1));
	return arena_concat(test_arena(), made, str_make(end, sizeof end - 1));
}

TEST(content_finds_an_archive_behind_another_file)
{
	struct sniffed got;

	content_sniff(test_copy_str(archive_behind("%PDF-1.4\n%%EOF\n")), &got);
	test_int(got.content, CONTENT_PDF);
	test_str(str_c(got.also), "zip");
	test_int((long long)got.also_at, 15);
	content_sniff(test_copy_str(archive_behind("")), &got);
	test_int(got.content, CONTENT_ARCHIVE);
	test_true(!got.also);
}

TEST(zip_lists_names_and_what_is_encrypted)
{
	struct str bytes = archive_behind("GIF89a");
	struct zip_list *list = arena_new_of(test_arena(), struct zip_list);

	test_true(zip_read(test_arena(), test_copy_str(bytes), list));
	test_int(list->count, 1);
	test_int((long long)list->offset, 6);
	test_str(list->entries[0].name, "a.js");
	test_true(list->entries[0].encrypted);
	for (size_t n = 0; n < bytes.n; n++)
		test_true(
		    !zip_read(test_arena(), test_copy_str(str_sub(bytes, 0, n)), list));
}

static const struct {
	const char *name, *extension;
} endings[] = {
	{ "a.pdf", "pdf" }, { "a.pdf.exe. ", "exe" },
	{ "a", "" },	    { ".profile", "profile" },
	{ "a.", "" },	    { "", "" },
};

TEST(content_extension_is_what_programs_go_by)
{
	for (size_t i = 0; i < COUNT(endings); i++) {
		test_case(endings[i].name);
		test_str(content_extension(test_copy(endings[i].name)),
			 endings[i].extension);
	}
}

static const struct {
	const char *name;
	enum content named, is;
	const char *format;
	bool goes;
} pairs[] = {
	{ "a document that is a program", CONTENT_PDF, CONTENT_EXECUTABLE, "pe", false },
	{ "old and new office", CONTENT_OLE, CONTENT_OOXML, "docx", true },
	{ "a picture that is a page", CONTENT_IMAGE, CONTENT_HTML, "html", false },
	{ "text of any kind", CONTENT_TEXT, CONTENT_HTML, "html", true },
	{ "text that is an archive", CONTENT_TEXT, CONTENT_ARCHIVE, "zip", false },
	{ "a book of macros that is a zip", CONTENT_OOXML, CONTENT_ARCHIVE, "zip", true },
	{ "a program in a jar", CONTENT_EXECUTABLE, CONTENT_ARCHIVE, "zip", true },
	{ "an archive that is a program", CONTENT_ARCHIVE, CONTENT_EXECUTABLE, "pe",
	  false },
};

TEST(content_goes_with_what_one_program_opens)
{
	for (size_t i = 0; i < COUNT(pairs); i++) {
		test_case(pairs[i].name);
		test_int(content_goes_with(pairs[i].named, pairs[i].is, pairs[i].format),
			 pairs[i].goes);
	}
}
