/* language/lever.h - what of a message presses its reader, and what it says has happened:
 * phrases of data/phrases.txt where they stand, and the deadlines read.
 *
 * Facts only; genuine bills have most of them. A phrase counts where it stands as words
 * of its own, in the first 4,000 characters of a text. What stands in hidden text is not
 * read, nor what somebody else wrote before (language/quotation.h), nor what a message
 * says it never does ("we never ask for your password"). */
#pragma once
#include "language/passage.h"
#include "record/phrase.h"

struct lever_hit {
	const struct phrase *phrase;
	uint32_t passage;  /* index in passages */
	size_t start, end; /* in the passage's text */
	size_t from, to;   /* in the folded text: for distances */
	/* LEVER_DEADLINE: hours from the message's date, -1 where that cannot be told. */
	int32_t hours;
};

struct levers {
	struct lever_hit *hits; /* passage by passage, by rising end */
	uint32_t count, cap;
	uint32_t kinds;	 /* bits of enum phrase_kind that have a hit */
	uint32_t events; /* bits of enum pretext that some hit says has happened */
	bool cut;	 /* LIMIT_LEVER_HITS */
};

/* `date`: when the message was written, UTC seconds and the offset of its zone in
 * minutes; `dated`: whether that is known. */
struct lever_time {
	bool dated;
	int64_t date;
	int32_t offset;
};

void levers_find(struct arena *arena, const struct passages *passages,
		 const struct phrase_table *phrases, const struct lever_time *time,
		 struct levers *ret);
static inline bool levers_have(const struct levers *levers, enum phrase_kind kind)
{
	return levers->kinds >> kind & 1;
}
/* The words of a hit as they stand. */
struct str lever_words(const struct passages *passages, const struct lever_hit *hit);
/* The sentence in which a hit stands, at most `most` bytes of it around the hit. */
struct str lever_sentence(const struct passages *passages, const struct lever_hit *hit,
			  size_t most);

/* Two phrases of one pretext that make it: something happened, and to what. */
struct pretext_match {
	const struct lever_hit *hits[2];
};
/* The first two that stand near each other, or one in the subject and one elsewhere; one
 * of them tells what happened. False: there are none. */
bool pretext_find(const struct passages *passages, const struct levers *levers,
		  enum pretext pretext, struct pretext_match *ret);
