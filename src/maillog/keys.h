/* maillog/keys.h - what is looked for in a mail log: the words of a question "log KEY…".
 *
 *	log id=5799452000E client=192.0.2.7 network=192.0.2.0/24 helo=mail.example
 *
 * Bytes that are no printable ASCII, blanks and "%" stand as %XX. */
#pragma once
#include "base/limits.h"
#include "door/question.h"

enum log_key_kind {
	LOG_KEY_ID,	    /* the message's own queue id */
	LOG_KEY_MESSAGE_ID, /* without its brackets */
	LOG_KEY_CLIENT,
	LOG_KEY_HELO,
	LOG_KEY_NETWORK,
	LOG_KEY_KINDS
};

struct log_key {
	enum log_key_kind kind;
	struct str value;
};

struct log_keys {
	struct log_key items[LIMIT_LOG_KEYS];
	uint32_t count;
};

const char *log_key_name(enum log_key_kind kind); /* "message-id" */
/* What nobody could find, or would find everywhere, is not taken: no queue id, a HELO
 * without a dot or shorter than LIMIT_LOG_LEAST, a private network. */
void log_keys_add(struct log_keys *keys, enum log_key_kind kind, struct str value);
/* The client and its network (/24, /64). */
void log_keys_add_client(struct arena *arena, struct log_keys *keys, const struct ip *ip);
/* False: nothing to look for. */
bool log_keys_question(struct arena *arena, const struct log_keys *keys,
		       struct question *ret);
/* `text`: that of the question. False: it makes no sense. */
bool log_keys_read(struct arena *arena, struct str text, struct log_keys *ret);
