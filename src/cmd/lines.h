/* cmd/lines.h - lines of an input go to the workers in blocks, and what they say of them
 * comes out in order. */
#pragma once
#include "cmd/cmd.h"

struct lines {
	enum task_kind kind;
	const char *argument;
	const char *what;  /* for complaints */
	const char *input; /* a file; NULL or "-": standard input */
	struct str given;  /* these lines instead of an input, where it has a pointer */
	bool whole;	   /* the input is one text */
};

enum exit_status run_lines(struct session *session, const struct lines *lines);
