/* attachment/content.c - see content.h: the table of signatures, and what begins like
 * text. */
#include "attachment/content.h"

#include "attachment/zip.h"

enum {
	FRONT = 4096,	      /* of a text: where its kind shows */
	BROWSER_FRONT = 1024, /* HTML that begins behind other words */
};

const char *content_name(enum content content)
{
	static const char *const names[CONTENTS] = {
		[CONTENT_UNKNOWN] = "unknown",	 [CONTENT_EMPTY] = "empty",
		[CONTENT_TEXT] = "text",	 [CONTENT_HTML] = "html",
		[CONTENT_SVG] = "svg",		 [CONTENT_XML] = "xml",
		[CONTENT_IMAGE] = "image",	 [CONTENT_PDF] = "pdf",
		[CONTENT_ARCHIVE] = "archive",	 [CONTENT_DISK] = "disk",
		[CONTENT_OOXML] = "ooxml",	 [CONTENT_ODF] = "odf",
		[CONTENT_OLE] = "ole",		 [CONTENT_RTF] = "rtf",
		[CONTENT_NOTEBOOK] = "notebook", [CONTENT_EXECUTABLE] = "executable",
		[CONTENT_SCRIPT] = "script",	 [CONTENT_SHORTCUT] = "shortcut",
		[CONTENT_CALENDAR] = "calendar", [CONTENT_CARD] = "card",
		[CONTENT_TNEF] = "tnef",	 [CONTENT_MESSAGE] = "message",
		[CONTENT_MEDIA] = "media",	 [CONTENT_FONT] = "font",
		[CONTENT_CRYPT] = "crypt",
	};

	return names[content];
}

/* --- signatures --------------------------------------------------------------------- */

#define MAGIC(text) "" text, sizeof(text) - 1

