/* link/document_stack.c - the open elements (WHATWG HTML, 13.2.4.2 and 13.2.6), as far as
 * it matters for what is seen: no tree, but the same elements are open where text stands.
 */
#include "link/document_reader.h"

enum { REOPENED_MAX = 8 }; /* formatting elements that go on behind a closed block */

static const struct html_element html_row = { "html", 4, EL_HTML, LAYOUT_INLINE, 0 };
static const struct html_element body_row = { "body", 4, EL_BODY, LAYOUT_BLOCK, 0 };
static const struct html_element tbody_row = { "tbody", 5, EL_TBODY, LAYOUT_BLOCK,
					       TRAIT_TABLE | TRAIT_SPECIAL };
static const struct html_element tr_row = { "tr", 2, EL_TR, LAYOUT_BLOCK,
					    TRAIT_TABLE | TRAIT_SPECIAL };

/* html and body are always there, as browsers have it. */
void stack_begin(struct reader *r)
{
	struct open_element element = { .row = &html_row,
					.seals = SEEN,
					.link = NO_LINK };

	r->stack_cap = 32;
	r->stack = arena_room(r->scratch, r->stack_cap, sizeof *r->stack);
	r->look_cap = 8;
	r->looks = arena_room(r->scratch, r->look_cap, sizeof *r->looks);
	look_begin(&r->looks[0]);
	style_mark(r, &element);
	r->stack[r->depth++] = element;
	element.row = &body_row;
	element.look = 1;
	element.above = element.marks;
	style_mark(r, &element);
	r->looks[1] = r->looks[0];
	r->stack[r->depth++] = element;
}

static bool changes_look(const struct reader *r, const struct open_element *element)
{
	if (element->own || element->seals != SEEN)
		return true;
	switch (element->row->id) {
	case EL_TABLE:
		return r->quirks;
	case EL_BUTTON:
	case EL_SELECT:
	case EL_TEXTAREA:
	case EL_MARK:
	case EL_DIALOG:
	case EL_SUMMARY:
		return true;
	default:
		return element->row->layout == LAYOUT_PREFORMATTED;
	}
}

static void grow_looks(struct reader *r)
{
	struct look *more = arena_room(r->scratch, (size_t)r->look_cap * 2, sizeof *more);

	memcpy(more, r->looks, r->look_cap * sizeof *more);
	r->looks = more;
	r->look_cap *= 2;
}

static void grow_stack(struct reader *r)
{
	struct open_element *more =
	    arena_room(r->scratch, (size_t)r->stack_cap * 2, sizeof *more);

	memcpy(more, r->stack, r->depth * sizeof *more);
	r->stack = more;
	r->stack_cap *= 2;
}

void stack_push(struct reader *r, const struct open_element *element)
{
	struct open_element *top;
	uint16_t parent = reader_top(r)->look;

	if (r->depth == LIMIT_HTML_DEPTH) {
		r->overflow++;
		reader_cut(r, "LIMIT_HTML_DEPTH");
		return;
	}
	if (r->depth == r->stack_cap)
		grow_stack(r);
	top = &r->stack[r->depth];
	*top = *element;
	top->look = parent;
	top->above = r->stack[r->depth - 1].above | r->stack[r->depth - 1].marks;
	if (!top->own_link)
		top->link = r->stack[r->depth - 1].link;
	if (changes_look(r, element)) {
		top->look = (uint16_t)(parent + 1);
		if (top->look == r->look_cap)
			grow_looks(r);
		look_make(r, &r->looks[parent], element->row, element->own,
			  element->seals, element->sealed_by, &r->looks[top->look]);
	}
	r->depth++;
}

void stack_pop_to(struct reader *r, uint32_t depth)
{
	if (depth < 2)
		depth = 2;
	if (depth >= r->depth)
		return;
	r->depth = depth;
}

static bool is_barrier(const struct open_element *element)
{
	return element->row->id == EL_TEMPLATE || element->row->id == EL_HTML;
}

/* From the top down to the first element of kind `id`, not beyond one with a trait of
 * `until`; 0 where there is none. */
static uint32_t find_open(const struct reader *r, enum html_element_id id, uint16_t until)
{
	for (uint32_t i = r->depth - 1; i > 1; i--) {
		const struct open_element *element = &r->stack[i];

		if (element->row->id == id)
			return i;
		if (is_barrier(element) || element->row->traits & until)
			break;
	}
	return 0;
}

/* Close the element at `depth` and what is open in it, except that formatting goes on. */
static void pop_but_formatting(struct reader *r, uint32_t depth)
{
	struct open_element again[REOPENED_MAX];
	uint32_t count = 0;

	for (uint32_t i = r->depth; --i > depth && count < REOPENED_MAX;)
		if (r->stack[i].row->traits & TRAIT_FORMATTING)
			again[count++] = r->stack[i];
		else if (r->stack[i].row->traits & TRAIT_SCOPE)
			break;
	stack_pop_to(r, depth);
	while (count)
		stack_push(r, &again[--count]);
}

/* Close the element at `depth`. Formatting that was opened in it goes on behind it
 * ("reconstruct the active formatting elements"). */
static void pop_and_reopen(struct reader *r, uint32_t depth)
{
	if (depth + 1 == r->depth) /* mostly */
		stack_pop_to(r, depth);
	else
		pop_but_formatting(r, depth);
}

