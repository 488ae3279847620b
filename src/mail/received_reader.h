/* mail/received_reader.h - what received.c and received_comment.c share while
 * one Received field is read. Nobody else includes this. */
#pragma once
#include "mail/received.h"

enum clause {
	CLAUSE_NONE,
	CLAUSE_FROM,
	CLAUSE_BY,
	CLAUSE_VIA,
	CLAUSE_WITH,
	CLAUSE_ID,
	CLAUSE_FOR,
	CLAUSE_DATE,
};

struct received_reader {
	struct arena *arena;
	struct received *r;
	enum clause clause;
	unsigned clauses_seen;
	bool value_seen; /* the clause has its first word */
	bool again;	 /* the clause stood there before */
	struct str with; /* all words behind "with" */
	uint32_t with_words;
	bool cipher_next;   /* Exim's "tls" was read */
	bool envelope_next; /* Haraka's "envelope-from" was read */
	bool helo_said;	    /* Exim's "helo=": only its remarks follow */
	bool claiming;	    /* obtuse smtpd's "claiming to be" was read */
	struct str helo;    /* where it is told apart from the name behind "from" */
	bool helo_given;
	bool verified; /* "verified": the name behind "from" resolves to the client */
	bool bare_ip;  /* the address stood in parentheses without brackets */
	struct str date_text;
};

/* Read a comment; false where it says nothing known (it may belong to the date). */
bool received_read_comment(struct received_reader *reader, struct str text);

/* An address with a port, brackets or a fifth number behind it. */
bool received_loose_ip(struct str text, struct ip *ret);
bool received_set_ip(struct received_reader *reader, struct str text);
void received_add_tls(struct received_reader *reader, struct str version,
		      struct str cipher);
bool received_is_protocol(struct str word);
/* Without angle brackets, blanks and a comma behind it. */
struct str received_bare_address(struct str s);
/* Folds become one blank; no copy where there is none. */
struct str received_one_line(struct arena *arena, struct str s);
