/* maillog/sessions.h - what the mail log says of a message: sessions of the client that
 * handed it over, earlier ones and later ones too, and what became of it after delivery.
 *
 * Lines come as the answers to questions "log KEY…" (process/logging.h reads the files);
 * they are the receiving side's own words: observed. What the client said of itself is in
 * them too (helo, envelope_from, recipients, message_id): claimed. */
#pragma once
#include "base/arena.h"
#include "base/str.h"
#include "maillog/answer.h"

struct log_line {
	struct str file;
	uint64_t number;   /* of the line in its file, from 1 */
	int64_t utc;	   /* 0: no time could be read */
	bool year_guessed; /* the line has none */
	struct str host, program;
	uint64_t pid;
	struct str queue_id; /* empty: none */
	struct str text;     /* the whole line as it stands */
};

enum log_outcome {
	LOG_SILENT,   /* connected, said nothing until the timeout */
	LOG_LOST,     /* connection lost */
	LOG_REJECTED, /* refused */
	LOG_ACCEPTED, /* a queue id was given */
	LOG_QUIT,     /* ended by itself without a mail */
	LOG_UNKNOWN,  /* the log says no more */
	LOG_OUTCOMES
};

struct log_session {
	uint32_t n;		/* from 1, in order of time */
	int64_t begin, end;	/* UTC; 0: not in the log */
	struct str client_name; /* "unknown" as logged */
	struct str client_ip, helo;
	enum log_outcome outcome;
	struct str stage;    /* "RCPT", "CONNECT": where it ended; empty */
	struct str reason;   /* of a reject, as logged */
	struct str commands; /* "ehlo=2 starttls=1 … commands=5/6" as logged */
	struct str queue_id, message_id, envelope_from;
	struct str *recipients; /* all that are named in it */
	uint32_t recipient_count, recipient_cap;
	struct str policy;	/* what a policy daemon said; empty */
	struct str login;	/* the account that was logged in; empty */
	bool name_unconfirmed;	/* "does not resolve to address" was logged */
	struct str unconfirmed; /* that name */
	uint32_t logins_failed;
	bool this_message;
	/* The same client, the same HELO from elsewhere, or the same network. */
	enum log_share relation;
	struct log_line *lines;
	uint32_t line_count, line_cap;
};

struct log_delivery { /* of the message itself, after it was queued */
	int64_t utc;
	struct str recipient, original_recipient, relay, status,
	    text;     /* "sent", "bounced" */
	bool outside; /* to a machine beyond this one's own network */
};

struct log_sessions {
	bool asked;		      /* a log was given */
	struct log_session *sessions; /* of the client, and of the message */
	uint32_t count, cap;
	struct log_session *neighbours; /* of the same HELO or network */
	uint32_t neighbour_count, neighbour_cap;
	struct log_delivery *deliveries;
	uint32_t delivery_count, delivery_cap;
	uint64_t left_out;     /* lines beyond the ceilings */
	const char *joined_by; /* "queue-id", "message-id", "client"; NULL: not found */
	struct log_file *files;
	uint32_t file_count, file_cap;
	const struct answer *answer; /* the first; NULL: nothing could be looked for */
	/* East of UTC, of times without a zone; and whether anybody said so. */
	int32_t zone_minutes;
	bool zone_known, year_guessed;
};

/* "silent", "accepted" */
const char *log_outcome_name(enum log_outcome outcome);
/* That of the message itself; NULL. */
const struct log_session *log_own_session(const struct log_sessions *log);

struct log_when {
	int64_t arrived; /* about when the message came, UTC */
	int64_t clock;
	int32_t zone_minutes;
	bool zone_known;
};

/* What identifies the message among them. */
struct log_own {
	const struct log_keys *keys;
	struct str envelope_from;
	bool of_log_alone; /* there is no message: its time means nothing */
};

/* All sessions of those lines; `ret` keeps its `asked`, `answer` and `files`. */
void log_sessions_build(struct arena *arena, const struct log_answer *answer,
			const struct log_when *when, const struct log_own *own,
			struct log_sessions *ret);
