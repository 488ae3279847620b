/* process/job.h - one thing to be done by a worker, as its owner in the command sees it.
 */
#pragma once
#include "process/task.h"

struct file { /* an open file that several jobs read */
	int fd;
	unsigned users;
};
struct file *file_new(int fd);
struct file *file_ref(struct file *file); /* accepts NULL */
void file_unref(struct file *file);	  /* accepts NULL */
/* A sealed file in memory with these bytes: nobody can change it any more. -1: no memory
 * for it. */
int file_of_bytes(struct str bytes);
/* The same with `length` bytes from `offset` of another file behind them. */
int file_of_bytes_and(struct str bytes, const struct file *other, uint64_t offset,
		      uint64_t length);

struct job {
	enum task_kind kind;
	enum task_kind then; /* TASK_CONVERT: what is done with the result */
	struct file *file;
	uint64_t offset, length, size;
	bool cut, one, converted, json_lines;
	bool record;	 /* a case is made of it */
	bool thing;	 /* no message: what somebody wants looked up */
	bool of_mailbox; /* one of many in one file */
	uint64_t second; /* as struct task has it */
	bool rows;	 /* the same */
	unsigned number;
	char *name, *error, *argument; /* malloc'ed; NULL is empty */
	char sha256[65];
	/* For the owner alone. */
	struct file *held; /* open until the job is done, for its lock; may be NULL */
	void *owner;
	bool by_directory; /* found by walking a directory, not named */
	/* How earlier attempts ended, and what is left to try. */
	char death[128];
	bool headers_only, unread;
};

/* Frees what the job owns. */
void job_fini(struct job *job);
/* A range of `mailbox`, its `number`-th message. */
void job_init_range(struct job *job, const struct job *mailbox, struct range range,
		    uint64_t number);
void job_task(const struct job *job, struct task *ret);
