/* maillog/source.c - see source.h. */
#include "maillog/source.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

enum { PIECE = 64 * 1024, WINDOW_GZIP = 15 + 16 };

struct source {
	int fd;
	uint64_t at;
	enum log_file_state state;
	bool unpacks, ended;
	bool member; /* within a compressed stream */
	z_stream stream;
	unsigned char piece[PIECE];
};

/* Shared descriptors have a shared position: it is told each time. */
static ssize_t read_file(struct source *source, void *to, size_t n)
{
	ssize_t got;

	do
		got = pread(source->fd, to, n, (off_t)source->at);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		source->state = LOG_FILE_UNREADABLE;
	else
		source->at += (uint64_t)got;
	return got;
}

static bool starts(const struct source *source, const char *magic, size_t n)
{
	return source->stream.avail_in >= n && memcmp(source->piece, magic, n) == 0;
}

struct source *source_open(int fd)
{
	struct source *source = calloc(1, sizeof *source);
	ssize_t got;

	if (!source)
		abort();
	source->fd = fd;
	got = read_file(source, source->piece, 6);
	source->stream.avail_in = got > 0 ? (unsigned)got : 0;
	source->at = 0;
	if (got < 0 ||
	    starts(source,
		   "\xFD"
		   "7zXZ",
		   5) ||
	    starts(source, "BZh", 3) || starts(source, "\x28\xB5\x2F\xFD", 4) ||
	    starts(source, "LPKSHHRH", 6)) {
		source->ended = true;
		if (got >= 0)
			source->state = LOG_FILE_UNSUPPORTED;
	} else if (starts(source, "\x1F\x8B", 2)) {
		source->unpacks = true;
		if (inflateInit2(&source->stream, WINDOW_GZIP) != Z_OK)
			abort();
	}
	source->stream.avail_in = 0;
	return source;
}

bool source_unpacks(const struct source *source)
{
	return source->unpacks;
}

static bool fill(struct source *source)
{
	ssize_t got;

	if (source->stream.avail_in)
		return true;
	got = read_file(source, source->piece, sizeof source->piece);
	if (got <= 0)
		return false;
	source->stream.next_in = source->piece;
	source->stream.avail_in = (unsigned)got;
	return true;
}

/* One file may be several streams, one behind the other; bytes behind them that are none
 * end it. */
static size_t unpack(struct source *source, char *to, size_t n)
{
	source->stream.next_out = (unsigned char *)to;
	source->stream.avail_out = (unsigned)n;
	while (source->stream.avail_out && !source->ended) {
		int status;

		if (!fill(source)) {
			source->ended = true;
			if (source->member && source->state == LOG_FILE_WHOLE)
				source->state = LOG_FILE_BROKEN;
			break;
		}
		source->member = true;
		status = inflate(&source->stream, Z_NO_FLUSH);
		if (status == Z_STREAM_END) {
			source->member = false;
			if (fill(source) && inflateReset(&source->stream) != Z_OK)
				source->ended = true;
		} else if (status != Z_OK && status != Z_BUF_ERROR) {
			source->ended = true;
			source->state = LOG_FILE_BROKEN;
		}
	}
	return n - source->stream.avail_out;
}

size_t source_read(struct source *source, char *to, size_t n)
{
	ssize_t got;

	if (source->ended)
		return 0;
	if (source->unpacks)
		return unpack(source, to, n);
	got = read_file(source, to, n);
	source->ended = got <= 0;
	return got > 0 ? (size_t)got : 0;
}

enum log_file_state source_close(struct source *source)
{
	enum log_file_state state = source->state;

	if (source->unpacks)
		inflateEnd(&source->stream);
	free(source);
	return state;
}
