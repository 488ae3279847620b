/* door/question.h - what may be asked of the outside: a small key.
 *
 * The text of a question is canonical, so that equal questions are equal bytes: in the
 * cache, in the case file, in an answers file. "dns TXT example.com". */
#pragma once
#include "base/arena.h"

enum question_kind {
	QUESTION_DNS,
	QUESTION_WHOIS,
	QUESTION_RDAP,
	QUESTION_TLS,
	QUESTION_HTTP,
	QUESTION_GEO,
	QUESTION_LIST,
	QUESTION_HISTORY,
	QUESTION_BROWSE,
	QUESTION_MEDIA,
	QUESTION_KINDS
};

/* How much of a message's sender may notice; each level includes those before it. */
enum contact { CONTACT_OFFLINE, CONTACT_LOOKUP, CONTACT_VISIT };

struct question {
	enum question_kind kind;
	enum contact contact; /* the level that it needs */
	struct str text;      /* the whole key, kind and all */
	struct str name;      /* of DNS: as record/dns_name.h has it */
	uint16_t dns_type;
};

/* A DNS question. `name` is text as record/dns_name.h reads it: any case, a final dot,
 * escapes. False: no name of the DNS (empty label, label over 63, name over 253 bytes):
 * nothing can be asked, and nothing would be found. */
bool question_dns(struct arena *arena, uint16_t type, struct str name,
		  struct question *ret);
/* The text that such a question has, without memory of its own: its length; 0: none. */
enum { QUESTION_DNS_TEXT = 16 + 255 * 4 };
size_t question_dns_write(uint16_t type, struct str name, char text[QUESTION_DNS_TEXT]);
/* Reads a question's text back, as an answers file or a case holds it. False: no kind of
 * question, or nothing behind the kind. */
bool question_read(struct arena *arena, struct str text, struct question *ret);
