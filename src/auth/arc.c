/* auth/arc.c - see arc.h. */
#include "auth/arc.h"

#include "auth/cover.h"
#include "auth/keys.h"
#include "auth/sums.h"
#include "base/limits.h"

#ifndef N_
#define N_(text) text
#endif

const char *arc_code_name(enum arc_code code)
{
	static const char *const names[] = {
		[ARC_NONE] = "none",	       [ARC_PASS] = "pass",
		[ARC_FAIL] = "fail",	       [ARC_TEMPERROR] = "temperror",
		[ARC_UNCHECKED] = "unchecked",
	};

	return names[code];
}

/* One signature under examination. */
struct subject {
	struct signature signature;
	struct keys keys;
};

struct arc_run {
	struct arena *arena;
	const struct message *message;
	int64_t clock;
	struct field_index index;
	struct body_sums sums;
	struct subject messages[LIMIT_ARC_SETS], seals[LIMIT_ARC_SETS];
	const struct field *fields[3 * LIMIT_ARC_SETS]; /* in the order they are sealed */
	struct arc_results results;
	bool settled; /* by the structure alone */
};

static bool conclude(struct arc_results *ret, enum arc_code code, uint32_t at,
		     const char *reason)
{
	ret->code = code;
	ret->at = at;
	ret->reason = reason;
	return false;
}

/* --- structure -------------------------------------------------------------------- */

/* arc-info = "i=" number ";" …, in front of everything else (RFC 8617, 4.1.1). */
static uint32_t results_instance(const struct field *field)
{
	struct str text = str_trim_left(field->value), name, number;
	uint32_t instance;

	text = str_until(text, ';');
	if (!str_cut(text, '=', &name, &number) ||
	    !str_eq_nocase(str_trim(name), STR("i")) ||
	    !str_to_u32(str_trim(number), &instance) || instance > LIMIT_ARC_SETS)
		return 0;
	return instance;
}

/* Where a field of this kind belongs in its set. */
static const struct field **place_of(struct arc_set *set, enum field_name known)
{
	return known == FIELD_ARC_SEAL		      ? &set->seal.field
	       : known == FIELD_ARC_MESSAGE_SIGNATURE ? &set->message.field
						      : &set->results;
}

static void copy_claims(const struct signature *from, struct arc_proof *ret)
{
	ret->domain = from->domain;
	ret->selector = from->selector;
	ret->algorithm = from->algorithm;
	ret->reason = from->problem;
}

/* Reads one field and puts it into its set. */
static bool place(struct arc_run *run, struct arc_results *ret, const struct field *field)
{
	struct signature parsed = { 0 };
	const struct field **slot;
	struct arc_set *set;
	uint32_t instance;
	bool seal = field->known == FIELD_ARC_SEAL;

	if (field->known == FIELD_ARC_AUTHENTICATION_RESULTS) {
		instance = results_instance(field);
	} else {
		signature_parse(run->arena, field,
				seal ? SIGNATURE_ARC_SEAL : SIGNATURE_ARC_MESSAGE,
				&parsed);
		instance = parsed.instance;
	}
	if (instance == 0)
		return conclude(ret, ARC_FAIL, 0,
				N_("a field's instance (i=) is no number from 1 to 50"));
	set = &ret->items[instance - 1];
	set->instance = instance;
	if (instance > ret->count)
		ret->count = instance;
	slot = place_of(set, field->known);
	if (*slot)
		return conclude(ret, ARC_FAIL, instance,
				N_("a field of this instance stands there twice"));
	*slot = field;
	if (field->known == FIELD_ARC_AUTHENTICATION_RESULTS) {
		authres_parse(run->arena, field, NULL, &set->claimed);
		return true;
	}
	copy_claims(&parsed, seal ? &set->seal : &set->message);
	if (seal) {
		set->chain = parsed.chain;
		set->signed_at = parsed.signed_at;
		run->seals[instance - 1].signature = parsed;
	} else {
		run->messages[instance - 1].signature = parsed;
	}
	return true;
}

static bool is_arc(const struct field *field)
{
	return field->known == FIELD_ARC_SEAL ||
	       field->known == FIELD_ARC_MESSAGE_SIGNATURE ||
	       field->known == FIELD_ARC_AUTHENTICATION_RESULTS;
}

