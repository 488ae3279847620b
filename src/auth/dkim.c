/* auth/dkim.c - see dkim.h. */
#include "auth/dkim.h"

#include "auth/repair.h"
#include "auth/weak_key.h"
#include "base/limits.h"
#include "link/host.h"

#ifndef N_
#define N_(text) text
#endif

enum { DAY = 86400 };

const char *dkim_code_name(enum dkim_code code)
{
	static const char *const names[] = {
		[DKIM_PASS] = "pass",		[DKIM_FAIL] = "fail",
		[DKIM_NEUTRAL] = "neutral",	[DKIM_POLICY] = "policy",
		[DKIM_TEMPERROR] = "temperror", [DKIM_PERMERROR] = "permerror",
		[DKIM_UNCHECKED] = "unchecked",
	};

	return names[code];
}

const char *dkim_part_name(enum dkim_part part)
{
	return part == DKIM_PART_GOOD  ? "good"
	       : part == DKIM_PART_BAD ? "bad"
				       : "unknown";
}

/* --- one run -------------------------------------------------------------------- */

/* One signature under examination. */
struct subject {
	struct signature signature;
	struct keys keys;
	const struct field **fields; /* that it covers */
};

struct dkim_run {
	struct arena *arena;
	const struct message *message;
	int64_t received_at, clock;
	struct field_index index;
	struct body_sums sums;
	struct subject subjects[LIMIT_DKIM];
	uint32_t count;
	uint32_t repairs;
	struct dkim_results results;
};

static void settle(struct dkim_signature *ret, enum dkim_code code, const char *reason)
{
	ret->code = code;
	ret->reason = reason;
}

/* --- what the field says -------------------------------------------------------- */

static void copy_claims(const struct signature *from, struct dkim_signature *ret)
{
	ret->domain = from->domain;
	ret->selector = from->selector;
	ret->identity = from->identity;
	ret->algorithm = from->algorithm;
	ret->header_relaxed = from->header_relaxed;
	ret->body_relaxed = from->body_relaxed;
	ret->signed_at = from->signed_at;
	ret->expires = from->expires;
	ret->covered = from->names;
	ret->covered_count = from->name_count;
	ret->length_given = from->length_given;
}

/* What a mail's receipt is judged by where nobody knows when it was: today. */
static void judge_times(const struct dkim_run *run, struct dkim_signature *ret)
{
	int64_t then = run->received_at >= 0 ? run->received_at : run->clock;

	ret->expired_then = ret->expires >= 0 && then > ret->expires;
	ret->expired_now = ret->expires >= 0 && run->clock > ret->expires;
	ret->from_future = ret->signed_at >= 0 && ret->signed_at - then > DAY;
}

/* --- body ----------------------------------------------------------------------- */

static void judge_body(struct dkim_run *run, const struct signature *signature,
		       struct dkim_signature *ret)
{
	const struct body_sum *sum = body_sum(run->arena, &run->sums, signature);
	struct str raw = run->message->raw;

	ret->body_length = sum->length;
	ret->signed_length = signature->length_given && signature->length < sum->length
				 ? signature->length
				 : sum->length;
	ret->unsigned_offset = sum->cut && sum->cut >= raw.p && sum->cut <= raw.p + raw.n
				   ? (size_t)(sum->cut - raw.p)
				   : raw.n;
	ret->body_hash = str_eq(hash_str(&sum->hash), signature->body_hash)
			     ? DKIM_PART_GOOD
			     : DKIM_PART_BAD;
	if (signature->length_given && signature->length > sum->length)
		ret->body_hash = DKIM_PART_BAD;
}

/* --- signature ------------------------------------------------------------------ */

static void note_key(const struct key_record *record, struct dkim_signature *ret)
{
	if (!record)
		return;
	ret->key_bits = record->key.bits;
	ret->key = record->key.kind == KEY_RSA ? record->key.modulus : record->key.point;
	ret->key_guessable =
	    record->key.kind == KEY_RSA && weak_key_is_roca(record->key.modulus);
	ret->testing = record->testing;
	ret->strict = record->strict;
}

