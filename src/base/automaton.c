/* base/automaton.c - see automaton.h. */
#include "base/automaton.h"

#include "base/bytes16.h"

#include <assert.h>
#include <endian.h>
#include <string.h>

struct pattern {
	uint32_t number;
	uint32_t next; /* that ends where this one does, no longer than it; 0: none */
	uint32_t length : 30;
	/* As asked for, where the byte there is a letter or digit at all. */
	uint32_t begins_word : 1, ends_word : 1;
};

/* What most texts touch lies together, since a search takes its time in the cache: the
 * children of a node stand side by side in the order of their bytes, one that is alone
 * right behind its parent; 0 is the root. */
struct node {
	uint32_t child;	 /* the first */
	uint32_t fail;	 /* no such node begins inside a word, but where one may */
	uint32_t output; /* first pattern that ends here, on the node or its fail chain */
	uint32_t byte : 8;   /* that leads here */
	uint32_t closed : 1; /* all of them end a word */
	uint32_t fan : 23;   /* children; from WIDE on: WIDE and which wide node it is */
};

/* By which child a node of many goes on, if by any: the child knows its byte. */
struct wide {
	uint8_t at[256];
};

enum { WIDE = 5 }; /* children; fewer are looked through */

/* Which patterns may begin at a place, by its first bytes: a set of hashes for patterns
 * of four bytes and more, one for shorter ones. At most places of a text none does. */
enum { BEGIN_LONG = 4, BEGIN_SHORT = 3, BEGIN_BITS = 16 };
struct begins {
	uint64_t of_long[(1 << BEGIN_BITS) / 64];
	uint64_t of_short[(1 << BEGIN_BITS) / 64];
};

struct automaton {
	/* Most bytes of a text begin no pattern: the root's children stand in a table,
	 * too. */
	uint32_t root[256];
	/* First letters and digits of patterns that may stand inside words. */
	uint64_t inside[4];
	bool any_inside;
	struct node *nodes;
	struct wide *wides;
	struct pattern *patterns; /* [0] is unused */
	struct begins *begins;
};

static inline uint32_t hash_of(uint32_t bytes)
{
	return bytes * 0x9e3779b1u >> (32 - BEGIN_BITS);
}

/* Of four bytes, wherever they stand. */
static inline uint32_t word_at(const char *p)
{
	uint32_t word;

	memcpy(&word, p, sizeof word);
	return le32toh(word);
}

static inline uint32_t short_part(uint32_t word)
{
	return word & 0xffffff;
}

static inline bool is_in(const uint64_t *set, uint32_t hash)
{
	return set[hash / 64] >> (hash % 64) & 1;
}

static void put_in(uint64_t *set, uint32_t hash)
{
	set[hash / 64] |= (uint64_t)1 << (hash % 64);
}

static bool may_be_inside(const struct automaton *a, char c)
{
	unsigned char byte = (unsigned char)c;

	return a->inside[byte / 64] >> (byte % 64) & 1;
}

static inline bool is_inside_word(struct str text, size_t at)
{
	return at > 0 && ascii_is_alnum(text.p[at]) && ascii_is_alnum(text.p[at - 1]);
}

static inline bool begins_some(const struct automaton *a, const char *p)
{
	uint32_t word = word_at(p);

	return a->root[(unsigned char)*p] &&
	       (is_in(a->begins->of_long, hash_of(word)) ||
		is_in(a->begins->of_short, hash_of(short_part(word))));
}

/* Which of sixteen bytes from `at` on do not go on with a word. */
static inline unsigned word_begins(struct str text, size_t at)
{
	unsigned alnum = bytes16_places(bytes16_alnum(bytes16_at(text.p + at)));
	unsigned before = at > 0 && ascii_is_alnum(text.p[at - 1]);

	return ~(alnum & (alnum << 1 | before)) & 0xffff;
}

/* From `at` on, where a pattern may begin; at the end of the text, where four bytes are
 * no longer to be had, it may everywhere. */
static inline size_t next_begin(const struct automaton *a, struct str text, size_t at)
{
	for (; text.n - at >= 16 + BEGIN_LONG && !a->any_inside; at += 16)
		for (unsigned places = word_begins(text, at); places;
		     places &= places - 1) {
			size_t place = at + (unsigned)__builtin_ctz(places);

			if (begins_some(a, text.p + place))
				return place;
		}
	for (; at + BEGIN_LONG <= text.n; at++)
		if (begins_some(a, text.p + at) &&
		    (!is_inside_word(text, at) || may_be_inside(a, text.p[at])))
			break;
	return at;
}

