/* base/scoped.h - things that are not memory close themselves at the end of
 * their block: SCOPED(close_fd) int fd = -1; */
#pragma once
#include <stdio.h>
#include <unistd.h>

#define SCOPED(closer) __attribute__((cleanup(closer)))

static inline void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

static inline void close_file(FILE **file)
{
	if (*file)
		fclose(*file);
}
