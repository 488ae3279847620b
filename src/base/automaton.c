/* base/automaton.c - see automaton.h. */
#include "base/automaton.h"

#include <assert.h>

struct pattern {
	uint32_t number;
	uint32_t length;
	uint32_t next; /* further pattern of the same node; 0: none */
};

/* Nodes are numbers, 0 is the root. Edges stand in a hash table: (node, byte) -> child;
 * fan-out is large only behind the first bytes of Japanese characters. */
struct edge {
	uint32_t key; /* node << 8 | byte, plus one; 0: free */
	uint32_t child;
};

struct node {
	uint32_t parent, fail;
	uint32_t output;   /* first pattern; 0: none */
	uint32_t shortcut; /* next node of the fail chain with an output; 0: none */
	uint32_t depth;
	unsigned char byte; /* that leads here from the parent */
};

struct automaton {
	/* Most bytes of a text begin no pattern: the root's edges stand in a table, too.
	 */
	uint32_t root[256];
	struct edge *edges;
	uint32_t mask;
	uint32_t node_count;
	struct node *nodes;
	struct pattern *patterns; /* [0] is unused */
	uint32_t pattern_count;
};

static struct edge *edge_slot(const struct automaton *a, uint32_t node,
			      unsigned char byte)
{
	uint32_t key = (node << 8 | byte) + 1;
	uint32_t i = (key * 2654435761u) >> 7 & a->mask;

	while (a->edges[i].key && a->edges[i].key != key)
		i = (i + 1) & a->mask;
	return &a->edges[i];
}

static uint32_t child_of(const struct automaton *a, uint32_t node, unsigned char byte)
{
	const struct edge *edge;

	if (node == 0)
		return a->root[byte];
	edge = edge_slot(a, node, byte);
	return edge->key ? edge->child : 0;
}

static uint32_t child_made(struct automaton *a, uint32_t node, unsigned char byte)
{
	struct edge *edge = edge_slot(a, node, byte);

	if (!edge->key) {
		edge->key = (node << 8 | byte) + 1;
		edge->child = a->node_count++;
		a->nodes[edge->child] = (struct node){
			.parent = node, .byte = byte, .depth = a->nodes[node].depth + 1
		};
		if (node == 0)
			a->root[byte] = edge->child;
	}
	return edge->child;
}

static void insert(struct automaton *a, const struct automaton_pattern *pattern)
{
	uint32_t node = 0, *last;

	if (pattern->text.n == 0)
		return;
	for (size_t i = 0; i < pattern->text.n; i++)
		node = child_made(a, node, (unsigned char)pattern->text.p[i]);
	for (last = &a->nodes[node].output; *last; last = &a->patterns[*last].next)
		;
	*last = ++a->pattern_count;
	a->patterns[*last] = (struct pattern){ .number = pattern->number,
					       .length = (uint32_t)pattern->text.n };
}

static uint32_t step(const struct automaton *a, uint32_t node, unsigned char byte)
{
	for (;;) {
		uint32_t child = child_of(a, node, byte);

		if (child || node == 0)
			return child;
		node = a->nodes[node].fail;
	}
}

/* A node's fail link is known once those of all shallower nodes are: nodes are taken by
 * depth, which a counting sort puts in order. */
static uint32_t *nodes_by_depth(struct arena *arena, const struct automaton *a)
{
	uint32_t *order = arena_alloc_array(arena, a->node_count, sizeof *order);
	uint32_t *from, deepest = 0;

	for (uint32_t i = 0; i < a->node_count; i++)
		deepest = a->nodes[i].depth > deepest ? a->nodes[i].depth : deepest;
	from = arena_alloc_array(arena, (size_t)deepest + 2, sizeof *from);
	for (uint32_t i = 0; i < a->node_count; i++)
		from[a->nodes[i].depth + 1]++;
	for (uint32_t i = 0; i < deepest; i++)
		from[i + 1] += from[i];
	for (uint32_t i = 0; i < a->node_count; i++)
		order[from[a->nodes[i].depth]++] = i;
	return order;
}

static void link_nodes(struct arena *arena, struct automaton *a)
{
	const uint32_t *order = nodes_by_depth(arena, a);

	for (uint32_t i = 1; i < a->node_count; i++) {
		struct node *node = &a->nodes[order[i]];
		const struct node *fail;

		node->fail =
		    node->parent ? step(a, a->nodes[node->parent].fail, node->byte) : 0;
		fail = &a->nodes[node->fail];
		node->shortcut = fail->output ? node->fail : fail->shortcut;
	}
}

static void make_room(struct arena *arena, struct automaton *a, size_t bytes,
		      uint32_t patterns)
{
	size_t slots = 64;

	/* `bytes` counts shared beginnings more than once: half of the slots stay free.
	 */
	while (slots < bytes + bytes / 2 + 1)
		slots *= 2;
	assert(bytes < AUTOMATON_BYTES); /* node << 8 fits */
	a->mask = (uint32_t)slots - 1;
	a->edges = arena_alloc_array(arena, slots, sizeof *a->edges);
	a->nodes = arena_alloc_array(arena, bytes + 1, sizeof *a->nodes);
	a->patterns = arena_alloc_array(arena, (size_t)patterns + 1, sizeof *a->patterns);
	a->node_count = 1;
}

const struct automaton *automaton_build(struct arena *arena,
					const struct automaton_pattern *patterns,
					uint32_t count)
{
	struct automaton *a = arena_new_of(arena, struct automaton);
	size_t bytes = 0;

	for (uint32_t i = 0; i < count; i++)
		bytes += patterns[i].text.n;
	make_room(arena, a, bytes, count);
	for (uint32_t i = 0; i < count; i++)
		insert(a, &patterns[i]);
	link_nodes(arena, a);
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
		search->node = a->nodes[search->node].shortcut;
		search->pattern = a->nodes[search->node].output;
	}
	return search->pattern != 0;
}

/* On to the next byte at which a pattern ends. */
static bool next_end(struct automaton_search *search)
{
	const struct automaton *a = search->automaton;
	uint32_t state = search->state;
	size_t i = search->position;

	while (i < search->text.n) {
		const struct node *node;

		state = step(a, state, (unsigned char)search->text.p[i++]);
		node = &a->nodes[state];
		if (!node->output && !node->shortcut)
			continue;
		search->state = state;
		search->position = i;
		search->node = node->output ? state : node->shortcut;
		search->pattern = a->nodes[search->node].output;
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
		end->pattern = a->nodes[end->at].output;
	while (!end->pattern && a->nodes[end->at].shortcut) {
		end->at = a->nodes[end->at].shortcut;
		end->pattern = a->nodes[end->at].output;
	}
	if (!end->pattern) {
		end->at = 0; /* nothing ends at the root */
		return false;
	}
	*ret_number = a->patterns[end->pattern].number;
	return true;
}
