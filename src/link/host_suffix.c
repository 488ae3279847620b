/* link/host_suffix.c - public suffixes and registrable domains, by libpsl.
 *
 * The list is opened once; a case brings its own. */
#include "link/host_inside.h"

#include "base/limits.h"
#include "base/scoped.h"
#include "base/utf8.h"

#include <fcntl.h>
#include <libpsl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>

static struct {
	const psl_ctx_t *psl; /* in use: our own, or that of a case */
	const psl_ctx_t *own;
	struct str bytes; /* of our own's file, mapped */
	char source[64];
} warm;

/* --- the list ------------------------------------------------------------------ */

/* Updates put a new file in the place of the old one, so what is mapped stays whole. */
static void map_psl(const char *path)
{
	SCOPED(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat about;
	void *p;

	if (fd < 0 || fstat(fd, &about) != 0 || about.st_size <= 0 ||
	    about.st_size > LIMIT_DATA_FILE)
		return;
	p = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p != MAP_FAILED)
		warm.bytes = str_make(p, (size_t)about.st_size);
}

static void name_psl_source(void)
{
	const char *file = psl_dist_filename();
	struct stat about;
	struct tm day;

	if (warm.psl == psl_builtin())
		return;
	if (file)
		map_psl(file);
	if (file && stat(file, &about) == 0 && gmtime_r(&about.st_mtime, &day))
		strftime(warm.source, sizeof warm.source, "publicsuffix %Y%m%d", &day);
}

void host_suffix_warm(void)
{
	warm.psl = psl_latest(NULL);
	if (!warm.psl)
		warm.psl = psl_builtin();
	warm.own = warm.psl;
	name_psl_source();
}

/* One mail asks for the same few names dozens of times, and a run of mails likewise. */
enum { RECENT_NAMES = 1024, RECENT_BYTES = 59 };
static struct recent {
	struct tails tails;
	uint8_t n;
	char name[RECENT_BYTES];
} recent[RECENT_NAMES];

/* What the list says of a suffix beyond that it is one: there are few, and they are asked
 * for again and again. */
enum { SUFFIX_KINDS = 256 };
static struct suffix_kind {
	bool listed; /* by more than the rule "*", which makes one of every last word */
	bool lent;   /* to people who are not its owner */
	uint8_t n;
	char name[RECENT_BYTES];
} suffix_kinds[SUFFIX_KINDS];

const char *host_psl_source(void)
{
	host_warm();
	return warm.source[0] ? warm.source : NULL;
}

struct str host_psl_bytes(void)
{
	host_warm();
	return warm.bytes;
}

bool host_psl_use(struct str bytes)
{
	psl_ctx_t *list = NULL;
	FILE *file;

	host_warm();
	memset(recent, 0, sizeof recent);
	memset(suffix_kinds, 0, sizeof suffix_kinds);
	if (warm.psl != warm.own && warm.psl != psl_builtin())
		psl_free((psl_ctx_t *)warm.psl);
	warm.psl = bytes.p && bytes.n == 0 ? psl_builtin() : warm.own;
	if (bytes.n == 0)
		return warm.psl != NULL;
	file = fmemopen((void *)bytes.p, bytes.n, "rb");
	if (file) {
		list = psl_load_fp(file);
		fclose(file);
	}
	if (list)
		warm.psl = list;
	return list != NULL;
}

/* --- names ---------------------------------------------------------------------- */

static bool has_empty_label(struct str name)
{
	return name.n == 0 || name.p[0] == '.' || name.p[name.n - 1] == '.' ||
	       str_find_str(name, STR("..")) != STR_NPOS;
}

/* Of its ends: names that share both only drive each other out. */
static uint64_t hash_of(struct str name)
{
	uint64_t hash = name.n, front, back;

	if (name.n < sizeof front) {
		for (size_t i = 0; i < name.n; i++)
			hash = hash << 8 | (uint8_t)name.p[i];
		return hash * 0x9E3779B97F4A7C15u;
	}
	memcpy(&front, name.p, sizeof front);
	memcpy(&back, name.p + name.n - sizeof back, sizeof back);
	hash = (hash ^ front) * 0x9E3779B97F4A7C15u;
	return ((hash ^ hash >> 32) ^ back) * 0x9E3779B97F4A7C15u;
}

static struct recent *recent_slot(struct str name)
{
	return &recent[(hash_of(name) >> 32) % RECENT_NAMES];
}

static bool is_recent(struct str name, struct tails *ret)
{
	const struct recent *slot;

	if (name.n == 0 || name.n > RECENT_BYTES)
		return false;
	slot = recent_slot(name);
	if (slot->n != name.n || memcmp(slot->name, name.p, name.n) != 0)
		return false;
	*ret = slot->tails;
	return true;
}

