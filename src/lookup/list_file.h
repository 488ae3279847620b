/* lookup/list_file.h - a local copy of a list of URLs: read once, looked through by page,
 * by host and by query.
 *
 * A line is a URL, or fields with commas of which one is a URL; lines without one, and
 * those that begin with "#", are skipped. Of a list only URLs, dates and one text are
 * looked at. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"

struct list_file;

/* A list by its id ("jpcert"); no rows yet. */
struct list_file *list_file_new(const char *id);
void list_file_free(struct list_file *list);
/* Add the rows of `text`, a copy that was made on `as_of` ("2025-10-31"). False: there is
 * no room for more. */
bool list_file_add(struct list_file *list, struct str text, struct str as_of);
/* After the last row. */
void list_file_index(struct list_file *list);
/* What it has on this URL, as reputation/copy.h describes it. */
void list_file_answer(const struct list_file *list, struct arena *arena, struct str url,
		      struct buf *out);
/* The date of the newest copy; empty: there is none. */
struct str list_file_as_of(const struct list_file *list);
