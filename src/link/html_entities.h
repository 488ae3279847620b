/* link/html_entities.h - character references of HTML (WHATWG HTML, 13.2.5.72 to 80). */
#pragma once
#include "base/str.h"

/* The named ones: offset and length in html_entity_names (without '&', with ';'
 * where it belongs to the name), sorted by name, and what they mean in UTF-8. */
struct html_entity {
	uint16_t name;
	uint8_t name_length, length;
	char value[8];
};
enum { HTML_ENTITIES = 2231 };
extern const char html_entity_names[];
extern const struct html_entity html_entities[HTML_ENTITIES];

/* No reference gives more than six bytes for five. */
static inline size_t html_reference_room(size_t source_length)
{
	return source_length + source_length / 4 + 8;
}

/* At '&': what the reference stands for, written to `out` (8 bytes of room).
 * Returns the bytes read, 0 where the '&' is only itself. In an attribute a
 * name without ';' that a letter, digit or '=' follows is no reference. */
size_t html_reference(struct str rest, bool in_attribute, char *out, size_t *ret_length);
