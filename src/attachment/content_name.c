/* attachment/content_name.c - what a name's ending and a media type say a file is. */
#include "attachment/content.h"

static const struct content_kind kinds[] = {
	/* Run by a click. */
	{ "exe", CONTENT_EXECUTABLE, ACTION_RUNS },
	{ "scr", CONTENT_EXECUTABLE, ACTION_RUNS },
	{ "pif", CONTENT_EXECUTABLE, ACTION_RUNS },
	{ "com", CONTENT_EXECUTABLE, ACTION_RUNS },
	{ "cpl", CONTENT_EXECUTABLE, ACTION_RUNS },
	{ "dll", CONTENT_EXECUTABLE, ACTION_RUNS },
	{ "xll", CONTENT_EXECUTABLE, ACTION_RUNS },
	{ "jar", CONTENT_EXECUTABLE, ACTION_RUNS },
	{ "hta", CONTENT_EXECUTABLE, ACTION_RUNS },
	{ "chm", CONTENT_EXECUTABLE, ACTION_RUNS },
	{ "msc", CONTENT_XML, ACTION_RUNS },
	{ "gadget", CONTENT_ARCHIVE, ACTION_RUNS },
	{ "js", CONTENT_SCRIPT, ACTION_RUNS },
	{ "jse", CONTENT_SCRIPT, ACTION_RUNS },
	{ "vbs", CONTENT_SCRIPT, ACTION_RUNS },
	{ "vbe", CONTENT_SCRIPT, ACTION_RUNS },
	{ "wsf", CONTENT_SCRIPT, ACTION_RUNS },
	{ "wsh", CONTENT_SCRIPT, ACTION_RUNS },
	{ "wsc", CONTENT_SCRIPT, ACTION_RUNS },
	{ "sct", CONTENT_SCRIPT, ACTION_RUNS },
	{ "bat", CONTENT_SCRIPT, ACTION_RUNS },
	{ "cmd", CONTENT_SCRIPT, ACTION_RUNS },
	{ "reg", CONTENT_SCRIPT, ACTION_RUNS },
	/* PowerShell's open in an editor by a double click, and run by the first entry of
	 * the menu beside it: what such a mail tells its reader to take. */
	{ "ps1", CONTENT_SCRIPT, ACTION_RUNS },
	{ "ps2", CONTENT_SCRIPT, ACTION_RUNS },
	{ "psm1", CONTENT_SCRIPT, ACTION_RUNS },
	{ "msh", CONTENT_SCRIPT, ACTION_RUNS },
	{ "ws", CONTENT_SCRIPT, ACTION_RUNS },
	{ "ahk", CONTENT_SCRIPT, ACTION_RUNS },
	{ "a3x", CONTENT_EXECUTABLE, ACTION_RUNS },
	{ "pyw", CONTENT_SCRIPT, ACTION_RUNS },
	{ "pyzw", CONTENT_ARCHIVE, ACTION_RUNS },
	{ "jnlp", CONTENT_XML, ACTION_RUNS },
	{ "scf", CONTENT_SHORTCUT, ACTION_RUNS },
	{ "appref-ms", CONTENT_SHORTCUT, ACTION_RUNS },
	{ "diagcab", CONTENT_ARCHIVE, ACTION_RUNS },
	{ "hlp", CONTENT_EXECUTABLE, ACTION_RUNS },
	{ "terminal", CONTENT_XML, ACTION_RUNS },
	{ "inf", CONTENT_TEXT, ACTION_EDITED },
	{ "lnk", CONTENT_SHORTCUT, ACTION_RUNS },
	{ "application", CONTENT_XML, ACTION_RUNS },
	{ "settingcontent-ms", CONTENT_XML, ACTION_RUNS },
	{ "library-ms", CONTENT_XML, ACTION_OPENS },
	{ "search-ms", CONTENT_XML, ACTION_OPENS },
	{ "rdp", CONTENT_TEXT, ACTION_OPENS },
	{ "iqy", CONTENT_TEXT, ACTION_OPENS },
	{ "url", CONTENT_SHORTCUT, ACTION_OPENS },
	{ "website", CONTENT_SHORTCUT, ACTION_OPENS },
	{ "webloc", CONTENT_SHORTCUT, ACTION_OPENS },
	{ "desktop", CONTENT_SHORTCUT, ACTION_RUNS },
	{ "command", CONTENT_SCRIPT, ACTION_RUNS },
	{ "scpt", CONTENT_SCRIPT, ACTION_RUNS },
	{ "applescript", CONTENT_SCRIPT, ACTION_EDITED },
	{ "sh", CONTENT_SCRIPT, ACTION_EDITED },
	{ "py", CONTENT_SCRIPT, ACTION_EDITED },
	{ "pl", CONTENT_SCRIPT, ACTION_EDITED },
	{ "rb", CONTENT_SCRIPT, ACTION_EDITED },
	{ "php", CONTENT_SCRIPT, ACTION_EDITED },
	/* Installed. */
	{ "msi", CONTENT_OLE, ACTION_INSTALLS },
	{ "msp", CONTENT_OLE, ACTION_INSTALLS },
	{ "msu", CONTENT_ARCHIVE, ACTION_INSTALLS },
	{ "msix", CONTENT_ARCHIVE, ACTION_INSTALLS },
	{ "appx", CONTENT_ARCHIVE, ACTION_INSTALLS },
	{ "appinstaller", CONTENT_XML, ACTION_INSTALLS },
	{ "apk", CONTENT_EXECUTABLE, ACTION_INSTALLS },
	{ "ipa", CONTENT_ARCHIVE, ACTION_INSTALLS },
	{ "pkg", CONTENT_EXECUTABLE, ACTION_INSTALLS },
	{ "deb", CONTENT_EXECUTABLE, ACTION_INSTALLS },
	{ "rpm", CONTENT_EXECUTABLE, ACTION_INSTALLS },
	{ "mobileconfig", CONTENT_UNKNOWN, ACTION_INSTALLS },
	{ "crx", CONTENT_UNKNOWN, ACTION_INSTALLS },
	{ "xpi", CONTENT_ARCHIVE, ACTION_INSTALLS },
	/* Disks. */
	{ "iso", CONTENT_DISK, ACTION_MOUNTS },
	{ "img", CONTENT_DISK, ACTION_MOUNTS },
	{ "vhd", CONTENT_DISK, ACTION_MOUNTS },
	{ "vhdx", CONTENT_DISK, ACTION_MOUNTS },
	{ "dmg", CONTENT_DISK, ACTION_MOUNTS },
	{ "udf", CONTENT_DISK, ACTION_MOUNTS },
	/* Documents that are made to carry programs. */
	{ "docm", CONTENT_OOXML, ACTION_MACROS },
	{ "dotm", CONTENT_OOXML, ACTION_MACROS },
	{ "xlsm", CONTENT_OOXML, ACTION_MACROS },
	{ "xltm", CONTENT_OOXML, ACTION_MACROS },
	{ "xlam", CONTENT_OOXML, ACTION_MACROS },
	{ "xlsb", CONTENT_OOXML, ACTION_MACROS },
	{ "pptm", CONTENT_OOXML, ACTION_MACROS },
	{ "ppsm", CONTENT_OOXML, ACTION_MACROS },
	{ "potm", CONTENT_OOXML, ACTION_MACROS },
	{ "ppam", CONTENT_OOXML, ACTION_MACROS },
	{ "one", CONTENT_NOTEBOOK, ACTION_MACROS },
	{ "onepkg", CONTENT_ARCHIVE, ACTION_MACROS },
	{ "slk", CONTENT_TEXT, ACTION_MACROS },
	/* Pages. */
	{ "html", CONTENT_HTML, ACTION_NONE },
	{ "htm", CONTENT_HTML, ACTION_NONE },
	{ "shtml", CONTENT_HTML, ACTION_NONE },
	{ "shtm", CONTENT_HTML, ACTION_NONE },
	{ "xhtml", CONTENT_HTML, ACTION_NONE },
	{ "xht", CONTENT_HTML, ACTION_NONE },
	{ "mht", CONTENT_MESSAGE, ACTION_NONE },
	{ "mhtml", CONTENT_MESSAGE, ACTION_NONE },
	{ "svg", CONTENT_SVG, ACTION_NONE },
	{ "svgz", CONTENT_SVG, ACTION_NONE },
	{ "xml", CONTENT_XML, ACTION_NONE },
	/* Documents. */
	{ "pdf", CONTENT_PDF, ACTION_NONE },
	{ "doc", CONTENT_OLE, ACTION_NONE },
	{ "dot", CONTENT_OLE, ACTION_NONE },
	{ "xls", CONTENT_OLE, ACTION_NONE },
	{ "xlt", CONTENT_OLE, ACTION_NONE },
	{ "ppt", CONTENT_OLE, ACTION_NONE },
	{ "pps", CONTENT_OLE, ACTION_NONE },
	{ "msg", CONTENT_OLE, ACTION_NONE },
	{ "pub", CONTENT_OLE, ACTION_NONE },
	{ "vsd", CONTENT_OLE, ACTION_NONE },
	{ "docx", CONTENT_OOXML, ACTION_NONE },
	{ "dotx", CONTENT_OOXML, ACTION_NONE },
	{ "xlsx", CONTENT_OOXML, ACTION_NONE },
	{ "xltx", CONTENT_OOXML, ACTION_NONE },
	{ "pptx", CONTENT_OOXML, ACTION_NONE },
	{ "ppsx", CONTENT_OOXML, ACTION_NONE },
	{ "odt", CONTENT_ODF, ACTION_NONE },
	{ "ods", CONTENT_ODF, ACTION_NONE },
	{ "odp", CONTENT_ODF, ACTION_NONE },
	{ "odg", CONTENT_ODF, ACTION_NONE },
	{ "rtf", CONTENT_RTF, ACTION_NONE },
	{ "txt", CONTENT_TEXT, ACTION_NONE },
	{ "csv", CONTENT_TEXT, ACTION_NONE },
	{ "log", CONTENT_TEXT, ACTION_NONE },
	{ "md", CONTENT_TEXT, ACTION_NONE },
	{ "json", CONTENT_TEXT, ACTION_NONE },
	{ "patch", CONTENT_TEXT, ACTION_NONE },
	{ "diff", CONTENT_TEXT, ACTION_NONE },
	{ "ics", CONTENT_CALENDAR, ACTION_NONE },
	{ "vcs", CONTENT_CALENDAR, ACTION_NONE },
	{ "vcf", CONTENT_CARD, ACTION_NONE },
	{ "eml", CONTENT_MESSAGE, ACTION_NONE },
	/* Pictures, sound. */
	{ "png", CONTENT_IMAGE, ACTION_NONE },
	{ "jpg", CONTENT_IMAGE, ACTION_NONE },
	{ "jpeg", CONTENT_IMAGE, ACTION_NONE },
	{ "jpe", CONTENT_IMAGE, ACTION_NONE },
	{ "gif", CONTENT_IMAGE, ACTION_NONE },
	{ "bmp", CONTENT_IMAGE, ACTION_NONE },
	{ "webp", CONTENT_IMAGE, ACTION_NONE },
	{ "tif", CONTENT_IMAGE, ACTION_NONE },
	{ "tiff", CONTENT_IMAGE, ACTION_NONE },
	{ "heic", CONTENT_IMAGE, ACTION_NONE },
	{ "ico", CONTENT_IMAGE, ACTION_NONE },
	{ "mp3", CONTENT_MEDIA, ACTION_NONE },
	{ "mp4", CONTENT_MEDIA, ACTION_NONE },
	{ "m4a", CONTENT_MEDIA, ACTION_NONE },
	{ "wav", CONTENT_MEDIA, ACTION_NONE },
	{ "avi", CONTENT_MEDIA, ACTION_NONE },
	{ "mov", CONTENT_MEDIA, ACTION_NONE },
	/* Archives. */
	{ "zip", CONTENT_ARCHIVE, ACTION_NONE },
	{ "7z", CONTENT_ARCHIVE, ACTION_NONE },
	{ "rar", CONTENT_ARCHIVE, ACTION_NONE },
	{ "tar", CONTENT_ARCHIVE, ACTION_NONE },
	{ "gz", CONTENT_ARCHIVE, ACTION_NONE },
	{ "tgz", CONTENT_ARCHIVE, ACTION_NONE },
	{ "bz2", CONTENT_ARCHIVE, ACTION_NONE },
	{ "xz", CONTENT_ARCHIVE, ACTION_NONE },
	{ "zst", CONTENT_ARCHIVE, ACTION_NONE },
	{ "cab", CONTENT_ARCHIVE, ACTION_NONE },
	{ "ace", CONTENT_ARCHIVE, ACTION_NONE },
	{ "arj", CONTENT_ARCHIVE, ACTION_NONE },
	{ "lzh", CONTENT_ARCHIVE, ACTION_NONE },
	{ "z", CONTENT_ARCHIVE, ACTION_NONE },
};

