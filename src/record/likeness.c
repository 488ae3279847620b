/* record/likeness.c - see likeness.h; likeness_match.c has the rules for names.
 *
 * A shared host wins over a brand: sites.google.com is not Google's own word. On a
 * brand's own host nothing is a likeness, whatever its path says. */
#include "record/likeness.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "record/brand.h"
#include "record/likeness_index.h"
#include "record/likeness_match.h"
#include "record/likeness_query.h"
#include "record/likeness_words.h"
#include "record/shared_host.h"

struct search {
	struct arena *arena;
	const struct tables *tables;
	const struct site *site;
	const struct url *url;
	const struct host *host;
	const struct domain_class *shared;
	struct likeness_name *own; /* of the site's domains */
	uint32_t own_count;
	struct likeness *ret;
	uint32_t count, cap;
};

/* --- results --------------------------------------------------------------------- */

static uint32_t place_in_order(const struct search *s, enum likeness_how how)
{
	uint32_t i = s->count;

	while (i > 0 && likeness_rank(s->ret[i - 1].how) > likeness_rank(how))
		i--;
	return i;
}

static void add(struct search *s, const struct brand *brand, enum likeness_how how,
		struct str shown, struct str genuine)
{
	uint32_t at;

	for (uint32_t i = 0; i < s->count; i++) {
		if (s->ret[i].brand != brand)
			continue;
		if (likeness_rank(s->ret[i].how) <= likeness_rank(how))
			return;
		s->count--;
		memmove(&s->ret[i], &s->ret[i + 1], (s->count - i) * sizeof *s->ret);
		break;
	}
	at = place_in_order(s, how);
	if (at == s->cap)
		return;
	if (s->count == s->cap)
		s->count--;
	memmove(&s->ret[at + 1], &s->ret[at], (s->count - at) * sizeof *s->ret);
	s->ret[at] = (struct likeness){ brand, how, shown, genuine };
	s->count++;
}

static const struct brand *brand_of_name(const struct search *s,
					 const struct likeness_name *name)
{
	return name->brand == LIKENESS_OWN ? NULL : &s->tables->brands[name->brand];
}

/* --- whose host it is -------------------------------------------------------------- */

/* The site's profile may know more domains of a brand: "id:domain". */
static const struct brand *brand_by_site(const struct search *s)
{
	for (uint32_t i = 0; i < s->site->brand_domains.count; i++) {
		struct str id, domain;

		if (!str_cut(s->site->brand_domains.items[i], ':', &id, &domain) ||
		    !str_is_domain_or_below(s->host->ascii, str_trim(domain)))
			continue;
		for (uint32_t j = 0; j < s->tables->brand_count; j++) {
			if (str_eq(s->tables->brands[j].id, str_trim(id)))
				return &s->tables->brands[j];
		}
	}
	return NULL;
}

/* Does the brand list a domain below that of the shared host, as its own login host? */
static bool is_listed_below(const struct search *s, const struct brand *brand)
{
	for (uint32_t i = 0; i < brand->domain_count; i++) {
		if (brand->domains[i].n > s->shared->domain.n &&
		    str_is_domain_or_below(s->host->ascii, brand->domains[i]))
			return true;
	}
	return false;
}

static bool find_official(struct search *s)
{
	struct str host = s->host->ascii;
	const struct brand *brand;

	if (site_is_own_domain(s->site, host)) {
		add(s, NULL, LIKENESS_OFFICIAL, host, host);
		return true;
	}
	brand = brand_by_site(s);
	if (!brand) {
		brand = brand_of_domain(s->tables, host);
		if (brand && s->shared && !is_listed_below(s, brand))
			brand = NULL;
	}
	if (!brand)
		return false;
	add(s, brand, LIKENESS_OFFICIAL, host, host);
	return true;
}

/* --- names in the host ---------------------------------------------------------------
 */

static void take_matches(struct search *s, const struct likeness_scene *scene)
{
	for (uint32_t i = 0; i < scene->count; i++) {
		const struct likeness_match *match = &scene->matches[i];

		add(s, brand_of_name(s, match->name),
		    scene->path ? LIKENESS_PATH : match->how,
		    likeness_shown(scene, match), match->domain);
	}
}

