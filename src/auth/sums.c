/* auth/sums.c - see sums.h. */
#include "auth/sums.h"

static uint64_t limit_of(const struct signature *signature)
{
	return signature->length_given ? signature->length : CANONICAL_ALL;
}

void body_sum_of(struct str body, const struct signature *signature, struct body_sum *ret)
{
	struct canonical canonical;

	*ret = (struct body_sum){ .relaxed = signature->body_relaxed,
				  .kind = signature->hash,
				  .limit = limit_of(signature) };
	hash_begin(ret->kind);
	canonical_begin(&canonical, hash_add, NULL, ret->limit);
	canonical_body(&canonical, body, ret->relaxed);
	hash_end(&ret->hash);
	ret->length = canonical.length;
	ret->cut = canonical.cut;
}

const struct body_sum *body_sum(struct arena *arena, struct body_sums *sums,
				const struct signature *signature)
{
	for (uint32_t i = 0; i < sums->count; i++) {
		const struct body_sum *sum = &sums->items[i];

		if (sum->relaxed == signature->body_relaxed &&
		    sum->kind == signature->hash && sum->limit == limit_of(signature))
			return sum;
	}
	ARENA_GROW(arena, sums->items, sums->count, sums->cap);
	body_sum_of(sums->body, signature, &sums->items[sums->count]);
	return &sums->items[sums->count++];
}

static struct str raw_of(const struct field *field, const struct stand_in *stand_ins,
			 uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (stand_ins[i].field == field)
			return stand_ins[i].raw;
	return field->raw;
}

void header_sum(const struct field *const *fields, uint32_t count,
		const struct signature *signature, const struct stand_in *stand_ins,
		uint32_t stand_in_count, struct hash *ret)
{
	struct canonical canonical;

	hash_begin(signature->hash);
	canonical_begin(&canonical, hash_add, NULL, CANONICAL_ALL);
	for (uint32_t i = 0; i < count; i++)
		if (fields[i])
			canonical_field(&canonical,
					raw_of(fields[i], stand_ins, stand_in_count),
					signature->header_relaxed);
	canonical_signature_field(&canonical, signature->field->raw, signature->left_out,
				  signature->header_relaxed);
	canonical_end(&canonical);
	hash_end(ret);
}
