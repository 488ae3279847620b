/* report/catalogue.c - see catalogue.h.
 *
 * The GNU .mo format: a header of seven words, a table of the originals (length, offset),
 * sorted by strcmp, and a table of the translations in the same order. */
#include "report/catalogue.h"

#include "base/limits.h"
#include "base/scoped.h"
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>

enum { MAGIC = 0x950412de, HEADER_WORDS = 5, ROW = 8 };

const struct catalogue catalogue_english = { .language = "en" };

static uint32_t word_at(const struct catalogue *catalogue, size_t offset)
{
	uint32_t word;

	memcpy(&word, catalogue->file.p + offset, sizeof word);
	return catalogue->swapped ? __builtin_bswap32(word) : word;
}

/* Row `i` of a table; its text ends in a NUL inside the file (seen to by check_table). */
static const char *text_at(const struct catalogue *catalogue, uint32_t table, uint32_t i)
{
	return catalogue->file.p + word_at(catalogue, table + (size_t)i * ROW + 4);
}

static bool check_table(const struct catalogue *catalogue, uint32_t table)
{
	size_t size = catalogue->file.n;

	if (table > size || (size - table) / ROW < catalogue->count)
		return false;
	for (uint32_t i = 0; i < catalogue->count; i++) {
		size_t row = table + (size_t)i * ROW;
		uint64_t end =
		    (uint64_t)word_at(catalogue, row) + word_at(catalogue, row + 4);

		if (end >= size || catalogue->file.p[end] != '\0')
			return false;
	}
	return true;
}

bool catalogue_parse(struct str file, struct catalogue *ret)
{
	struct catalogue found = { .language = ret->language, .file = file };
	uint32_t magic;

	if (file.n < HEADER_WORDS * sizeof(uint32_t))
		return false;
	magic = word_at(&found, 0);
	found.swapped = magic == __builtin_bswap32(MAGIC);
	/* Revision: major 0; minor 1 adds tables that we do not use. */
	if ((magic != MAGIC && !found.swapped) || word_at(&found, 4) >> 16 != 0)
		return false;
	found.count = word_at(&found, 8);
	found.originals = word_at(&found, 12);
	found.translations = word_at(&found, 16);
	if (!check_table(&found, found.originals) ||
	    !check_table(&found, found.translations))
		return false;
	*ret = found;
	return true;
}

/* A report says a few of its thousands of texts, so it is mapped and not read. Updates
 * put a new file in the place of the old one: what is mapped stays whole. */
static bool map_file(const char *path, struct str *ret, struct err *err)
{
	SCOPED(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat about;
	void *p;

	if (fd < 0 || fstat(fd, &about) != 0)
		return err_set(err, ERR_DATA, path, "cannot be opened: %s",
			       strerror(errno));
	if (!S_ISREG(about.st_mode) || about.st_size <= 0 ||
	    about.st_size > LIMIT_DATA_FILE)
		return err_set(err, ERR_DATA, path, "has no sensible size");
	p = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		return err_set(err, ERR_DATA, path, "cannot be read: %s",
			       strerror(errno));
	*ret = str_make(p, (size_t)about.st_size);
	return true;
}

static bool is_language(const char *language)
{
	size_t n = strlen(language);

	if (n < 2 || n > 3)
		return false;
	for (size_t i = 0; i < n; i++)
		if (language[i] < 'a' || language[i] > 'z')
			return false;
	return true;
}

bool catalogue_load(struct arena *arena, const char *dir, const char *language,
		    struct catalogue *ret, struct err *err)
{
	struct catalogue found = { 0 };
	const char *path;
	struct str file;

	if (!is_language(language))
		return err_set(err, ERR_USAGE, language, "is no language code");
	if (strcmp(language, "en") == 0) {
		*ret = catalogue_english;
		return true;
	}
	path = arena_printf(arena, "%s/%s.mo", dir, language).p;
	if (!map_file(path, &file, err))
		return false;
	found.language = arena_printf(arena, "%s", language).p;
	if (!catalogue_parse(file, &found))
		return err_set(err, ERR_DATA, path, "is no message catalogue");
	*ret = found;
	return true;
}

static const char *find_text(const struct catalogue *catalogue, const char *msgid)
{
	uint32_t low = 0, high = catalogue->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order =
		    strcmp(msgid, text_at(catalogue, catalogue->originals, middle));

		if (order == 0) {
			const char *text =
			    text_at(catalogue, catalogue->translations, middle);

			return *text ? text : msgid;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *catalogue_text(const struct catalogue *catalogue, const char *msgid)
{
	const char *text = NULL;

	/* The empty msgid is the catalogue's own header. */
	if (!msgid || !*msgid)
		return msgid;
	if (catalogue->before)
		text = find_text(catalogue->before, msgid);
	if (!text)
		text = find_text(catalogue, msgid);
	return text ? text : msgid;
}

static bool is_c_locale(const char *value)
{
	return strcmp(value, "C") == 0 || strcmp(value, "POSIX") == 0 ||
	       strncmp(value, "C.", 2) == 0;
}

static const char *known(const char *value)
{
	return strncmp(value, "ja", 2) == 0 && !ascii_is_alnum(value[2]) ? "ja" : "en";
}

/* LANGUAGE is a list of preferences, heeded unless the locale is plain C. */
const char *catalogue_language_of_locale(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *locale = "C", *list = getenv("LANGUAGE");

	for (size_t i = 0; i < COUNT(names); i++) {
		const char *value = getenv(names[i]);

		if (value && *value) {
			locale = value;
			break;
		}
	}
	if (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
		return "en";
	if (list && *list)
		return known(list);
	return is_c_locale(locale) ? "en" : known(locale);
}