static void read_scene(struct search *s, struct likeness_scene *scene, struct str text)
{
	likeness_scene_read(scene, text);
	take_matches(s, scene);
	for (uint32_t i = 0; i < s->own_count; i++) {
		scene->count = 0;
		likeness_scene_read_name(scene, &s->own[i]);
		take_matches(s, scene);
	}
}

/* What stands in front of the public suffix, or in front of the shared host's domain:
 * somebody chose it. */
static struct str chosen_part(const struct search *s)
{
	struct str host = s->host->ascii;
	size_t tail = s->host->public_suffix.n;

	if (s->shared && s->shared->domain.n > tail)
		tail = s->shared->domain.n;
	host = str_sub(host, 0, host.n - tail);
	if (host.n && host.p[host.n - 1] == '.')
		host.n--;
	return host;
}

/* Labels beyond ASCII are read by their skeletons, one by one: the rest of the name is
 * what it is. */
static void read_unicode_labels(struct search *s)
{
	struct str rest = s->host->unicode, label;

	while (str_split(&rest, '.', &label)) {
		struct likeness_scene scene = { .index = s->tables->likeness_index,
						.tables = s->tables,
						.look_alike = true };
		struct str skeleton;

		if (ascii_is_all(label))
			continue;
		skeleton = host_skeleton(s->arena, label);
		scene.tenant = true;
		likeness_scene_read(&scene, skeleton);
		for (uint32_t i = 0; i < s->own_count && scene.count == 0; i++)
			likeness_scene_read_name(&scene, &s->own[i]);
		for (uint32_t i = 0; i < scene.count; i++) {
			if (scene.matches[i].how != LIKENESS_EDIT)
				add(s, brand_of_name(s, scene.matches[i].name),
				    LIKENESS_LOOK_ALIKE, label, scene.matches[i].domain);
		}
	}
}

static void read_host(struct search *s)
{
	struct likeness_scene scene = { .index = s->tables->likeness_index,
					.tables = s->tables };

	scene.tenant = s->shared && s->shared->domain.n > s->host->public_suffix.n;
	read_scene(s, &scene, chosen_part(s));
	if (!ascii_is_all(s->host->unicode))
		read_unicode_labels(s);
}

/* --- names in the path -----------------------------------------------------------------
 */

/* "/images/facebook.png" is a picture on a page, not where the page pretends to be. */
static bool is_file_of_page(struct str segment)
{
	static const struct str endings[] = { STR(".png"),  STR(".gif"),   STR(".jpg"),
					      STR(".jpeg"), STR(".svg"),   STR(".webp"),
					      STR(".ico"),  STR(".css"),   STR(".js"),
					      STR(".woff"), STR(".woff2"), STR(".pdf") };

	if (str_find(segment, '.') == STR_NPOS)
		return false;
	for (size_t i = 0; i < COUNT(endings); i++) {
		if (str_ends_nocase(segment, endings[i]))
			return true;
	}
	return false;
}

/* A title in a path has many words; a page made to deceive has the name and a few of
 * service. */
enum { TITLE_WORDS = 3 };

static bool is_title(struct str segment)
{
	uint32_t words = 0;

	while (segment.n) {
		size_t n = 0;

		while (n < segment.n && ascii_is_alnum(segment.p[n]))
			n++;
		if (n && likeness_is_word(str_sub(segment, 0, n)) &&
		    likeness_words(str_sub(segment, 0, n)) == WORDS_OTHER)
			words++;
		segment = str_skip(segment, n + 1);
	}
	return words >= TITLE_WORDS;
}

