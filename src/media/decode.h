/* media/decode.h - one thing, in a process of its own: each kind has a decoder.
 *
 * decode_begin() may still start other programs (poppler, for a PDF); decode_run() is
 * under the lock. */
#pragma once
#include "record/media.h"

/* Before the lock: libraries do what they do at their first use. */
void decode_warm(void);
/* What is built in and what is not, a line for people. */
struct str decode_abilities(struct arena *arena);

struct decode {
	struct arena *arena;
	enum media_kind kind;
	int file; /* the bytes */
	struct str bytes;
	void *begun; /* what decode_begin() left for decode_run() */
	struct media *ret;
};

/* The decoders: `ret` gets what they found, `ok` and `trouble` with it. */
typedef void decoder(struct decode *decode);
decoder decode_picture, decode_pair, decode_archive, decode_pdf_begin, decode_pdf;
extern const bool archive_can_read; /* libarchive is built in */

void decode_begin(struct decode *decode);
void decode_run(struct decode *decode);
