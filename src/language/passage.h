/* language/passage.h - what there is to read in a message, passage by passage: the
 * subject, each text part, each page as it is seen, and what was found inside
 * attachments.
 *
 * Facts only. Text is UTF-8 as a reader sees it: of HTML the visible text alone, blocks
 * and <br> as line ends. Parts of other readings are passages too: the union is analysed.
 */
#pragma once
#include "language/quotation.h"
#include "record/fold.h"
#include "record/link.h"

struct passage {
	/* "subject", "text", "html"; "attachment" of a page or text inside one, "pdf",
	 * "picture" of what a code in a picture says, "calendar". */
	const char *where;
	const struct field *field; /* "subject" */
	const struct part *part; /* the part that it is, or in which it was found; NULL of
				  * a field */
	const struct html_document *document; /* a page that was read */
	struct str text;
	bool mapped;	/* `text` is part->text itself: offsets lead to the byte */
	bool from_page; /* `text` is what the page part->text shows: they do, too */
	struct quotations quoted; /* set by passages_add() where it is empty */
	/* What was needed to lead an offset back, kept for the next; made by
	 * passages_add(). */
	struct passage_way *way;
};

struct passages {
	struct passage *items;
	uint32_t count, cap;
	uint64_t bytes; /* of all texts */
	bool cut;	/* LIMIT_PASSAGES or LIMIT_PASSAGE_BYTES */
};

/* Those of the message itself; `links` has read its pages. */
void passages_gather(struct arena *arena, const struct message *message,
		     const struct links *links, struct passages *ret);
/* One more, found inside an attachment; `text` is borrowed. False: no room (cut). */
bool passages_add(struct arena *arena, struct passages *passages,
		  const struct passage *passage);
/* Its text folded (fold_plain()); once for all who search it. */
const struct folded *passage_folded(struct arena *arena, const struct passage *passage);
/* Does the character at `at` stand in what somebody else wrote before: behind ">", in a
 * forwarded mail, in a mail inside this one? Then it is not the sender's own word. */
bool passage_is_quoted(const struct passage *passage, size_t at);
/* Where the characters of passage->text from `start` to `end` (not included) stand in the
 * bytes of the message: to the byte, back through references, charset and transfer
 * encoding; markup between them is within. Where that cannot be told (a subject, the
 * inside of an attachment, a part that was decoded in unknown ways) it is the field's
 * value or the part's body: false. Cheap for ascending spans. */
bool passage_span(struct arena *arena, const struct message *message,
		  const struct passage *passage, size_t start, size_t end,
		  size_t *ret_offset, size_t *ret_length);
/* Where the character at `at` begins there. */
size_t passage_offset(struct arena *arena, const struct message *message,
		      const struct passage *passage, size_t at);
