/* record/brand_index.c - see brand_index.h. */
#include "record/brand_index.h"
#include "base/utf8.h"
#include "link/host.h"
#include "record/brand.h"
#include "record/other_words.h"

#include <stdlib.h>

/* --- search ---------------------------------------------------------------------- */

static const struct automaton *automaton_for(const struct alias_search *search)
{
	if (search->anywhere)
		return search->index->anywhere;
	return search->twin ? search->index->twin : search->index->plain;
}

bool alias_search_next(struct alias_search *search, struct alias_match *ret)
{
	struct automaton_match match;

	search->inside.automaton = automaton_for(search);
	search->inside.text = search->text;
	do {
		if (!automaton_search_next(&search->inside, &match))
			return false;
	} while (is_in_other_word(search->text, match.start, match.end));
	ret->alias = &search->index->aliases[match.number];
	ret->start = match.start;
	ret->end = match.end;
	return true;
}

/* --- building ------------------------------------------------------------------- */

static bool is_katakana(int32_t c)
{
	return (c >= 0x30a1 && c <= 0x30fa) || c == 0x30fc;
}

static void describe_alias(struct alias *alias, bool ordinary)
{
	struct str rest = alias->text;
	int32_t c = 0;

	while (rest.n) {
		size_t length;

		c = utf8_decode(rest, &length);
		if (alias->characters++ == 0)
			alias->katakana_first = is_katakana(c);
		rest = str_skip(rest, length);
	}
	alias->katakana_last = is_katakana(c);
	if (ordinary)
		alias->kind = ALIAS_ORDINARY;
	else if (alias->text.n <= 3 && ascii_is_all(alias->text))
		alias->kind = ALIAS_SHORT;
}

/* Likeness of very short words says nothing. */
static bool wants_twin(const struct alias *alias)
{
	return alias->kind == ALIAS_DISTINCTIVE &&
	       alias->characters >= (ascii_is_all(alias->text) ? 5u : 3u);
}

static void collect_aliases(struct arena *arena, const struct tables *tables,
			    struct brand_index *index)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < tables->brand_count; i++)
		count += tables->brands[i].alias_count;
	index->aliases = arena_alloc_array(arena, count, sizeof *index->aliases);
	for (uint32_t i = 0; i < tables->brand_count; i++) {
		const struct brand *brand = &tables->brands[i];

		for (uint32_t j = 0; j < brand->alias_count; j++) {
			struct alias *alias = &index->aliases[index->alias_count++];

			alias->brand = i;
			alias->text = brand->aliases[j];
			describe_alias(alias, brand->alias_ordinary[j]);
		}
	}
}

static bool is_long(const struct alias *alias, struct str folded)
{
	return alias->kind == ALIAS_DISTINCTIVE && folded.n >= ALIAS_LONG;
}

static void build_automata(struct arena *arena, struct brand_index *index)
{
	uint32_t n = index->alias_count, twins = 0, longs = 0;
	struct arena *scratch = arena_new(0);
	struct automaton_pattern *plain = arena_room(scratch, n, sizeof *plain);
	struct automaton_pattern *twin = arena_room(scratch, n, sizeof *twin);
	struct automaton_pattern *anywhere = arena_room(scratch, n, sizeof *anywhere);

	for (uint32_t i = 0; i < n; i++) {
		const struct alias *alias = &index->aliases[i];
		struct folded folded;

		fold_plain(scratch, alias->text, &folded);
		plain[i] = (struct automaton_pattern){ .text = folded.text,
						       .number = i,
						       .begins_word = true,
						       .ends_word = true };
		if (is_long(alias, folded.text))
			anywhere[longs++] =
			    (struct automaton_pattern){ .text = folded.text,
							.number = i };
		if (!wants_twin(alias))
			continue;
		fold_twin(scratch, alias->text, &folded);
		twin[twins] = plain[i];
		twin[twins++].text = folded.text;
	}
	index->plain = automaton_build(arena, plain, n);
	index->twin = automaton_build(arena, twin, twins);
	index->anywhere = automaton_build(arena, anywhere, longs);
	arena_free(scratch);
}

static bool is_label(struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (!ascii_is_alnum(text.p[i]) && text.p[i] != '-')
			return false;
	}
	return text.n > 0;
}

