/* cmd/output.h - where reports go: standard output, or a file that appears when whole. */
#pragma once
#include "base/err.h"
#include "base/str.h"

#include <limits.h>

struct output {
	int fd;
	const char *path; /* NULL: standard output */
	char
	    temporary[PATH_MAX]; /* renamed to path at the end; empty: written directly */
	bool any;		 /* something was written */
	bool gone; /* the reader has closed its end: no more, and no complaint */
};

bool output_open(struct output *output, const char *path, struct err *err);
bool output_add(struct output *output, struct str bytes, struct err *err);
/* `keep`: the file takes its name; otherwise it is removed. */
bool output_close(struct output *output, bool keep, struct err *err);
