/* mail/header.h - the header block: fields with their byte ranges (RFC 5322, 2.2).
 *
 * All slices point into the message. A field's value is left as it was sent,
 * folded and encoded; field_unfold() and mail/words.h read it. The reading is
 * the lenient one of most clients; where others would read differently
 * (space before the colon, a lone CR, a line that is no field) a defect says so
 * and mail/message.h keeps both readings. */
#pragma once
#include "mail/defect.h"

enum field_name {
	FIELD_OTHER,
	FIELD_RETURN_PATH,
	FIELD_DELIVERED_TO,
	FIELD_X_ORIGINAL_TO,
	FIELD_RECEIVED,
	FIELD_RECEIVED_SPF,
	FIELD_AUTHENTICATION_RESULTS,
	FIELD_ARC_AUTHENTICATION_RESULTS,
	FIELD_ARC_MESSAGE_SIGNATURE,
	FIELD_ARC_SEAL,
	FIELD_DKIM_SIGNATURE,
	FIELD_DOMAINKEY_SIGNATURE,
	FIELD_FROM,
	FIELD_SENDER,
	FIELD_REPLY_TO,
	FIELD_TO,
	FIELD_CC,
	FIELD_BCC,
	FIELD_DATE,
	FIELD_SUBJECT,
	FIELD_MESSAGE_ID,
	FIELD_IN_REPLY_TO,
	FIELD_REFERENCES,
	FIELD_RESENT_FROM,
	FIELD_RESENT_SENDER,
	FIELD_MIME_VERSION,
	FIELD_CONTENT_TYPE,
	FIELD_CONTENT_TRANSFER_ENCODING,
	FIELD_CONTENT_DISPOSITION,
	FIELD_CONTENT_ID,
	FIELD_CONTENT_DESCRIPTION,
	FIELD_CONTENT_LOCATION,
	FIELD_LIST_ID,
	FIELD_LIST_UNSUBSCRIBE,
	FIELD_LIST_POST,
	FIELD_AUTO_SUBMITTED,
	FIELD_PRECEDENCE,
	FIELD_USER_AGENT,
	FIELD_X_MAILER,
	FIELD_X_ORIGINATING_IP,
	FIELD_ORGANIZATION,
	FIELD_NAMES
};

struct field {
	enum field_name known;
	struct str name;  /* as written, without blanks before the colon */
	struct str value; /* after the colon, folded, without the last line end */
	struct str raw;	  /* the whole field with its line ends */
};

struct header {
	struct field *fields;
	uint32_t count, cap;
	uint64_t has;	/* a bit for each name that is known and stands there */
	struct str raw; /* with the empty line that ends it, if there is one */
};

/* Read the header at the start of `bytes`. Returns what follows it (the body);
 * a header that never ends leaves an empty body. Lines end in CRLF, LF or
 * (defect) a lone CR. A line that is no field and no continuation, and does not
 * look like one, ends the header (defect header.broken-by-line) and belongs to the body,
 * as Postfix and most clients do. */
struct str header_parse(struct arena *arena, struct str bytes, struct defects *defects,
			struct header *ret);

/* How some readers differ from that, for the other readings of a message. */
enum header_style {
	HEADER_CR_IS_DATA = 1 << 0,    /* a lone CR ends no line */
	HEADER_CR_ENDS_LINE = 1 << 1,  /* every lone CR ends a line */
	HEADER_BLANK_ENDS = 1 << 2,    /* a line of blanks is an empty line */
	HEADER_SKIPS_LINES = 1 << 3,   /* a line that is no field is passed over */
	HEADER_LF_IS_DATA = 1 << 4,    /* only CRLF ends a line */
	HEADER_NAME_EXACT = 1 << 5,    /* "Name :" is no field */
	HEADER_FOLD_IS_FIELD = 1 << 6, /* a folded line with a field in it is a field */
	HEADER_EARLY_BLANK_SKIPPED = 1 << 7, /* empty lines before the first field */
	HEADER_CONTROL_SKIPPED = 1 << 8,     /* controls around a name do not count */
};
struct header_options {
	unsigned style;
	/* Says of a line beginning with "--" that it ends the header though no empty line
	 * came: a boundary of an open multipart. May be NULL. */
	bool (*stop)(const void *arg, struct str line);
	const void *arg;
	/* Where the next line feed is, kept between headers of one buffer: behind a
	 * million lone CRs it is looked for once. May be NULL. */
	const char **line_feed;
};
struct str header_parse_as(struct arena *arena, struct str bytes,
			   const struct header_options *options, struct defects *defects,
			   struct header *ret);

/* True where `line` begins with a field's name and colon ("Name:", "Name :"). */
bool header_looks_like_field(struct str line);

enum field_name field_name_of(struct str name);
/* "Received", "DKIM-Signature", …; NULL for FIELD_OTHER. */
const char *field_name_text(enum field_name name);

/* First field of that name, NULL if none; the next one after `after`. */
const struct field *header_first(const struct header *header, enum field_name name);
const struct field *header_next(const struct header *header, const struct field *after);
const struct field *header_first_named(const struct header *header, struct str name);
uint32_t header_count(const struct header *header, enum field_name name);

/* The value on one line: line ends removed, the white space after them kept
 * (RFC 5322, 2.2.3), trimmed at both ends. No copy where nothing is folded. */
struct str field_unfold(struct arena *arena, struct str value);
