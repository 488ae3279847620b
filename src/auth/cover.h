/* auth/cover.h - which fields of a header a signature covers, and which it leaves open.
 */
#pragma once
#include "auth/dkim.h"
#include "auth/signature.h"

/* The fields of one header, found by name from the bottom up (RFC 6376, 5.4.2). */
struct field_index {
	const struct header *header;
	int32_t heads[256]; /* by a hash of the name; -1: none */
	int32_t *next;	    /* the next one upward */
	uint32_t *taken;    /* by which selection */
	uint32_t selection;
};
void field_index_build(struct arena *arena, const struct header *header,
		       struct field_index *ret);
/* Begin anew: nothing is taken. */
void field_index_select(struct field_index *index);
/* The lowest field of that name which is not taken yet, or NULL. */
const struct field *field_index_take(struct field_index *index, struct str name);

/* The fields that `signature` covers: items[i] is that of its i-th name, NULL where h=
 * names what is not there. */
const struct field **cover_fields(struct arena *arena, struct field_index *index,
				  const struct signature *signature);
/* What it leaves open, seen from the same selection. */
void cover_open(struct arena *arena, struct field_index *index,
		struct dkim_signature *ret);
