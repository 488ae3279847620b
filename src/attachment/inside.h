/* attachment/inside.h - internal to this room: what lies in something enclosed. */
#pragma once
#include "attachment/attachment.h"

struct found_inside {
	struct str name, bytes, declared;
	uint64_t size;
	bool encrypted;
};

/* One more, inside of `parent` (its n). `list` may move. */
void attachments_add_inside(struct arena *arena, struct attachments *list,
			    uint32_t parent, const struct found_inside *found);
/* Opens the n-th: what can be told of what is in it is on the list then. */
void attachment_open(struct arena *arena, struct attachments *list, uint32_t n);
