/* process/analyst_geo.c - see analyst_geo.h; and TASK_READ of addresses. */
#include "process/analyst_geo.h"

#include "base/json_read.h"
#include "base/scoped.h"
#include "process/analyst_texts.h"
#include "record/geo_json.h"
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

/* --- opening ------------------------------------------------------------------------ */

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

static bool map_own(struct analyst *analyst, struct str path, struct err *err)
{
	struct analyst_geo *geo = analyst->geo;
	const char *name = arena_printf(analyst->lasting, "%.*s", STR_ARG(path)).p;

	/* two places are the system's */
	if (geo->own_count == LIMIT_GEO_SOURCES - 2)
		return err_set(err, ERR_USAGE, name, "no more than %d databases",
			       LIMIT_GEO_SOURCES - 2);
	if (!map_file(name, &geo->own[geo->own_count].bytes, err))
		return false;
	geo->own[geo->own_count++].path = name;
	return true;
}

bool analyst_geo_open(struct analyst *analyst, struct err *err)
{
	struct str paths = analyst->setup.geo, path;
	struct analyst_geo *geo = arena_new_of(analyst->lasting, struct analyst_geo);
	struct err ignored; /* what is not installed is not asked, and not in the list */

	analyst->geo = geo;
	if (!analyst->setup.wants_geo)
		return true;
	while (paths.n && str_split(&paths, '\n', &path))
		if (path.n && !map_own(analyst, path, err))
			return false;
	if (geo_loc_open(analyst->lasting, loc_path, &geo->sources[0], &ignored))
		geo->count++;
	map_file(tor_path, &geo->table, &ignored);
	map_file(tor6_path, &geo->table6, &ignored);
	return true;
}

bool analyst_geo_read(struct analyst *analyst, struct err *err)
{
	struct analyst_geo *geo = analyst->geo;
	struct err why;

	if (geo_text_open(analyst->lasting, geo->table, geo->table6, STR("tor-geoipdb"),
			  &geo->sources[geo->count], &why))
		geo->count++;
	for (uint32_t i = 0; i < geo->own_count; i++) {
		if (!geo_mmdb_open(analyst->lasting, geo->own[i].bytes,
				   str_c(geo->own[i].path), &geo->sources[geo->count],
				   &why))
			return err_set(err, ERR_DATA, geo->own[i].path, "%s", why.what);
		geo->count++;
	}
	return true;
}

/* --- answering ------------------------------------------------------------------------
 */

static void read_address(struct analyst *analyst, struct str value)
{
	const struct analyst_geo *geo = analyst->geo;
	struct arena *arena = analyst->arena;
	struct geo_answers answers = { .count = 0 };
	struct ip ip;
	bool ok = ip_parse(value, &ip);

	if (ok)
		geo_ask(arena, geo->sources, geo->count, &ip, &answers);
	geo_json_write(&analyst->out, arena, value, &answers, geo->sources, geo->count);
}

bool analyst_read_geo(struct analyst *analyst, const struct task *task, struct str text)
{
	struct str line, value;

	if (!str_eq(task->argument, STR("geo")))
		return false;
	while (text.n && str_split(&text, '\n', &line)) {
		value = str_trim(line);
		if (task->json_lines &&
		    !json_read_text(analyst->arena, line, STR("input"), &value))
			value = STR("");
		read_address(analyst, value);
		arena_reset(analyst->arena,
			    LIMIT_ARENA_BASE + LIMIT_ARENA_FACTOR * text.n);
	}
	return true;
}
