/* process/outbox.h - records on their way into a socket that may be full.
 *
 * Whoever talks to several processes must not wait for one of them: it may itself be
 * waiting to be read. */
#pragma once
#include "base/buf.h"

enum { OUTBOX_FILES = 64 };

struct outbox {
	struct buf bytes;
	size_t sent; /* of these */
	/* Descriptors, each with the first byte of its record; borrowed. */
	struct {
		size_t at;
		int fd;
	} files[OUTBOX_FILES];
	unsigned file_count;
};

void outbox_init(struct outbox *outbox);
void outbox_fini(struct outbox *outbox);
/* A record is written to outbox->bytes; before that, its descriptor is named (at most
 * OUTBOX_FILES on their way at once), which stays open until it has gone. */
void outbox_add_file(struct outbox *outbox, int fd);
bool outbox_is_empty(const struct outbox *outbox);
/* What the socket takes now. False: whoever read there has gone. */
bool outbox_flush(struct outbox *outbox, int socket);
