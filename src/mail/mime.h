/* mail/mime.h - the MIME tree of a message, and one tree more for every other reading.
 *
 * Internal to message.c and reading.c. The tree is built in one pass over the bytes with
 * a stack of open boundaries: each line is looked at once, whatever it is nested in. */
#pragma once
#include "mail/message.h"

/* Why an entity may be read otherwise (struct part.odd). */
enum mime_odd {
	ODD_HEADER = 1 << 0,	 /* its header has a defect */
	ODD_TYPE_TWICE = 1 << 1, /* two Content-Type fields */
	ODD_TYPE = 1 << 2,	 /* a Content-Type that is no "type/subtype" */
	ODD_ENCODING_TWICE = 1 << 3,
	ODD_ENCODING = 1 << 4,		/* a word nobody defined, comments, signs */
	ODD_BOUNDARY = 1 << 5,		/* several, or written so that readers differ */
	ODD_NO_BOUNDARY = 1 << 6,	/* a multipart that names none */
	ODD_NOT_FOUND = 1 << 7,		/* … or one that never comes */
	ODD_NOT_ENDED = 1 << 8,		/* the last boundary is missing */
	ODD_REUSED = 1 << 9,		/* the boundary of a multipart around it */
	ODD_PREFIX = 1 << 10,		/* lines that only begin with the boundary */
	ODD_INDENTED = 1 << 11,		/* boundary lines behind blanks */
	ODD_SECOND_HEADER = 1 << 12,	/* the body begins with header fields */
	ODD_ENCODED_TREE = 1 << 13,	/* a multipart in base64 or quoted-printable */
	ODD_BOUNDARY_NO_TREE = 1 << 14, /* a boundary, but no multipart type */
	ODD_BETWEEN = 1 << 15,		/* content in preamble or epilogue */
};

/* How one reader differs from most. All but the last ones hold for the entity at
 * the root of the reading alone. */
struct mime_choice {
	unsigned header_style;		  /* enum header_style */
	const struct field *content_type; /* take this one */
	bool encoding_given;
	enum encoding encoding;
	struct str boundary; /* take this one, even in a part that is no multipart */
	bool boundary_given;
	bool opaque;		   /* take the root for a leaf */
	bool no_header;		   /* the bytes are a body; content_type says of what */
	bool body_is_entity;	   /* the body begins with the rest of the header */
	bool boundary_anywhere;	   /* "--boundary" of the root counts within a line too */
	bool cr_ends_line;	   /* everywhere in headers and for boundaries */
	bool prefix_is_boundary;   /* "--boundaryX" is a boundary line */
	bool indented_is_boundary; /* " --boundary" is one */
	bool outermost_first;	   /* of two equal boundaries the outer one counts */
};

/* What all messages found in one input may use up together. */
struct mime_budget {
	uint32_t parts;
	uint64_t decoded;
	bool parts_said, decoded_said, readings_said;
	bool more_parts;	 /* those for other readings have been added */
	struct mime_open *stack; /* one for all trees, which are built in turn */
};

/* Add the tree of the entity in `bytes` to message->parts. `reading` is 0 for the main
 * one. `defects` may be NULL. Returns the id of its root, -1 where no part is left. */
int32_t mime_tree(struct message *message, struct mime_budget *budget, struct str bytes,
		  const struct mime_choice *choice, int32_t reading,
		  struct defects *defects);

/* A new part at the end of message->parts, -1 where none is left. */
int32_t mime_add_part(struct message *message, struct mime_budget *budget, int32_t parent,
		      int32_t reading, struct defects *defects);

/* Decode the leaves from id `from` on: bytes, text, names, inline uuencode. */
void part_decode_all(struct message *message, struct mime_budget *budget, uint32_t from,
		     struct defects *defects);

/* Find the names of a part (file names, Content-ID, disposition). */
void part_read_fields(struct message *message, struct part *part,
		      struct defects *defects);

/* The other readings of a message whose main reading is complete; its parts are the first
 * `main_count`. Costs nothing where nothing is odd. */
void readings_find(struct message *message, struct mime_budget *budget,
		   uint32_t main_count);
/* One more reading by the part `id` alone; NULL where there are enough. */
struct part *reading_add_leaf(struct message *message, struct mime_budget *budget,
			      int32_t like, const char *rule, struct str detail,
			      size_t offset);

/* Offset of a slice in the input, or of what it was decoded from. */
static inline size_t input_offset(const struct message *message, struct str slice)
{
	const struct defects *defects = &message->defects;

	return str_within(defects->input, slice) ? str_offset(defects->input, slice)
						 : defects->carrier;
}

/* Does it say that it is CMS (S/MIME), other than a signature that stands beside what it
 * signs? By its name too: gateways make application/octet-stream of it. */
static inline bool part_is_cms_type(const struct part *part)
{
	struct str type = part->content_type.value;

	return str_eq(type, STR("application/pkcs7-mime")) ||
	       str_eq(type, STR("application/x-pkcs7-mime")) ||
	       (str_eq(type, STR("application/octet-stream")) &&
		str_ends_nocase(part->filename, STR(".p7m")));
}

static inline bool part_is_multipart_type(const struct part *part)
{
	return str_starts(part->content_type.value, STR("multipart/"));
}
