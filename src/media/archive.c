/* media/archive.c - what is in an archive, by libarchive: names, sizes, and the content
 * of what may speak to a reader.
 *
 * Everything is unpacked once, in memory, to learn its sum; nothing is written, and names
 * are only names. What is unpacked is counted against the archive's own size
 * (ATTACKS HI-20). */
#include "media/decode.h"

#include "auth/crypt.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "config.h"
#include "mail/charset.h"
#include "media/zip_overlap.h"

#ifdef MEKIKI_ARCHIVE
#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

const bool archive_can_read = true;

struct reading {
	struct decode *decode;
	struct media *ret;
	struct archive *archive;
	uint64_t out; /* unpacked so far */
	size_t given; /* bytes of content given back */
	size_t heads; /* of these, beginnings of what is of no interest */
	size_t names; /* bytes that names take in the answer */
	bool closed;  /* nothing is unpacked any more: names alone */
	char *room;   /* LIMIT_MEDIA_ENTRY bytes */
};

static void cut(struct reading *reading, const char *why)
{
	if (reading->ret->cut.n == 0)
		reading->ret->cut = str_c(why);
}

/* libarchive's words, as plain text. */
static void trouble(struct reading *reading)
{
	const char *said = archive_error_string(reading->archive);
	struct str text = arena_str(reading->decode->arena,
				    str_sub(str_c(said ? said : "no reason"), 0, 200));

	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < ' ' || text.p[i] > '~')
			((char *)text.p)[i] = '?';
	if (reading->ret->trouble.n == 0)
		reading->ret->trouble = text;
}

/* --- names ---------------------------------------------------------------------------
 */

/* Old archives of Japanese systems say nothing of their charset, and mean CP932; others
 * the one that their bytes look like. */
static struct str name_of_bytes(struct arena *arena, struct str bytes)
{
	struct charset_text text;

	if (utf8_is_valid(bytes))
		return arena_str(arena, bytes);
	charset_decode(arena, STR("shift_jis"), bytes, &text);
	if (text.bad)
		charset_decode(arena, STR(""), bytes, &text);
	return arena_str(arena, text.text);
}

static struct str name_of(struct reading *reading, struct archive_entry *entry)
{
	struct arena *arena = reading->decode->arena;
	const char *raw = archive_entry_pathname(entry);
	const char *utf8 = archive_entry_pathname_utf8(entry);
	struct str name = str_c(utf8 ? utf8 : raw);

	if (name.n > LIMIT_MEDIA_NAME)
		name = utf8_front(name, LIMIT_MEDIA_NAME);
	return name_of_bytes(arena, name);
}

/* As the answer writes it. */
static size_t cost_of(struct str name)
{
	size_t cost = 200;

	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];

		cost += c < ' ' || c == 127		    ? 6
			: c >= 128 || c == '"' || c == '\\' ? 2
							    : 1;
	}
	return cost;
}

static struct str kind_of(struct archive_entry *entry)
{
	if (archive_entry_hardlink(entry))
		return STR("link");
	switch (archive_entry_filetype(entry)) {
	case AE_IFREG:
		return STR("file");
	case AE_IFDIR:
		return STR("folder");
	case AE_IFLNK:
		return STR("link");
	default:
		return archive_entry_filetype(entry) ? STR("other") : STR("file");
	}
}

static struct str hex_of(struct arena *arena, struct str bytes)
{
	static const char digits[] = "0123456789abcdef";
	char *text = arena_bytes(arena, 2 * bytes.n);

	for (size_t i = 0; i < bytes.n; i++) {
		text[2 * i] = digits[(unsigned char)bytes.p[i] >> 4];
		text[2 * i + 1] = digits[(unsigned char)bytes.p[i] & 15];
	}
	return str_make(text, 2 * bytes.n);
}

/* --- content -------------------------------------------------------------------------
 */

/* What a reader sees, what leads somewhere, what is itself an archive. */
static bool is_interesting(struct str name, struct str head)
{
	static const char *const endings[] = {
		".html",       ".htm",
		".xhtml",      ".shtml",
		".mht",	       ".mhtml",
		".svg",	       ".xml",
		".rels",       ".txt",
		".md",	       ".rtf",
		".csv",	       ".ics",
		".vcf",	       ".eml",
		".msg",	       ".url",
		".lnk",	       ".website",
		".webloc",     ".desktop",
		".js",	       ".jse",
		".vbs",	       ".vbe",
		".wsf",	       ".hta",
		".ps1",	       ".bat",
		".cmd",	       ".pdf",
		".png",	       ".jpg",
		".jpeg",       ".gif",
		".webp",       ".bmp",
		".zip",	       ".7z",
		".rar",	       ".tar",
		".gz",	       ".tgz",
		".cab",	       ".iso",
		".lzh",	       ".xz",
		".docx",       ".xlsx",
		".pptx",       ".docm",
		".xlsm",       ".pptm",
		".odt",	       ".ods",
		".doc",	       ".xls",
		".ppt",	       ".one",
		".library-ms", ".settingcontent-ms",
	};
	static const struct str magics[] = {
		{ "PK\3\4", 4 }, { "Rar!", 4 },	   { "7z\xbc\xaf", 4 },
		{ "%PDF", 4 },	 { "\x89PNG", 4 }, { "\xff\xd8\xff", 3 },
		{ "GIF8", 4 },	 { "<", 1 },	   { "\x1f\x8b", 2 },
		{ "MSCF", 4 },	 { "BEGIN:", 6 },
	};

	for (size_t i = 0; i < COUNT(endings); i++)
		if (str_ends_nocase(name, str_c(endings[i])))
			return true;
	for (size_t i = 0; i < COUNT(magics); i++)
		if (str_starts(head, magics[i]))
			return true;
	return false;
}