static void read_path(struct search *s)
{
	struct str path = str_sub(s->url->path, 0, LIMIT_LIKENESS_PATH), segment;

	if (s->url->path_opaque)
		return;
	if (str_find(path, '%') != STR_NPOS)
		path = url_percent_decode(s->arena, path);
	while (str_split(&path, '/', &segment)) {
		struct likeness_scene scene = { .index = s->tables->likeness_index,
						.tables = s->tables,
						.path = true };

		/* A whole URL behind, also behind a star: where it leads is the
		 * wrappers' question. */
		if (str_ends_nocase(segment, STR("http:")) ||
		    str_ends_nocase(segment, STR("https:")))
			return;
		/* "/20797.qm@mail.example.com" is an address, of a person or a mail. */
		if (segment.n < 2 || str_find(segment, '@') != STR_NPOS ||
		    is_file_of_page(segment) || is_title(segment))
			continue;
		read_scene(s, &scene, segment);
	}
}

/* --- the query
 * ---------------------------------------------------------------------------
 */

static const struct brand *brand_by_id(const struct tables *tables, struct str id)
{
	for (uint32_t i = 0; i < tables->brand_count; i++) {
		if (str_eq(tables->brands[i].id, id))
			return &tables->brands[i];
	}
	return NULL;
}

/* "?www.amazon.co.jp": an official domain as the whole query, or as its first words. A
 * value ("?url=…") belongs to a site that works with addresses. */
static void read_domain_in_query(struct search *s)
{
	struct str query = s->url->query;
	const struct brand *brand;
	size_t n = 0;

	while (n < query.n && n < 253 &&
	       (ascii_is_alnum(query.p[n]) || query.p[n] == '.' || query.p[n] == '-'))
		n++;
	if (n < 4 || (n < query.n && query.p[n] == '='))
		return;
	query = arena_lower(s->arena, str_sub(query, 0, n));
	brand =
	    str_find(query, '.') == STR_NPOS ? NULL : brand_of_domain(s->tables, query);
	if (brand)
		add(s, brand, LIKENESS_QUERY, str_sub(s->url->query, 0, n), query);
}

static void read_query(struct search *s)
{
	const struct genuine_url *genuine = likeness_query_find(s->tables, s->url->query);

	if (genuine)
		add(s, brand_by_id(s->tables, genuine->brand), LIKENESS_QUERY,
		    s->url->query, genuine->url);
	else if (s->url->query.n)
		read_domain_in_query(s);
}

/* --- all
 * -------------------------------------------------------------------------------- */

static void name_own_domains(struct search *s)
{
	const struct str_list *own = &s->site->own_domains;

	if (own->count == 0)
		return;
	s->own = arena_alloc_array(s->arena, own->count, sizeof *s->own);
	for (uint32_t i = 0; i < own->count; i++) {
		struct str domain = arena_lower(s->arena, own->items[i]);
		struct str registrable = host_registrable(s->arena, domain);
		struct likeness_name *name = &s->own[s->own_count];

		if (!likeness_name_of(s->arena, str_until(registrable, '.'), name))
			continue;
		name->brand = LIKENESS_OWN;
		name->domain = registrable;
		s->own_count++;
	}
}

uint32_t likeness_find(struct arena *arena, const struct tables *tables,
		       const struct site *site, const struct url *url,
		       const struct host *host, struct likeness *ret, uint32_t cap)
{
	struct search s = { .arena = arena,
			    .tables = tables,
			    .site = site,
			    .url = url,
			    .host = host,
			    .ret = ret,
			    .cap = cap };

	if (!tables->likeness_index || cap == 0)
		return 0;
	s.shared = shared_host_find(tables, url, host);
	if (host->ok && !host->is_address) {
		if (find_official(&s))
			return s.count;
		name_own_domains(&s);
		read_host(&s);
	}
	read_path(&s);
	read_query(&s);
	return s.count;
}

const char *likeness_name(enum likeness_how how)
{
	static const char *const names[] = {
		[LIKENESS_OFFICIAL] = "official",
		[LIKENESS_DOMAIN_LEFT] = "domain-left",
		[LIKENESS_LABEL] = "label",
		[LIKENESS_WORDS] = "words",
		[LIKENESS_OTHER_TLD] = "other-tld",
		[LIKENESS_LOOK_ALIKE] = "look-alike",
		[LIKENESS_DIGITS] = "digits",
		[LIKENESS_EDIT] = "edit",
		[LIKENESS_PATH] = "path",
		[LIKENESS_QUERY] = "query",
	};

	return names[how];
}
