/* base/uuid.h - UUIDs made of a name (RFC 9562, 5.5, version 5): the same name gives the
 * same UUID anywhere, any year. */
#pragma once
#include "base/str.h"

struct uuid {
	unsigned char bytes[16];
};
enum { UUID_TEXT = 37 };

/* `space` is the UUID of the namespace. */
void uuid_of_name(const struct uuid *space, struct str name, struct uuid *ret);
/* "939a9414-2ddd-4d32-a0cd-375ea402b003", NUL at the end. */
void uuid_text(const struct uuid *uuid, char ret[UUID_TEXT]);
/* False: it is none. */
bool uuid_parse(struct str text, struct uuid *ret);
