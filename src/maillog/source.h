/* maillog/source.h - the text of one file, be it compressed (gzip). */
#pragma once
#include "maillog/answer.h"

struct source;

struct source *source_open(int fd);
/* At most `n` bytes; 0: the end, or no more can be read. */
size_t source_read(struct source *source, char *to, size_t n);
enum log_file_state source_close(struct source *source);
bool source_unpacks(const struct source *source);
