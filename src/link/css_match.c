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
	size_t n = 0;

	while (rest->n && (uint8_t)rest->p[0] <= ' ')
		*rest = str_skip(*rest, 1);
	while (n < rest->n && (uint8_t)rest->p[n] > ' ')
		n++;
	*ret = str_sub(*rest, 0, n);
	*rest = str_skip(*rest, n);
	return n > 0;
}

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

/* From the element up, the nearest that fits each time: right for "a b c", and for ">"
 * wherever no other ancestor would have done. */
static bool rule_holds(struct css_sheet *sheet, const struct css_question *q,
		       const struct css_rule *rule)
{
	int i = rule->compound_count - 1;
	uint32_t at = q->depth;
	bool child = rule->compounds[i].child;

	sheet->tests++;
	if (!compound_is(sheet, q, &rule->compounds[i], &q->element, true))
		return false;
	for (i--; i >= 0; i--) {
		struct css_element ancestor;
		bool found = false;

		while (at > 0 && !found) {
			sheet->tests++;
			q->ancestor(q->arg, --at, &ancestor);
			found =
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

static size_t bucket_of(struct str name)
{
	size_t hash = name.n;

	for (size_t i = 0; i < name.n; i++)
		hash = hash * 31 + (uint8_t)ascii_lower(name.p[i]);
	return hash % CSS_BUCKETS;
}

void css_sheet_index(struct css_sheet *sheet, struct css_rule *rule)
{
	const struct css_compound *self = &rule->compounds[rule->compound_count - 1];
	struct css_rule **bucket = self->id.n ? &sheet->buckets[bucket_of(self->id)]
				   : self->class_count
				       ? &sheet->buckets[bucket_of(self->classes[0])]
				   : self->type.n ? &sheet->buckets[bucket_of(self->type)]
						  : &sheet->others;

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
		for (uint32_t i = 0; i < matched->count; i++)
			if (matched->items[i] == rule)
				at = UINT32_MAX; /* two classes, one bucket */
		if (at == UINT32_MAX)
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
	struct str rest = q->element.classes, class;

	sheet->matched.count = 0;
	if (q->element.id.n)
		try_bucket(sheet, q, sheet->buckets[bucket_of(q->element.id)]);
	while (next_class(&rest, &class))
		try_bucket(sheet, q, sheet->buckets[bucket_of(class)]);
	try_bucket(sheet, q, sheet->buckets[bucket_of(q->element.type)]);
	try_bucket(sheet, q, sheet->others);
	for (uint32_t i = 0; i < matched->count && i < max; i++)
		ret[i] = matched->items[i]->block;
	return matched->count < max ? matched->count : max;
}
