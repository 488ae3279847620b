/* process/stream.h - records in both directions over one socket, without waiting.
 *
 * For whoever talks to a process and has other things to do: what comes is handed over
 * record by record, what goes is kept until the socket takes it. */
#pragma once
#include "process/outbox.h"
#include "process/wire.h"

struct stream {
	int fd; /* borrowed */
	struct outbox out;
	struct buf in;
};

void stream_init(struct stream *stream, int fd);
void stream_fini(struct stream *stream);
/* Forget what came and what was to go; another socket. */
void stream_restart(struct stream *stream, int fd);
/* One more record to go, without a body. */
void stream_put(struct stream *stream, const struct wire_shape *shape,
		const void *record);
/* What the socket takes now. False: whoever read there has gone. */
bool stream_flush(struct stream *stream);

enum stream_state {
	STREAM_OPEN,
	STREAM_GONE,	   /* nobody is at the other end */
	STREAM_UNREADABLE, /* what came is no record */
	STREAM_REFUSED,	   /* `take` wanted no more */
};

/* Reads what is there, once, and hands over each record that is whole (with its head;
 * valid during the call). `take` returns false where it makes no sense. */
enum stream_state stream_read(struct stream *stream,
			      bool (*take)(void *arg, const struct wire_head *head,
					   struct str record),
			      void *arg);
/* What poll() shall wait for. */
short stream_events(const struct stream *stream);
