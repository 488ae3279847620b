/* cmd/inputs.h - what the user named, as jobs: files, folders in byte order, standard
 * input. Nothing is opened before its turn. */
#pragma once
#include "cmd/cmd.h"

struct folder { /* one that was named, as owner of its jobs */
	char *name;
	unsigned mails;
};

struct inputs;
struct inputs *inputs_new(struct session *session, char **names, int count);
void inputs_free(struct inputs *inputs);
/* False after the last one. After the files of a named folder comes one job with the
 * error "no mail in this folder"; whoever saw a mail of it drops that job. */
bool inputs_next(struct inputs *inputs, struct job *ret);
/* The one file of that name as a job, for commands that take one. */
void input_open(struct session *session, const char *name, struct job *ret);
