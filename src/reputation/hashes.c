/* reputation/hashes.c - see hashes.h.
 *
 *	SearchHashesResponse  1: FullHash (many)  2: Duration of the cache
 *	FullHash              1: 32 bytes         2: FullHashDetail (many)
 *	FullHashDetail        1: threat type      2: attribute (many)
 *	Duration              1: seconds
 */
#include "reputation/hashes.h"

#include "base/json_read.h"
#include "base/limits.h"
#include "mail/encoding.h"

/* Attributes: a canary (1), and "in frames alone" (2), which is nothing that a person
 * opens. */
enum { ATTRIBUTE_CANARY = 1, ATTRIBUTE_FRAME_ONLY = 2 };

static const char *const names[THREATS] = {
	[1] = "MALWARE",
	[2] = "SOCIAL_ENGINEERING",
	[3] = "UNWANTED_SOFTWARE",
	[4] = "POTENTIALLY_HARMFUL_APPLICATION",
};

const char *threat_name(unsigned threat)
{
	return threat < THREATS ? names[threat] : NULL;
}

/* One detail, while it is read. */
struct detail {
	uint64_t threat;
	bool void_; /* a value that is not known, or only for frames */
};

static void take_attribute(struct detail *detail, uint64_t value)
{
	if (value != ATTRIBUTE_CANARY)
		detail->void_ = true;
}

static void take_detail(struct full_hash *hash, const struct detail *detail)
{
	if (!detail->void_ && detail->threat > 0 && detail->threat < THREATS)
		hash->threats |= 1u << detail->threat;
}

static void add(struct arena *arena, struct full_hashes *ret,
		const struct full_hash *hash)
{
	if (ret->count == LIMIT_LIST_HASHES)
		return;
	ARENA_GROW(arena, ret->items, ret->count, ret->cap);
	ret->items[ret->count++] = *hash;
}

/* --- protocol buffers ----------------------------------------------------------------
 */

struct field {
	uint32_t number;
	uint64_t value;	  /* of a number */
	struct str bytes; /* of bytes, texts and messages */
	bool is_bytes;
};

static bool take_varint(struct str *rest, uint64_t *ret)
{
	uint64_t value = 0;

	for (unsigned shift = 0; shift < 64 && rest->n; shift += 7) {
		unsigned char c = (unsigned char)rest->p[0];

		*rest = str_skip(*rest, 1);
		value |= (uint64_t)(c & 0x7f) << shift;
		if (!(c & 0x80)) {
			*ret = value;
			return true;
		}
	}
	return false;
}

static bool take_bytes(struct str *rest, uint64_t n, struct str *ret)
{
	if (n > rest->n)
		return false;
	*ret = str_sub(*rest, 0, (size_t)n);
	*rest = str_skip(*rest, (size_t)n);
	return true;
}

/* The next field; false at the end, and `*broken` where there should be one. */
static bool take_field(struct str *rest, struct field *ret, bool *broken)
{
	enum { VARINT = 0, FIXED64 = 1, BYTES = 2, FIXED32 = 5 };
	uint64_t tag, length;
	bool ok;

	if (rest->n == 0 || *broken)
		return false;
	*ret = (struct field){ 0 };
	ok = take_varint(rest, &tag) && tag >> 3 != 0 && tag >> 3 <= UINT32_MAX;
	ret->number = ok ? (uint32_t)(tag >> 3) : 0;
	switch (ok ? (int)(tag & 7) : -1) {
	case VARINT:
		ok = take_varint(rest, &ret->value);
		break;
	case FIXED64:
		ok = take_bytes(rest, 8, &ret->bytes);
		break;
	case BYTES:
		ret->is_bytes = true;
		ok = take_varint(rest, &length) && take_bytes(rest, length, &ret->bytes);
		break;
	case FIXED32:
		ok = take_bytes(rest, 4, &ret->bytes);
		break;
	default:
		ok = false;
	}
	*broken = !ok;
	return ok;
}

/* Several numbers in one field. */
static void read_packed(struct str rest, struct detail *detail, bool *broken)
{
	uint64_t value;

	while (rest.n && !*broken) {
		*broken = !take_varint(&rest, &value);
		if (!*broken)
			take_attribute(detail, value);
	}
}

static void read_detail(struct str rest, struct full_hash *hash, bool *broken)
{
	struct detail detail = { 0 };
	struct field field;

	while (take_field(&rest, &field, broken))
		if (field.number == 1 && !field.is_bytes)
			detail.threat = field.value;
		else if (field.number == 2 && field.is_bytes)
			read_packed(field.bytes, &detail, broken);
		else if (field.number == 2)
			take_attribute(&detail, field.value);
	if (!*broken)
		take_detail(hash, &detail);
}

