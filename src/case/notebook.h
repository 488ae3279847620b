/* case/notebook.h - what people add to a case: notes, findings of their own, sources,
 * statements, hypotheses with what speaks for and against them, and what became of the
 * letters. Entries are appended, never changed; one can be withdrawn by a later one.
 *
 * It is their word, and the reports say so: nothing here has one of the four grades. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum entry_kind {
	ENTRY_NOTE,
	ENTRY_FINDING,	  /* looked for by hand: `state` found or not-found */
	ENTRY_SOURCE,	  /* title, outlet, date, who says, at how many removes */
	ENTRY_STATEMENT,  /* official, of `said_by` */
	ENTRY_RESPONSE,	  /* what somebody did about it */
	ENTRY_HYPOTHESIS, /* proposed */
	ENTRY_SUPPORT,	  /* of hypothesis `about` */
	ENTRY_AGAINST,
	ENTRY_WITHDRAWN, /* of entry `about` */
	ENTRY_LETTER,	 /* drafted, sent, answered, taken-down, came-back: `state`; later
			  * ones are about the first. `title` is its subject, `outlet` the
			  * desk, `url` its address */
	ENTRY_SEEN,	 /* state of the site `url`: live, gone, dormant, back, … */
	ENTRY_KINDS
};
extern const char *const entry_kind_words[ENTRY_KINDS];

struct entry {
	uint32_t n;	   /* from 1 */
	uint32_t revision; /* the latest one when it was written */
	enum entry_kind kind;
	int64_t utc; /* when it was written */
	struct str author;
	struct str text;
	uint32_t about; /* an earlier entry; 0 */
	struct str state;
	/* Of sources; of others where they came from, as far as it is told: */
	struct str title, outlet, url, said_by;
	struct str when; /* "2021-11-15", "2021-11-15 AM": as coarse as it is known */
	uint32_t
	    removes; /* 0: they say it themselves; 1: reported; 2: reported of a report */
	/* What later entries made of it: */
	uint32_t withdrawn;	    /* by which entry; 0: it stands */
	uint32_t supports, against; /* of a hypothesis, those that stand */
};

struct notebook {
	struct entry *entries;
	uint32_t count, cap;
};

enum { ENTRY_REMOVES_MOST = 9 };

/* False: no kind of that name; "withdraw" is one of them too. */
bool entry_kind_find(struct str word, enum entry_kind *ret);
/* The states that an entry of that kind may have, NULL-terminated; NULL: it has none. */
const char *const *entry_states(enum entry_kind kind);
/* "2021", "2021-11", "2021-11-15", then " AM", " PM" or " 14:05", then "Z" or "+09:00".
 */
bool entry_when_is_sane(struct str when);
/* Why `entry` cannot be the next one of `notebook`, as N_(); NULL: it can. Its n,
 * revision and utc are not looked at. */
const char *entry_trouble(const struct notebook *notebook, const struct entry *entry);

/* NULL: there is none of that number. */
const struct entry *notebook_find(const struct notebook *notebook, uint32_t n);

enum hypothesis_state {
	HYPOTHESIS_PROPOSED,
	HYPOTHESIS_SUPPORTED, /* more speaks for it than against it */
	HYPOTHESIS_WEAKENED,  /* as much speaks against it, or more */
	HYPOTHESIS_WITHDRAWN,
	HYPOTHESIS_STATES
};
extern const char *const hypothesis_state_words[HYPOTHESIS_STATES];
enum hypothesis_state hypothesis_state(const struct entry *hypothesis);

/* The state of a letter by now: that of the last entry about it that stands. */
struct str letter_state(const struct notebook *notebook, const struct entry *letter);

struct case_file;
/* What is written up to the revision that is looked at. False: somebody tampered with
 * it. */
bool notebook_read(const struct case_file *file, struct notebook *ret, struct err *err);
/* The rows of a case (case/bundle.h) with `count` more entries behind its own; they get
 * their numbers here. Into `out`, which is left as it was where it fails: `err` has the
 * N_() of entry_trouble(), or what is wrong with the rows. */
bool notebook_append(struct arena *arena, struct str rows, const struct entry *entries,
		     uint32_t count, struct buf *out, struct err *err);
