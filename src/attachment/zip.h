/* attachment/zip.h - the list of a ZIP archive: names, sizes, what is encrypted. Nothing
 * is unpacked: that is a decoder's work (record/media.h), in a process of its own.
 *
 * APPNOTE 4.3. The list at the end counts, as it does for those who open archives; it may
 * stand behind any other file. Sizes are claims. */
#pragma once
#include "base/arena.h"

struct zip_entry {
	struct str name; /* bytes as they stand; UTF-8 where `utf8` */
	uint64_t size;
	bool encrypted, folder, utf8;
};

struct zip_list {
	bool ok;       /* a list was found and its first entry is there */
	size_t offset; /* where the archive begins; > 0: behind something else */
	struct zip_entry *entries;
	uint32_t count, cap;
	uint64_t told;	/* entries that the list says it has */
	bool cut;	/* LIMIT_ZIP_ENTRIES, or it ends early */
	bool encrypted; /* any of them */
};

/* Any bytes; false, and ret->ok false, where no archive ends here. */
bool zip_read(struct arena *arena, struct str bytes, struct zip_list *ret);
/* Is there one at all? Cheap. `ret_offset`: where it begins. */
bool zip_find(struct str bytes, size_t *ret_offset);
