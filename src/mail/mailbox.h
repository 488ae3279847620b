/* mail/mailbox.h - what kind of input is this, and where are its messages?
 *
 * Works on a window of the input, so that a mailbox of many gigabytes is split
 * without being loaded. mboxrd, mboxo and mboxcl ("Content-Length") need not
 * be told apart: their "From " lines look the same, and those quoted as ">From " stay
 * as they are. */
#pragma once
#include "base/str.h"

enum input_kind {
	INPUT_EMPTY,
	INPUT_MESSAGE,	/* header and body, maybe after junk lines or one "From " line */
	INPUT_HEADERS,	/* pasted header fields, no body */
	INPUT_MBOX,	/* more than one message, "From " lines */
	INPUT_OUTLOOK,	/* OLE compound file: .msg (mail/outlook.h) */
	INPUT_NOT_MAIL, /* no line looks like a header field of mail: zeros, an image,
			 * a program, /etc/passwd */
};

/* Judge by the first bytes (64 kB are enough); `whole` says that this is all of it. */
enum input_kind mailbox_kind(struct str start, bool whole);

/* Bytes of `input` to leave out in front: an mbox "From " line, byte order mark, blank
 * lines, junk lines before the first header field (a copied "Received:" block with a
 * title above it). */
size_t mailbox_junk(struct str input);

/* Streaming splitter. Feed windows in order; every message found is reported
 * with its range in the whole input (behind its "From " line, without the empty line
 * in front of the next one). A "From " line splits only behind an empty line and
 * with a date in it, as writers of mailboxes make them. */
struct mbox_splitter {
	uint64_t position; /* offset of the next byte fed */
	uint64_t start;	   /* of the message being read */
	bool inside, line_start, blank_before;
	uint8_t blank_length; /* of the empty line before, with its end */
	char hold[512];	      /* the bytes of a line that may be a "From " line */
	uint16_t held;
	bool in_from_line; /* it was one, and its end has not come yet */
};
typedef void mbox_found(void *arg, uint64_t offset, uint64_t length);
void mbox_splitter_init(struct mbox_splitter *splitter);
void mbox_splitter_feed(struct mbox_splitter *splitter, struct str window,
			mbox_found *found, void *arg);
void mbox_splitter_end(struct mbox_splitter *splitter, mbox_found *found, void *arg);
