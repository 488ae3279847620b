/* mail/defect.h - deviations of a message, each with its place.
 *
 * Nothing in a message is an error: a parser reads what can be read and notes
 * each oddity here. A defect is a fact, not a judgement; checks judge.
 * Ids are "area.what" with area one of line, header, field, address, date,
 * word, mime, encoding, charset, limit; they are listed in mail/defect.c with
 * a sentence each and are stable. */
#pragma once
#include "base/arena.h"

struct defect {
	const char *id;	   /* a constant of ours */
	size_t offset;	   /* in the input */
	struct str detail; /* evidence, raw bytes; may be empty */
};

struct defects {
	struct arena *arena;
	struct str input; /* the message buffer that offsets count from */
	struct defect *items;
	uint32_t count, cap;
	uint64_t dropped; /* beyond LIMIT_DEFECTS */
	size_t carrier;	  /* offset that stands for places in decoded copies */
};

/* `at` is a slice that starts where the oddity is. Where it points into a
 * decoded copy instead of the input, the defect's offset is that of the last
 * defects_carrier() call: the place in the input the copy was made from. */
void defects_carrier(struct defects *defects, struct str carrier);
void defect_add(struct defects *defects, const char *id, struct str at,
		struct str detail);
void defect_add_at(struct defects *defects, const char *id, size_t offset,
		   struct str detail);
bool defect_has(const struct defects *defects, const char *id);
const struct defect *defect_find(const struct defects *defects, const char *id);

/* One sentence on an id, English (a msgid); NULL for an unknown one. */
const char *defect_explain(const char *id);
/* The n-th id of the list, NULL past its end: for `mekiki checks` and the tests. */
const char *defect_id(size_t n);
