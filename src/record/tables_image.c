/* record/tables_image.c - see tables_image.h. */
#include "record/tables_image.h"

#include "base/scoped.h"
#include "link/host.h"
#include "record/brand.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unicode/uchar.h>
#include <unistd.h>

struct str tables_folding(struct arena *arena)
{
	char library[U_MAX_VERSION_STRING_LENGTH], unicode[U_MAX_VERSION_STRING_LENGTH];
	UVersionInfo version;

	u_getVersion(version);
	u_versionToString(version, library);
	u_getUnicodeVersion(version);
	u_versionToString(version, unicode);
	return arena_printf(arena, "ICU %s, Unicode %s", library, unicode);
}

/* Is `text` all that the file holds? */
static bool holds(int fd, struct str text)
{
	char piece[16 * 1024];

	for (;;) {
		ssize_t got = read(fd, piece, sizeof piece);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0 && text.n == 0;
		if (!str_starts(text, str_make(piece, (size_t)got)))
			return false;
		text = str_skip(text, (size_t)got);
	}
}

static bool same_text(const char *dir, const struct table_info *info)
{
	char path[4096];
	int n = snprintf(path, sizeof path, "%s/%.*s", dir, STR_ARG(info->name));
	SCOPED(close_fd) int fd = -1;
	struct stat about;

	if (n < 0 || (size_t)n >= sizeof path)
		return false;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	return fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode) &&
	       about.st_size == (off_t)info->text.n && holds(fd, info->text);
}

static bool serves(struct arena *arena, const struct tables_image *image, const char *dir)
{
	const struct tables *tables = &image->tables;

	if (!str_eq(image->folding, tables_folding(arena)))
		return false;
	for (uint32_t i = 0; i < tables->info_count; i++)
		if (!same_text(dir, &tables->infos[i]))
			return false;
	return true;
}

bool tables_load_image(struct arena *arena, const char *dir,
		       const struct tables_image *image, struct tables *ret,
		       struct err *err)
{
	if (!image || !serves(arena, image, dir))
		return tables_load(arena, dir, ret, err);
	*ret = image->tables;
	ret->arena = arena;
	/* What is learnt of a table later stands with it. */
	ret->infos =
	    arena_copy_array(arena, ret->infos, ret->info_count, sizeof *ret->infos);
	/* Where a name is registered is asked of a list that has updates of its own. */
	if (!str_eq(image->suffixes, str_c(host_psl_source())))
		brand_index_build(arena, ret);
	return true;
}