static bool collect(struct arc_run *run, struct arc_results *ret)
{
	const struct header *header = &run->message->header;
	bool good = true;

	ret->items = arena_alloc_array(run->arena, LIMIT_ARC_SETS, sizeof *ret->items);
	for (uint32_t i = 0; i < LIMIT_ARC_SETS; i++)
		ret->items[i].signed_at = -1;
	for (uint32_t i = 0; i < header->count && good; i++)
		if (is_arc(&header->fields[i]))
			good = place(run, ret, &header->fields[i]);
	for (uint32_t i = 0; i < ret->count; i++)
		ret->items[i].instance = i + 1;
	return good;
}

static bool set_is_whole(struct arc_run *run, struct arc_results *ret, uint32_t i)
{
	const struct arc_set *set = &ret->items[i];
	const struct signature *message = &run->messages[i].signature,
			       *seal = &run->seals[i].signature;
	struct str wanted = i ? STR("pass") : STR("none");

	if (!set->results || !set->message.field || !set->seal.field)
		return conclude(ret, ARC_FAIL, i + 1,
				N_("a field of this instance is missing"));
	if (message->problem || seal->problem)
		return conclude(ret, ARC_FAIL, i + 1,
				message->problem ? message->problem : seal->problem);
	if (!str_eq_nocase(set->chain, wanted))
		return conclude(ret, ARC_FAIL, i + 1,
				N_("the seal's verdict on the chain before it (cv=) is "
				   "not the one it must have there"));
	for (uint32_t n = 0; n < message->name_count; n++)
		if (str_eq(message->names[n], STR("arc-seal")))
			return conclude(ret, ARC_FAIL, i + 1,
					N_("the message signature covers a seal"));
	run->fields[3 * i] = set->results;
	run->fields[3 * i + 1] = set->message.field;
	run->fields[3 * i + 2] = set->seal.field;
	return true;
}

static bool structure_holds(struct arc_run *run, struct arc_results *ret)
{
	if (!collect(run, ret))
		return false;
	if (ret->count == 0)
		return conclude(ret, ARC_NONE, 0, NULL);
	/* Who found it broken said so; nothing below that is worth a look (5.2, step 2).
	 */
	if (str_eq_nocase(ret->items[ret->count - 1].chain, STR("fail")))
		return conclude(
		    ret, ARC_FAIL, ret->count,
		    N_("the last party that sealed it found the chain broken"));
	for (uint32_t i = 0; i < ret->count; i++)
		if (!set_is_whole(run, ret, i))
			return false;
	return true;
}

/* --- signatures ------------------------------------------------------------------- */

static bool ask_all(struct arc_run *run, struct door *door, uint32_t count)
{
	bool here = true;

	for (uint32_t i = 0; i < count; i++) {
		here &= keys_ask(run->arena, door, &run->messages[i].signature,
				 &run->messages[i].keys);
		here &= keys_ask(run->arena, door, &run->seals[i].signature,
				 &run->seals[i].keys);
	}
	return here;
}

static void judge(struct arc_run *run, const struct subject *subject,
		  const struct field *const *fields, uint32_t count,
		  struct arc_proof *ret)
{
	const struct signature *signature = &subject->signature;
	struct key_verdict verdict;
	struct hash hash;

	ret->answer = subject->keys.answer;
	ret->reason = subject->keys.problem;
	if (subject->keys.state != KEYS_FOUND)
		return;
	header_sum(fields, count, signature, NULL, 0, &hash);
	keys_verify(&subject->keys, signature, &hash, &verdict);
	if (verdict.record)
		ret->key_bits = verdict.record->key.bits;
	ret->signature = verdict.good ? DKIM_PART_GOOD : DKIM_PART_BAD;
	if (!verdict.usable)
		ret->reason = verdict.problem;
	else if (!verdict.good)
		ret->reason = N_("the header was changed after it was signed, or another "
				 "key signed it");
	else if (signature->hash == HASH_SHA1)
		ret->reason =
		    N_("it verifies, but SHA-1 proves nothing any more (RFC 8301)");
	else if (signature->key == KEY_RSA && ret->key_bits < 1024)
		ret->reason = N_("it verifies, but its key is too short to prove "
				 "anything (RFC 8301)");
	else if (signature->expires >= 0 && run->clock > signature->expires)
		ret->reason = N_("it has expired");
}

