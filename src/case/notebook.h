/* case/notebook.h - what people add to a case: notes, findings of their own, sources,
 * statements, hypotheses with what speaks for and against them, and what became of the
 * letters. Entries are appended, never changed; one can be withdrawn by a later one. */
#pragma once
#include "base/arena.h"
#include "base/str.h"

enum entry_kind {
	ENTRY_NOTE,
	ENTRY_FINDING,	 /* looked for by hand, found or not found */
	ENTRY_SOURCE,	 /* title, outlet, date, who says, at how many removes */
	ENTRY_STATEMENT, /* official */
	ENTRY_RESPONSE,
	ENTRY_HYPOTHESIS, /* proposed */
	ENTRY_SUPPORT,	  /* of hypothesis `about` */
	ENTRY_AGAINST,
	ENTRY_WITHDRAWN, /* of entry `about` */
	ENTRY_LETTER,	 /* drafted, sent, answered, taken-down, came-back: `state` */
	ENTRY_SEEN,	 /* state of a site: live, gone, dormant, back */
	ENTRY_KINDS
};
extern const char *const entry_kind_words[ENTRY_KINDS];

struct entry {
	uint32_t n; /* from 1 */
	enum entry_kind kind;
	int64_t utc; /* when it was written */
	struct str author;
	struct str text;
	uint32_t about; /* entry n; 0 */
	struct str state;
	/* Of sources: */
	struct str title, outlet, url, said_by;
	struct str when; /* "2021-11-15", "2021-11-15 AM": as coarse as it is known */
	uint32_t
	    removes; /* 0: they say it themselves; 1: reported; 2: reported of a report */
};

struct notebook {
	struct entry *entries;
	uint32_t count, cap;
};
