/* language/speaker.h - in whose name do text, links, pictures and file names speak?
 *
 * Adds to the claims of record/brand.h. A name in running text is no claim; it is one
 * where the text speaks so (language/speaker_line.h): in its first lines, in its
 * signature, in a sentence to customers. What somebody else wrote before
 * (language/quotation.h) is not the sender's word. Links and pictures count where they
 * are called by one organization's name alone: rows of them are payment marks or press.
 * An authority counts also where it is only brought up ("text.named"). Linear in the
 * texts; LIMIT_SPEAKER_BYTES of each. */
#pragma once
#include "attachment/attachment.h"
#include "record/brand.h"

struct speaker_query {
	const struct message *message;
	struct claims_context context;
	const struct links *links;
	const struct passages *passages;
	const struct attachments *attachments;
};

void speakers_find(struct arena *arena, const struct speaker_query *query,
		   struct claims *claims);

/* The first organization that the sender's own text names at all, other than `own` and
 * its house and the networks of everybody; NULL: none. No claim. */
const struct brand *speaker_mention(struct arena *arena,
				    const struct speaker_query *query,
				    const struct brand *own);

/* The lines of a passage that are copied from genuine mails (speaker_is_boilerplate), the
 * sender's own only; at most `cap`. Returns how many. */
uint32_t speaker_boilerplate(const struct passage *passage, struct str *ret,
			     uint32_t cap);
