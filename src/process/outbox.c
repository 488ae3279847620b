/* process/outbox.c - see outbox.h. */
#include "process/outbox.h"

#include <assert.h>
#include <errno.h>
#include <sys/socket.h>

void outbox_init(struct outbox *outbox)
{
	*outbox = (struct outbox){ 0 };
	buf_init(&outbox->bytes, 0);
}

void outbox_fini(struct outbox *outbox)
{
	buf_fini(&outbox->bytes);
	*outbox = (struct outbox){ 0 };
}

void outbox_add_file(struct outbox *outbox, int fd)
{
	assert(outbox->file_count < OUTBOX_FILES);
	outbox->files[outbox->file_count].at = outbox->bytes.n;
	outbox->files[outbox->file_count++].fd = fd;
}

bool outbox_is_empty(const struct outbox *outbox)
{
	return outbox->sent == outbox->bytes.n;
}

/* Up to the next record that brings a descriptor. */
static ssize_t send_some(struct outbox *outbox, int socket)
{
	union {
		struct cmsghdr head;
		char space[CMSG_SPACE(sizeof(int))];
	} control = { 0 };
	bool file = outbox->file_count && outbox->files[0].at == outbox->sent;
	size_t end = outbox->file_count > file ? outbox->files[file].at : outbox->bytes.n;
	struct iovec from = { outbox->bytes.p + outbox->sent, end - outbox->sent };
	struct msghdr message = { .msg_iov = &from, .msg_iovlen = 1 };
	ssize_t n;

	if (file) {
		message.msg_control = &control;
		message.msg_controllen = sizeof control;
		control.head = (struct cmsghdr){ .cmsg_len = CMSG_LEN(sizeof(int)),
						 .cmsg_level = SOL_SOCKET,
						 .cmsg_type = SCM_RIGHTS };
		memcpy(CMSG_DATA(&control.head), &outbox->files[0].fd, sizeof(int));
	}
	n = sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (n > 0 && file) {
		outbox->file_count--;
		memmove(outbox->files, outbox->files + 1,
			outbox->file_count * sizeof outbox->files[0]);
	}
	return n;
}

bool outbox_flush(struct outbox *outbox, int socket)
{
	while (!outbox_is_empty(outbox)) {
		ssize_t n = send_some(outbox, socket);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno == EAGAIN || errno == EWOULDBLOCK;
		outbox->sent += (size_t)n;
	}
	buf_clear(&outbox->bytes);
	outbox->sent = 0;
	return true;
}
