/* process/stream.c - see stream.h. */
#include "process/stream.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>

enum { READ = 64 * 1024 };

void stream_init(struct stream *stream, int fd)
{
	stream->fd = fd;
	outbox_init(&stream->out);
	buf_init(&stream->in, WIRE_FIELDS_MAX + 2 * READ);
}

void stream_fini(struct stream *stream)
{
	outbox_fini(&stream->out);
	buf_fini(&stream->in);
	stream->fd = -1;
}

void stream_restart(struct stream *stream, int fd)
{
	stream_fini(stream);
	stream_init(stream, fd);
}

void stream_put(struct stream *stream, const struct wire_shape *shape, const void *record)
{
	wire_put(&stream->out.bytes, shape, record, 0);
}

bool stream_flush(struct stream *stream)
{
	return outbox_is_empty(&stream->out) || outbox_flush(&stream->out, stream->fd);
}

/* False: the end, or no more room. recvmsg(), since that is what a locked process may. */
static bool receive(struct stream *stream)
{
	char bytes[READ];
	struct iovec into = { bytes, sizeof bytes };
	struct msghdr message = { .msg_iov = &into, .msg_iovlen = 1 };
	ssize_t n = recvmsg(stream->fd, &message, MSG_DONTWAIT);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	buf_add(&stream->in, str_make(bytes, (size_t)n));
	return n > 0 && !stream->in.full;
}

enum stream_state stream_read(struct stream *stream,
			      bool (*take)(void *arg, const struct wire_head *head,
					   struct str record),
			      void *arg)
{
	bool there = receive(stream);
	struct str rest = buf_peek(&stream->in);
	enum wire_status status;
	struct wire_head head;

	while ((status = wire_peek(rest, &head)) == WIRE_OK) {
		size_t n = wire_body_offset(&head);

		if (head.body || !take(arg, &head, str_sub(rest, 0, n)))
			return STREAM_REFUSED;
		rest = str_skip(rest, n);
	}
	if (status == WIRE_BROKEN)
		return STREAM_UNREADABLE;
	if (rest.n)
		memmove(stream->in.p, rest.p, rest.n);
	stream->in.n = rest.n;
	return there ? STREAM_OPEN : STREAM_GONE;
}

short stream_events(const struct stream *stream)
{
	return outbox_is_empty(&stream->out) ? POLLIN : POLLIN | POLLOUT;
}
