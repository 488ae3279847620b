/* door/answer.h - what came back for one question: raw, with its circumstances. */
#pragma once
#include "door/question.h"

enum answer_status {
	ANSWER_ANSWERED,
	ANSWER_NO_SUCH_NAME, /* NXDOMAIN */
	ANSWER_NO_DATA,	     /* the name is there, such a record is not */
	ANSWER_REFUSED,
	ANSWER_THROTTLED,
	ANSWER_TIMEOUT,
	ANSWER_FAILED,	     /* SERVFAIL, a broken packet, no route */
	ANSWER_NOT_ALLOWED,  /* contact level, budget, or it would carry the recipient */
	ANSWER_NOT_RECORDED, /* in replay, or missing from an answers file */
};

enum dnssec { DNSSEC_UNKNOWN, DNSSEC_INSECURE, DNSSEC_SECURE, DNSSEC_BOGUS };

struct answer {
	uint32_t n; /* its number in the report, from 1; 0 before that is settled */
	struct str question; /* its text */
	enum answer_status status;
	struct str bytes; /* as it came: of DNS the packet */
	enum dnssec dnssec;
	struct str dnssec_by; /* according to whom; empty: validated by us */
	int64_t asked_at;     /* UTC seconds */
	double duration_ms;
	bool cached;
	struct str from;   /* server, or "answers file" */
	struct str reason; /* of a failure, for people */
};

const char *answer_status_name(enum answer_status status); /* "no-such-name" */
bool answer_status_find(struct str name, enum answer_status *ret);

/* Answers from a JSON file in place of the outside (DESIGN, "An answers file"). DNS data
 * in presentation form are turned into packets here and read by the same decoder as those
 * from the net. */
struct answers;
struct err;
struct answers *answers_read(struct arena *arena, struct str json, struct err *err);
/* Never NULL: what is not listed gets the file's default (DNS), or "not-recorded". */
const struct answer *answers_find(struct answers *answers, struct arena *arena,
				  const struct question *question);
