/* media/codes.h - codes that people point their telephones at, found in pictures by
 * libzbar.
 *
 * What a telephone reads at the first try, libzbar often does not: a light code on dark
 * ground, one pixel for each square, a photograph in bad light. So the picture is tried
 * in several forms, the likely ones first, until one is found or the work is done that
 * one picture is worth. */
#pragma once
#include "media/picture.h"
#include "record/media.h"

struct codes {
	struct arena *arena;
	struct media_code *items;
	uint32_t count, cap;
	uint64_t work; /* pixels that were looked at so far */
	uint64_t most; /* and that may be, for the picture that is looked at now */
	bool cut;      /* LIMIT_MEDIA_CODES, or LIMIT_MEDIA_WORK before all was tried */
};

/* How a picture stands in what was sent. */
struct codes_place {
	uint32_t page;
	bool joined;
	unsigned shrunk; /* its size was divided by this */
};

extern const bool codes_can_look; /* libzbar is built in */

void codes_init(struct arena *arena, struct codes *ret);
/* Each code once, however often it is found. */
void codes_look(struct codes *codes, const struct picture *picture,
		const struct codes_place *place);
