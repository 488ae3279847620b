/* mail/encoding.h - transfer encodings: base64, quoted-printable, uuencode (RFC 2045, 6).
 *
 * Output bounds are computed before anything is written. Each decoder says
 * what a strict reader would not have accepted; where a lenient and a strict
 * reader get different bytes, both are available (MM-04). */
#pragma once
#include "mail/defect.h"

enum encoding {
	ENCODING_7BIT, /* also none, 8bit, binary: the bytes as they are */
	ENCODING_8BIT,
	ENCODING_BINARY,
	ENCODING_BASE64,
	ENCODING_QUOTED_PRINTABLE,
	ENCODING_UUENCODE,
	ENCODING_UNKNOWN, /* a word nobody defined; bytes as they are */
};

/* "Base64" and kin, blanks and case ignored. */
enum encoding encoding_of(struct str token);
const char *encoding_name(enum encoding encoding); /* "7bit", "base64", … */

struct decoded {
	struct str bytes; /* lenient reading: junk skipped, all that decodes */
	bool lawful;	  /* nothing a strict reader would object to */
	/* Where reading stops at the first '=' of base64 that is not at the end, or at
	 * the first illegal character, other readers go on: their result. */
	bool differs;
	struct str strict_bytes; /* where differs: up to the first illegal place */
};

/* `body` in, bytes out (a slice of `body` for the identity encodings).
 * Defects: encoding.*, at the place in `body`. */
void encoding_decode(struct arena *arena, enum encoding encoding, struct str body,
		     struct defects *defects, struct decoded *ret);

/* Base64 text alone (encoded words, other small things): lenient. */
struct str base64_decode(struct arena *arena, struct str text, bool *ret_lawful);

/* The next "begin 644 name … end" block in plain text. False where there is none. */
struct uu_block {
	struct str raw, name, body;
};
bool uuencode_find(struct str text, size_t from, struct uu_block *ret);
