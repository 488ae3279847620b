/* attachment/attachment.h - what is enclosed in a message, and inside that, each with
 * what it is called, what it says it is, and what it is.
 *
 * An attachment is a part that is not read as the message's text: files, pictures (also
 * those shown in the text), pages, calendars, cards, archives and what is in them. Bytes
 * that need a decoder go to the door as "media SHA256 KIND" (record/media.h); the rest is
 * read here. Facts only: checks judge. */
#pragma once
#include "attachment/content.h"
#include "attachment/drawn.h"
#include "attachment/inner.h"
#include "attachment/webpage.h"
#include "door/door.h"
#include "language/passage.h"
#include "record/media.h"

struct attachment {
	uint32_t n;		 /* from 1 */
	uint32_t parent;	 /* n of what it was found in; 0: a part of the message */
	uint32_t depth;		 /* 0: a part */
	const struct part *part; /* that it is, or in which it lies */
	struct str name;	 /* the best of its names; empty where it has none */
	struct str *names;	 /* all that it has, each once; `name` is the first */
	uint32_t name_count;
	struct str path;     /* in an archive, with its folders; a claim */
	struct str declared; /* media type that it says; empty inside an archive */
	struct str bytes;    /* its content; empty where it could not be had */
	char sha256[65];     /* empty without bytes */
	enum content content;
	const char *format; /* "zip", "png", "docx"; a word of ours, NULL unknown */
	const char *also;   /* a second file in it ("zip"), at `also_at`; NULL */
	size_t also_at;
	const struct content_kind *kind; /* by its name; NULL: an ending nobody knows */
	enum action action;		 /* what a click does, by name and content */
	bool inline_;		     /* shown in the text (a picture with Content-ID) */
	bool encrypted;		     /* an entry of an archive, or an archive all of it */
	bool opened;		     /* what is in it was looked for */
	bool decided;		     /* a decoder answered, or none is to be asked */
	uint64_t size;		     /* as said by the archive, else of bytes */
	uint32_t entries;	     /* of an archive: files in it that are listed */
	uint64_t entries_told;	     /* that it says it has */
	const struct answer *answer; /* to the question about it; NULL: none was asked */
	const struct media *media;   /* read from it; NULL */
	const struct message *mail;  /* CONTENT_MESSAGE */
	struct inner *inner;	     /* of documents, calendars, shortcuts; NULL */
	struct webpage *page;	     /* CONTENT_HTML, CONTENT_SVG; NULL: not read */
};

/* Two pictures that lie side by side. */
struct attachment_pair {
	uint32_t left, right; /* their n */
	const struct answer *answer;
	const struct media *media;
};

/* A picture that a part draws with characters or cells. */
struct drawn {
	const struct part *part;
	enum drawn_with with;
	struct str picture;
	const struct answer *answer; /* NULL: no decoder was asked */
	const struct media *media;
};

struct attachments {
	struct attachment *items;
	uint32_t count, cap;
	uint32_t expanded; /* so many from the front were looked into */
	const char *cut;   /* which LIMIT_… was reached; NULL: none */
	bool asked;	   /* decoders could be asked at all */
	struct attachment_pair pairs[4];
	uint32_t pair_count;
	struct drawn drawn[DRAWINGS];
	uint32_t drawn_count;
};

/* The parts that are attachments; nothing is asked. */
void attachments_begin(struct arena *arena, const struct message *message,
		       struct attachments *ret);
/* False: waiting for a decoder. `door` NULL: no decoder is asked. */
bool attachments_round(struct arena *arena, struct door *door,
		       struct attachments *attachments);
/* What they say and where they lead, once all are there; costs what they hold. */
void attachments_read(struct arena *arena, struct attachments *attachments);
/* Into the message's own lists, with their carriers. */
void attachments_links(struct arena *arena, const struct attachments *attachments,
		       struct links *links);
void attachments_passages(struct arena *arena, const struct attachments *attachments,
			  const struct links *links, struct passages *passages);
/* What it was found in; NULL: it is a part of the message. */
const struct attachment *attachment_parent(const struct attachments *attachments,
					   const struct attachment *attachment);