/* b= is verified with bh= as written, whatever the body: it tells who signed, and whether
 * the header is as it was. */
static const char *judge_signature(struct dkim_run *run, struct subject *subject,
				   struct dkim_signature *ret)
{
	struct key_verdict verdict;
	struct hash hash;

	header_sum(subject->fields, subject->signature.name_count, &subject->signature,
		   NULL, 0, &hash);
	keys_verify(&subject->keys, &subject->signature, &hash, &verdict);
	note_key(verdict.record, ret);
	if (!verdict.usable)
		return verdict.problem;
	ret->signature = verdict.good ? DKIM_PART_GOOD : DKIM_PART_BAD;
	(void)run;
	return NULL;
}

static void seek_repair(struct dkim_run *run, struct subject *subject,
			struct dkim_signature *ret)
{
	if (run->repairs == LIMIT_REPAIRS)
		return;
	run->repairs++;
	if (ret->body_hash == DKIM_PART_BAD)
		ret->body_repair = repair_body(run->message, &subject->signature);
	if (ret->signature == DKIM_PART_BAD)
		ret->header_repair =
		    repair_header(run->arena, run->message, &subject->signature,
				  subject->fields, &subject->keys);
}

/* --- the result ----------------------------------------------------------------- */

static void fail(struct dkim_run *run, struct subject *subject,
		 struct dkim_signature *ret)
{
	if (ret->signature == DKIM_PART_BAD)
		settle(ret, DKIM_FAIL,
		       N_("the header was changed after it was signed, or another key "
			  "signed it"));
	else if (subject->signature.length_given &&
		 subject->signature.length > ret->body_length)
		settle(ret, DKIM_FAIL,
		       N_("the body is shorter than what was signed (l=)"));
	else
		settle(ret, DKIM_FAIL, N_("the body was changed after it was signed"));
	seek_repair(run, subject, ret);
}

/* Both parts are good; RFC 8301 and the times have their say. */
static void accept(const struct subject *subject, struct dkim_signature *ret)
{
	const struct signature *signature = &subject->signature;

	if (signature->state == SIGNATURE_UNLAWFUL)
		settle(ret, DKIM_PERMERROR, signature->problem);
	else if (signature->hash == HASH_SHA1)
		settle(ret, DKIM_POLICY,
		       N_("it verifies, but SHA-1 proves nothing any more (RFC 8301)"));
	else if (signature->key == KEY_RSA && ret->key_bits < 1024)
		settle(ret, DKIM_POLICY,
		       N_("it verifies, but its key is too short to prove anything (RFC "
			  "8301)"));
	else if (ret->expired_then)
		settle(ret, DKIM_POLICY,
		       N_("it verifies, but it had expired when it was received"));
	else
		settle(ret, DKIM_PASS, NULL);
}

static void judge(struct dkim_run *run, struct subject *subject,
		  struct dkim_signature *ret)
{
	const struct keys *keys = &subject->keys;
	const char *problem;

	judge_body(run, &subject->signature, ret);
	ret->answer = keys->answer;
	ret->key_records = keys->published;
	if (keys->state == KEYS_NONE) {
		settle(ret, DKIM_PERMERROR, keys->problem);
		return;
	}
	if (keys->state != KEYS_FOUND) {
		/* Whatever the key: a body of another hash cannot pass. */
		if (ret->body_hash == DKIM_PART_BAD)
			fail(run, subject, ret);
		else
			settle(ret,
			       keys->state == KEYS_UNASKED ? DKIM_UNCHECKED
							   : DKIM_TEMPERROR,
			       keys->problem);
		return;
	}
	problem = judge_signature(run, subject, ret);
	if (problem)
		settle(ret, DKIM_PERMERROR, problem);
	else if (ret->signature == DKIM_PART_BAD || ret->body_hash == DKIM_PART_BAD)
		fail(run, subject, ret);
	else
		accept(subject, ret);
}

