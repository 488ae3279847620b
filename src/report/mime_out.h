/* report/mime_out.h - the parts of a mail that is drafted: fields and bodies that stay
 * what they are, whatever the texts in them are.
 *
 * Lines end in LF here; mime_lines() makes the CR LF of mail at the end. */
#pragma once
#include "base/buf.h"

/* "Name: text": words beyond ASCII and long ones are encoded (RFC 2047), and nothing in
 * `text` can end the field or begin another. */
void mime_field(struct buf *out, const char *name, struct str text);
/* "Name: \"text\" <address>"; an address that is not one is left out, and without it the
 * field. */
void mime_address(struct buf *out, const char *name, struct str text, struct str address);
/* Content-Transfer-Encoding and body, whichever fits: 7bit where it is short lines of
 * ASCII, else quoted-printable, base64 where most of it is beyond ASCII. */
void mime_body(struct buf *out, struct str text);
/* The same as base64, in lines. */
void mime_base64(struct buf *out, struct str bytes);
/* Every line end as CR LF; a lone CR is a line end, NUL becomes '?'. */
void mime_lines(struct str text, struct buf *out);
/* "Sun, 01 Jan 2023 13:22:02 +0000" */
void mime_date(struct buf *out, int64_t utc);
