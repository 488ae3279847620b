/* timeline/timeline.h - everything in a case that has a time, in one order, with who says
 * so.
 *
 * Times are UTC. Of some moments only the day is known: those stand before the hours of
 * their day, and nothing is concluded from their place within it. Clocks of servers are
 * not one clock: an order counts as impossible only where it is beyond
 * TIMELINE_TOLERANCE. */
#pragma once
#include "check/inspection.h"

/* Clocks of honest servers are minutes apart at most (see path.clock-back). */
enum { TIMELINE_TOLERANCE = 120 };

struct moment {
	int64_t utc;	/* seconds */
	bool date_only; /* the day alone is known */
	bool zone_open; /* nobody says of which zone it is: taken for UTC */
	/* A word of the JSON contract: timeline_kind(). */
	const char *kind;
	enum grade grade;
	struct str who; /* who says so: "whois.cnnic.cn", "mail.log", "From's side" */
	struct statement what; /* a sentence of ours with values */
	/* It cannot have been so, seen beside others: why, N_(); NULL. */
	const char *impossible;
	struct evidence evidence;
	bool has_evidence;
	/* It is still to come, seen from the mail: an end of a term. */
	bool due;
	/* Of what is only beside it: a network's own history, a brand's own domain. */
	bool aside;
};

struct timeline {
	struct moment *moments; /* in order of time */
	uint32_t count, cap;
	uint64_t left_out; /* beyond LIMIT_TIMELINE */
	/* Zones to be shown beside UTC; false: not known. */
	bool has_recipient, has_sender;
	int recipient_minutes, sender_minutes;
	int64_t arrived; /* when it was handed over; 0: not known */
	/* Of the arrival, where the recipient is; 0 = Sunday, -1: not known. */
	int weekday;
	const struct holiday *holiday; /* NULL: none, or no country is named */
};

/* Of an examination that is finished; in its arena. Never NULL. */
const struct timeline *timeline_of(const struct inspection *in);

/* The kinds by number, "registered" first; NULL: there is no further one. */
const char *timeline_kind(size_t i);
/* The same for people, N_(): "registered", "end of the registration", … */
const char *timeline_kind_text(const char *kind);
/* "Sunday", N_(); NULL where the weekday is not known. */
const char *timeline_weekday_text(int weekday);
