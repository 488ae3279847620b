/* base/automaton.c - see automaton.h. */
#include "base/automaton.h"

#include <assert.h>
#include <endian.h>
#include <string.h>

struct pattern {
	uint32_t number;
	uint32_t length;
	uint32_t next; /* further pattern of the same node; 0: none */
};

/* Nodes are numbers in the order of their depth, the children of one side by side in the
 * order of their bytes; 0 is the root. What most texts touch are the first levels, which
 * so lie together: a search takes its time in the cache. */
struct node {
	uint32_t child; /* the first */
	uint32_t fail;
	uint32_t wide;	   /* of many children: their set; 0: see `children` */
	uint16_t children; /* how many */
	bool ends;	   /* some pattern ends here, on the node or its fail chain */
};

/* Which bytes lead on from a node with many children. */
struct wide {
	uint64_t bits[4];
	uint8_t before[4]; /* children below each word */
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
	struct node *nodes;
	uint8_t *bytes;	    /* that lead to each node */
	struct wide *wides; /* [0] is unused */
	struct end {
		uint32_t output; /* first pattern; 0: none */
		uint32_t
		    shortcut; /* next node of the fail chain with an output; 0: none */
	} * ends;
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

/* From `at` on, where a pattern may begin; at the end of the text, where four bytes are
 * no longer to be had, it may everywhere. */
static inline size_t next_begin(const struct automaton *a, struct str text, size_t at)
{
	for (; at + BEGIN_LONG <= text.n; at++) {
		uint32_t word = word_at(text.p + at);

		if (is_in(a->begins->of_long, hash_of(word)) ||
		    is_in(a->begins->of_short, hash_of(short_part(word))))
			break;
	}
	return at;
}

static uint32_t wide_child(const struct wide *wide, uint32_t child, unsigned char byte)
{
	uint64_t word = wide->bits[byte >> 6], bit = (uint64_t)1 << (byte & 63);

	if (!(word & bit))
		return 0;
	return child + wide->before[byte >> 6] +
	       (uint32_t)__builtin_popcountll(word & (bit - 1));
}

static inline uint32_t child_of(const struct automaton *a, const struct node *node,
				unsigned char byte)
{
	if (node->wide)
		return wide_child(&a->wides[node->wide], node->child, byte);
	for (uint32_t i = 0; i < node->children; i++)
		if (a->bytes[node->child + i] == byte)
			return node->child + i;
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
	uint32_t output;
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

static uint32_t child_made(struct nursery *nursery, uint32_t parent, unsigned char byte)
{
	uint32_t *link = link_of(nursery, parent, byte);

	if (!*link || nursery->sprouts[*link].byte != byte) {
		nursery->sprouts[nursery->count] =
		    (struct sprout){ .sibling = *link, .byte = byte };
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

static void insert(struct nursery *nursery, struct automaton *a,
		   const struct automaton_pattern *pattern)
{
	uint32_t at = 0, *last;

	if (pattern->text.n == 0)
		return;
	note_begin(a->begins, pattern->text);
	for (size_t i = 0; i < pattern->text.n; i++)
		at = child_made(nursery, at, (unsigned char)pattern->text.p[i]);
	for (last = &nursery->sprouts[at].output; *last; last = &a->patterns[*last].next)
		;
	*last = ++nursery->patterns;
	a->patterns[*last] = (struct pattern){ .number = pattern->number,
					       .length = (uint32_t)pattern->text.n };
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

static void make_wide(struct automaton *a, struct node *node, uint32_t wides)
{
	struct wide *wide = &a->wides[wides];

	for (uint32_t i = 0; i < node->children; i++) {
		unsigned byte = a->bytes[node->child + i];

		wide->bits[byte >> 6] |= (uint64_t)1 << (byte & 63);
	}
	for (unsigned i = 1; i < 4; i++)
		wide->before[i] =
		    (uint8_t)(wide->before[i - 1] +
			      (unsigned)__builtin_popcountll(wide->bits[i - 1]));
	node->wide = wides;
}

/* Fail links lead to shallower nodes, which have theirs by then. */
static void link_child(struct automaton *a, uint32_t parent, uint32_t child)
{
	uint32_t fail = parent ? step(a, a->nodes[parent].fail, a->bytes[child]) : 0;

	a->nodes[child].fail = fail;
	a->ends[child].shortcut = a->ends[fail].output ? fail : a->ends[fail].shortcut;
	a->nodes[child].ends = a->ends[child].output || a->ends[child].shortcut;
}

/* Level by level: `order` says which sprout a node was. */
static void settle(struct nursery *nursery, struct automaton *a, uint32_t *order)
{
	uint32_t count = 1, wides = 1;

	order[0] = 0;
	for (uint32_t i = 0; i < nursery->count; i++) {
		struct node *node = &a->nodes[i];

		node->child = count;
		for (uint32_t s = nursery->sprouts[order[i]].child; s;
		     s = nursery->sprouts[s].sibling) {
			order[count] = s;
			a->bytes[count] = nursery->sprouts[s].byte;
			a->ends[count].output = nursery->sprouts[s].output;
			if (i == 0)
				a->root[a->bytes[count]] = count;
			count++;
		}
		node->children = (uint16_t)(count - node->child);
		if (node->children >= WIDE)
			make_wide(a, node, wides++);
		for (uint32_t child = node->child; child < count; child++)
			link_child(a, i, child);
	}
}

static uint32_t wides_of(const struct nursery *nursery)
{
	uint32_t wides = 0;

	for (uint32_t i = 0; i < nursery->count; i++) {
		uint32_t children = 0;

		for (uint32_t s = nursery->sprouts[i].child; s && children < WIDE;
		     s = nursery->sprouts[s].sibling)
			children++;
		wides += children >= WIDE;
	}
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
	a->nodes = arena_alloc_array(arena, nursery->count, sizeof *a->nodes);
	a->ends = arena_alloc_array(arena, nursery->count, sizeof *a->ends);
	a->bytes = arena_alloc_array(arena, nursery->count, sizeof *a->bytes);
	a->wides =
	    arena_alloc_array(arena, (size_t)wides_of(nursery) + 1, sizeof *a->wides);
	settle(nursery, a, arena_alloc_array(building, nursery->count, sizeof(uint32_t)));
	arena_free(building);
	return a;
}

/* The next pattern that ends where the text stands. `state` is where the text stands; the
 * chain of outputs is walked on `node` and leaves it alone. */
static bool next_pattern(struct automaton_search *search)
{
	const struct automaton *a = search->automaton;

	if (search->pattern) {
		search->pattern = a->patterns[search->pattern].next;
		if (search->pattern)
			return true;
		search->node = a->ends[search->node].shortcut;
		search->pattern = a->ends[search->node].output;
	}
	return search->pattern != 0;
}

/* On to the next byte at which a pattern ends. */
static bool next_end(struct automaton_search *search)
{
	const struct automaton *a = search->automaton;
	uint32_t state = search->state;
	size_t i = search->position;

	for (;;) {
		if (state && i < search->text.n)
			state = go_on(a, state, (unsigned char)search->text.p[i]);
		if (!state) {
			i = next_begin(a, search->text, i);
			if (i < search->text.n)
				state = a->root[(unsigned char)search->text.p[i]];
		}
		if (i == search->text.n)
			break;
		i++;
		if (!a->nodes[state].ends)
			continue;
		search->state = state;
		search->position = i;
		search->node = a->ends[state].output ? state : a->ends[state].shortcut;
		search->pattern = a->ends[search->node].output;
		return true;
	}
	search->state = state;
	search->position = i;
	return false;
}

bool automaton_search_next(struct automaton_search *search, struct automaton_match *ret)
{
	const struct pattern *pattern;

	if (!next_pattern(search) && !next_end(search))
		return false;
	pattern = &search->automaton->patterns[search->pattern];
	ret->number = pattern->number;
	ret->end = search->position;
	ret->start = search->position - pattern->length;
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
	if (end->pattern)
		end->pattern = a->patterns[end->pattern].next;
	else
		end->pattern = a->ends[end->at].output;
	while (!end->pattern && a->ends[end->at].shortcut) {
		end->at = a->ends[end->at].shortcut;
		end->pattern = a->ends[end->at].output;
	}
	if (!end->pattern) {
		end->at = 0; /* nothing ends at the root */
		return false;
	}
	*ret_number = a->patterns[end->pattern].number;
	return true;
}
