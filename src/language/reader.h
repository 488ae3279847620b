/* language/reader.h - the inside of slips_find(): one passage in the hands of the readers
 * of its language. */
#pragma once
#include "language/slip.h"
#include "language/writing.h"

struct slip_reader {
	struct arena *arena;   /* of the message */
	struct arena *scratch; /* of one passage */
	const struct usages *usages;
	const struct passage *passage;
	struct slips *slips;
	struct writing w; /* Japanese and Chinese */
};

/* Kept unless it is quoted from somebody else, or LIMIT_SLIPS of the kind are there. */
void slip_add(struct slip_reader *r, const struct slip *slip);
/* Then it is counted alone: nothing need be worked out. */
bool slips_are_full(struct slip_reader *r, enum slip_kind kind);
/* Of letters of the writing: `from`, `to` are the slip's place, `word` and `end` the word
 * shown. */
void slip_add_letters(struct slip_reader *r, struct slip slip, uint32_t from, uint32_t to,
		      uint32_t word, uint32_t end);

void read_japanese(struct slip_reader *r);
/* How its sentences are built; called by read_japanese(). */
void read_japanese_style(struct slip_reader *r, const struct usage_match *matches,
			 uint32_t count);
void read_chinese(struct slip_reader *r);
void read_english(struct slip_reader *r);
