/* record/media.h - what the media worker made of an image, a PDF or an archive: the
 * answer to "media SHA256 KIND", read.
 *
 * Decoders are not pure and not trusted: they run in a process of their own
 * (mekiki-media), and what they say is an answer like any other, recorded and replayed.
 * The answer is one JSON object; this reads it, and
 * believes none of its numbers. How to ask: attachment/decode.h. */
#pragma once
#include "base/arena.h"

enum media_kind {
	MEDIA_NONE,
	MEDIA_IMAGE, /* PNG, JPEG, GIF, WebP, BMP, PNM: codes in it */
	MEDIA_PAIR,  /* two of these, put side by side: codes that are split over them */
	MEDIA_PDF,   /* links, actions, text and codes of its first pages */
	MEDIA_ARCHIVE, /* whatever libarchive opens; OOXML and ODF too */
	MEDIA_KINDS
};

struct media_code {			   /* a QR code or another one, as text */
	const char *type;		   /* "qr", "data-matrix", …; a word of ours */
	struct str text;		   /* what it says; any bytes */
	uint32_t page;			   /* of a PDF, from 1; 0 elsewhere */
	uint32_t left, top, width, height; /* in pixels of the picture as decoded */
	bool inverted;			   /* light on dark */
	bool joined; /* it stands in two pictures that lie side by side */
};

struct media_link { /* of a PDF */
	struct str url;
	uint32_t page;
};

struct media_entry {	 /* of an archive */
	struct str name; /* as it says, UTF-8 where it can be told; never a path to use */
	struct str kind; /* "file", "folder", "link" */
	struct str sha256; /* of its content, hex; empty where that was not read */
	struct str bytes;  /* its content, where it was asked for and small enough */
	uint64_t size;	   /* as it says; what was read may be less */
	bool size_known;
	bool encrypted;
	bool cut; /* more than its share */
};

struct media {
	bool ok;	    /* it was decoded, perhaps in part */
	struct str sandbox; /* level of the decoder, as that of analysis */
	struct str format;  /* "png", "pdf", "zip", "7z", … */
	struct str trouble; /* in words of the decoder: why it was not, or not whole */
	struct str cut;	    /* the cap that was reached: "pixels", "bytes", "ratio",
			     * "entries", "pages", "frames", "symbols", "memory", "depth",
			     * "time"; empty: none */
	uint32_t width, height, frames; /* of a picture */
	bool looked; /* codes were looked for; else nothing can be said of any */
	struct media_code *codes;
	uint32_t code_count, code_cap;
	uint32_t pages;	     /* of a PDF, as it says */
	struct str text;     /* of its first page */
	struct str *actions; /* what it would do when opened: "javascript", "launch", … */
	uint32_t action_count, action_cap;
	struct media_link *links;
	uint32_t link_count, link_cap;
	struct media_entry *entries;
	uint32_t entry_count, entry_cap;
	uint64_t entries_told; /* that there are, beyond those listed */
	bool encrypted;	       /* all of it: nothing can be listed */
};

/* "image", "image-pair", "pdf", "archive": the last word of the question. */
const char *media_kind_name(enum media_kind kind);
enum media_kind media_kind_find(struct str name); /* MEDIA_NONE: there is none */
/* Any bytes; false: no such object. */
bool media_read(struct arena *arena, struct str bytes, struct media *ret);
/* One line about it, for a list of answers: "png, 200x200, 1 code". Words of ours and of
 * the decoder. */
struct str media_summary(struct arena *arena, const struct media *media);

/* The payload of MEDIA_PAIR: both, one behind the other. */
struct str media_pair(struct arena *arena, struct str left, struct str right);
/* False: it is none. Slices of `payload`. */
bool media_pair_split(struct str payload, struct str *ret_left, struct str *ret_right);
