/* link/css_match.c - which rules hold for an element. */
#include "base/limits.h"
#include "link/css_selector.h"

static bool same(const struct css_sheet *sheet, struct str a, struct str b)
{
	/* In quirks mode classes and ids are the same in either case. */
	return sheet->quirks ? str_eq_nocase(a, b) : str_eq(a, b);
}

static bool next_class(struct str *rest, struct str *ret)
{
	size_t from = 0, to;

	while (from < rest->n && (uint8_t)rest->p[from] <= ' ')
		from++;
	for (to = from; to < rest->n && (uint8_t)rest->p[to] > ' ';)
		to++;
	*ret = str_sub(*rest, from, to);
	*rest = str_skip(*rest, to);
	return to > from;
}

/* --- names as numbers --- */

/* The same for small and capital letters. Three of its bytes tell the names of one page
 * apart; every tag asks for several. `name` is not empty. */
static unsigned bucket_of(struct str name)
{
	unsigned first = (uint8_t)name.p[0] | 0x20u,
		 middle = (uint8_t)name.p[name.n / 2] | 0x20u,
		 last = (uint8_t)name.p[name.n - 1] | 0x20u;

	return ((unsigned)name.n * 11 + first * 5 + middle * 19 + last * 31) % CSS_MARKS;
}

static uint64_t mark_of(struct str name)
{
	return name.n ? UINT64_C(1) << bucket_of(name) : 0;
}

uint64_t css_marks(struct str type, struct str id, struct str classes)
{
	uint64_t marks = mark_of(type) | mark_of(id);
	struct str class;

	while (next_class(&classes, &class))
		marks |= mark_of(class);
	return marks;
}

static bool has_marks(uint64_t marks, uint64_t wanted)
{
	return (wanted & ~marks) == 0;
}

/* --- one rule --- */

static bool has_class(const struct css_sheet *sheet, struct str classes, struct str name)
{
	struct str class;

	while (next_class(&classes, &class))
		if (same(sheet, class, name))
			return true;
	return false;
}

static bool attribute_is(const struct css_compound *compound, struct str value)
{
	struct str want = compound->attribute_value, word;

	switch (compound->attribute_test) {
	case 'p':
		return true;
	case '=':
		return str_eq_nocase(value, want);
	case '~':
		while (next_class(&value, &word))
			if (str_eq_nocase(word, want))
				return true;
		return false;
	case '^':
		return want.n && str_starts_nocase(value, want);
	case '$':
		return want.n && str_ends_nocase(value, want);
	case '*':
		return want.n && str_find_str_nocase(value, want) != STR_NPOS;
	default: /* '|' */
		return str_starts_nocase(value, want) &&
		       (value.n == want.n || value.p[want.n] == '-');
	}
}

static struct str attribute_of(const struct css_question *q,
			       const struct css_element *element, bool self,
			       struct str name)
{
	if (str_eq_nocase(name, STR("class")))
		return element->classes;
	if (str_eq_nocase(name, STR("id")))
		return element->id;
	return self ? q->attribute(q->arg, name) : STR_NONE;
}

static bool compound_is(const struct css_sheet *sheet, const struct css_question *q,
			const struct css_compound *compound,
			const struct css_element *element, bool self)
{
	if (compound->type.n && !str_eq_nocase(compound->type, element->type))
		return false;
	if (compound->id.n && !same(sheet, compound->id, element->id))
		return false;
	for (uint8_t i = 0; i < compound->class_count; i++)
		if (!has_class(sheet, element->classes, compound->classes[i]))
			return false;
	if (compound->link && !str_eq(element->type, STR("a")))
		return false;
	if (compound->attribute_test) {
		struct str value = attribute_of(q, element, self, compound->attribute);

		return value.p && attribute_is(compound, value);
	}
	return true;
}

/* What comparing an element costs, and what it costs to see that there is no need. */
enum { COST_OF_NAMES = 16, COST_OF_MARKS = 1 };

