/* check/mime_outside.c - content where most mail programs show nothing. */
#include "check/check.h"

static const char *place_word(enum part_place place)
{
	switch (place) {
	case PLACE_PREAMBLE:
		return N_("before the first boundary");
	case PLACE_EPILOGUE:
		return N_("after the last boundary");
	default:
		return NULL;
	}
}

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;

	for (uint32_t i = 0; i < message->part_count; i++) {
		const struct part *part = message->parts[i];
		const char *word = place_word(part->place);
		struct finding *finding;

		if (!word || part->reading != 0)
			continue;
		finding = finding_add(in, self);
		finding_word(finding, "place", word);
		finding_int(finding, "size", (int64_t)part->bytes.n);
		finding_at_part(finding, part);
	}
}

const struct check check_mime_outside = {
	.id = "mime.outside-boundary",
	.title = N_("Content outside the MIME parts"),
	.details = { N_(
	    "{size} bytes stand {place}, where most mail programs show nothing.") },
	.means =
	    N_("Text before the first or after the last boundary is not part of the "
	       "message. Some filters read it all the same, and some programs show it: "
	       "it serves to mislead the one or to hide from the other."),
	.wrong =
	    N_("Mailing-list software appends its footer there, and old programs put a "
	       "remark for readers without MIME in front."),
	.cites = "RFC 2046, 5.1.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
