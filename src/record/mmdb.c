/* record/mmdb.c - see mmdb.h. The format: maxmind.github.io/MaxMind-DB, version 2.0. */
#include "record/mmdb.h"

#include "base/limits.h"
#include "record/mmdb_value.h"

static uint32_t big_endian(struct str s)
{
	uint32_t value = 0;

	for (size_t i = 0; i < s.n; i++)
		value = value << 8 | (uint8_t)s.p[i];
	return value;
}

/* --- one value --------------------------------------------------------------------- */

enum type {
	TYPE_EXTENDED,
	TYPE_POINTER,
	TYPE_TEXT,
	TYPE_DOUBLE,
	TYPE_BYTES,
	TYPE_U16,
	TYPE_U32,
	TYPE_MAP,
	TYPE_I32,
	TYPE_U64,
	TYPE_U128,
	TYPE_ARRAY,
	TYPE_CACHE,
	TYPE_END,
	TYPE_BOOL,
	TYPE_FLOAT,
};

struct control {
	enum type type;
	uint32_t size;
	uint32_t at; /* behind it */
};

static bool read_size(struct str data, struct control *control)
{
	static const uint32_t base[] = { 29, 285, 65821 };
	uint32_t more = control->size < 29 ? 0 : control->size - 28;
	struct str bytes = str_sub(data, control->at, control->at + more);

	if (bytes.n < more)
		return false;
	if (more)
		control->size = base[more - 1] + big_endian(bytes);
	control->at += more;
	return true;
}

static bool read_control(struct str data, uint32_t at, struct control *ret)
{
	uint8_t byte;

	if (at >= data.n)
		return false;
	byte = (uint8_t)data.p[at++];
	*ret = (struct control){ .type = byte >> 5, .size = byte & 31, .at = at };
	if (ret->type == TYPE_POINTER)
		return true;
	if (ret->type == TYPE_EXTENDED) {
		if (at >= data.n || (uint8_t)data.p[at] > TYPE_FLOAT - 7)
			return false;
		ret->type = (uint8_t)data.p[at] + 7;
		ret->at = at + 1;
	}
	return read_size(data, ret);
}

/* Two bits of length, three of value, then bytes. */
static bool read_pointer(struct str data, const struct control *control, uint32_t *ret_to,
			 uint32_t *ret_end)
{
	static const uint32_t base[] = { 0, 2048, 526336, 0 };
	uint32_t length = (control->size >> 3) + 1;
	struct str bytes = str_sub(data, control->at, control->at + length);

	if (bytes.n < length)
		return false;
	*ret_to = big_endian(bytes);
	if (length < 4)
		*ret_to += ((control->size & 7) << (8 * length)) + base[length - 1];
	*ret_end = control->at + length;
	return true;
}

static uint64_t number_of(struct str bytes)
{
	uint64_t value = 0;

	for (size_t i = 0; i < bytes.n; i++)
		value = value << 8 | (uint8_t)bytes.p[i];
	return value;
}

static bool read_number(const struct control *control, struct str bytes,
			struct mmdb_value *ret)
{
	static const uint8_t most[] = {
		[TYPE_U16] = 2, [TYPE_U32] = 4, [TYPE_I32] = 4, [TYPE_U64] = 8
	};

	if (control->size > most[control->type])
		return false;
	ret->kind = MMDB_NUMBER;
	ret->number = number_of(bytes);
	if (control->type == TYPE_I32 && control->size == 4 && (ret->number >> 31)) {
		ret->negative = true;
		ret->number = (UINT64_C(1) << 32) - ret->number;
	}
	return true;
}

static bool read_real(const struct control *control, struct str bytes,
		      struct mmdb_value *ret)
{
	uint64_t wide = number_of(bytes);
	uint32_t narrow = (uint32_t)wide;
	float real;

	ret->kind = MMDB_REAL;
	if (control->type == TYPE_DOUBLE) {
		memcpy(&ret->real, &wide, sizeof ret->real);
		return control->size == 8;
	}
	memcpy(&real, &narrow, sizeof real);
	ret->real = real;
	return control->size == 4;
}

/* `ret_end`: where the next value begins, of what has no members. */
static bool read_plain(struct str data, const struct control *control,
		       struct mmdb_value *ret, uint32_t *ret_end)
{
	struct str bytes =
	    str_sub(data, control->at, (size_t)control->at + control->size);

