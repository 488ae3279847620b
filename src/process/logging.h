/* process/logging.h - the carrier's helper for mail logs.
 *
 * Questions "log KEY…" go to one mekiki-log, which has the files' descriptors and reads
 * them from start to end. All questions that are there when it is free go together: one
 * pass answers them all. */
#pragma once
#include "process/job.h"
#include "process/outside.h"

struct pollfd;
struct carrier;
struct logging;

/* The files of a run, in the order of their times; borrowed. */
struct log_files {
	struct file *files[LIMIT_LOG_FILES];
	const char *names[LIMIT_LOG_FILES]; /* as reports show them */
	unsigned count;
};

/* All is borrowed; `files` may be NULL: then nothing can be asked. `settle` gets each
 * answer to a question of logging_add(), with its ticket; valid during the call. */
struct logging *logging_new(struct carrier *carrier, const char *directory,
			    const struct buf *setup, const struct log_files *files,
			    void (*settle)(struct carrier *carrier,
					   const struct told *told));
void logging_free(struct logging *logging);
/* `question` stays until it is settled. */
void logging_add(struct logging *logging, uint64_t ticket, struct str question);
/* For poll(): one descriptor. */
void logging_poll(const struct logging *logging, struct pollfd *ret);
/* How long poll() may wait, of `most` milliseconds: a pass may be about to begin. */
int logging_patience(const struct logging *logging, int most);
/* After poll(), with what it found; NULL: only write what goes. */
void logging_work(struct logging *logging, const struct pollfd *found);
