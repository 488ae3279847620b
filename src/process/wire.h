/* process/wire.h - records between the command and its workers.
 *
 * A record is a fixed head, numbered fields, and a body of bytes (a report, a part, a
 * converted mail). The shape of each kind is a table of fields with a ceiling each, so
 * both sides check the same lengths and ranges. What comes from a worker is hostile: it
 * may have been taken over by the message it read. Whatever does not fit is WIRE_BROKEN,
 * and the worker that sent it is ended. Both ends run on one machine: numbers are in
 * its own byte order. */
#pragma once
#include "base/buf.h"

enum wire_status { WIRE_MORE, WIRE_OK, WIRE_BROKEN };

enum wire_kind { WIRE_NUMBER, WIRE_TEXT }; /* uint64_t, struct str */

struct wire_field {
	enum wire_kind kind;
	size_t offset; /* in the C struct */
	uint64_t max;  /* greatest number, or longest text */
};

#define WIRE_NUMBER_IN(type, member, max) \
	{ \
		WIRE_NUMBER, offsetof(type, member), max \
	}
#define WIRE_TEXT_IN(type, member, max) \
	{ \
		WIRE_TEXT, offsetof(type, member), max \
	}

struct wire_shape {
	uint32_t type; /* of the record */
	const struct wire_field *fields;
	uint32_t field_count;
	uint64_t body_max;
};

struct wire_head {
	uint32_t type;
	uint32_t fields; /* bytes of fields */
	uint64_t body;	 /* bytes of body, after the fields */
};

/* The longest is what a browser tells of a page (LIMIT_BROWSE_ANSWER). */
enum { WIRE_FIELDS_MAX = 8u << 20 };

/* Append head and fields of `record`; the body (of `body` bytes) is sent after them by
 * the caller. A text beyond its ceiling is cut to it. */
void wire_put(struct buf *out, const struct wire_shape *shape, const void *record,
	      size_t body);

/* Read the head at the start of `bytes`; WIRE_OK once all its fields are there too. */
enum wire_status wire_peek(struct str bytes, struct wire_head *ret);
/* Read the fields of a record of that shape, as wire_peek() found it at the start of
 * `bytes`. Texts are slices of it. Fields that were not sent are zero. */
bool wire_get(const struct wire_shape *shape, struct str bytes, void *record);
/* Where the body begins. */
size_t wire_body_offset(const struct wire_head *head);
