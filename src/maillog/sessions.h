/* maillog/sessions.h - what the mail log says of a message: sessions of the client that
 * handed it over, earlier ones and later ones too, and what became of it after delivery.
 *
 * Lines come as the answers to questions "log KEY" (process/logging.h reads the files);
 * they are the receiving side's own words: observed. */
#pragma once
#include "base/arena.h"
#include "base/str.h"

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
	LOG_REJECTED, /* refused before or without a queue id */
	LOG_ACCEPTED, /* a queue id was given */
	LOG_QUIT,     /* ended by itself without a mail */
	LOG_UNKNOWN   /* the log says no more */
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
	struct str policy;     /* what a policy daemon said; empty */
	bool name_unconfirmed; /* "does not resolve to address" was logged */
	bool this_message;
	struct log_line *lines;
	uint32_t line_count, line_cap;
};

struct log_delivery { /* of the message itself, after it was queued */
	int64_t utc;
	struct str recipient, original_recipient, relay, status,
	    text; /* "sent", "bounced" */
};

struct log_sessions {
	bool asked; /* a log was given */
	struct log_session *sessions;
	uint32_t count, cap;
	struct log_delivery *deliveries;
	uint32_t delivery_count, delivery_cap;
	uint64_t left_out;     /* lines beyond the ceilings */
	const char *joined_by; /* "queue-id", "message-id", "client"; NULL: not found */
};