const struct content_kind *content_of_extension(struct str extension)
{
	for (size_t i = 0; extension.n && i < COUNT(kinds); i++)
		if (!str_bytes_differ(kinds[i].extension[0], extension.p[0]) &&
		    str_eq_nocase(str_c(kinds[i].extension), extension))
			return &kinds[i];
	return NULL;
}

/* Windows drops dots and blanks at the end of a name: "a.exe. " is a program. */
struct str content_extension(struct str name)
{
	struct str before, after;

	while (name.n &&
	       (ascii_is_space(name.p[name.n - 1]) || name.p[name.n - 1] == '.'))
		name.n--;
	return str_cut_last(name, '.', &before, &after) ? after : STR("");
}

enum content content_of_type(struct str type)
{
	static const struct {
		struct str type;
		enum content content;
	} types[] = {
		{ STR("image/svg+xml"), CONTENT_SVG },
		{ STR("image/"), CONTENT_IMAGE },
		{ STR("audio/"), CONTENT_MEDIA },
		{ STR("video/"), CONTENT_MEDIA },
		{ STR("application/pdf"), CONTENT_PDF },
		{ STR("text/html"), CONTENT_HTML },
		{ STR("application/xhtml+xml"), CONTENT_HTML },
		{ STR("text/calendar"), CONTENT_CALENDAR },
		{ STR("application/ics"), CONTENT_CALENDAR },
		{ STR("text/vcard"), CONTENT_CARD },
		{ STR("text/x-vcard"), CONTENT_CARD },
		{ STR("application/ms-tnef"), CONTENT_TNEF },
		{ STR("application/vnd.ms-tnef"), CONTENT_TNEF },
		{ STR("application/zip"), CONTENT_ARCHIVE },
		{ STR("application/x-zip-compressed"), CONTENT_ARCHIVE },
		{ STR("application/rtf"), CONTENT_RTF },
		{ STR("text/rtf"), CONTENT_RTF },
		{ STR("application/msword"), CONTENT_OLE },
		{ STR("application/vnd.ms-excel"), CONTENT_OLE },
		{ STR("application/vnd.openxmlformats"), CONTENT_OOXML },
		{ STR("application/vnd.oasis.opendocument"), CONTENT_ODF },
	};