static inline uint32_t child_of(const struct automaton *a, const struct node *node,
				unsigned char byte)
{
	if (node->fan >= WIDE) {
		uint32_t child = node->child + a->wides[node->fan - WIDE].at[byte];

		return a->nodes[child].byte == byte ? child : 0;
	}
	for (uint32_t child = node->child; child < node->child + node->fan; child++)
		if (a->nodes[child].byte == byte)
			return child;
	return 0;
}

/* Where a byte leads to by a pattern that has begun before it; 0: none has. */
static inline uint32_t go_on(const struct automaton *a, uint32_t at, unsigned char byte)
{
	while (at) {
		uint32_t child = child_of(a, &a->nodes[at], byte);

		if (child)
			return child;
		at = a->nodes[at].fail;
	}
	return 0;
}

static inline uint32_t step(const struct automaton *a, uint32_t at, unsigned char byte)
{
	uint32_t to = go_on(a, at, byte);

	return to ? to : a->root[byte];
}

/* --- building --------------------------------------------------------------------------
 */

/* A node while patterns are put in: children are a list, which is sorted by byte. */
struct sprout {
	uint32_t child, sibling; /* 0: none */
	uint32_t output, last;	 /* patterns that end here */
	const char *path;	 /* `depth` bytes that lead here */
	uint32_t depth;
	uint32_t place; /* among the nodes */
	uint32_t fail;	/* a sprout */
	unsigned char byte;
};

struct nursery {
	struct sprout *sprouts; /* [0] is the root */
	uint32_t count, patterns;
	uint32_t first[256]; /* the root's children: everybody begins there */
};

/* The link that leads, or would lead, to the child by `byte`. */
static uint32_t *link_of(struct nursery *nursery, uint32_t parent, unsigned char byte)
{
	uint32_t *link = parent ? &nursery->sprouts[parent].child : &nursery->first[byte];

	while (*link && nursery->sprouts[*link].byte < byte)
		link = &nursery->sprouts[*link].sibling;
	return link;
}

/* The child by the byte behind the first `depth` of `text`. */
static uint32_t child_made(struct nursery *nursery, uint32_t parent, struct str text,
			   uint32_t depth)
{
	unsigned char byte = (unsigned char)text.p[depth];
	uint32_t *link = link_of(nursery, parent, byte);

	if (!*link || nursery->sprouts[*link].byte != byte) {
		nursery->sprouts[nursery->count] = (struct sprout){
			.sibling = *link, .path = text.p, .depth = depth + 1, .byte = byte
		};
		*link = nursery->count++;
	}
	return *link;
}

/* Of a pattern shorter than three bytes, every three that begin with it. */
static void note_short(struct begins *begins, struct str text)
{
	uint32_t open = BEGIN_SHORT - (uint32_t)text.n, known = 0;

	for (size_t i = 0; i < text.n; i++)
		known |= (uint32_t)(unsigned char)text.p[i] << 8 * i;
	for (uint32_t rest = 0; rest < 1u << 8 * open; rest++)
		put_in(begins->of_short, hash_of(known | rest << 8 * text.n));
}

static void note_begin(struct begins *begins, struct str text)
{
	if (text.n >= BEGIN_LONG)
		put_in(begins->of_long, hash_of(word_at(text.p)));
	else
		note_short(begins, text);
}

/* Patterns of one text in the order given. */
static void append(struct nursery *nursery, struct automaton *a, struct sprout *sprout)
{
	uint32_t pattern = ++nursery->patterns;

	*(sprout->last ? &a->patterns[sprout->last].next : &sprout->output) = pattern;
	sprout->last = pattern;
}

static void insert(struct nursery *nursery, struct automaton *a,
		   const struct automaton_pattern *pattern)
{
	struct str text = pattern->text;
	bool from_letter, to_letter;
	uint32_t at = 0;

	if (text.n == 0)
		return;
	from_letter = ascii_is_alnum(text.p[0]);
	to_letter = ascii_is_alnum(text.p[text.n - 1]);
	note_begin(a->begins, text);
	for (uint32_t i = 0; i < text.n; i++)
		at = child_made(nursery, at, text, i);
	append(nursery, a, &nursery->sprouts[at]);
	a->patterns[nursery->patterns] =
	    (struct pattern){ .number = pattern->number,
			      .length = (uint32_t)text.n & ((1u << 30) - 1),
			      .begins_word = pattern->begins_word && from_letter,
			      .ends_word = pattern->ends_word && to_letter };
	if (from_letter && !pattern->begins_word) {
		put_in(a->inside, (unsigned char)text.p[0]);
		a->any_inside = true;
	}
}