/* Counted over all: against a ceiling, and against what was sent. */
static bool may_go_on(struct reading *reading)
{
	uint64_t most =
	    LIMIT_MEDIA_RATIO * (uint64_t)reading->decode->bytes.n + LIMIT_MEDIA_FREE;
	/* What a filter unpacks (tar.gz) counts, too. */
	uint64_t passed = (uint64_t)archive_filter_bytes(reading->archive, 0);
	uint64_t out = reading->out > passed ? reading->out : passed;

	if (out > LIMIT_MEDIA_OUT)
		cut(reading, "bytes");
	else if (out > most)
		cut(reading, "ratio");
	else
		return true;
	reading->closed = true;
	return false;
}

static void give_back(struct reading *reading, struct media_entry *entry,
		      struct str bytes, bool whole)
{
	bool interesting = is_interesting(entry->name, bytes);
	size_t left = LIMIT_MEDIA_CONTENT - reading->given;

	if (!interesting || bytes.n > left) {
		if (bytes.n > LIMIT_MEDIA_HEAD) {
			bytes.n = LIMIT_MEDIA_HEAD;
			whole = false;
		}
		if (bytes.n > left || reading->heads + bytes.n > LIMIT_MEDIA_HEADS)
			bytes.n = 0;
		reading->heads += bytes.n;
	}
	if (interesting && (!whole || bytes.n == 0) && entry->size)
		cut(reading, "bytes");
	entry->cut = !whole;
	if (bytes.n == 0 && !whole)
		return;
	entry->bytes = arena_str(reading->decode->arena, bytes);
	reading->given += bytes.n;
}

/* A sum over all of it; its beginning is kept. */
static void unpack(struct reading *reading, struct media_entry *entry)
{
	char piece[16384];
	la_ssize_t n = 0;
	size_t have = 0;
	struct hash hash;
	uint64_t size = 0;
	bool whole;

	hash_begin(HASH_SHA256);
	while (may_go_on(reading) &&
	       (n = archive_read_data(reading->archive, piece, sizeof piece)) > 0) {
		size_t kept = LIMIT_MEDIA_ENTRY - have;

		kept = kept < (size_t)n ? kept : (size_t)n;
		memcpy(reading->room + have, piece, kept);
		have += kept;
		size += (uint64_t)n;
		reading->out += (uint64_t)n;
		hash_add(NULL, str_make(piece, (size_t)n));
	}
	if (n < 0)
		trouble(reading);
	whole = n == 0 && !reading->closed;
	hash_end(&hash);
	if (whole)
		entry->sha256 = hex_of(reading->decode->arena, hash_str(&hash));
	give_back(reading, entry, str_make(reading->room, have), whole && have == size);
}

/* --- entries -------------------------------------------------------------------------
 */

static bool list(struct reading *reading, const struct media_entry *entry)
{
	struct media *ret = reading->ret;

	reading->names += cost_of(entry->name);
	if (ret->entry_count >= LIMIT_MEDIA_ENTRIES ||
	    reading->names > LIMIT_MEDIA_NAMES) {
		cut(reading, "entries");
		return false;
	}
	ARENA_GROW(reading->decode->arena, ret->entries, ret->entry_count,
		   ret->entry_cap);
	ret->entries[ret->entry_count++] = *entry;
	return true;
}

static bool take_entry(struct reading *reading, struct archive_entry *from)
{
	struct media_entry entry = {
		.name = name_of(reading, from),
		.kind = kind_of(from),
		.size_known = archive_entry_size_is_set(from),
		.encrypted = archive_entry_is_encrypted(from) > 0,
	};

	if (entry.size_known && archive_entry_size(from) > 0)
		entry.size = (uint64_t)archive_entry_size(from);
	/* Of a compressed file alone libarchive knows no name. */
	if (archive_format(reading->archive) == ARCHIVE_FORMAT_RAW)
		entry.name = STR("");
	reading->ret->entries_told++;
	entry.cut = true;
	if (str_eq(entry.kind, STR("file")) && !entry.encrypted && !reading->closed)
		unpack(reading, &entry);
	return list(reading, &entry);
}

