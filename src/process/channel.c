/* process/channel.c - see channel.h. */
#include "process/channel.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

void channel_init(struct channel *channel, int fd)
{
	memset(channel, 0, sizeof *channel);
	channel->fd = fd;
	buf_init(&channel->in, WIRE_FIELDS_MAX + 2 * CHANNEL_READ);
}

static void keep_files(struct channel *channel, struct msghdr *message)
{
	for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
		size_t count;

		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		for (size_t i = 0; i < count; i++) {
			int fd;

			memcpy(&fd, CMSG_DATA(c) + i * sizeof fd, sizeof fd);
			if (channel->file_count < CHANNEL_FILES)
				channel->files[channel->file_count++] = fd;
			else
				close(fd);
		}
	}
}

static bool receive(struct channel *channel)
{
	union {
		struct cmsghdr head;
		char space[CMSG_SPACE(CHANNEL_FILES * sizeof(int))];
	} control;
	struct iovec into = { channel->bytes, sizeof channel->bytes };
	struct msghdr message = { .msg_iov = &into,
				  .msg_iovlen = 1,
				  .msg_control = &control,
				  .msg_controllen = sizeof control };
	ssize_t n;

	do
		n = recvmsg(channel->fd, &message, MSG_CMSG_CLOEXEC);
	while (n < 0 && errno == EINTR);
	if (n <= 0)
		return false;
	keep_files(channel, &message);
	buf_add(&channel->in, str_make(channel->bytes, (size_t)n));
	return !channel->in.full;
}

static void drop_used(struct channel *channel)
{
	struct buf *in = &channel->in;

	if (channel->used)
		memmove(in->p, in->p + channel->used, in->n - channel->used);
	in->n -= channel->used;
	channel->used = 0;
}

bool channel_next(struct channel *channel, struct wire_head *ret_head,
		  struct str *ret_record)
{
	struct buf *in = &channel->in;
	enum wire_status status;

	while ((status = wire_peek(str_skip(buf_peek(in), channel->used), ret_head)) ==
	       WIRE_MORE) {
		drop_used(channel);
		if (!receive(channel))
			return false;
	}
	if (status == WIRE_BROKEN || ret_head->body)
		return false;
	*ret_record = str_sub(buf_peek(in), channel->used,
			      channel->used + wire_body_offset(ret_head));
	channel->used += ret_record->n;
	return true;
}

int channel_take_file(struct channel *channel)
{
	int fd;

	if (channel->file_count == 0)
		return -1;
	fd = channel->files[0];
	channel->file_count--;
	memmove(channel->files, channel->files + 1, channel->file_count * sizeof fd);
	return fd;
}

bool channel_send(struct channel *channel, const struct reply *reply, struct str body)
{
	struct buf head;
	struct iovec parts[2];
	unsigned first = 0;
	bool ok = true;

	buf_init(&head, 0);
	wire_put(&head, &reply_shape, reply, body.n);
	parts[0] = (struct iovec){ head.p, head.n };
	parts[1] = (struct iovec){ (void *)body.p, body.n };
	while (ok && first < 2) {
		ssize_t n = writev(channel->fd, parts + first, (int)(2 - first));

		if (n < 0) {
			ok = errno == EINTR;
			continue;
		}
		while (first < 2 && (size_t)n >= parts[first].iov_len) {
			n -= (ssize_t)parts[first].iov_len;
			first++;
		}
		if (first < 2) {
			parts[first].iov_base = (char *)parts[first].iov_base + n;
			parts[first].iov_len -= (size_t)n;
		}
	}
	buf_fini(&head);
	return ok;
}

bool channel_read_file(int fd, uint64_t offset, uint64_t length, struct str *ret)
{
	char *p = malloc(length ? length : 1);
	size_t n = 0;

	if (!p)
		abort();
	while (n < length) {
		ssize_t got = pread(fd, p + n, length - n, (off_t)(offset + n));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			free(p);
			return false;
		}
		if (got == 0)
			break;
		n += (size_t)got;
	}
	*ret = str_make(p, n);
	return true;
}