/* The root's children become a list like any other's. */
static void tie_root(struct nursery *nursery)
{
	uint32_t *link = &nursery->sprouts[0].child;

	for (unsigned byte = 0; byte < 256; byte++)
		if (nursery->first[byte]) {
			*link = nursery->first[byte];
			link = &nursery->sprouts[*link].sibling;
		}
}

/* May what `sprout` ends with stand there, as a pattern that begins with `suffix`? */
static bool may_begin(const struct nursery *nursery, const struct automaton *a,
		      uint32_t sprout, uint32_t suffix)
{
	const struct sprout *whole = &nursery->sprouts[sprout];
	size_t start = whole->depth - nursery->sprouts[suffix].depth;

	return !is_inside_word(str_make(whole->path, whole->depth), start) ||
	       may_be_inside(a, whole->path[start]);
}

static uint32_t sprout_by(const struct nursery *nursery, uint32_t parent,
			  unsigned char byte)
{
	uint32_t child = nursery->sprouts[parent].child;

	while (child && nursery->sprouts[child].byte != byte)
		child = nursery->sprouts[child].sibling;
	return child;
}

/* Fail links lead to shallower nodes, which have theirs by then. */
static uint32_t fail_of(const struct nursery *nursery, const struct automaton *a,
			uint32_t parent, uint32_t child)
{
	uint32_t at = parent;

	while (at) {
		uint32_t found;

		at = nursery->sprouts[at].fail;
		found = at ? sprout_by(nursery, at, nursery->sprouts[child].byte)
			   : nursery->first[nursery->sprouts[child].byte];
		if (found && may_begin(nursery, a, child, found))
			return found;
	}
	return 0;
}

/* The children of a node get the next places; and where there is one only, its own. */
static void place_below(struct nursery *nursery, uint32_t parent, uint32_t *count)
{
	uint32_t child;

	while ((child = nursery->sprouts[parent].child) &&
	       !nursery->sprouts[child].place) {
		for (uint32_t s = child; s; s = nursery->sprouts[s].sibling)
			nursery->sprouts[s].place = (*count)++;
		if (nursery->sprouts[child].sibling)
			break;
		parent = child;
	}
}

/* Level by level: `order` gets the sprouts. */
static void settle(struct nursery *nursery, struct automaton *a, uint32_t *order)
{
	uint32_t count = 1, placed = 1;

	order[0] = 0;
	for (uint32_t i = 0; i < nursery->count; i++) {
		uint32_t parent = order[i];

		place_below(nursery, parent, &placed);
		for (uint32_t s = nursery->sprouts[parent].child; s;
		     s = nursery->sprouts[s].sibling) {
			order[count++] = s;
			nursery->sprouts[s].fail = fail_of(nursery, a, parent, s);
		}
	}
}

/* What ends on the fail chain follows what ends here. */
static void put_ends(struct automaton *a, const struct sprout *sprout,
		     const struct node *fail, struct node *node)
{
	node->output = fail->output;
	node->closed = fail->closed || !fail->output;
	if (!sprout->output)
		return;
	for (uint32_t i = sprout->output; i; i = a->patterns[i].next)
		node->closed &= a->patterns[i].ends_word;
	a->patterns[sprout->last].next = fail->output;
	node->output = sprout->output;
}

/* By which child it goes on. */
static void put_wide(const struct nursery *nursery, const struct sprout *sprout,
		     struct wide *wide)
{
	uint32_t first = nursery->sprouts[sprout->child].place;

	for (uint32_t s = sprout->child; s; s = nursery->sprouts[s].sibling)
		wide->at[nursery->sprouts[s].byte] =
		    (uint8_t)(nursery->sprouts[s].place - first);
}

static uint32_t children_of(const struct nursery *nursery, const struct sprout *sprout)
{
	uint32_t children = 0;

	for (uint32_t s = sprout->child; s; s = nursery->sprouts[s].sibling)
		children++;
	return children;
}

static void make_node(const struct nursery *nursery, struct automaton *a, uint32_t which,
		      uint32_t *wides)
{
	const struct sprout *sprout = &nursery->sprouts[which];
	uint32_t fail = nursery->sprouts[sprout->fail].place;
	struct node *node = &a->nodes[sprout->place];
	uint32_t children = children_of(nursery, sprout);

	node->byte = sprout->byte;
	node->fail = fail;
	if (which)
		put_ends(a, sprout, &a->nodes[fail], node);
	if (children)
		node->child = nursery->sprouts[sprout->child].place;
	if (children >= WIDE) {
		put_wide(nursery, sprout, &a->wides[*wides]);
		children = WIDE + (*wides)++;
	}
	node->fan = children & ((1u << 23) - 1);
}

