/* process/places.h - where our own files are, judged by where the program itself lies.
 *
 * In the build tree the helpers stand beside the command, data and texts in "data" and
 * "po"; installed, they stand where meson put them, relative to the command, so that a
 * tree that was moved still works. The environment has no say. */
#pragma once
#include "base/err.h"

#include <limits.h>

struct places {
	char helpers[PATH_MAX]; /* directory of mekiki-analysis, mekiki-outlook */
	char data[PATH_MAX];
	char locale[PATH_MAX];
};

/* By the running program (/proc/self/exe). */
bool places_of_program(struct places *ret, struct err *err);
/* By the file at `path`: libmekiki itself, where a library asks. */
bool places_of_file(const char *path, struct places *ret, struct err *err);