static void add_label(struct arena *arena, struct brand_index *index, struct str text,
		      uint32_t brand, bool ordinary)
{
	struct brand_label *label = &index->labels[index->label_count];

	text = arena_lower(arena, text);
	for (uint32_t i = 0; i < index->label_count; i++) {
		struct str other = index->labels[i].text;

		if (other.n == text.n && other.p[0] == text.p[0] && str_eq(other, text))
			return;
	}
	*label = (struct brand_label){ .text = text,
				       .skeleton = host_skeleton(arena, text),
				       .brand = brand,
				       .ordinary = ordinary };
	index->label_count++;
}

/* "kuronekoyamato", "etc-meisai": long, or put together as no word of a language is.
 * Short official labels ("family", "boy", "live") are words that anybody registers. */
static bool is_telling(struct str label)
{
	bool composed = str_find(label, '-') != STR_NPOS;

	for (size_t i = 0; i < label.n; i++)
		composed |= ascii_is_digit(label.p[i]);
	return label.n >= 8 || (composed && label.n >= 6);
}

/* The label before the public suffix, where it tells; else nothing. The list of suffixes
 * is asked only where it can matter: not where a name has one dot only, nor where none of
 * its labels tells. */
static struct str telling_label(struct arena *arena, struct str domain)
{
	struct str rest = domain, label, first = str_until(domain, '.');
	bool any = false;

	if (first.n + 1 < domain.n &&
	    str_find(str_skip(domain, first.n + 1), '.') == STR_NPOS)
		return is_telling(first) ? first : STR_NONE;
	while (!any && str_split(&rest, '.', &label))
		any = is_telling(label);
	if (!any)
		return STR_NONE;
	label = str_until(host_registrable(arena, domain), '.');
	return is_telling(label) ? label : STR_NONE;
}

static void collect_labels(struct arena *arena, const struct tables *tables,
			   struct brand_index *index)
{
	index->labels =
	    arena_alloc_array(arena, index->alias_count + (size_t)index->domain_count,
			      sizeof *index->labels);
	for (uint32_t i = 0; i < index->alias_count; i++) {
		const struct alias *alias = &index->aliases[i];

		if (alias->text.n >= 4 && is_label(alias->text))
			add_label(arena, index, alias->text, alias->brand,
				  alias->kind != ALIAS_DISTINCTIVE);
	}
	for (uint32_t i = 0; i < index->domain_count; i++) {
		struct str label = telling_label(arena, index->domains[i].domain);

		if (label.n)
			add_label(arena, index, label, index->domains[i].brand, false);
	}
	(void)tables;
}

static int by_domain(const void *a, const void *b)
{
	const struct brand_domain *one = a, *two = b;

	int order = str_cmp(one->domain, two->domain);

	return order ? order : (int)one->brand - (int)two->brand;
}

static int by_skeleton(const void *a, const void *b)
{
	const struct brand_label *one = a, *two = b;
	int order = str_cmp(one->skeleton, two->skeleton);

	return order ? order : str_cmp(one->text, two->text);
}

static void collect_domains(struct arena *arena, const struct tables *tables,
			    struct brand_index *index)
{
	uint32_t count = 0, countries = 0;

	for (uint32_t i = 0; i < tables->brand_count; i++) {
		count += tables->brands[i].domain_count;
		countries += tables->brands[i].country_label_count;
	}
	index->domains = arena_alloc_array(arena, count, sizeof *index->domains);
	index->countries = arena_alloc_array(arena, countries, sizeof *index->countries);
	for (uint32_t i = 0; i < tables->brand_count; i++) {
		const struct brand *brand = &tables->brands[i];

		for (uint32_t j = 0; j < brand->domain_count; j++)
			index->domains[index->domain_count++] =
			    (struct brand_domain){ brand->domains[j], i };
		for (uint32_t j = 0; j < brand->country_label_count; j++)
			index->countries[index->country_count++] =
			    (struct brand_domain){ brand->country_labels[j], i };
	}
}

void brand_index_build(struct arena *arena, struct tables *tables)
{
	struct brand_index *index = arena_new_of(arena, struct brand_index);

	host_warm();
	collect_aliases(arena, tables, index);
	collect_domains(arena, tables, index);
	collect_labels(arena, tables, index);
	build_automata(arena, index);
	if (index->domain_count) {
		qsort(index->domains, index->domain_count, sizeof *index->domains,
		      by_domain);
		name_index_build(arena, &index->domains->domain, sizeof *index->domains,
				 index->domain_count, &index->domain_index);
	}
	if (index->label_count)
		qsort(index->labels, index->label_count, sizeof *index->labels,
		      by_skeleton);
	tables->brand_index = index;
}