/* --- all of them ---------------------------------------------------------------- */

static void begin(struct dkim_run *run, const struct field *field, bool beyond,
		  struct dkim_signature *ret)
{
	struct signature parsed,
	    *signature = beyond ? &parsed : &run->subjects[run->count].signature;

	*ret = (struct dkim_signature){ .field = field,
					.unsigned_offset = run->message->raw.n };
	signature_parse(run->arena, field, SIGNATURE_DKIM, signature);
	copy_claims(signature, ret);
	judge_times(run, ret);
	if (beyond)
		settle(ret, DKIM_UNCHECKED,
		       N_("not checked: the message has too many signatures"));
	else
		run->subjects[run->count++].fields = NULL;
}

static void begin_all(struct dkim_run *run, struct dkim_results *ret)
{
	const struct header *header = &run->message->header;
	uint32_t fields = header_count(header, FIELD_DKIM_SIGNATURE);

	*ret = (struct dkim_results){ .fields = fields };
	ret->items = arena_alloc_array(
	    run->arena, fields < LIMIT_DKIM_LISTED ? fields : LIMIT_DKIM_LISTED,
	    sizeof *ret->items);
	for (const struct field *field = header_first(header, FIELD_DKIM_SIGNATURE);
	     field && ret->count < LIMIT_DKIM_LISTED;
	     field = header_next(header, field)) {
		begin(run, field, ret->count >= LIMIT_DKIM, &ret->items[ret->count]);
		ret->count++;
	}
}

/* All keys are asked for before any is waited for. */
static bool ask_all(struct dkim_run *run, struct door *door)
{
	bool here = true;

	for (uint32_t i = 0; i < run->count; i++) {
		struct subject *subject = &run->subjects[i];

		if (subject->signature.state != SIGNATURE_UNREADABLE)
			here &= keys_ask(run->arena, door, &subject->signature,
					 &subject->keys);
	}
	return here;
}

static void judge_all(struct dkim_run *run, struct dkim_results *ret)
{
	field_index_build(run->arena, &run->message->header, &run->index);
	run->sums.body = run->message->body;
	for (uint32_t i = 0; i < run->count; i++) {
		struct subject *subject = &run->subjects[i];

		if (subject->signature.state == SIGNATURE_UNREADABLE) {
			settle(&ret->items[i], DKIM_NEUTRAL, subject->signature.problem);
			continue;
		}
		subject->fields =
		    cover_fields(run->arena, &run->index, &subject->signature);
		cover_open(run->arena, &run->index, &ret->items[i]);
		judge(run, subject, &ret->items[i]);
	}
}

struct dkim_run *dkim_begin(struct arena *arena, const struct message *message,
			    int64_t received_at, int64_t clock)
{
	struct dkim_run *run = arena_new_of(arena, struct dkim_run);

	run->arena = arena;
	run->message = message;
	run->received_at = received_at;
	run->clock = clock;
	begin_all(run, &run->results);
	return run;
}

bool dkim_round(struct dkim_run *run, struct door *door, struct dkim_results *ret)
{
	door_purpose(door, PURPOSE_DKIM_KEY);
	if (!ask_all(run, door))
		return false;
	judge_all(run, &run->results);
	*ret = run->results;
	return true;
}

bool dkim_verify(struct arena *arena, struct door *door, const struct message *message,
		 int64_t received_at, int64_t clock, struct dkim_results *ret)
{
	return dkim_round(dkim_begin(arena, message, received_at, clock), door, ret);
}

bool dkim_aligned(struct arena *arena, const struct message *message, struct str domain)
{
	for (uint32_t i = 0; i < message->from.count; i++) {
		struct str from = message->from.items[i].domain;

		if (!str_eq_nocase(from, domain) && !host_related(arena, from, domain))
			return false;
	}
	return message->from.count > 0;
}
