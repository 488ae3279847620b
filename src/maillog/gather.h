/* maillog/gather.h - one pass over the files of a mail log, for many questions at once.
 *
 * Blocks are searched for the texts that are wanted; only a line that holds one is looked
 * at. What a line of a wanted client names is wanted from there on (queue ids, until
 * their mail has gone); for what stood shortly before, it looks back. What a sender wrote
 * (in HELO, in a header field) makes nothing wanted. */
#pragma once
#include "maillog/answer.h"

struct gather;

struct gather *gather_new(void);
void gather_free(struct gather *gather); /* accepts NULL */
/* False: the question makes no sense, or there are too many. */
bool gather_want(struct gather *gather, uint64_t ticket, struct str question);
/* Reads one file from its start; in the order of their times. `fd` is borrowed. */
void gather_file(struct gather *gather, int fd, struct str name);
/* Each question's answer. */
void gather_tell(struct gather *gather,
		 void (*tell)(void *arg, uint64_t ticket, struct str question,
			      struct str bytes),
		 void *arg);
