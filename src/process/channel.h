/* process/channel.h - a worker's end of the wire: tasks in, replies out, one at a time.
 *
 * A task may bring a descriptor. They arrive in the order of their tasks. */
#pragma once
#include "process/task.h"

enum { CHANNEL_FILES = 16, CHANNEL_READ = 16 * 1024 };

struct channel {
	int fd;
	struct buf in;
	size_t used; /* bytes of `in` that were taken */
	int files[CHANNEL_FILES];
	unsigned file_count;
	char bytes[CHANNEL_READ]; /* of one read */
};

void channel_init(struct channel *channel, int fd);
/* Wait for the next record. False: the command has gone, or sent nonsense. The record is
 * valid until the next call. */
bool channel_next(struct channel *channel, struct wire_head *ret_head,
		  struct str *ret_record);
/* The descriptor that came with the record; -1 where none did. */
int channel_take_file(struct channel *channel);
bool channel_send(struct channel *channel, const struct reply *reply, struct str body);

/* `length` bytes from `offset` on of an open file, in memory of our own (free()), so
 * that nobody can change them any more. A shorter file gives what there is; false with
 * errno where it cannot be read. */
bool channel_read_file(int fd, uint64_t offset, uint64_t length, struct str *ret);
