/* attachment/zip.c - see zip.h. */
#include "attachment/zip.h"

#include "base/limits.h"

enum {
	END_BYTES = 22,	    /* of the record at the end, without its comment */
	END_SEARCH = 65535, /* a comment has no more */
	ENTRY_BYTES = 46,
	FLAG_ENCRYPTED = 1 << 0,
	FLAG_UTF8 = 1 << 11,
};

static uint32_t le16(const char *p)
{
	return (uint8_t)p[0] | (uint32_t)(uint8_t)p[1] << 8;
}

static uint32_t le32(const char *p)
{
	return le16(p) | le16(p + 2) << 16;
}

struct directory {
	size_t at;	/* where the list stands */
	size_t archive; /* where the archive begins */
	uint32_t told;
};

/* The record at `at` closes an archive if its list stands right before it, wherever the
 * archive begins: that is how everybody finds archives behind other files. */
static bool is_end(struct str bytes, size_t at, struct directory *ret)
{
	const char *end = bytes.p + at;
	uint32_t size = le32(end + 12), offset = le32(end + 16);

	if (size > at || size < ENTRY_BYTES || offset > at - size)
		return false;
	ret->at = at - size;
	ret->archive = ret->at - offset;
	ret->told = le16(end + 10);
	return memcmp(bytes.p + ret->at, "PK\1\2", 4) == 0;
}

/* The last record that closes an archive. */
static bool find_end(struct str bytes, struct directory *ret)
{
	struct str begins; /* what may be its first byte */
	size_t lowest, at;

	if (bytes.n < END_BYTES + ENTRY_BYTES)
		return false;
	lowest = bytes.n > END_BYTES + END_SEARCH ? bytes.n - END_BYTES - END_SEARCH : 0;
	begins = str_sub(bytes, lowest, bytes.n - END_BYTES + 1);
	for (; (at = str_rfind(begins, 'P')) != STR_NPOS; begins.n = at)
		if (memcmp(begins.p + at, "PK\5\6", 4) == 0 &&
		    is_end(bytes, lowest + at, ret))
			return true;
	return false;
}

bool zip_find(struct str bytes, size_t *ret_offset)
{
	struct directory found;

	if (!find_end(bytes, &found))
		return false;
	*ret_offset = found.archive;
	return true;
}

/* The entry at `*at`; false where none is. */
static bool read_entry(struct str bytes, size_t *at, struct zip_entry *ret)
{
	const char *p = bytes.p + *at;
	uint32_t flags, name, more;

	if (bytes.n - *at < ENTRY_BYTES || memcmp(p, "PK\1\2", 4) != 0)
		return false;
	flags = le16(p + 8);
	name = le16(p + 28);
	more = le16(p + 30) + le16(p + 32);
	if (name > bytes.n - *at - ENTRY_BYTES)
		return false;
	*ret = (struct zip_entry){
		.name = str_make(p + ENTRY_BYTES, name),
		.size = le32(p + 24),
		.encrypted = flags & FLAG_ENCRYPTED,
		.folder = name && p[ENTRY_BYTES + name - 1] == '/',
		.utf8 = flags & FLAG_UTF8,
	};
	*at += ENTRY_BYTES + name;
	*at += more > bytes.n - *at ? bytes.n - *at : more;
	return true;
}

bool zip_read(struct arena *arena, struct str bytes, struct zip_list *ret)
{
	struct directory found;
	struct zip_entry entry;
	size_t at;

	*ret = (struct zip_list){ 0 };
	if (!find_end(bytes, &found))
		return false;
	ret->ok = true;
	ret->offset = found.archive;
	ret->told = found.told;
	for (at = found.at; read_entry(bytes, &at, &entry);) {
		if (ret->count >= LIMIT_ZIP_ENTRIES) {
			ret->cut = true;
			break;
		}
		ARENA_GROW(arena, ret->entries, ret->count, ret->cap);
		ret->entries[ret->count++] = entry;
		ret->encrypted |= entry.encrypted;
	}
	return true;
}
