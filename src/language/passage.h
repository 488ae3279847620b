/* language/passage.h - what there is to read in a message, passage by passage: the
 * subject, each text part, each page as it is seen, and what was found inside
 * attachments.
 *
 * Facts only. Text is UTF-8 as a reader sees it: of HTML the visible text alone, blocks
 * and <br> as line ends. Parts of other readings are passages too: the union is analysed.
 */
#pragma once
#include "language/quotation.h"
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
	bool mapped; /* `text` is part->text itself: offsets lead to the byte */
	struct quotations quoted; /* set by passages_add() where it is empty */
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
/* Does the character at `at` stand in what somebody else wrote before: behind ">", in a
 * forwarded mail, in a mail inside this one? Then it is not the sender's own word. */
bool passage_is_quoted(const struct passage *passage, size_t at);
/* Where `at` of passage->text stands in the bytes of the message it belongs to: to the
 * byte where it was text, to the character's place in the source of a page; where that
 * cannot be told (a subject, an attachment's inside), to the field or the part. */
size_t passage_offset(struct arena *arena, const struct message *message,
		      const struct passage *passage, size_t at);