static void judge_message(struct arc_run *run, uint32_t i, struct arc_set *set)
{
	struct subject *subject = &run->messages[i];
	const struct body_sum *sum =
	    body_sum(run->arena, &run->sums, &subject->signature);

	set->body_hash = str_eq(hash_str(&sum->hash), subject->signature.body_hash)
			     ? DKIM_PART_GOOD
			     : DKIM_PART_BAD;
	judge(run, subject, cover_fields(run->arena, &run->index, &subject->signature),
	      subject->signature.name_count, &set->message);
	if (!set->message.reason && set->body_hash == DKIM_PART_BAD)
		set->message.reason = N_("the body was changed after it was signed");
}

static void judge_all(struct arc_run *run, struct arc_results *ret)
{
	field_index_build(run->arena, &run->message->header, &run->index);
	run->sums.body = run->message->body;
	for (uint32_t i = 0; i < ret->count; i++) {
		judge_message(run, i, &ret->items[i]);
		/* All sets up to this one, its own seal last and without its b=. */
		judge(run, &run->seals[i], run->fields, 3 * i + 2, &ret->items[i].seal);
	}
}

/* --- the chain -------------------------------------------------------------------- */

static bool is_unsettled(const struct subject *subject, enum arc_code *ret)
{
	if (subject->keys.state == KEYS_UNASKED)
		*ret = ARC_UNCHECKED;
	else if (subject->keys.state == KEYS_UNFETCHED)
		*ret = ARC_TEMPERROR;
	else
		return false;
	return true;
}

/* A proof that does not hold settles it, unless it could not be tried at all. */
static bool proof_holds(struct arc_results *ret, uint32_t i,
			const struct subject *subject, const struct arc_proof *proof)
{
	enum arc_code code = ARC_FAIL;

	if (!proof->reason)
		return true;
	is_unsettled(subject, &code);
	return conclude(ret, code, i + 1, proof->reason);
}

static uint32_t oldest_pass(const struct arc_results *ret)
{
	uint32_t i = ret->count;

	while (i && !ret->items[i - 1].message.reason)
		i--;
	return i == ret->count ? 0 : i + 1;
}

static void judge_chain(struct arc_run *run, struct arc_results *ret)
{
	uint32_t last = ret->count - 1;

	ret->oldest_pass = oldest_pass(ret);
	if (!proof_holds(ret, last, &run->messages[last], &ret->items[last].message))
		return;
	for (uint32_t i = ret->count; i-- > 0;)
		if (!proof_holds(ret, i, &run->seals[i], &ret->items[i].seal))
			return;
	conclude(ret, ARC_PASS, 0, NULL);
}

static bool has_arc(const struct header *header)
{
	return header_count(header, FIELD_ARC_SEAL) ||
	       header_count(header, FIELD_ARC_MESSAGE_SIGNATURE) ||
	       header_count(header, FIELD_ARC_AUTHENTICATION_RESULTS);
}

struct arc_run *arc_begin(struct arena *arena, const struct message *message,
			  int64_t clock)
{
	struct arc_run *run;

	if (!has_arc(&message->header))
		return NULL;
	run = arena_new_of(arena, struct arc_run);
	run->arena = arena;
	run->message = message;
	run->clock = clock;
	run->results = (struct arc_results){ .code = ARC_NONE };
	run->settled = !structure_holds(run, &run->results);
	return run;
}

bool arc_round(struct arc_run *run, struct door *door, struct arc_results *ret)
{
	*ret = (struct arc_results){ .code = ARC_NONE };
	if (!run)
		return true;
	if (!run->settled) {
		door_purpose(door, PURPOSE_ARC_KEY);
		if (!ask_all(run, door, run->results.count))
			return false;
		judge_all(run, &run->results);
		judge_chain(run, &run->results);
	}
	*ret = run->results;
	return true;
}

bool arc_verify(struct arena *arena, struct door *door, const struct message *message,
		int64_t clock, struct arc_results *ret)
{
	return arc_round(arc_begin(arena, message, clock), door, ret);
}
