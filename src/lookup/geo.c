/* lookup/geo.c - where a network is registered, by databases on this machine: nobody is
 * asked.
 *
 * The files are opened before the lock and understood behind it. Those of the system
 * alone; what is not installed is not asked. */
#include "lookup/lookup.h"

#include "base/scoped.h"
#include "record/geo_json.h"
#include "record/geo_loc.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define N_(text) text

/* Where Debian's packages libloc-database and tor-geoipdb put them. */
static const char loc_path[] = "/var/lib/location/database.db";
static const char *const tor_paths[] = { "/usr/share/tor/geoip",
					 "/usr/share/tor/geoip6" };

struct places {
	struct arena *lasting;
	struct geo_source sources[2];
	uint32_t count;
	struct str table, table6; /* of tor-geoipdb */
	bool read;
};

/* A file in the address space, to the end; empty where it is not there. */
static struct str map_file(const char *path)
{
	SCOPED(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	void *p;

	if (fd < 0 || fstat(fd, &st) || !S_ISREG(st.st_mode) || st.st_size <= 0 ||
	    st.st_size > LIMIT_GEO_FILE)
		return STR_NONE;
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	return p == MAP_FAILED ? STR_NONE : str_make(p, (size_t)st.st_size);
}

static bool prepare(struct lookup *lookup, struct err *err)
{
	struct places *places = calloc(1, sizeof *places);

	if (!places)
		abort();
	places->lasting = arena_new(0);
	if (!places->lasting)
		abort();
	if (geo_loc_open(places->lasting, loc_path, &places->sources[0], err))
		places->count++;
	places->table = map_file(tor_paths[0]);
	places->table6 = map_file(tor_paths[1]);
	lookup->own[QUESTION_GEO] = places;
	return true;
}

/* Once, behind the lock. */
static void read_table(struct places *places)
{
	struct err ignored;

	if (places->read)
		return;
	places->read = true;
	if (geo_text_open(places->lasting, places->table, places->table6,
			  STR("tor-geoipdb"), &places->sources[places->count], &ignored))
		places->count++;
}

static void ask(struct inquiry *inquiry)
{
	struct places *places = inquiry->lookup->own[QUESTION_GEO];
	struct told told = { .status = ANSWER_ANSWERED,
			     .from = STR("databases of this machine"),
			     .ttl = LIMIT_CACHE_LONGEST };
	struct geo_answers answers;
	struct arena *arena = arena_new(0);
	struct buf out;
	struct ip ip;

	if (!arena)
		abort();
	inquiry_start(inquiry);
	read_table(places);
	buf_init(&out, LIMIT_ANSWER_BYTES);
	if (places->count == 0 || !ip_parse(inquiry->question.subject, &ip)) {
		told.status = ANSWER_NOT_ALLOWED;
		told.from = STR_NONE;
		told.reason = STR(N_("no database of places is installed"));
	} else {
		geo_ask(arena, places->sources, places->count, &ip, &answers);
		geo_json_write(&out, arena, inquiry->question.subject, &answers,
			       places->sources, places->count);
		told.bytes = buf_peek(&out);
	}
	inquiry_tell(inquiry, &told);
	buf_fini(&out);
	arena_free(arena);
}

const struct lookup_kind lookup_geo = {
	.kind = QUESTION_GEO,
	.prepare = prepare,
	.ask = ask,
};
