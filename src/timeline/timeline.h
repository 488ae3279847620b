/* timeline/timeline.h - everything in a case that has a time, in one order, with who says
 * so. */
#pragma once
#include "check/inspection.h"

struct moment {
	int64_t utc;	/* seconds */
	bool date_only; /* the day alone is known */
	/* "registered", "expires", "certificate", "date", "hop", "attempt", "delivered",
	 * "asked", "visited", "state", "note": a word of the JSON contract */
	const char *kind;
	enum grade grade;
	struct str who; /* who says so: "whois.cnnic.cn", "mail.log", "From's side" */
	struct statement what; /* a sentence of ours with values */
	/* It cannot have been so, seen beside others: why, N_(); NULL. */
	const char *impossible;
	struct evidence evidence;
	bool has_evidence;
};

struct timeline {
	struct moment *moments; /* in order of time */
	uint32_t count, cap;
	uint64_t left_out;
	/* Zones to be shown beside UTC; false: not known. */
	bool has_recipient, has_sender;
	int recipient_minutes, sender_minutes;
	int64_t arrived; /* when it was handed over; 0: not known */
};

/* Of an examination that is finished; in its arena. Never NULL. */
const struct timeline *timeline_of(struct inspection *in);