	for (size_t i = 0; i < COUNT(types); i++)
		if (str_starts(type, types[i].type))
			return types[i].content;
	return CONTENT_UNKNOWN;
}

bool content_is_document(enum content content)
{
	switch (content) {
	case CONTENT_TEXT:
	case CONTENT_HTML:
	case CONTENT_SVG:
	case CONTENT_IMAGE:
	case CONTENT_PDF:
	case CONTENT_OOXML:
	case CONTENT_ODF:
	case CONTENT_OLE:
	case CONTENT_RTF:
	case CONTENT_MEDIA:
	case CONTENT_CALENDAR:
	case CONTENT_CARD:
		return true;
	default:
		return false;
	}
}

static bool is_office(enum content content)
{
	return content == CONTENT_OLE || content == CONTENT_OOXML ||
	       content == CONTENT_ODF || content == CONTENT_RTF;
}

/* Text of any kind may be called text; the parts of a family are opened by one program.
 */
bool content_goes_with(enum content named, enum content is, const char *format)
{
	bool zip = format && strcmp(format, "zip") == 0;

	if (named == is || named == CONTENT_UNKNOWN || is == CONTENT_UNKNOWN ||
	    is == CONTENT_EMPTY || is == CONTENT_TEXT || is == CONTENT_CRYPT)
		return true;
	if (is_office(named) && is_office(is))
		return true;
	/* Tables that web programs offer for office programs, and drafts. */
	if (is_office(named) && (is == CONTENT_XML || zip))
		return true;
	if ((named == CONTENT_TEXT || named == CONTENT_XML || named == CONTENT_SCRIPT) &&
	    (is == CONTENT_HTML || is == CONTENT_XML || is == CONTENT_SVG ||
	     is == CONTENT_SCRIPT || is == CONTENT_MESSAGE || is == CONTENT_CALENDAR ||
	     is == CONTENT_CARD))
		return true;
	if ((named == CONTENT_HTML && is == CONTENT_XML) ||
	    (named == CONTENT_MESSAGE && is == CONTENT_HTML) ||
	    (named == CONTENT_HTML && is == CONTENT_MESSAGE))
		return true;
	if ((named == CONTENT_EXECUTABLE || named == CONTENT_ARCHIVE) &&
	    (is == CONTENT_EXECUTABLE || is == CONTENT_ARCHIVE) && format &&
	    (zip || strcmp(format, "jar") == 0 || strcmp(format, "apk") == 0))
		return true;
	if (named == CONTENT_SHORTCUT && is == CONTENT_XML)
		return true; /* ".webloc" */
	if (named == CONTENT_ARCHIVE && (is == CONTENT_OOXML || is == CONTENT_ODF))
		return true;
	if (named == CONTENT_DISK && (is == CONTENT_ARCHIVE || is == CONTENT_IMAGE))
		return true; /* ".img" */
	return named == CONTENT_MEDIA && is == CONTENT_IMAGE;
}
