/* process/job.c - see job.h. */
#include "process/job.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct file *file_new(int fd)
{
	struct file *file = malloc(sizeof *file);

	if (!file)
		abort();
	*file = (struct file){ .fd = fd, .users = 1 };
	return file;
}

struct file *file_ref(struct file *file)
{
	if (file)
		file->users++;
	return file;
}

void file_unref(struct file *file)
{
	if (!file || --file->users)
		return;
	close(file->fd);
	free(file);
}

static bool write_all(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes = str_skip(bytes, (size_t)n);
	}
	return true;
}

static bool copy_all(int fd, int from, uint64_t offset, uint64_t length)
{
	static char bytes[256 * 1024];

	while (length) {
		size_t want = length < sizeof bytes ? (size_t)length : sizeof bytes;
		ssize_t n = pread(from, bytes, want, (off_t)offset);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0 || !write_all(fd, str_make(bytes, (size_t)n)))
			return false;
		offset += (uint64_t)n;
		length -= (uint64_t)n;
	}
	return true;
}

int file_of_bytes_and(struct str bytes, const struct file *other, uint64_t offset,
		      uint64_t length)
{
	int fd = memfd_create("mekiki", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd < 0)
		return -1;
	if (!write_all(fd, bytes) ||
	    (other && !copy_all(fd, other->fd, offset, length))) {
		close(fd);
		return -1;
	}
	fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
	return fd;
}

int file_of_bytes(struct str bytes)
{
	return file_of_bytes_and(bytes, NULL, 0, 0);
}

void job_fini(struct job *job)
{
	file_unref(job->file);
	file_unref(job->held);
	free(job->name);
	free(job->error);
	free(job->argument);
	*job = (struct job){ 0 };
}

void job_init_range(struct job *job, const struct job *mailbox, struct range range,
		    uint64_t number)
{
	*job = (struct job){
		.kind = mailbox->record ? TASK_RECORD : TASK_INSPECT,
		.file = file_ref(mailbox->file),
		.offset = range.offset,
		.length = range.length,
		.size = range.length,
		.one = true,
		.record = mailbox->record,
		.of_mailbox = true,
		.owner = mailbox->owner,
		.by_directory = mailbox->by_directory,
	};
	if (asprintf(&job->name, "%s#%llu", mailbox->name, (unsigned long long)number) <
	    0)
		abort();
}

void job_task(const struct job *job, struct task *ret)
{
	*ret = (struct task){
		.kind = job->kind,
		.has_file = job->file != NULL,
		.offset = job->offset,
		.length = job->length,
		.size = job->size,
		.cut = job->cut,
		.one = job->one,
		.found = job->by_directory,
		.converted = job->converted,
		.headers_only = job->headers_only,
		.unread = job->unread,
		.number = job->number,
		.json_lines = job->json_lines,
		.record = job->record,
		.thing = job->thing,
		.second = job->second,
		.rows = job->rows,
		.name = str_c(job->name),
		.error = str_c(job->error),
		.death = str_c(job->death),
		.sha256 = str_c(job->sha256),
		.argument = str_c(job->argument),
	};
}
