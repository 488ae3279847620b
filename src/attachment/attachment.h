/* attachment/attachment.h - what is enclosed in a message, and inside that, each with
 * what it is called, what it says it is, and what it is.
 *
 * An attachment is a part that is not read as the message's text: files, pictures (also
 * those shown in the text), pages, calendars, cards, archives and what is in them. Bytes
 * that need a decoder go to the door as "media SHA256 KIND" (record/media.h); the rest is
 * read here. Facts only: checks judge. */
#pragma once
#include "door/door.h"
#include "language/passage.h"
#include "record/media.h"

/* What it is, by its bytes. */
enum content {
	CONTENT_UNKNOWN,
	CONTENT_EMPTY,
	CONTENT_TEXT,
	CONTENT_HTML,
	CONTENT_SVG,
	CONTENT_XML,
	CONTENT_IMAGE,
	CONTENT_PDF,
	CONTENT_ARCHIVE, /* zip, 7z, rar, tar, gzip, cab, iso, … */
	CONTENT_DISK,	 /* iso, vhd, img: opened by a click, without a warning */
	CONTENT_OOXML,	 /* docx, xlsx, pptx: a zip */
	CONTENT_ODF,	 /* odt and kin: a zip */
	CONTENT_OLE,	 /* doc, xls, msg, msi */
	CONTENT_RTF,
	CONTENT_EXECUTABLE, /* PE, ELF, Mach-O, scripts by their first line */
	CONTENT_SHORTCUT,   /* .lnk, .url */
	CONTENT_CALENDAR,
	CONTENT_CARD,	 /* vCard */
	CONTENT_TNEF,	 /* winmail.dat */
	CONTENT_MESSAGE, /* a mail inside, named as something else */
	CONTENT_MEDIA,	 /* sound, film */
	CONTENT_FONT,
	CONTENTS
};

struct attachment {
	uint32_t n;		 /* from 1 */
	uint32_t parent;	 /* n of what it was found in; 0: a part of the message */
	uint32_t depth;		 /* 0: a part */
	const struct part *part; /* that it is, or in which it lies */
	struct str name;	 /* the best of its names; empty where it has none */
	struct str declared;	 /* media type that it says; empty inside an archive */
	struct str bytes;	 /* its content; empty where it could not be had */
	char sha256[65];	 /* empty without bytes */
	enum content content;
	const char *format; /* "zip", "png", "docm"; a word of ours, NULL unknown */
	bool inline_;	    /* shown in the text (a picture with Content-ID) */
	bool encrypted;	    /* of an archive's entry */
	uint64_t size;	    /* as said by the archive, else of bytes */
	const struct answer *answer; /* to the question about it; NULL: none was asked */
	const struct media *media;   /* read from it; NULL */
	struct html_document *page;  /* CONTENT_HTML, CONTENT_SVG */
};

struct attachments {
	struct attachment *items;
	uint32_t count, cap;
	const char *cut; /* which LIMIT_… was reached; NULL: none */
	bool asked;	 /* decoders could be asked at all */
};

/* The parts that are attachments; nothing is asked. */
void attachments_begin(struct arena *arena, const struct message *message,
		       struct attachments *ret);
/* False: waiting for a decoder. `door` NULL: no decoder is asked. */
bool attachments_round(struct arena *arena, struct door *door,
		       struct attachments *attachments);
