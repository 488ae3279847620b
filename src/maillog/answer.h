/* maillog/answer.h - the answer to a question "log KEY…": lines of the files, as they
 * stand there.
 *
 *	:file 1 whole 1234567 mail.log.1
 *	:left client 12
 *	1 4711 client Jan  1 21:52:31 mx postfix/smtpd[1]: connect from …
 *
 * Each line has the number of its file, its own number, and why it was taken. An answers
 * file may give lines of a log alone. */
#pragma once
#include "maillog/keys.h"

struct buf;

/* Why a line was taken, the strongest reason; also the share of which it takes room. */
enum log_share {
	LOG_SHARE_OWN, /* the message's queue id, Message-ID, ids that follow from them */
	LOG_SHARE_CLIENT, /* and queue ids of that client's mails */
	LOG_SHARE_HELO,
	LOG_SHARE_NETWORK,
	LOG_SHARES
};

enum log_file_state {
	LOG_FILE_WHOLE,
	LOG_FILE_CUT,	 /* the pass had its share of bytes */
	LOG_FILE_BROKEN, /* it ends within a compressed stream */
	LOG_FILE_UNREADABLE,
	LOG_FILE_UNSUPPORTED, /* compressed otherwise */
	LOG_FILE_STATES
};

struct log_file {
	uint32_t n; /* from 1 */
	enum log_file_state state;
	uint64_t bytes;	     /* of text that were read */
	uint64_t long_lines; /* longer than LIMIT_LOG_LONG: their ends were not read */
	struct str name;
};

struct log_found {
	uint32_t file;
	uint64_t number;
	enum log_share share;
	struct str text;
};

struct log_answer {
	struct log_file *files;
	uint32_t file_count, file_cap;
	struct log_found *lines;
	uint32_t line_count, line_cap;
	uint64_t left[LOG_SHARES]; /* beyond the ceilings */
};

const char *log_share_name(enum log_share share);
const char *log_file_state_name(enum log_file_state state); /* "whole" */
void log_answer_write_file(struct buf *out, const struct log_file *file);
void log_answer_write_left(struct buf *out, enum log_share share, uint64_t count);
void log_answer_write_line(struct buf *out, const struct log_found *line);
/* Any bytes; there is no failure. */
void log_answer_read(struct arena *arena, struct str bytes, struct log_answer *ret);
