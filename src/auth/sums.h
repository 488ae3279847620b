/* auth/sums.h - the hashes a signature speaks of: of the body, of the header fields. */
#pragma once
#include "auth/canonical.h"
#include "auth/signature.h"

/* A body in one canonical form, hashed up to one length. */
struct body_sum {
	bool relaxed;
	enum hash_kind kind;
	uint64_t limit; /* CANONICAL_ALL, or l= */
	struct hash hash;
	uint64_t length; /* canonical bytes in all */
	const char *cut; /* the byte that gives the first one beyond the limit, or NULL */
};
/* Each is computed once. */
struct body_sums {
	struct str body;
	struct body_sum *items;
	uint32_t count, cap;
};
const struct body_sum *body_sum(struct arena *arena, struct body_sums *sums,
				const struct signature *signature);
/* The same of other bytes, not kept. */
void body_sum_of(struct str body, const struct signature *signature,
		 struct body_sum *ret);

/* A field that is hashed as if it stood there otherwise. */
struct stand_in {
	const struct field *field;
	struct str raw;
};

/* The fields (NULL: named, not there, nothing), then the one that carries the signature.
 */
void header_sum(const struct field *const *fields, uint32_t count,
		const struct signature *signature, const struct stand_in *stand_ins,
		uint32_t stand_in_count, struct hash *ret);
