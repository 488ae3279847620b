/* process/places.c - see places.h. */
#include "process/places.h"

#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool join(char out[PATH_MAX], const char *dir, const char *name)
{
	int n = name[0] == '/' ? snprintf(out, PATH_MAX, "%s", name)
			       : snprintf(out, PATH_MAX, "%s/%s", dir, name);

	return n > 0 && n < PATH_MAX;
}

static bool has_helper(const char *dir)
{
	char path[PATH_MAX];

	return join(path, dir, "mekiki-analysis") && access(path, X_OK) == 0;
}

static bool set(struct places *ret, const char *dir, const char *helpers,
		const char *data, const char *locale)
{
	return join(ret->helpers, dir, helpers) && has_helper(ret->helpers) &&
	       join(ret->data, dir, data) && join(ret->locale, dir, locale);
}

bool places_of_file(const char *path, struct places *ret, struct err *err)
{
	char dir[PATH_MAX];
	char *slash;

	snprintf(dir, sizeof dir, "%s", path);
	slash = strrchr(dir, '/');
	if (slash)
		*slash = '\0';
	if (set(ret, dir, ".", "data", "po") ||
	    set(ret, dir, MEKIKI_HELPERS_FROM_BIN, MEKIKI_DATA_FROM_BIN,
		MEKIKI_LOCALE_FROM_BIN) ||
	    set(ret, "/", MEKIKI_LIBEXECDIR, MEKIKI_DATADIR, MEKIKI_LOCALEDIR))
		return true;
	return err_set(err, ERR_SYSTEM, "mekiki-analysis",
		       "the helper program is not beside %s, not in " MEKIKI_LIBEXECDIR,
		       path);
}

bool places_of_program(struct places *ret, struct err *err)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

	if (n < 0)
		return err_set(err, ERR_SYSTEM, "/proc/self/exe", "%s", strerror(errno));
	path[n] = '\0';
	return places_of_file(path, ret, err);
}
