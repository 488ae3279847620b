/* door/answer.h - what came back for one question: raw, with its circumstances. */
#pragma once
#include "base/err.h"
#include "door/purpose.h"
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
	ANSWER_STATUSES
};

enum dnssec {
	DNSSEC_UNKNOWN,
	DNSSEC_INSECURE,
	DNSSEC_SECURE,
	DNSSEC_BOGUS,
	DNSSEC_STATES
};

/* Who keeps with an answer what it read in it (door_keep()). */
enum answer_reader {
	ANSWER_READ_BY_SPF,
	ANSWER_READ_BY_JSON,
	ANSWER_READ_BY_REGISTRY,
	ANSWER_READ_BY_MEDIA,
	ANSWER_READERS
};

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
	struct str reason; /* of a failure, for people; N_() where it is ours */
	void *kept[ANSWER_READERS];
	uint32_t purposes; /* 1 << enum purpose: what it was asked for; the door's */
};

/* The reason of a "timeout" where the message had no time left: the others were asked for
 * longer. */
#define ANSWER_OUT_OF_TIME N_("no answer within the time that one message may wait")

const char *answer_status_name(enum answer_status status); /* "no-such-name" */
bool answer_status_find(struct str name, enum answer_status *ret);
const char *dnssec_name(enum dnssec dnssec); /* "insecure" */
bool dnssec_find(struct str name, enum dnssec *ret);
/* Something came back, be it that there is nothing: what a check can rest on. */
bool answer_is_known(const struct answer *answer);
/* It was not asked: nothing can be said, and nobody is to blame. */
bool answer_is_unasked(const struct answer *answer);
/* One line: the data of DNS, what decoders made of a thing, otherwise the status. Text
 * from outside. */
struct str answer_summary(struct arena *arena, const struct answer *answer);

/* Answers from a JSON file in place of the outside (DESIGN, "An answers file"). DNS data
 * in presentation form are turned into packets here and read by the same decoder as those
 * from the net. "dns A *.a.example" stands for every name below a.example that is not
 * listed with that type; in "http GET http://a.example/d*" each star stands for any
 * bytes. False names the entry that makes no sense. */
struct answers;
bool answers_read(struct arena *arena, struct str json, struct answers **ret,
		  struct err *err);
/* Never NULL: what is not listed gets the file's default (DNS), or "not-recorded". */
const struct answer *answers_find(const struct answers *answers, struct arena *arena,
				  const struct question *question);
/* Is any question "log KEY…" among them? `answers` may be NULL. */
bool answers_has_log(const struct answers *answers);