static const char *format_of(struct archive *archive)
{
	static const struct {
		int code;
		const char *name;
	} formats[] = {
		{ ARCHIVE_FORMAT_ZIP, "zip" },	   { ARCHIVE_FORMAT_7ZIP, "7z" },
		{ ARCHIVE_FORMAT_RAR, "rar" },	   { ARCHIVE_FORMAT_RAR_V5, "rar" },
		{ ARCHIVE_FORMAT_TAR, "tar" },	   { ARCHIVE_FORMAT_CAB, "cab" },
		{ ARCHIVE_FORMAT_ISO9660, "iso" }, { ARCHIVE_FORMAT_LHA, "lha" },
		{ ARCHIVE_FORMAT_CPIO, "cpio" },   { ARCHIVE_FORMAT_AR, "ar" },
		{ ARCHIVE_FORMAT_XAR, "xar" },
	};
	int code = archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK;

	for (size_t i = 0; i < COUNT(formats); i++)
		if (code == (formats[i].code & ARCHIVE_FORMAT_BASE_MASK))
			return formats[i].name;
	return archive_filter_name(archive, 0); /* gzip, xz: of one file alone */
}

/* Without a filter everything would be one file: that is no archive. */
static bool is_archive(struct reading *reading)
{
	if (archive_format(reading->archive) != ARCHIVE_FORMAT_RAW ||
	    archive_filter_count(reading->archive) > 1)
		return true;
	reading->ret->trouble = STR("it is no archive of a format that is read here");
	return false;
}

static void take_all(struct reading *reading)
{
	struct archive_entry *entry;
	bool first = true;
	int status;

	do {
		status = archive_read_next_header(reading->archive, &entry);
		if (status == ARCHIVE_EOF)
			break;
		if (status < ARCHIVE_WARN) {
			trouble(reading);
			break;
		}
		if (first && !is_archive(reading))
			return;
		first = false;
		reading->ret->ok = true;
		/* Others than ZIP would have to be unpacked to be listed further. */
	} while (
	    take_entry(reading, entry) &&
	    (!reading->closed || archive_format(reading->archive) == ARCHIVE_FORMAT_ZIP));
	if (first && status == ARCHIVE_EOF)
		reading->ret->trouble = STR("there is no entry in it");
	if (!first || archive_format(reading->archive) != 0)
		reading->ret->format =
		    arena_str(reading->decode->arena, str_c(format_of(reading->archive)));
}

static void support(struct archive *archive)
{
	archive_read_support_filter_gzip(archive);
	archive_read_support_filter_bzip2(archive);
	archive_read_support_filter_xz(archive);
	archive_read_support_filter_lzma(archive);
	archive_read_support_filter_lzip(archive);
	archive_read_support_filter_zstd(archive);
	archive_read_support_filter_lz4(archive);
	archive_read_support_filter_compress(archive);
	archive_read_support_format_zip(archive);
	archive_read_support_format_7zip(archive);
	archive_read_support_format_rar(archive);
	archive_read_support_format_rar5(archive);
	archive_read_support_format_tar(archive);
	archive_read_support_format_gnutar(archive);
	archive_read_support_format_cab(archive);
	archive_read_support_format_iso9660(archive);
	archive_read_support_format_lha(archive);
	archive_read_support_format_cpio(archive);
	archive_read_support_format_ar(archive);
	archive_read_support_format_raw(archive);
}

/* Headers may be encrypted, too: then there is no list. */
static void tell_encryption(struct reading *reading)
{
	struct media *ret = reading->ret;
	const char *said = archive_error_string(reading->archive);

	if (ret->entry_count == 0 &&
	    (archive_read_has_encrypted_entries(reading->archive) > 0 ||
	     (said && str_find_str_nocase(str_c(said), STR("encrypt")) != STR_NPOS)))
		ret->encrypted = ret->ok = true;
}

void decode_archive(struct decode *decode)
{
	struct reading reading = { .decode = decode, .ret = decode->ret };
	struct zip_overlap zip;

	zip_overlap_look(decode->arena, decode->bytes, &zip);
	if (zip.overlap) {
		cut(&reading, "overlap");
		reading.closed = true;
	}
	reading.archive = archive_read_new();
	reading.room = malloc(LIMIT_MEDIA_ENTRY);
	if (!reading.archive || !reading.room)
		return;
	support(reading.archive);
	if (archive_read_open_memory(reading.archive, decode->bytes.p, decode->bytes.n) ==
	    ARCHIVE_OK)
		take_all(&reading);
	else
		trouble(&reading);
	tell_encryption(&reading);
	if (zip.entries > decode->ret->entries_told && decode->ret->ok)
		decode->ret->entries_told = zip.entries;
	archive_read_free(reading.archive);
	free(reading.room);
}
#else
const bool archive_can_read = false;

void decode_archive(struct decode *decode)
{
	decode->ret->trouble = STR("libarchive is not built in");
}
#endif