/* From the element up, the nearest that fits each time: right for "a b c", and for ">"
 * wherever no other ancestor would have done. */
static bool rule_holds(struct css_sheet *sheet, const struct css_question *q,
		       const struct css_rule *rule)
{
	int i = rule->compound_count - 1;
	uint32_t at = q->depth;
	bool child = rule->compounds[i].child;

	sheet->tests += COST_OF_MARKS;
	if (!has_marks(q->above, rule->above) ||
	    !has_marks(q->element.marks, rule->compounds[i].marks))
		return false;
	sheet->tests += COST_OF_NAMES;
	if (!compound_is(sheet, q, &rule->compounds[i], &q->element, true))
		return false;
	for (i--; i >= 0; i--) {
		struct css_element ancestor;
		bool found = false;

		while (at > 0 && !found) {
			sheet->tests += COST_OF_NAMES;
			q->ancestor(q->arg, --at, &ancestor);
			found =
			    has_marks(ancestor.marks, rule->compounds[i].marks) &&
			    compound_is(sheet, q, &rule->compounds[i], &ancestor, false);
			if (!found && child)
				return false;
		}
		if (!found)
			return false;
		child = rule->compounds[i].child;
	}
	return true;
}

/* --- all of them --- */

static void set_marks(struct css_rule *rule)
{
	rule->above = 0;
	for (uint8_t i = 0; i < rule->compound_count; i++) {
		struct css_compound *compound = &rule->compounds[i];

		compound->marks = mark_of(compound->type) | mark_of(compound->id);
		for (uint8_t k = 0; k < compound->class_count; k++)
			compound->marks |= mark_of(compound->classes[k]);
		if (i + 1 < rule->compound_count)
			rule->above |= compound->marks;
	}
}

void css_sheet_index(struct css_sheet *sheet, struct css_rule *rule)
{
	const struct css_compound *self = &rule->compounds[rule->compound_count - 1];
	struct str name = self->id.n	      ? self->id
			  : self->class_count ? self->classes[0]
					      : self->type;
	struct css_rule **bucket =
	    name.n ? &sheet->buckets[bucket_of(name)] : &sheet->others;

	set_marks(rule);
	sheet->marks |= mark_of(name);
	rule->next = *bucket;
	*bucket = rule;
}

static bool weaker(const struct css_rule *a, const struct css_rule *b)
{
	return a->specificity != b->specificity ? a->specificity < b->specificity
						: a->order < b->order;
}

static void try_bucket(struct css_sheet *sheet, const struct css_question *q,
		       const struct css_rule *rule)
{
	struct css_matched *matched = &sheet->matched;

	for (; rule; rule = rule->next) {
		uint32_t at = matched->count;

		if (sheet->tests > LIMIT_CSS_TESTS || at == LIMIT_CSS_MATCHED) {
			sheet->cut = at == LIMIT_CSS_MATCHED ? "LIMIT_CSS_MATCHED"
							     : "LIMIT_CSS_TESTS";
			return;
		}
		if (!rule_holds(sheet, q, rule))
			continue;
		for (; at > 0 && weaker(rule, matched->items[at - 1]); at--)
			matched->items[at] = matched->items[at - 1];
		matched->items[at] = rule;
		matched->count++;
	}
}

uint32_t css_sheet_match(struct css_sheet *sheet, const struct css_question *q,
			 const struct css_block **ret, uint32_t max)
{
	const struct css_matched *matched = &sheet->matched;

	sheet->matched.count = 0;
	for (uint64_t marks = q->element.marks & sheet->marks; marks; marks &= marks - 1)
		try_bucket(sheet, q, sheet->buckets[__builtin_ctzll(marks)]);
	try_bucket(sheet, q, sheet->others);
	for (uint32_t i = 0; i < matched->count && i < max; i++)
		ret[i] = matched->items[i]->block;
	return matched->count < max ? matched->count : max;
}
