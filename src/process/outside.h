/* process/outside.h - what is carried between an analysis worker, the pool, and
 * mekiki-lookup, mekiki-browser or mekiki-media.
 *
 * A worker that waits sends REPLY_QUESTIONS: its body is `asked` records, one behind the
 * other. The pool looks into its cache, asks mekiki-lookup for the rest, each question
 * once however many wait for it, and sends each worker that waits the `told` records it
 * waits for, then one `resume`. The worker runs what waited from its start, and either
 * waits again or replies. A worker may hold several tasks that wait; the ticket tells
 * them apart.
 *
 * Both sides of both wires check lengths and ranges; nobody but the worker looks into the
 * bytes of an answer. */
#pragma once
#include "base/limits.h"
#include "door/answer.h"
#include "process/wire.h"

/* The first record that mekiki-lookup gets; it answers with a reply REPLY_READY (its
 * sandbox level), or REPLY_REFUSED and why. */
struct outside_setup {
	uint64_t contact; /* enum contact: what it may be asked for at all */
	/* "192.0.2.1@53", one a line; empty: those of /etc/resolv.conf. */
	struct str resolver;
	/* DS or DNSKEY records, one a line: answers are validated here. Empty: what the
	 * resolver says of them is shown as its word. */
	struct str trust_anchor;
	uint64_t timeout_ms; /* of one question; 0: LIMIT_LOOKUP_MS */
	uint64_t in_flight;  /* questions on their way at once; 0: as many as are good */
	/* For tests: "192.0.2.80:443 127.0.0.1:8443", one a line: where a connection to
	 * the one is to go in truth. What is not listed is not connected to. The guard
	 * judges the original address. Empty: connections go where they say. */
	struct str connect_map;
	/* With a connect-map: UTC seconds that count as the start of the run, when
	 * questions are asked and certificates verified. 0: the time it is. */
	uint64_t clock;
	/* How we name ourselves over HTTP; empty: as we are. A proxy that connects for
	 * us, and finds the addresses ("socks5h://127.0.0.1:9050"); empty: none. */
	struct str user_agent, proxy;
	/* Issuers that are trusted, a PEM file; empty: the system's. */
	struct str trust_store;
	/* Databases of places, and local copies of lists ("NAME PATH"), one a line. */
	struct str geo, lists;
	/* Keys of lists ("NAME KEY"), one a line; they go to those lists alone. */
	struct str list_keys;
	/* For mekiki selftest: 1 and more, the number of what is to be tried under the
	 * lock, counted from 1 (sandbox_attempt()); one more reply tells of it. */
	uint64_t attempt;
};

/* One question. From a worker, what is to be decoded (media) follows as the record's
 * body; to mekiki-media it goes as a file in memory, so that nobody on the way reads it.
 */
struct asked {
	uint64_t ticket;     /* the pool's, given back with the answer */
	struct str question; /* its text, as door/question.h has it */
};

/* One answer, as struct answer has it. */
struct told {
	uint64_t ticket;
	struct str question;
	uint64_t status; /* enum answer_status */
	uint64_t dnssec; /* enum dnssec */
	struct str dnssec_by;
	uint64_t asked_at;    /* UTC seconds */
	uint64_t duration_us; /* from the question to its answer */
	uint64_t cached;
	struct str from, reason;
	struct str bytes; /* as it came */
	/* Seconds that it may be kept for others who ask, as who gave it says (of DNS the
	 * least lifetime of its records); 0: nothing is said. */
	uint64_t ttl;
};

/* To a worker: all answers that are there for that task were told; go on. */
struct resume {
	uint64_t ticket;
};

/* An attempt that is none: mekiki-browser starts its browser and tells of it,
 * mekiki-media tells which decoders it has. */
enum { OUTSIDE_ATTEMPT_START = 1000 };

extern const struct wire_shape outside_setup_shape, asked_shape, told_shape, resume_shape;

/* Texts are shared, nothing is copied. */
void told_of_answer(const struct answer *answer, struct told *ret);
void told_to_answer(const struct told *told, struct answer *ret);