static void make_nodes(const struct nursery *nursery, struct automaton *a,
		       const uint32_t *order)
{
	uint32_t wides = 0;

	for (unsigned byte = 0; byte < 256; byte++)
		if (nursery->first[byte])
			a->root[byte] = nursery->sprouts[nursery->first[byte]].place;
	for (uint32_t i = 0; i < nursery->count; i++)
		make_node(nursery, a, order[i], &wides);
}

static uint32_t wides_of(const struct nursery *nursery)
{
	uint32_t wides = 0;

	for (uint32_t i = 0; i < nursery->count; i++)
		wides += children_of(nursery, &nursery->sprouts[i]) >= WIDE;
	return wides;
}

const struct automaton *automaton_build(struct arena *arena,
					const struct automaton_pattern *patterns,
					uint32_t count)
{
	struct automaton *a = arena_new_of(arena, struct automaton);
	struct arena *building = arena_new(0);
	struct nursery *nursery = arena_new_of(building, struct nursery);
	size_t bytes = 0;
	uint32_t *order;

	for (uint32_t i = 0; i < count; i++)
		bytes += patterns[i].text.n;
	assert(bytes < AUTOMATON_BYTES);
	nursery->sprouts =
	    arena_alloc_array(building, bytes + 1, sizeof *nursery->sprouts);
	nursery->count = 1;
	a->begins = arena_new_of(arena, struct begins);
	a->patterns = arena_alloc_array(arena, (size_t)count + 1, sizeof *a->patterns);
	for (uint32_t i = 0; i < count; i++)
		insert(nursery, a, &patterns[i]);
	tie_root(nursery);
	order = arena_alloc_array(building, nursery->count, sizeof *order);
	settle(nursery, a, order);
	a->nodes = arena_alloc_array(arena, nursery->count, sizeof *a->nodes);
	a->wides = arena_alloc_array(arena, wides_of(nursery), sizeof *a->wides);
	make_nodes(nursery, a, order);
	arena_free(building);
	return a;
}

/* On to the next byte at which a pattern ends. */
static bool next_end(struct automaton_search *search)
{
	const struct automaton *a = search->automaton;
	struct str text = search->text;
	uint32_t state = search->state;
	size_t i = search->position;

	for (;;) {
		const struct node *node;

		if (state && i < text.n)
			state = go_on(a, state, (unsigned char)text.p[i]);
		if (!state) {
			i = next_begin(a, text, i);
			if (i < text.n)
				state = a->root[(unsigned char)text.p[i]];
		}
		if (i == text.n)
			break;
		i++;
		node = &a->nodes[state];
		if (!node->output ||
		    (node->closed && i < text.n && ascii_is_alnum(text.p[i])))
			continue;
		search->pattern = node->output;
		break;
	}
	search->state = state;
	search->position = i;
	return search->pattern != 0;
}

static bool stands(const struct pattern *pattern, struct str text, size_t start,
		   size_t end)
{
	if (pattern->begins_word && start > 0 && ascii_is_alnum(text.p[start - 1]))
		return false;
	return !pattern->ends_word || end == text.n || !ascii_is_alnum(text.p[end]);
}

bool automaton_search_next(struct automaton_search *search, struct automaton_match *ret)
{
	const struct pattern *pattern;

	do {
		search->pattern = search->automaton->patterns[search->pattern].next;
		if (!search->pattern && !next_end(search))
			return false;
		pattern = &search->automaton->patterns[search->pattern];
		ret->end = search->position;
		ret->start = search->position - pattern->length;
	} while (!stands(pattern, search->text, ret->start, ret->end));
	ret->number = pattern->number;
	return true;
}

uint32_t automaton_step(const struct automaton *automaton, uint32_t state,
			unsigned char byte)
{
	return step(automaton, state, byte);
}

bool automaton_end_next(const struct automaton *a, struct automaton_end *end,
			uint32_t *ret_number)
{
	end->pattern =
	    end->pattern ? a->patterns[end->pattern].next : a->nodes[end->at].output;
	if (!end->pattern) {
		end->at = 0; /* nothing ends at the root */
		return false;
	}
	*ret_number = a->patterns[end->pattern].number;
	return true;
}