static void read_hash(struct arena *arena, struct str rest, struct full_hashes *ret,
		      bool *broken)
{
	struct full_hash hash = { 0 };
	struct field field;
	bool has = false;

	while (take_field(&rest, &field, broken))
		if (field.number == 1 && field.is_bytes && field.bytes.n == HASH_BYTES) {
			memcpy(hash.bytes, field.bytes.p, HASH_BYTES);
			has = true;
		} else if (field.number == 2 && field.is_bytes) {
			read_detail(field.bytes, &hash, broken);
		}
	if (has && !*broken)
		add(arena, ret, &hash);
}

static uint32_t whole_seconds(uint64_t seconds)
{
	return seconds < LIMIT_LIST_CACHE ? (uint32_t)seconds : LIMIT_LIST_CACHE;
}

static bool read_buffers(struct arena *arena, struct str rest, struct full_hashes *ret)
{
	struct field field, inner;
	bool broken = false;

	while (take_field(&rest, &field, &broken)) {
		if (field.number == 1 && field.is_bytes)
			read_hash(arena, field.bytes, ret, &broken);
		else if (field.number == 2 && field.is_bytes)
			while (take_field(&field.bytes, &inner, &broken))
				if (inner.number == 1 && !inner.is_bytes)
					ret->cache_seconds = whole_seconds(inner.value);
	}
	return !broken;
}

/* --- JSON ----------------------------------------------------------------------------
 */

static uint64_t threat_of(struct str name)
{
	for (unsigned i = 1; i < THREATS; i++)
		if (str_eq(name, str_c(names[i])))
			return i;
	return 0;
}

static void json_attributes(struct json_walk *walk, struct detail *detail)
{
	struct str name;

	for (json_walk_open(walk, '['); json_walk_item(walk);)
		if (json_walk_text(walk, &name))
			take_attribute(detail, str_eq(name, STR("CANARY"))
						   ? ATTRIBUTE_CANARY
						   : ATTRIBUTE_FRAME_ONLY);
}

static void json_details(struct json_walk *walk, struct full_hash *hash)
{
	struct str key, name;

	for (json_walk_open(walk, '['); json_walk_item(walk);) {
		struct detail detail = { 0 };

		for (json_walk_open(walk, '{'); json_walk_member(walk, &key);)
			if (str_eq(key, STR("threatType"))) {
				if (json_walk_text(walk, &name))
					detail.threat = threat_of(name);
			} else if (str_eq(key, STR("attributes"))) {
				json_attributes(walk, &detail);
			} else {
				json_walk_skip(walk);
			}
		take_detail(hash, &detail);
	}
}

static void json_hash(struct arena *arena, struct json_walk *walk,
		      struct full_hashes *ret)
{
	struct full_hash hash = { 0 };
	struct str key, text, bytes;
	bool has = false, lawful;

	for (json_walk_open(walk, '{'); json_walk_member(walk, &key);)
		if (str_eq(key, STR("fullHash"))) {
			if (!json_walk_text(walk, &text))
				return;
			bytes = base64_decode(arena, text, &lawful);
			has = bytes.n == HASH_BYTES;
			if (has)
				memcpy(hash.bytes, bytes.p, HASH_BYTES);
		} else if (str_eq(key, STR("fullHashDetails"))) {
			json_details(walk, &hash);
		} else {
			json_walk_skip(walk);
		}
	if (has)
		add(arena, ret, &hash);
}

/* "300s", "3.5s" */
static uint32_t json_duration(struct str text)
{
	uint32_t seconds;

	text = str_until(str_until(text, 's'), '.');
	return str_to_u32(text, &seconds) ? whole_seconds(seconds) : 0;
}

static bool read_json(struct arena *arena, struct str body, struct full_hashes *ret)
{
	struct json_walk walk;
	struct str key, text;

	json_walk_init(&walk, arena, body);
	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &key);)
		if (str_eq(key, STR("fullHashes"))) {
			for (json_walk_open(&walk, '['); json_walk_item(&walk);)
				json_hash(arena, &walk, ret);
		} else if (str_eq(key, STR("cacheDuration"))) {
			if (json_walk_text(&walk, &text))
				ret->cache_seconds = json_duration(text);
		} else if (str_eq(key, STR("error"))) {
			return false;
		} else {
			json_walk_skip(&walk);
		}
	return json_walk_end(&walk);
}

/* --- both ----------------------------------------------------------------------------
 */

bool hashes_read(struct arena *arena, struct str body, struct full_hashes *ret)
{
	struct str text = str_trim_left(body);

	*ret = (struct full_hashes){ 0 };
	if (text.n && text.p[0] == '{')
		return read_json(arena, body, ret);
	return read_buffers(arena, body, ret);
}

uint32_t hashes_threats(const struct full_hashes *hashes, const uint8_t hash[HASH_BYTES])
{
	uint32_t threats = 0;

	for (uint32_t i = 0; i < hashes->count; i++)
		if (memcmp(hashes->items[i].bytes, hash, HASH_BYTES) == 0)
			threats |= hashes->items[i].threats;
	return threats;
}
