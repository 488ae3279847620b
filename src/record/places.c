/* record/places.c - see places.h. */
#include "record/places.h"

#include "base/scoped.h"
#include "record/geo_loc.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where Debian's packages libloc-database and tor-geoipdb put them. */
static const char loc_path[] = "/var/lib/location/database.db";
static const char tor_path[] = "/usr/share/tor/geoip";
static const char tor6_path[] = "/usr/share/tor/geoip6";
enum { OF_SYSTEM = 2 };

/* A file in the address space; it stays there to the end. */
static bool map_file(const char *path, struct str *ret, struct err *err)
{
	SCOPED(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	void *p;

	if (fd < 0 || fstat(fd, &st))
		return err_set(err, ERR_FILE, path, "cannot be opened: %s",
			       strerror(errno));
	if (!S_ISREG(st.st_mode) || st.st_size <= 0 || st.st_size > LIMIT_GEO_FILE)
		return err_set(err, ERR_FILE, path, "it is no file of a fitting size");
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		return err_set(err, ERR_FILE, path, "cannot be read: %s",
			       strerror(errno));
	*ret = str_make(p, (size_t)st.st_size);
	return true;
}

static bool map_own(struct places_databases *places, struct str path, struct err *err)
{
	const char *name = arena_printf(places->arena, "%.*s", STR_ARG(path)).p;

	if (places->own_count == LIMIT_GEO_SOURCES - OF_SYSTEM)
		return err_set(err, ERR_USAGE, name, "no more than %d databases",
			       LIMIT_GEO_SOURCES - OF_SYSTEM);
	if (!map_file(name, &places->own[places->own_count].bytes, err))
		return false;
	places->own[places->own_count++].path = name;
	return true;
}

bool places_open(struct arena *arena, struct str files, struct places_databases *ret,
		 struct err *err)
{
	struct err ignored; /* what is not installed is not asked, and not in the list */
	struct str path;

	*ret = (struct places_databases){ .arena = arena };
	while (files.n && str_split(&files, '\n', &path))
		if (path.n && !map_own(ret, path, err))
			return false;
	if (geo_loc_open(arena, loc_path, &ret->sources[0], &ignored))
		ret->count++;
	map_file(tor_path, &ret->table, &ignored);
	map_file(tor6_path, &ret->table6, &ignored);
	return true;
}

bool places_read(struct places_databases *places, struct err *err)
{
	struct err why;
	bool ok = true;

	if (places->read)
		return true;
	places->read = true;
	if (geo_text_open(places->arena, places->table, places->table6,
			  STR("tor-geoipdb"), &places->sources[places->count], &why))
		places->count++;
	for (uint32_t i = 0; i < places->own_count; i++) {
		if (geo_mmdb_open(places->arena, places->own[i].bytes,
				  str_c(places->own[i].path),
				  &places->sources[places->count], &why))
			places->count++;
		else
			ok = err_set(err, ERR_DATA, places->own[i].path, "%s", why.what);
	}
	return ok;
}