/* An item ends the one before it, in the same list. */
static void close_item(struct reader *r, enum html_element_id one,
		       enum html_element_id other)
{
	for (uint32_t i = r->depth - 1; i > 1; i--) {
		const struct html_element *row = r->stack[i].row;

		if (row->id == one || row->id == other) {
			pop_and_reopen(r, i);
			return;
		}
		/* The standard goes on over address, div and p. */
		if (is_barrier(&r->stack[i]) ||
		    (row->traits & TRAIT_SPECIAL && row->id != EL_P &&
		     !(row->id == EL_OTHER && row->name[0] == 'd' &&
		       row->name[1] == 'i' && row->name[2] == 'v')))
			return;
	}
}

static void push_implied(struct reader *r, const struct html_element *row)
{
	struct open_element element = { .row = row, .seals = SEEN };

	style_mark(r, &element);
	stack_push(r, &element);
}

/* Inside a table: pop to where such a part may stand. */
static bool make_place_in_table(struct reader *r, const struct html_element *row)
{
	uint32_t i = r->depth - 1, table = find_open(r, EL_TABLE, 0);

	if (table == 0)
		return false;
	for (; i > table; i--) {
		enum html_element_id id = r->stack[i].row->id;

		if (id == EL_TR && row->id == EL_TD)
			break;
		if (id == EL_TBODY && (row->id == EL_TD || row->id == EL_TR))
			break;
	}
	stack_pop_to(r, i + 1);
	if (i == table && (row->id == EL_TD || row->id == EL_TR))
		push_implied(r, &tbody_row);
	if (row->id == EL_TD && reader_top(r)->row->id == EL_TBODY)
		push_implied(r, &tr_row);
	return true;
}

static void close_paragraph(struct reader *r)
{
	/* "Button scope" */
	for (uint32_t i = r->depth - 1; i > 1; i--) {
		const struct html_element *row = r->stack[i].row;

		if (row->id == EL_P) {
			pop_and_reopen(r, i);
			return;
		}
		if (is_barrier(&r->stack[i]) || row->traits & TRAIT_SCOPE ||
		    row->id == EL_BUTTON)
			return;
	}
}

bool stack_make_place(struct reader *r, const struct html_element *row)
{
	uint32_t open;

	if (row->traits & TRAIT_TABLE && row->id != EL_TABLE)
		return make_place_in_table(r, row);
	if (row->traits & TRAIT_CLOSES_P && !(row->id == EL_TABLE && r->quirks))
		close_paragraph(r);
	switch (row->id) {
	case EL_LI:
		close_item(r, EL_LI, EL_LI);
		break;
	case EL_DD:
	case EL_DT:
		close_item(r, EL_DD, EL_DT);
		break;
	case EL_OPTION:
	case EL_OPTGROUP:
		if (reader_top(r)->row->id == EL_OPTION)
			stack_pop_to(r, r->depth - 1);
		if (row->id == EL_OPTGROUP && reader_top(r)->row->id == EL_OPTGROUP)
			stack_pop_to(r, r->depth - 1);
		break;
	case EL_H:
		if (reader_top(r)->row->id == EL_H)
			stack_pop_to(r, r->depth - 1);
		break;
	case EL_BUTTON:
		open = find_open(r, EL_BUTTON, TRAIT_SCOPE);
		if (open)
			pop_and_reopen(r, open);
		break;
	case EL_A:
		open = find_open(r, EL_A, TRAIT_SCOPE);
		if (open)
			stack_close(r, row, STR("a"));
		break;
	default:
		break;
	}
	return true;
}

/* The root's two are never pushed. */
void stack_look_again(struct reader *r, uint32_t depth)
{
	uint32_t end = r->depth;

	for (; depth < 2; depth++) {
		struct open_element *root = &r->stack[depth];
		struct look begin;

		look_begin(&begin);
		look_make(r, depth ? &r->looks[depth - 1] : &begin, root->row, root->own,
			  SEEN, STR_NONE, &r->looks[depth]);
	}
	r->depth = depth;
	for (uint32_t i = depth; i < end; i++) {
		struct open_element element = r->stack[i];

		stack_push(r, &element);
	}
}

/* "</b>" where a block began inside: the block stays open, without the <b>. */
static void take_out(struct reader *r, uint32_t at)
{
	memmove(&r->stack[at], &r->stack[at + 1], (r->depth - at - 1) * sizeof *r->stack);
	r->depth--;
	stack_look_again(r, at);
}

static bool is_named(const struct open_element *element, const struct html_element *row,
		     struct str name)
{
	if (element->row == row)
		return row->length || str_eq(element->name, name);
	return element->row->id != EL_OTHER && element->row->id == row->id;
}

bool stack_close(struct reader *r, const struct html_element *row, struct str name)
{
	bool formatting = row->traits & TRAIT_FORMATTING, special = false;
	uint16_t until = row->traits & TRAIT_TABLE ? 0 : TRAIT_SCOPE;
	uint32_t i = r->depth - 1;

	if (r->overflow && !(row->traits & TRAIT_VOID)) {
		r->overflow--;
		r->closed_unseen = reader_look(r)->sealed != SEEN;
		return true;
	}
	for (; i > 1; i--) {
		const struct open_element *element = &r->stack[i];

		if (is_named(element, row, name))
			break;
		if (is_barrier(element) || element->row->traits & until ||
		    (row->traits & TRAIT_TABLE && element->row->id == EL_TABLE))
			return false;
		special |= (element->row->traits & TRAIT_SPECIAL) != 0;
		/* An unknown or inline element does not reach over a block (13.2.6.4.7,
		 * "any other end tag"). */
		if (special && !formatting && !(row->traits & TRAIT_SPECIAL) &&
		    row->layout == LAYOUT_INLINE)
			return false;
	}
	if (i <= 1)
		return false;
	r->closed_unseen = r->looks[r->stack[i].look].sealed != SEEN;
	if (formatting && special)
		take_out(r, i);
	else
		pop_and_reopen(r, i);
	return true;
}