	*ret = (struct mmdb_value){ .at = control->at, .count = control->size };
	*ret_end = control->at;
	switch (control->type) {
	case TYPE_MAP:
		ret->kind = MMDB_MAP;
		return true;
	case TYPE_ARRAY:
		ret->kind = MMDB_ARRAY;
		return true;
	case TYPE_BOOL:
		ret->kind = MMDB_TRUTH;
		ret->number = control->size;
		return control->size <= 1;
	default:
		break;
	}
	if (bytes.n < control->size)
		return false;
	*ret_end += control->size;
	switch (control->type) {
	case TYPE_TEXT:
		ret->kind = MMDB_TEXT;
		ret->text = bytes;
		return true;
	case TYPE_U16:
	case TYPE_U32:
	case TYPE_I32:
	case TYPE_U64:
		return read_number(control, bytes, ret);
	case TYPE_DOUBLE:
	case TYPE_FLOAT:
		return read_real(control, bytes, ret);
	case TYPE_BYTES:
	case TYPE_U128:
		ret->kind = MMDB_OTHER;
		ret->text = bytes;
		return control->type == TYPE_BYTES || control->size <= 16;
	default:
		return false;
	}
}

/* The value at `at`, and where the next begins; behind a pointer that is not where the
 * members are. A pointer to a pointer is not allowed. */
bool mmdb_value_read(struct str data, uint32_t at, struct mmdb_value *ret,
		     uint32_t *ret_end, bool *ret_pointed)
{
	struct control control;
	uint32_t to, end, ignored;

	if (!read_control(data, at, &control))
		return false;
	*ret_pointed = control.type == TYPE_POINTER;
	if (!*ret_pointed)
		return read_plain(data, &control, ret, ret_end);
	if (!read_pointer(data, &control, &to, &end) ||
	    !read_control(data, to, &control) || control.type == TYPE_POINTER ||
	    !read_plain(data, &control, ret, &ignored))
		return false;
	*ret_end = end;
	return true;
}

/* Over a value with all its members. */
static bool skip_value(struct str data, uint32_t *at)
{
	uint64_t left = 1;

	for (uint32_t steps = 0; left; steps++) {
		struct mmdb_value value;
		bool pointed;

		if (steps == LIMIT_MMDB_STEPS ||
		    !mmdb_value_read(data, *at, &value, at, &pointed))
			return false;
		left--;
		if (!pointed && value.kind == MMDB_MAP)
			left += 2 * (uint64_t)value.count;
		else if (!pointed && value.kind == MMDB_ARRAY)
			left += value.count;
	}
	return true;
}

/* --- members ---------------------------------------------------------------------------
 */

static bool member(struct str data, const struct mmdb_value *map, struct str name,
		   struct mmdb_value *ret)
{
	uint32_t at = map->at, ignored;
	bool pointed;

	if (map->kind == MMDB_ARRAY)
		return map->count > 0 &&
		       mmdb_value_read(data, at, ret, &ignored, &pointed);
	if (map->kind != MMDB_MAP)
		return false;
	for (uint32_t i = 0; i < map->count && i < LIMIT_MMDB_STEPS; i++) {
		struct mmdb_value key;

		if (!mmdb_value_read(data, at, &key, &at, &pointed) ||
		    key.kind != MMDB_TEXT)
			return false;
		if (str_eq(key.text, name))
			return mmdb_value_read(data, at, ret, &ignored, &pointed);
		if (!skip_value(data, &at))
			return false;
	}
	return false;
}

bool mmdb_member(const struct mmdb *db, const struct mmdb_value *value,
		 const char *const *path, struct mmdb_value *ret)
{
	struct mmdb_value at = *value;

	for (; *path; path++)
		if (!member(db->data, &at, str_c(*path), &at))
			return false;
	*ret = at;
	return true;
}

/* --- opening ---------------------------------------------------------------------------
 */

static bool metadata_number(struct str data, const struct mmdb_value *map,
			    const char *name, uint64_t most, uint64_t *ret)
{
	struct mmdb_value value;

	if (!member(data, map, str_c(name), &value) || value.kind != MMDB_NUMBER ||
	    value.negative || value.number > most)
		return false;
	*ret = value.number;
	return true;
}

/* The last marker counts; the metadata has at most 128 kB. */
static bool find_metadata(struct str bytes, struct str *ret)
{
	static const struct str marker = STR("\xab\xcd\xefMaxMind.com");
	struct str tail =
	    str_skip(bytes, bytes.n > 128 * 1024 ? bytes.n - 128 * 1024 : 0);
	bool found = false;
	size_t at;

	while ((at = str_find_str(tail, marker)) != STR_NPOS) {
		tail = str_skip(tail, at + marker.n);
		*ret = tail;
		found = true;
	}
	return found;
}

