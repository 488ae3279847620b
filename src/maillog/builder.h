/* maillog/builder.h - what the files share that make sessions of lines: lines with what
 * was read in them, and sessions as they grow. */
#pragma once
#include "maillog/sessions.h"

#include "record/maillog.h"

enum { LOG_DAY = 86400 };

/* A line with all that was read in it. */
struct entry {
	struct maillog_line read;
	struct log_line line;
	enum log_share share;
	uint32_t order;
	int64_t at;   /* its time, or that of the dated line before it */
	struct ip ip; /* of the client it names */
};

struct making {
	struct log_session s;
	struct str host, program;
	uint64_t pid;
	struct str *ids;
	uint32_t id_count, id_cap;
	struct ip ip;
	int64_t last;	       /* its newest line */
	bool open, named_only; /* the name was looked up, the client not yet said */
	bool screened;	       /* by postscreen, which handed it on */
	bool rejected, accepted, timeout, lost, ended, late_refusal, queued;
};

/* Ids that one mail had one after the other. */
struct alias {
	struct str id, of;
};

struct builder {
	struct arena *arena;
	const struct log_when *when;
	const struct log_own *own;
	struct log_sessions *log;
	struct entry *entries;
	uint32_t count;
	struct making **makings;
	uint32_t making_count, making_cap;
	struct alias *aliases;
	uint32_t alias_count, alias_cap;
};

/* --- session_read.c: lines, their times, and ids that follow from ids ----------------
 */
void log_read_lines(struct builder *b, const struct log_answer *answer);
bool log_is_id(struct str id);
/* The id under which a mail went on; STR_NONE. As maillog/gather.c follows them. */
struct str log_passed_on(const struct maillog_line *line);
void log_find_aliases(struct builder *b);
/* The id under which the mail came in. */
struct str log_root_of(const struct builder *b, struct str id);

/* --- session_make.c: each line to its session ----------------------------------------
 */
void log_distribute(struct builder *b);
bool making_has_id(const struct making *making, struct str id);
/* What was said first stands. */
void log_set(struct str *place, struct str value);
void log_add_recipient(struct builder *b, struct log_session *s, struct str recipient);

/* --- session_join.c: which one is the message's, and what became of it --------------
 */
enum log_outcome making_outcome(const struct making *making);
/* NULL: none. */
struct making *log_join(struct builder *b);
void log_add_deliveries(struct builder *b, const struct making *making);
