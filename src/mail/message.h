/* mail/message.h - a whole message: header, MIME tree, decoded parts, other readings.
 *
 * Built over one immutable buffer; every slice that is not decoded points into
 * it, so offsets are evidence. The MIME tree is built without recursion.
 *
 * Where two honest parsers can disagree (ATTACKS MM-01 … MM-08), the reading of
 * most clients is the main one, and what the others would see is kept as a `reading` with
 * parts of its own. Checks look at all parts (message.parts holds both kinds);
 * reports show them apart. */
#pragma once
#include "mail/address.h"
#include "mail/authres.h"
#include "mail/charset.h"
#include "mail/date.h"
#include "mail/encoding.h"
#include "mail/header.h"
#include "mail/msgid.h"
#include "mail/param.h"
#include "mail/words.h"

enum part_kind {
	PART_LEAF,
	PART_MULTIPART,
	PART_MESSAGE, /* message/rfc822 and kin: children are those of the mail inside */
	PART_SIGNED,  /* signed data of S/MIME: its child is the entity inside */
};

enum part_place { /* why a part is where most clients do not show it (MM-06) */
		  PLACE_BODY,
		  PLACE_PREAMBLE,
		  PLACE_EPILOGUE,
		  PLACE_UUENCODE, /* found inline in text */
};

struct file_name {
	const char
	    *source; /* "disposition.filename", "disposition.filename*", "type.name", … */
	struct str name; /* decoded, UTF-8; never a path to use */
};

struct part {
	int32_t id;	 /* index in message.parts */
	int32_t parent;	 /* -1 for the root of a reading */
	int32_t reading; /* 0: the main reading; else 1 + index in message.readings */
	uint16_t depth;
	enum part_kind kind;
	enum part_place place;
	struct header header; /* of the part; the root's is the message's */
	struct params
	    content_type; /* value "text/plain" even where the field is missing */
	bool type_given;
	struct params disposition; /* value empty where the field is missing */
	struct str charset;	   /* as declared, empty if not */
	enum encoding encoding;	   /* as used */
	struct str encoding_token; /* as declared, empty if not */
	struct str content_id;
	struct str filename; /* best of filenames, empty if none */
	struct file_name *filenames;
	uint32_t filename_count;

	struct str raw;	  /* header and body as they stand */
	struct str body;  /* body as it stands, encoded */
	struct str bytes; /* decoded; for multipart: the same as body; empty where cut by
			     a cap */
	bool bytes_cut;	  /* a cap kept it from being decoded or descended into */
	struct str text; /* of text parts: UTF-8; for html the source, see link/html.h for
			    what is seen */
	const char *used_charset;
	struct text_walk *walk; /* see text_walk_of() */
	bool text_sniffed;
	struct message *carried; /* PART_MESSAGE: the mail inside, a message of its own;
				    text/rfc822-headers: its header alone; PART_SIGNED:
				    the entity inside, read as if it were a message */
	uint32_t odd;		 /* why it may be read otherwise: bits of mail/mime.h */
};

struct reading {
	const char *rule; /* "mime.first-content-type", "mime.other-encoding",
			     "header.ends-early", … : stable ids */
	struct str detail;
	size_t offset; /* where the readings part */
};

struct message {
	struct arena *arena;
	struct str raw;		 /* the bytes this message was read from */
	struct message *carrier; /* the message in which it was found, or NULL */
	int32_t carrier_part;
	uint32_t copies_at;   /* where its parts stand, copied, among the carrier's */
	struct header header; /* of the main reading */
	struct str body;
	struct part *
	    *parts; /* all, of all readings, in the order found; [0] is the root */
	uint32_t part_count, part_cap;
	struct reading *readings;
	uint32_t reading_count, reading_cap;
	struct defects defects;
	uint64_t decoded_bytes; /* spent of LIMIT_DECODED_FACTOR */
	bool headers_only;	/* pasted headers, no body at all */
	bool complete; /* false where a cap cut the input, or it ends inside a header */

	/* What the header says, typed. From: every field, every address; first field
	 * first. */
	struct address_list from; /* items of all From fields */
	uint32_t from_fields;
	struct address_list sender, reply_to, to, cc;
	struct mailbox return_path;
	bool return_path_given, return_path_null;
	struct str delivered_to;
	struct words subject;
	struct date date;
	struct msgid message_id;
	bool message_id_given, date_given, subject_given;
};

struct message_options {
	bool headers_only; /* look at the header alone (after a crash, or as asked) */
};

/* Never NULL. `bytes` must outlive the arena. Everything else lives in it. */
struct message *message_parse(struct arena *arena, struct str bytes,
			      const struct message_options *options);

/* The next of the mails that stand in this one as its parts; `at` is 0 at first. Of a
 * delivery report there is none: it carries the user's own. */
struct message *message_carried(const struct message *message, uint32_t *at);
/* The mail this one was sent to report, by its shape: exactly one message/rfc822 (or
 * .eml-like text) carried by a mail that is not a delivery report. NULL where there is
 * none. */
struct message *message_reported(const struct message *message);

/* Offset of a slice of `message` in the input as the user gave it: through the carrier
 * where the message was found undecoded inside another; the carrier part's own offset
 * where it had been decoded. */
size_t message_offset(const struct message *message, struct str slice);

/* Where the character at `offset` of part->text (UTF-8) begins in the bytes that
 * `message` was read from: back through charset and transfer encoding. The part's own
 * body offset where that cannot be told. Cheap for ascending offsets, and near
 * to places where the walk stood before. */
struct text_walk {
	const struct part *part;
	size_t text_offset, decoded_offset, raw_offset; /* where the walk stands */
	void *state;
};
void text_walk_begin(struct arena *arena, const struct part *part, struct text_walk *ret);
/* The walk of the part, one for all who ask; begun by the first. Lives in `arena`, that
 * of the message. */
struct text_walk *text_walk_of(struct arena *arena, const struct part *part);
/* Offset of the byte in part->raw's buffer, relative to part->body's start. */
size_t text_walk_to(struct text_walk *walk, size_t text_offset);
