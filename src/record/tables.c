/* record/tables.c - see tables.h. Lines are ours, yet read as input: a broken line stops
 * the loading with its number instead of giving a table with a hole in it. */
#include "record/tables.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/scoped.h"
#include "base/utf8.h"
#include "record/brand.h"
#include "record/likeness_index.h"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_COLUMNS = 10 };

struct line { /* one row of a table */
	struct tables *tables;
	struct arena *scratch;		 /* for what is not kept */
	struct str columns[MAX_COLUMNS]; /* no row has more */
	uint32_t count;
};

/* How a table is read: false says that the row is not what the file promises. */
struct table_kind {
	const char *name;
	uint32_t columns;
	bool (*row)(const struct line *line);
};

/* --- rows ------------------------------------------------------------------- */

static bool is_date(struct str text, int32_t *ret_yyyymmdd)
{
	uint32_t year, month, day;

	if (text.n != 10 || text.p[4] != '-' || text.p[7] != '-' ||
	    !str_to_u32(str_sub(text, 0, 4), &year) ||
	    !str_to_u32(str_sub(text, 5, 7), &month) ||
	    !str_to_u32(str_sub(text, 8, 10), &day))
		return false;
	if (year < 1900 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	if (ret_yyyymmdd)
		*ret_yyyymmdd = (int32_t)(year * 10000 + month * 100 + day);
	return true;
}

/* At most so many pieces does str_split make of it. */
static size_t pieces(struct str list, char c)
{
	size_t n = 1;

	for (size_t i = 0; i < list.n; i++)
		n += list.p[i] == c;
	return n;
}

static bool read_aliases(struct arena *arena, struct str list, struct brand *brand)
{
	struct str piece;

	brand->aliases = arena_alloc_array(arena, pieces(list, '|'), sizeof(struct str));
	brand->alias_ordinary = arena_alloc_array(arena, pieces(list, '|'), sizeof(bool));
	while (str_split(&list, '|', &piece)) {
		bool ordinary = str_eat_char(&piece, '~');

		if (piece.n == 0)
			return false;
		brand->alias_ordinary[brand->alias_count] = ordinary;
		brand->aliases[brand->alias_count++] = piece;
	}
	return true;
}

static bool is_domain(struct str domain)
{
	if (domain.n == 0 || str_find(domain, '.') == STR_NPOS)
		return false;
	for (size_t i = 0; i < domain.n; i++) {
		char c = domain.p[i];

		if (!(c >= 'a' && c <= 'z') && !ascii_is_digit(c) && c != '.' && c != '-')
			return false;
	}
	return true;
}

/* "google.*" */
static bool eat_country_label(struct brand *brand, struct str piece)
{
	if (!str_ends(piece, STR(".*")) || piece.n < 4)
		return false;
	brand->country_labels[brand->country_label_count++] =
	    str_sub(piece, 0, piece.n - 2);
	return true;
}

static bool read_domains(struct arena *arena, struct str list, struct brand *brand)
{
	size_t room = pieces(list, '|');
	struct str piece;

	brand->domains = arena_alloc_array(arena, room, sizeof(struct str));
	brand->domain_ordinary = arena_alloc_array(arena, room, sizeof(bool));
	brand->country_labels = arena_alloc_array(arena, room, sizeof(struct str));
	while (str_split(&list, '|', &piece)) {
		bool ordinary = str_eat_char(&piece, '~');

		if (eat_country_label(brand, piece))
			continue;
		if (!is_domain(piece))
			return false;
		brand->domain_ordinary[brand->domain_count] = ordinary;
		brand->domains[brand->domain_count++] = piece;
	}
	return true;
}

static bool brand_row(const struct line *line)
{
	struct tables *tables = line->tables;
	const struct str *column = line->columns;
	struct brand *brand = &tables->brands[tables->brand_count];

	*brand = (struct brand){ .id = column[0],
				 .name_ja = column[1],
				 .name_en = column[2],
				 .sector = column[5],
				 .country = column[6],
				 .as_of = column[7] };
	if (brand->id.n == 0 || !is_date(brand->as_of, NULL) ||
	    !read_aliases(tables->arena, column[3], brand) ||
	    !read_domains(tables->arena, column[4], brand))
		return false;
	tables->brand_count++;
	return true;
}

static bool class_row(const struct line *line)
{
	struct tables *tables = line->tables;
	struct str domain = line->columns[0], path = STR_NONE;
	bool exact = str_eat_char(&domain, '=');
	bool below = str_eat_char(&domain, '.');
	size_t slash = str_find(domain, '/');

	if (slash != STR_NPOS) {
		path = str_skip(domain, slash);
		domain = str_sub(domain, 0, slash);
	}
	if (!is_domain(domain) || line->columns[1].n == 0)
		return false;
	tables->classes[tables->class_count++] =
	    (struct domain_class){ .domain = domain,
				   .path = path,
				   .class_ = line->columns[1],
				   .name = line->columns[2],
				   .exact = exact,
				   .below = below };
	return true;
}

static bool role_row(const struct line *line)
{
	if (line->columns[0].n == 0)
		return false;
	line->tables->role_accounts[line->tables->role_account_count++] =
	    line->columns[0];
	return true;
}

static bool holiday_row(const struct line *line)
{
	struct tables *tables = line->tables;
	struct holiday *day = &tables->holidays[tables->holiday_count];

	*day = (struct holiday){ .country = line->columns[0],
				 .kind = line->columns[2],
				 .name_ja = line->columns[3],
				 .name_en = line->columns[4] };
	if (!is_date(line->columns[1], &day->date))
		return false;
	tables->holiday_count++;
	return true;
}

/* "2.5", "-1": no exponent, no locale. */
static bool read_number(struct str text, double *ret)
{
	bool minus = str_eat_char(&text, '-');
	struct str whole = text, part = STR_NONE;
	uint32_t units, rest = 0;
	double scale = 1;

	str_cut(text, '.', &whole, &part);
	if (!str_to_u32(whole, &units) || (part.n && !str_to_u32(part, &rest)))
		return false;
	for (size_t i = 0; i < part.n; i++)
		scale *= 10;
	*ret = (units + rest / scale) * (minus ? -1 : 1);
	return true;
}

static bool weight_row(const struct line *line)
{
	struct tables *tables = line->tables;
	struct weight *weight = &tables->weights[tables->weight_count];

	weight->id = line->columns[0];
	weight->kind = line->columns[1];
	weight->provenance = line->columns[4];
	weight->reason = line->columns[5];
	if (weight->id.n == 0 || weight->kind.n == 0 || weight->provenance.n == 0 ||
	    weight->reason.n == 0 || !read_number(line->columns[2], &weight->value) ||
	    !read_number(line->columns[3], &weight->reasoned))
		return false;
	tables->weight_count++;
	return true;
}

static bool genuine_row(const struct line *line)
{
	struct tables *tables = line->tables;
	struct genuine_url *genuine = &tables->genuine_urls[tables->genuine_url_count];
	struct str before;

	genuine->brand = line->columns[0];
	genuine->url = line->columns[1];
	if (genuine->brand.n == 0 || !str_starts(genuine->url, STR("https://")) ||
	    !str_cut(genuine->url, '?', &before, &genuine->query))
		return false;
	tables->genuine_url_count++;
	return true;
}

/* link/wrapper.c reads its own rows: the line is put together again. */
static bool wrapper_row(const struct line *line)
{
	struct tables *tables = line->tables;
	const struct str *first = &line->columns[0], *last = &line->columns[6];
	struct str row = { first->p, (size_t)(last->p + last->n - first->p) };
	struct err err;

	return wrapper_rule_read(tables->arena, row, &tables->wrappers, &err);
}

static bool network_row(const struct line *line)
{
	struct tables *tables = line->tables;

	return network_read(tables->arena, line->columns, &tables->networks);
}

static bool rdap_row(const struct line *line)
{
	struct tables *tables = line->tables;

	return bootstrap_row(tables->arena, line->columns, &tables->bootstrap);
}

static bool visit_row(const struct line *line)
{
	struct tables *tables = line->tables;

	return page_rule_read(tables->arena, line->columns, &tables->pages);
}

static bool phrase_row(const struct line *line)
{
	struct tables *tables = line->tables;

	return phrase_read(tables->arena, line->scratch, line->columns, &tables->phrases);
}

static bool usage_row(const struct line *line)
{
	struct tables *tables = line->tables;

	return usage_read(tables->arena, line->columns, &tables->usages);
}

static bool platform_row(const struct line *line)
{
	struct tables *tables = line->tables;

	return platform_read(tables->arena, line->columns, &tables->platforms);
}

static bool pivot_row(const struct line *line)
{
	struct tables *tables = line->tables;

	return pivot_read(tables->arena, line->columns, &tables->pivots);
}

static bool world_row(const struct line *line)
{
	struct tables *tables = line->tables;

	return world_read(tables->arena, line->columns, &tables->world);
}

static bool desk_row(const struct line *line)
{
	struct tables *tables = line->tables;

	return desk_row_read(tables->arena, line->columns, &tables->desks);
}

static const struct table_kind kinds[] = {
	{ "brands.txt", 8, brand_row },	      { "domains.txt", 3, class_row },
	{ "roles.txt", 2, role_row },	      { "holidays.txt", 5, holiday_row },
	{ "weights.txt", 6, weight_row },     { "genuine-urls.txt", 2, genuine_row },
	{ "wrappers.txt", 7, wrapper_row },   { "networks.txt", 5, network_row },
	{ "rdap.txt", 3, rdap_row },	      { "visits.txt", 4, visit_row },
	{ "phrases.txt", 4, phrase_row },     { "usage.txt", 4, usage_row },
	{ "platforms.txt", 8, platform_row }, { "pivots.txt", 3, pivot_row },
	{ "world.txt", 3, world_row },	      { "desks.txt", DESK_COLUMNS, desk_row },
};

/* --- files ------------------------------------------------------------------ */

static bool read_file(struct arena *arena, const char *path, struct str *ret,
		      struct err *err)
{
	SCOPED(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat about;
	size_t n = 0, size;
	char *bytes;

	if (fd < 0 || fstat(fd, &about) < 0)
		return err_set(err, ERR_FILE, path, "cannot be opened: %s",
			       strerror(errno));
	if (!S_ISREG(about.st_mode) || about.st_size > LIMIT_DATA_FILE)
		return err_set(err, ERR_FILE, path,
			       "is no regular file, or larger than %u bytes",
			       LIMIT_DATA_FILE);
	size = (size_t)about.st_size;
	bytes = arena_bytes(arena, size);
	while (n < size) {
		ssize_t got = read(fd, bytes + n, size - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(err, ERR_FILE, path, "cannot be read: %s",
				       strerror(errno));
		if (got == 0)
			break;
		n += (size_t)got;
	}
	*ret = str_make(bytes, n);
	return true;
}

static bool split_columns(struct str text, uint32_t want, struct line *line)
{
	struct str piece;

	line->count = 0;
	while (str_split(&text, '\t', &piece)) {
		if (line->count == want)
			return false;
		line->columns[line->count++] = piece;
	}
	return line->count == want;
}

static void read_note(struct str text, struct table_info *info)
{
	str_eat_char(&text, '#');
	text = str_trim(text);
	if (info->as_of.n == 0 && str_eat(&text, STR("as-of:")))
		info->as_of = str_trim(text);
	else if (info->source.n == 0 && str_eat(&text, STR("source:")))
		info->source = str_trim(text);
}

/* Room for as many rows as there are lines; the tables are small. */
static void make_room(struct tables *tables, const struct table_kind *kind, size_t lines)
{
	struct arena *arena = tables->arena;

	if (kind->row == brand_row)
		tables->brands = arena_alloc_array(arena, lines, sizeof(struct brand));
	else if (kind->row == class_row)
		tables->classes =
		    arena_alloc_array(arena, lines, sizeof(struct domain_class));
	else if (kind->row == role_row)
		tables->role_accounts =
		    arena_alloc_array(arena, lines, sizeof(struct str));
	else if (kind->row == holiday_row)
		tables->holidays =
		    arena_alloc_array(arena, lines, sizeof(struct holiday));
	else if (kind->row == genuine_row)
		tables->genuine_urls =
		    arena_alloc_array(arena, lines, sizeof(struct genuine_url));
	else if (kind->row == weight_row)
		tables->weights = arena_alloc_array(arena, lines, sizeof(struct weight));
	else if (kind->row == phrase_row)
		phrases_make_room(arena, lines, &tables->phrases);
}

static bool read_lines(struct line *line, const struct table_kind *kind, const char *path,
		       struct str text, struct table_info *info, struct err *err)
{
	struct str rest = text, one;
	uint32_t number = 0;

	while (str_split(&rest, '\n', &one)) {
		number++;
		if (one.n && one.p[0] == '#') {
			read_note(one, info);
			continue;
		}
		if (one.n == 0)
			continue;
		arena_reset(line->scratch, 0);
		if (!utf8_is_valid(one) || !split_columns(one, kind->columns, line) ||
		    !kind->row(line))
			return err_set(err, ERR_DATA, path,
				       "line %u is not a row of %u columns as the file's "
				       "first lines describe it",
				       number, kind->columns);
		info->rows++;
	}
	if (!is_date(info->as_of, NULL) || info->source.n == 0)
		return err_set(err, ERR_DATA, path,
			       "has no \"# as-of:\" or \"# source:\"");
	return true;
}

static struct table_info *info_of(const struct tables *tables, struct str name)
{
	for (uint32_t i = 0; i < tables->info_count; i++)
		if (str_eq(tables->infos[i].name, name))
			return &tables->infos[i];
	return NULL;
}

static const struct table_kind *kind_of(const char *name)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

static bool read_table(struct tables *tables, const struct table_kind *kind,
		       const char *path, struct str text, struct table_info *info,
		       struct err *err)
{
	struct line line = { .tables = tables, .scratch = arena_new(0) };
	bool ok;

	*info = (struct table_info){ .name = arena_str(tables->arena, str_c(kind->name)),
				     .text = text };
	digest_sha256(text, info->sha256);
	make_room(tables, kind, pieces(text, '\n'));
	ok = read_lines(&line, kind, path, text, info, err);
	arena_free(line.scratch);
	return ok;
}

bool tables_read(struct tables *tables, const char *name, struct str text,
		 struct err *err)
{
	const struct table_kind *kind = kind_of(name);

	if (!kind)
		return err_set(err, ERR_DATA, name, "is no table of ours");
	if (info_of(tables, str_c(name)))
		return err_set(err, ERR_DATA, name, "is there twice");
	if (!read_table(tables, kind, name, text, &tables->infos[tables->info_count],
			err))
		return false;
	tables->info_count++;
	return true;
}

/* --- look-up ---------------------------------------------------------------- */

static int by_domain(const void *a, const void *b)
{
	const struct domain_class *one = a, *two = b;

	int order = str_cmp(one->domain, two->domain);

	return order ? order : str_cmp(one->path, two->path);
}

static int by_name(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static int by_id(const void *a, const void *b)
{
	const struct weight *one = a, *two = b;

	return str_cmp(one->id, two->id);
}

static void sort(void *items, size_t count, size_t size,
		 int (*compare)(const void *, const void *))
{
	if (count)
		qsort(items, count, size, compare);
}

void tables_init(struct arena *arena, struct tables *ret)
{
	*ret = (struct tables){ .arena = arena };
	ret->infos = arena_alloc_array(arena, COUNT(kinds), sizeof *ret->infos);
}

/* Shorteners of the domain table tell as little as those that have a row. */
static void add_shorteners(struct tables *tables)
{
	for (uint32_t i = 0; i < tables->class_count; i++) {
		const struct domain_class *class_ = &tables->classes[i];

		if (str_eq(class_->class_, STR("shortener")))
			wrapper_rule_shortener(tables->arena, &tables->wrappers,
					       class_->domain, class_->exact,
					       class_->name);
	}
}

void tables_finish(struct tables *tables)
{
	add_shorteners(tables);
	wrapper_rules_sort(tables->arena, &tables->wrappers);
	bootstrap_sort(&tables->bootstrap);
	sort(tables->classes, tables->class_count, sizeof *tables->classes, by_domain);
	if (tables->class_count)
		name_index_build(tables->arena, &tables->classes->domain,
				 sizeof *tables->classes, tables->class_count,
				 &tables->class_index);
	sort(tables->role_accounts, tables->role_account_count,
	     sizeof *tables->role_accounts, by_name);
	sort(tables->weights, tables->weight_count, sizeof *tables->weights, by_id);
	if (tables->weight_count)
		name_index_build(tables->arena, &tables->weights->id,
				 sizeof *tables->weights, tables->weight_count,
				 &tables->weight_index);
	usage_finish(tables->arena, &tables->usages);
	brand_index_build(tables->arena, tables);
	phrases_finish(tables->arena, &tables->phrases);
	tables->likeness_index = likeness_index_new(tables->arena, tables);
}

static bool join(char ret[4096], const char *dir, const char *name, struct err *err)
{
	int n = snprintf(ret, 4096, "%s/%s", dir, name);

	return (n > 0 && n < 4096) || err_set(err, ERR_DATA, dir, "is too long a path");
}

static struct str date_of(struct str text)
{
	struct table_info info = { 0 };
	struct str line;

	while (info.as_of.n == 0 && str_split(&text, '\n', &line) &&
	       str_starts(line, STR("#")))
		read_note(line, &info);
	return is_date(info.as_of, NULL) ? info.as_of : STR_NONE;
}

bool tables_load(struct arena *arena, const char *dir, struct tables *ret,
		 struct err *err)
{
	char path[4096];
	struct str text;

	tables_init(arena, ret);
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (!join(path, dir, kinds[i].name, err) ||
		    !read_file(arena, path, &text, err) ||
		    !tables_read(ret, kinds[i].name, text, err))
			return false;
	tables_finish(ret);
	return true;
}

bool tables_prefer_newer(struct tables *tables, const char *user, struct err *err)
{
	static const char name[] = "rdap.txt";
	struct table_info *info = info_of(tables, STR("rdap.txt"));
	struct arena *arena = tables->arena;
	char path[4096];
	struct str own;

	if (!user || !*user)
		return true;
	if (!join(path, user, name, err))
		return false;
	if (access(path, F_OK) != 0)
		return true;
	if (!read_file(arena, path, &own, err))
		return false;
	if (str_cmp(date_of(own), info->as_of) <= 0) {
		info->not_newer = arena_str(arena, str_c(path));
		return true;
	}
	tables->bootstrap = (struct bootstrap){ 0 };
	if (!read_table(tables, kind_of(name), path, own, info, err))
		return false;
	info->path = arena_str(arena, str_c(path));
	bootstrap_sort(&tables->bootstrap);
	return true;
}

static bool has_tables(const char *dir)
{
	char path[4096];
	int n = snprintf(path, sizeof path, "%s/%s", dir, kinds[0].name);

	return n > 0 && (size_t)n < sizeof path && access(path, R_OK) == 0;
}

bool tables_dir(char *ret, size_t size)
{
	const char *given = getenv("MEKIKI_DATADIR");
	ssize_t n;
	char *slash;

	if (given && *given)
		return snprintf(ret, size, "%s", given) < (int)size;
	n = readlink("/proc/self/exe", ret, size - sizeof "/data");
	if (n > 0) {
		ret[n] = '\0';
		slash = strrchr(ret, '/');
		if (slash) {
			strcpy(slash, "/data");
			if (has_tables(ret))
				return true;
		}
	}
	return snprintf(ret, size, "%s", MEKIKI_DATADIR) < (int)size;
}

/* The first row of `name`: the one without a path, where there is one. Rows with paths
 * follow it. */
static const struct domain_class *class_of_name(const struct tables *tables,
						struct str name)
{
	uint32_t row = name_index_find(&tables->class_index, name);

	return row == NAME_INDEX_NONE ? NULL : &tables->classes[row];
}

const struct domain_class *tables_class(const struct tables *tables, struct str domain)
{
	struct str name = domain, before;

	/* A name has at most 127 dots that matter; a longer one is no host. */
	if (domain.n > 253)
		return NULL;
	for (;;) {
		const struct domain_class *class_ = class_of_name(tables, name);

		if (class_ && class_->path.n == 0 &&
		    (!class_->exact || name.n == domain.n))
			return class_;
		if (!str_cut(name, '.', &before, &name))
			return NULL;
	}
}

/* "/forms" covers "/forms", "/forms/d/e" and "/forms?x"; "/~" every path that begins so.
 */
static bool path_covers(struct str prefix, struct str path)
{
	char last;

	if (!str_starts(path, prefix))
		return false;
	if (prefix.n == 0 || path.n == prefix.n)
		return true;
	last = prefix.p[prefix.n - 1];
	return last == '/' || last == '~' || path.p[prefix.n] == '/';
}

static bool is_own_site(const struct domain_class *class_, struct str domain,
			struct str name)
{
	struct str front = str_sub(domain, 0, domain.n - name.n);

	if (class_->exact)
		return front.n > 0;
	return class_->below && (front.n == 0 || str_eq(front, STR("www.")));
}

static const struct domain_class *class_of_link(const struct tables *tables,
						struct str domain, struct str name,
						struct str path)
{
	const struct domain_class *row = class_of_name(tables, name), *best = NULL;
	const struct domain_class *end = tables->classes + tables->class_count;

	for (; row && row < end && str_eq(row->domain, name); row++) {
		if (path_covers(row->path, path) && !is_own_site(row, domain, name) &&
		    (!best || row->path.n > best->path.n))
			best = row;
	}
	return best;
}

const struct domain_class *tables_class_link(const struct tables *tables,
					     struct str domain, struct str path)
{
	struct str name = domain, before;

	if (domain.n > 253)
		return NULL;
	for (;;) {
		const struct domain_class *found =
		    class_of_link(tables, domain, name, path);

		if (found)
			return found;
		if (!str_cut(name, '.', &before, &name))
			return NULL;
	}
}

const struct weight *tables_weight(const struct tables *tables, struct str finding_id)
{
	uint32_t row = name_index_find(&tables->weight_index, finding_id);

	return row == NAME_INDEX_NONE ? NULL : &tables->weights[row];
}

const struct holiday *tables_holiday(const struct tables *tables, struct str country,
				     int64_t date)
{
	for (uint32_t i = 0; i < tables->holiday_count; i++)
		if (tables->holidays[i].date == date &&
		    str_eq_nocase(tables->holidays[i].country, country))
			return &tables->holidays[i];
	return NULL;
}

bool tables_is_role_account(const struct tables *tables, struct str local_part)
{
	char lower[64];
	struct str wanted = { lower, local_part.n };

	if (local_part.n == 0 || local_part.n > sizeof lower ||
	    !tables->role_account_count)
		return false;
	for (size_t i = 0; i < local_part.n; i++)
		lower[i] = ascii_lower(local_part.p[i]);
	return bsearch(&wanted, tables->role_accounts, tables->role_account_count,
		       sizeof *tables->role_accounts, by_name) != NULL;
}
