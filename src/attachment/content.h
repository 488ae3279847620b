/* attachment/content.h - what a file is: by its bytes, by its name's ending, by its media
 * type; and what a click on it does.
 *
 * Bytes decide. A name decides only among things that look the same inside (a script is
 * text, a web page may begin with anything). No file is opened, nothing is unpacked. */
#pragma once
#include "base/arena.h"

enum content {
	CONTENT_UNKNOWN,
	CONTENT_EMPTY,
	CONTENT_TEXT,
	CONTENT_HTML,
	CONTENT_SVG,
	CONTENT_XML,
	CONTENT_IMAGE,
	CONTENT_PDF,
	CONTENT_ARCHIVE, /* zip, 7z, rar, tar, gzip, cab, … */
	CONTENT_DISK,	 /* iso, vhd, dmg: opened by a click, without a warning */
	CONTENT_OOXML,	 /* docx, xlsx, pptx: a zip */
	CONTENT_ODF,	 /* odt and kin: a zip */
	CONTENT_OLE,	 /* doc, xls, msg, msi */
	CONTENT_RTF,
	CONTENT_NOTEBOOK,   /* OneNote: files behind pictures that are clicked */
	CONTENT_EXECUTABLE, /* PE, ELF, Mach-O, classes, help files that run scripts */
	CONTENT_SCRIPT,	    /* js, vbs, bat, sh, …: text that is run */
	CONTENT_SHORTCUT,   /* .lnk, .url */
	CONTENT_CALENDAR,
	CONTENT_CARD,	 /* vCard */
	CONTENT_TNEF,	 /* winmail.dat */
	CONTENT_MESSAGE, /* a mail inside, named as something else */
	CONTENT_MEDIA,	 /* sound, film */
	CONTENT_FONT,
	CONTENT_CRYPT, /* signatures, keys, encrypted text */
	CONTENTS
};
/* "html"; JSON. */
const char *content_name(enum content content);

/* What a click does, worst last. */
enum action {
	ACTION_NONE,   /* shown, or unknown */
	ACTION_EDITED, /* source of a script: most systems open it in an editor */
	ACTION_MACROS, /* a document of a kind that is made to carry macros */
	ACTION_OPENS,  /* leads to another place: a shortcut to a page */
	ACTION_MOUNTS, /* a disk; what is in it has lost the mark of its origin */
	ACTION_INSTALLS,
	ACTION_RUNS,
};

/* A kind of file as names tell it. */
struct content_kind {
	const char *extension; /* lower case, no dot */
	enum content content;
	enum action action;
};
/* NULL: an ending that is in no table. */
const struct content_kind *content_of_extension(struct str extension);
/* What stands behind the last dot, as it is written; empty where there is none. */
struct str content_extension(struct str name);
/* By a media type; CONTENT_UNKNOWN for those that say nothing
 * ("application/octet-stream").
 */
enum content content_of_type(struct str type);

struct sniffed {
	enum content content;
	const char *format; /* "zip", "png", "pe"; NULL: CONTENT_UNKNOWN and plain text */
	/* A second file in it that another program would find ("zip" behind a PDF); NULL.
	 */
	const char *also;
	size_t also_at;
};
/* Any bytes; there is no failure. */
void content_sniff(struct str bytes, struct sniffed *ret);
/* Do both look the same inside, or is one a form of the other that programs take for it
 * (a table in HTML named .xls)? */
bool content_goes_with(enum content named, enum content is, const char *format);
/* A picture, a page, a document: what people open without a thought. */
bool content_is_document(enum content content);
