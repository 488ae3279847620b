/* attachment/tnef.h - winmail.dat: the attachments that Outlook wraps ([MS-OXTNEF]).
 *
 * Attributes of level 2 follow each other; attAttachRenddata begins the next attachment.
 * Its name is attAttachTitle or a long one among its properties, its content
 * attAttachData. The body, where there is one in HTML or RTF, is an item as well. Any
 * bytes; there is no failure. */
#pragma once
#include "base/arena.h"

struct tnef_item {
	struct str name, bytes;
	struct str type; /* media type; empty mostly */
};
struct tnef {
	bool ok;
	struct tnef_item *items;
	uint32_t count, cap;
};
void tnef_read(struct arena *arena, struct str bytes, struct tnef *ret);