static bool read_metadata(struct str metadata, struct mmdb *db)
{
	struct mmdb_value map, type;
	uint64_t nodes, bits, version, major;
	uint32_t end;
	bool pointed;

	if (!mmdb_value_read(metadata, 0, &map, &end, &pointed) || map.kind != MMDB_MAP ||
	    !metadata_number(metadata, &map, "node_count", UINT32_MAX, &nodes) ||
	    !metadata_number(metadata, &map, "record_size", 32, &bits) ||
	    !metadata_number(metadata, &map, "ip_version", 6, &version) ||
	    !metadata_number(metadata, &map, "binary_format_major_version", 2, &major) ||
	    major != 2)
		return false;
	end = map.at;
	for (uint32_t i = 0; i < map.count; i++) /* all of it, not only what is used */
		if (!skip_value(metadata, &end) || !skip_value(metadata, &end))
			return false;
	/* no calendar has more than 9999 years */
	if (member(metadata, &map, STR("build_epoch"), &type) &&
	    !metadata_number(metadata, &map, "build_epoch", UINT64_C(253402300799),
			     &db->build_epoch))
		return false;
	if (member(metadata, &map, STR("database_type"), &type) && type.kind == MMDB_TEXT)
		db->type = type.text;
	db->node_count = (uint32_t)nodes;
	db->record_bits = (uint32_t)bits;
	db->ip_version = (uint32_t)version;
	return (bits == 24 || bits == 28 || bits == 32) && (version == 4 || version == 6);
}

/* --- the tree
 * ---------------------------------------------------------------------------- */

static uint32_t record_of(const struct mmdb *db, uint32_t node, unsigned side)
{
	size_t width = db->record_bits * 2 / 8;
	struct str bytes = str_sub(db->bytes, node * width, (node + 1) * width);
	uint32_t middle;

	if (db->record_bits == 24)
		return big_endian(str_sub(bytes, side * 3, side * 3 + 3));
	if (db->record_bits == 32)
		return big_endian(str_sub(bytes, side * 4, side * 4 + 4));
	middle = (uint8_t)bytes.p[3]; /* its upper half is the left record's */
	return side ? (middle & 15) << 24 | big_endian(str_sub(bytes, 4, 7))
		    : middle >> 4 << 24 | big_endian(str_sub(bytes, 0, 3));
}

/* Every record leads to another node, to nothing, or into the data. The root is nobody's
 * child; what leads there goes in circles. */
static bool tree_is_whole(const struct mmdb *db)
{
	uint64_t most = (uint64_t)db->node_count + 16 + db->data.n;

	for (uint32_t node = 0; node < db->node_count; node++) {
		for (unsigned side = 0; side < 2; side++) {
			uint32_t to = record_of(db, node, side);

			if (to == 0 || to >= most ||
			    (to > db->node_count && to - db->node_count < 16))
				return false;
		}
	}
	return true;
}

bool mmdb_open(struct str bytes, struct mmdb *ret, struct err *err)
{
	struct mmdb db = { .bytes = bytes };
	struct str metadata = STR_NONE;
	uint64_t tree;

	if (!find_metadata(bytes, &metadata))
		return err_set(err, ERR_DATA, "", "it is no MaxMind database");
	if (!read_metadata(metadata, &db))
		return err_set(err, ERR_DATA, "", "its metadata is broken");
	tree = (uint64_t)db.node_count * db.record_bits * 2 / 8;
	/* sixteen zero bytes stand between tree and data */
	if (tree + 16 > bytes.n - metadata.n)
		return err_set(err, ERR_DATA, "",
			       "its search tree is longer than the file");
	db.data = str_make(bytes.p + tree + 16, bytes.n - metadata.n - tree - 16);
	if (!tree_is_whole(&db))
		return err_set(err, ERR_DATA, "", "its search tree is broken");
	*ret = db;
	return true;
}

/* --- looking up ------------------------------------------------------------- */

static unsigned bit_of(const struct ip *ip, unsigned bit)
{
	return (ip->bytes[bit / 8] >> (7 - bit % 8)) & 1u;
}

enum mmdb_found mmdb_find(const struct mmdb *db, const struct ip *ip,
			  struct mmdb_value *ret, unsigned *ret_bits)
{
	unsigned width = ip->kind == IP_V4 ? 32 : 128, depth = 0;
	/* version 4 stands in a tree of version 6 behind 96 zeros */
	unsigned zeros = db->ip_version == 6 && width == 32 ? 96 : 0;
	uint32_t node = 0, end;
	bool pointed;

	if (ip->kind == IP_NONE || (db->ip_version == 4 && width == 128))
		return MMDB_ABSENT;
	for (; node < db->node_count && depth < zeros + width; depth++)
		node = record_of(db, node, depth < zeros ? 0 : bit_of(ip, depth - zeros));
	if (node == db->node_count)
		return MMDB_ABSENT;
	if (node < db->node_count || node - db->node_count < 16 ||
	    !mmdb_value_read(db->data, node - db->node_count - 16, ret, &end, &pointed))
		return MMDB_BROKEN;
	*ret_bits = depth > zeros ? depth - zeros : 0;
	return MMDB_FOUND;
}