static const struct signature {
	uint32_t at;
	const char *bytes;
	size_t length;
	enum content content;
	const char *format;
} signatures[] = {
	{ 0, MAGIC("\x89PNG\r\n\x1a\n"), CONTENT_IMAGE, "png" },
	{ 0, MAGIC("\xff\xd8\xff"), CONTENT_IMAGE, "jpeg" },
	{ 0, MAGIC("GIF87a"), CONTENT_IMAGE, "gif" },
	{ 0, MAGIC("GIF89a"), CONTENT_IMAGE, "gif" },
	{ 8, MAGIC("WEBPVP8"), CONTENT_IMAGE, "webp" },
	{ 0, MAGIC("II*\0"), CONTENT_IMAGE, "tiff" },
	{ 0, MAGIC("MM\0*"), CONTENT_IMAGE, "tiff" },
	{ 0, MAGIC("8BPS\0\1"), CONTENT_IMAGE, "psd" },
	{ 4, MAGIC("ftypheic"), CONTENT_IMAGE, "heic" },
	{ 4, MAGIC("ftypmif1"), CONTENT_IMAGE, "heic" },
	{ 4, MAGIC("ftypavif"), CONTENT_IMAGE, "avif" },
	{ 0, MAGIC("\xd7\xcd\xc6\x9a"), CONTENT_IMAGE, "wmf" },
	{ 40, MAGIC(" EMF\0\0\1\0"), CONTENT_IMAGE, "emf" },
	{ 0, MAGIC("\0\0\1\0\1\0"), CONTENT_IMAGE, "ico" },
	{ 0, MAGIC("P5\n"), CONTENT_IMAGE, "pgm" },
	{ 0, MAGIC("%PDF-"), CONTENT_PDF, "pdf" },
	{ 0, MAGIC("PK\3\4"), CONTENT_ARCHIVE, "zip" },
	{ 0, MAGIC("PK\5\6"), CONTENT_ARCHIVE, "zip" },
	{ 0, MAGIC("7z\xbc\xaf\x27\x1c"), CONTENT_ARCHIVE, "7z" },
	{ 0, MAGIC("Rar!\x1a\x07"), CONTENT_ARCHIVE, "rar" },
	{ 0, MAGIC("\x1f\x8b\x08"), CONTENT_ARCHIVE, "gzip" },
	{ 0, MAGIC("BZh"), CONTENT_ARCHIVE, "bzip2" },
	{ 0,
	  MAGIC("\xfd"
		"7zXZ\0"),
	  CONTENT_ARCHIVE, "xz" },
	{ 0, MAGIC("\x28\xb5\x2f\xfd"), CONTENT_ARCHIVE, "zstd" },
	{ 0, MAGIC("MSCF\0\0\0\0"), CONTENT_ARCHIVE, "cab" },
	{ 7, MAGIC("**ACE**"), CONTENT_ARCHIVE, "ace" },
	{ 0, MAGIC("\x60\xea"), CONTENT_ARCHIVE, "arj" },
	{ 2, MAGIC("-lh5-"), CONTENT_ARCHIVE, "lzh" },
	{ 2, MAGIC("-lh7-"), CONTENT_ARCHIVE, "lzh" },
	{ 257, MAGIC("ustar"), CONTENT_ARCHIVE, "tar" },
	{ 0, MAGIC("xar!\0\x1c"), CONTENT_EXECUTABLE, "pkg" },
	{ 0, MAGIC("!<arch>\ndebian"), CONTENT_EXECUTABLE, "deb" },
	{ 0, MAGIC("\xed\xab\xee\xdb"), CONTENT_EXECUTABLE, "rpm" },
	{ 0x8001, MAGIC("CD001"), CONTENT_DISK, "iso" },
	{ 0x8001, MAGIC("BEA01"), CONTENT_DISK, "udf" },
	{ 0, MAGIC("conectix"), CONTENT_DISK, "vhd" },
	{ 0, MAGIC("vhdxfile"), CONTENT_DISK, "vhdx" },
	{ 0, MAGIC("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), CONTENT_OLE, "ole" },
	{ 0, MAGIC("{\\rt"), CONTENT_RTF, "rtf" },
	{ 0, MAGIC("\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d"), CONTENT_NOTEBOOK, "onenote" },
	{ 0, MAGIC("ITSF\3\0\0\0"), CONTENT_EXECUTABLE, "chm" },
	{ 0,
	  MAGIC("\x7f"
		"ELF"),
	  CONTENT_EXECUTABLE, "elf" },
	{ 0, MAGIC("\xfe\xed\xfa\xce"), CONTENT_EXECUTABLE, "mach-o" },
	{ 0, MAGIC("\xfe\xed\xfa\xcf"), CONTENT_EXECUTABLE, "mach-o" },
	{ 0, MAGIC("\xce\xfa\xed\xfe"), CONTENT_EXECUTABLE, "mach-o" },
	{ 0, MAGIC("\xcf\xfa\xed\xfe"), CONTENT_EXECUTABLE, "mach-o" },
	{ 0, MAGIC("\xca\xfe\xba\xbe\0\0"), CONTENT_EXECUTABLE, "java-class" },
	{ 0, MAGIC("dex\n03"), CONTENT_EXECUTABLE, "dex" },
	{ 0, MAGIC("\x4c\0\0\0\1\x14\2\0\0\0\0\0\xc0\0\0\0\0\0\0\x46"), CONTENT_SHORTCUT,
	  "lnk" },
	{ 0, MAGIC("\x78\x9f\x3e\x22"), CONTENT_TNEF, "tnef" },
	{ 0, MAGIC("ID3"), CONTENT_MEDIA, "mp3" },
	{ 0, MAGIC("OggS"), CONTENT_MEDIA, "ogg" },
	{ 0, MAGIC("fLaC"), CONTENT_MEDIA, "flac" },
	{ 8, MAGIC("WAVEfmt"), CONTENT_MEDIA, "wav" },
	{ 8, MAGIC("AVI LIST"), CONTENT_MEDIA, "avi" },
	{ 0, MAGIC("\x1a\x45\xdf\xa3"), CONTENT_MEDIA, "matroska" },
	{ 4, MAGIC("ftyp"), CONTENT_MEDIA, "mp4" },
	{ 0, MAGIC("\0\1\0\0\0"), CONTENT_FONT, "truetype" },
	{ 0, MAGIC("OTTO\0"), CONTENT_FONT, "opentype" },
	{ 0, MAGIC("wOFF"), CONTENT_FONT, "woff" },
	{ 0, MAGIC("wOF2"), CONTENT_FONT, "woff2" },
	{ 0, MAGIC("-----BEGIN "), CONTENT_CRYPT, "pem" },
};

static bool stands_at(struct str bytes, size_t at, const char *magic, size_t length)
{
	return bytes.n >= at + length && memcmp(bytes.p + at, magic, length) == 0;
}

static bool by_signature(struct str bytes, struct sniffed *ret)
{
	for (size_t i = 0; i < COUNT(signatures); i++) {
		const struct signature *row = &signatures[i];

		if (!stands_at(bytes, row->at, row->bytes, row->length))
			continue;
		ret->content = row->content;
		ret->format = row->format;
		return true;
	}
	return false;
}

static uint32_t le32(struct str bytes, size_t at)
{
	const uint8_t *p = (const uint8_t *)bytes.p + at;

	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Two letters are no signature: "MZ" has to lead on to one, a bitmap has to know its own
 * size. */
static bool by_shape(struct str bytes, struct sniffed *ret)
{
	if (stands_at(bytes, 0, "MZ", 2) && bytes.n >= 64) {
		uint32_t at = le32(bytes, 0x3c);

		ret->content = CONTENT_EXECUTABLE;
		ret->format =
		    at < bytes.n && stands_at(bytes, at, "PE\0\0", 4) ? "pe" : "dos";
		return true;
	}
	if (stands_at(bytes, 0, "BM", 2) && bytes.n >= 26 && le32(bytes, 10) < 4096 &&
	    le32(bytes, 14) >= 12 && le32(bytes, 14) <= 124) {
		ret->content = CONTENT_IMAGE;
		ret->format = "bmp";
		return true;
	}
	if (bytes.n >= 512 && (stands_at(bytes, bytes.n - 512, "conectix", 8) ||
			       stands_at(bytes, bytes.n - 512, "koly", 4))) {
		ret->content = CONTENT_DISK;
		ret->format = bytes.p[bytes.n - 512] == 'k' ? "dmg" : "vhd";
		return true;
	}
	return false;
}

/* --- zip and what is one inside ----------------------------------------------------- */

/* Local headers from the start, as far as their sizes are told (APPNOTE 4.3.7): what an
 * office program writes first says what it is. */
static bool first_entries_hold(struct str bytes, struct str front,
			       struct str *ret_content)
{
	size_t at = 0;

	for (unsigned i = 0; i < 24 && stands_at(bytes, at, "PK\3\4", 4); i++) {
		uint32_t flags, size, name, more;

		if (bytes.n - at < 30)
			return false;
		flags = le32(bytes, at + 6) & 0xFFFF;
		size = le32(bytes, at + 18);
		name = le32(bytes, at + 26) & 0xFFFF;
		more = le32(bytes, at + 26) >> 16;
		if (name > bytes.n - at - 30 || more > bytes.n - at - 30 - name)
			return false;
		if (str_starts(str_make(bytes.p + at + 30, name), front)) {
			*ret_content = str_sub(bytes, at + 30 + name + more,
					       at + 30 + name + more + size);
			return true;
		}
		if (flags & 8 || size > bytes.n - at - 30 - name - more)
			return false;
		at += 30 + name + more + size;
	}
	return false;
}

/* The list at the end has its names in the plain. */
static bool list_holds(struct str bytes, struct str name)
{
	struct str tail = bytes.n > 65536 ? str_skip(bytes, bytes.n - 65536) : bytes;

	return str_find_str(tail, name) != STR_NPOS;
}

static const char *ooxml_format(struct str bytes)
{
	if (list_holds(bytes, STR("vbaProject.bin")))
		return "ooxml-macros";
	if (list_holds(bytes, STR("word/")))
		return "docx";
	if (list_holds(bytes, STR("xl/")))
		return "xlsx";
	if (list_holds(bytes, STR("ppt/")))
		return "pptx";
	return "ooxml";
}

static void look_into_zip(struct str bytes, struct sniffed *ret)
{
	struct str content = STR_NONE;

	if (first_entries_hold(bytes, STR("mimetype"), &content) &&
	    str_starts(content, STR("application/vnd.oasis.opendocument"))) {
		ret->content = CONTENT_ODF;
		ret->format = "odf";
	} else if (list_holds(bytes, STR("[Content_Types].xml")) ||
		   first_entries_hold(bytes, STR("[Content_Types].xml"), &content)) {
		ret->content = CONTENT_OOXML;
		ret->format = ooxml_format(bytes);
	} else if (list_holds(bytes, STR("META-INF/MANIFEST.MF"))) {
		ret->content = CONTENT_EXECUTABLE;
		ret->format = list_holds(bytes, STR("classes.dex")) ? "apk" : "jar";
	}
}

/* --- text ----------------------------------------------------------------------------
 */

/* "<h\0t\0m\0": text of two bytes a letter reads the same without its zeros. */
static struct str plain_front(struct str bytes, char room[FRONT])
{
	size_t n = 0;

	if (!stands_at(bytes, 0, "\xff\xfe", 2) && !stands_at(bytes, 0, "\xfe\xff", 2)) {
		if (stands_at(bytes, 0, "\xef\xbb\xbf", 3))
			bytes = str_skip(bytes, 3);
		return str_sub(bytes, 0, FRONT);
	}
	for (size_t i = 2; i < bytes.n && n < FRONT; i++)
		if (bytes.p[i])
			room[n++] = bytes.p[i];
	return str_make(room, n);
}

static bool is_text(struct str front)
{
	uint32_t odd = 0;

	for (size_t i = 0; i < front.n; i++) {
		uint8_t c = (uint8_t)front.p[i];

		/* ESC is of ISO-2022-JP. */
		if (c == 0 || c == 0x7F)
			return false;
		odd += c < 0x20 && !strchr("\t\n\r\f\x1b", c);
	}
	return odd * 64 <= front.n;
}

/* White space and comments, as a reader of markup skips them. */
static struct str skip_to_markup(struct str text)
{
	for (;;) {
		size_t end;

		text = str_trim_left(text);
		if (!str_starts(text, STR("<!--")))
			return text;
		end = str_find_str(text, STR("-->"));
		if (end == STR_NPOS)
			return text;
		text = str_skip(text, end + 3);
	}
}

/* WHATWG MIME Sniffing, 7.1, and what mail programs write first. */
static bool begins_page(struct str text)
{
	static const struct str tags[] = {
		STR("!doctype html"),
		STR("html"),
		STR("head"),
		STR("body"),
		STR("script"),
		STR("iframe"),
		STR("meta"),
		STR("title"),
		STR("table"),
		STR("div"),
		STR("form"),
		STR("style"),
		STR("h1"),
		STR("p"),
		STR("br"),
		STR("img"),
		STR("font"),
		STR("center"),
		STR("a"),
		STR("b"),
		STR("span"),
		STR("base"),
		STR("link"),
	};

	if (!str_eat(&text, STR("<")))
		return false;
	for (size_t i = 0; i < COUNT(tags); i++)
		if (str_starts_nocase(text, tags[i]) &&
		    (text.n == tags[i].n ||
		     (!ascii_is_alnum(text.p[tags[i].n]) && text.p[tags[i].n] != ':')))
			return true;
	return false;
}

/* The root element behind "<?xml …?>" and "<!DOCTYPE …>". */
static struct str root_of(struct str text)
{
	for (unsigned i = 0; i < 16; i++) {
		size_t end;

		text = skip_to_markup(text);
		if (!str_starts(text, STR("<?")) && !str_starts(text, STR("<!")))
			break;
		end = str_find(text, '>');
		if (end == STR_NPOS)
			return STR_NONE;
		text = str_skip(text, end + 1);
	}
	if (!str_eat(&text, STR("<")))
		return STR_NONE;
	for (size_t i = 0; i < text.n; i++)
		if (ascii_is_space(text.p[i]) || text.p[i] == '>' || text.p[i] == '/')
			return str_sub(text, 0, i);
	return text;
}

static void set(struct sniffed *ret, enum content content, const char *format)
{
	ret->content = content;
	ret->format = format;
}

static bool by_markup(struct str front, struct sniffed *ret)
{
	struct str text = skip_to_markup(front), root;
	bool xml = str_starts_nocase(text, STR("<?xml"));

	if (begins_page(text)) {
		set(ret, CONTENT_HTML, "html");
		if (str_find_str_nocase(front, STR("<hta:application")) != STR_NPOS)
			set(ret, CONTENT_EXECUTABLE, "hta");
		return true;
	}
	root = root_of(text);
	if (root.n == 0 && !xml)
		return false;
	if (str_eq_nocase(root, STR("svg")) || str_ends_nocase(root, STR(":svg")))
		set(ret, CONTENT_SVG, "svg");
	else if (str_eq_nocase(root, STR("html")))
		set(ret, CONTENT_HTML, "xhtml");
	else if (str_eq_nocase(root, STR("job")) || str_eq_nocase(root, STR("package")))
		set(ret, xml ? CONTENT_XML : CONTENT_SCRIPT, xml ? "xml" : "wsf");
	else if (str_eq(root, STR("plist")) &&
		 str_find_str(front, STR("PayloadType")) != STR_NPOS)
		set(ret, CONTENT_XML, "mobileconfig");
	else if (str_starts(root, STR("pkg:package")) ||
		 str_ends(root, STR(":wordDocument")))
		set(ret, CONTENT_XML, "word-xml");
	else if (xml)
		set(ret, CONTENT_XML, "xml");
	else
		return false;
	return true;
}

/* Fields that begin mails; two of them, or one and an empty line's worth of others. */
static bool begins_mail(struct str text)
{
	static const struct str names[] = {
		STR("Received:"),     STR("Return-Path:"), STR("From:"),
		STR("Subject:"),      STR("Message-ID:"),  STR("MIME-Version:"),
		STR("Delivered-To:"), STR("Date:"),	   STR("To:"),
		STR("Content-Type:"), STR("X-Mailer:"),	   STR("DKIM-Signature:"),
	};
	struct str line;
	uint32_t known = 0, lines = 0;

	if (str_starts(text, STR("From "))) /* of an mbox */
		str_split(&text, '\n', &line);
	while (lines < 40 && str_split(&text, '\n', &line)) {
		size_t colon = str_find(line, ':');

		lines++;
		if (line.n && (line.p[0] == ' ' || line.p[0] == '\t'))
			continue;
		if (str_trim(line).n == 0 || colon == STR_NPOS || colon == 0 ||
		    str_find(str_sub(line, 0, colon), ' ') != STR_NPOS)
			break;
		for (size_t i = 0; i < COUNT(names); i++)
			known += str_starts_nocase(line, names[i]);
	}
	return known >= 3 || (known >= 2 && lines <= 4);
}

static bool by_words(struct str front, struct sniffed *ret)
{
	struct str text = str_trim_left(front);
	struct str near = str_sub(text, 0, BROWSER_FRONT);

	if (str_starts_nocase(text, STR("BEGIN:VCALENDAR")))
		set(ret, CONTENT_CALENDAR, "icalendar");
	else if (str_starts_nocase(text, STR("BEGIN:VCARD")))
		set(ret, CONTENT_CARD, "vcard");
	else if (str_find_str_nocase(near, STR("[InternetShortcut]")) != STR_NPOS)
		set(ret, CONTENT_SHORTCUT, "url");
	else if (str_starts(text, STR("#!")))
		set(ret, CONTENT_SCRIPT, "script");
	else if (str_starts_nocase(text, STR("@echo off")))
		set(ret, CONTENT_SCRIPT, "batch");
	else if (str_starts(text, STR("Windows Registry Editor")) ||
		 str_starts(text, STR("REGEDIT4")))
		set(ret, CONTENT_SCRIPT, "reg");
	else if (begins_mail(text))
		set(ret, CONTENT_MESSAGE, "message");
	else if (str_find_str_nocase(near, STR("<!doctype html")) != STR_NPOS ||
		 str_find_str_nocase(near, STR("<html")) != STR_NPOS)
		set(ret, CONTENT_HTML, "html");
	else
		return false;
	return true;
}

static void by_text(struct str bytes, struct sniffed *ret)
{
	char room[FRONT];
	struct str front = plain_front(bytes, room);

	if (!is_text(front)) {
		/* A page may have any byte behind its first tag. */
		if (begins_page(skip_to_markup(front)))
			set(ret, CONTENT_HTML, "html");
		return;
	}
	if (!by_markup(front, ret) && !by_words(front, ret))
		set(ret, CONTENT_TEXT, NULL);
}

/* --- two files in one ------------------------------------------------------------- */

static bool found(struct str bytes, const char *magic, size_t length, const char *format,
		  struct sniffed *ret)
{
	size_t at = str_find_str(bytes, str_make(magic, length));

	if (at == STR_NPOS || at == 0)
		return false;
	ret->also = format;
	ret->also_at = at;
	return true;
}

/* Archives are found by their end, other readers look for their mark near the front or
 * anywhere. */
static void find_second(struct str bytes, struct sniffed *ret)
{
	bool picture = ret->content == CONTENT_IMAGE;
	bool page = ret->content == CONTENT_HTML || ret->content == CONTENT_SVG ||
		    ret->content == CONTENT_XML || ret->content == CONTENT_TEXT;
	size_t at;

	if (!picture && !page && ret->content != CONTENT_PDF &&
	    ret->content != CONTENT_RTF && ret->content != CONTENT_MEDIA)
		return;
	if (zip_find(bytes, &at) && at > 0) {
		ret->also = "zip";
		ret->also_at = at;
		return;
	}
	if (picture && (found(bytes, MAGIC("Rar!\x1a\x07"), "rar", ret) ||
			found(bytes, MAGIC("7z\xbc\xaf\x27\x1c"), "7z", ret) ||
			found(bytes, MAGIC("<script"), "html", ret)))
		return;
	/* Readers of PDF look for its mark in the first kilobyte. */
	if (picture || ret->content == CONTENT_HTML)
		found(str_sub(bytes, 0, BROWSER_FRONT), MAGIC("%PDF-1."), "pdf", ret);
}

void content_sniff(struct str bytes, struct sniffed *ret)
{
	*ret = (struct sniffed){ 0 };
	if (bytes.n == 0) {
		ret->content = CONTENT_EMPTY;
		return;
	}
	if (!by_signature(bytes, ret) && !by_shape(bytes, ret))
		by_text(bytes, ret);
	if (ret->content == CONTENT_ARCHIVE && strcmp(ret->format, "zip") == 0)
		look_into_zip(bytes, ret);
	/* "%PDF" stands behind a line or two in files of some programs. */
	if (ret->content == CONTENT_UNKNOWN || ret->content == CONTENT_TEXT) {
		size_t at =
		    str_find_str(str_sub(bytes, 0, BROWSER_FRONT), STR("%PDF-1."));

		if (at != STR_NPOS)
			set(ret, CONTENT_PDF, "pdf");
	}
	find_second(bytes, ret);
}