static void keep_recent(struct str name, struct tails tails)
{
	struct recent *slot;

	if (name.n > RECENT_BYTES)
		return;
	slot = recent_slot(name);
	slot->tails = tails;
	memcpy(slot->name, name.p, name.n);
	slot->n = (uint8_t)name.n;
}

/* `name` is terminated, `parent` what is known of it without its first label. */
static struct tails tails_below(struct str name, struct tails parent)
{
	if (psl_is_public_suffix(warm.psl, name.p))
		return (struct tails){ .suffix = (uint16_t)name.n };
	if (parent.suffix && !parent.registrable)
		parent.registrable = (uint16_t)name.n;
	return parent;
}

/* `name` is lower case and terminated. From its last label on: a search of the list costs
 * as much as all that is done with its answer, and what stands above a name has mostly
 * been asked for before. */
static struct tails search_list(struct str name)
{
	enum { LABELS = 9 }; /* more than any suffix has */
	struct tails tails = { 0 };
	struct str before = name, label;

	if (has_empty_label(name) || host_ends_in_number(name))
		return tails;
	for (unsigned labels = 0; before.n && labels < LABELS; labels++) {
		struct str tail;

		if (!str_cut_last(before, '.', &before, &label)) {
			label = before;
			before = STR_NONE;
		}
		tail = str_skip(name, str_offset(name, label));
		if (is_recent(tail, &tails))
			continue;
		tails = tails_below(tail, tails);
		keep_recent(tail, tails);
	}
	return tails;
}

struct tails host_tails(struct str name)
{
	struct tails tails;

	return is_recent(name, &tails) ? tails : search_list(name);
}

struct str host_tail(struct str name, size_t length)
{
	return length ? str_skip(name, name.n - length) : STR_NONE;
}

struct str host_registrable(struct arena *arena, struct str name)
{
	struct tails tails;
	bool known;
	char *z;

	host_warm();
	name = host_without_final_dot(name);
	/* What was asked for before is lower case, and no address. */
	known = is_recent(name, &tails);
	if (!known && !ascii_is_all(name)) {
		struct host host;

		host_parse(arena, name, &host);
		return host.registrable_domain;
	}
	if (!known && name.n && (name.p[0] == '[' || memchr(name.p, ':', name.n)))
		return STR_NONE;
	z = host_copy(arena, name);
	if (!z)
		return STR_NONE;
	name.p = z;
	return host_tail(name, (known ? tails : host_tails(name)).registrable);
}

/* `suffix` is terminated, and not empty. */
static bool is_suffix_of(struct str suffix, int types)
{
	return psl_is_public_suffix2(warm.psl, suffix.p, types | PSL_TYPE_NO_STAR_RULE) ==
	       1;
}

static struct suffix_kind search_kind(struct str suffix)
{
	struct suffix_kind *slot = &suffix_kinds[(hash_of(suffix) >> 32) % SUFFIX_KINDS];
	struct suffix_kind kind = { .listed = is_suffix_of(suffix, PSL_TYPE_ANY),
				    .lent = is_suffix_of(suffix, PSL_TYPE_PRIVATE) };

	if (suffix.n <= RECENT_BYTES) {
		kind.n = (uint8_t)suffix.n;
		memcpy(kind.name, suffix.p, suffix.n);
		*slot = kind;
	}
	return kind;
}

/* Of the suffix of `name`; neither where it has none. */
static struct suffix_kind kind_of_suffix(struct arena *arena, struct str name)
{
	struct str registrable = host_registrable(arena, name), label, suffix;
	const struct suffix_kind *slot;

	/* The registrable domain is the end of a terminated name, so is the suffix. */
	if (!str_cut(registrable, '.', &label, &suffix) || suffix.n == 0)
		return (struct suffix_kind){ 0 };
	slot = &suffix_kinds[(hash_of(suffix) >> 32) % SUFFIX_KINDS];
	return str_eq(str_make(slot->name, slot->n), suffix) ? *slot
							     : search_kind(suffix);
}

bool host_has_listed_suffix(struct arena *arena, struct str name)
{
	return kind_of_suffix(arena, name).listed;
}

bool host_is_lent(struct arena *arena, struct str name)
{
	return kind_of_suffix(arena, name).lent;
}

static struct str last_two_labels(struct str name)
{
	struct str before, after, top;

	name = host_without_final_dot(name);
	if (!str_cut_last(name, '.', &before, &top))
		return name;
	return str_cut_last(before, '.', &before, &after)
		   ? str_skip(name, str_offset(name, after))
		   : name;
}

bool host_related(struct arena *arena, struct str a, struct str b)
{
	struct str one, two;

	/* No registrable domain has fewer labels; most pairs differ there already. */
	if (ascii_is_all(a) && ascii_is_all(b) &&
	    !str_eq_nocase(last_two_labels(a), last_two_labels(b)))
		return false;
	one = host_registrable(arena, a);
	two = host_registrable(arena, b);
	return one.n && str_eq(one, two);
}
