/* check/slip_list.c - see slip_list.h. */
#include "check/slip_list.h"

#include "base/limits.h"

enum { WORDS = LIMIT_SLIPS };

const struct slips *slips_of(struct inspection *in)
{
	if (!in->slips) {
		in->slips = arena_new_of(in->arena, struct slips);
		slips_find(in->arena, &in->passages, &in->env->tables->usages, in->slips);
	}
	return in->slips;
}

static bool is_of(const struct slip *slip, enum slip_kind kind, enum slip_rule rule)
{
	return slip->kind == kind && slip->rule == rule;
}

struct word_list {
	struct str words[WORDS], expected[WORDS], pairs[WORDS];
	uint32_t count;
};

static void add_word(struct word_list *list, const struct slip *slip)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (str_eq(list->words[i], slip->found))
			return;
	if (list->count == WORDS)
		return;
	list->words[list->count] = slip->found;
	list->expected[list->count++] = slip->expected.n ? slip->expected : STR("-");
}

static void collect(const struct slips *slips, enum slip_kind kind, enum slip_rule rule,
		    struct word_list *ret)
{
	ret->count = 0;
	for (uint32_t i = 0; i < slips->count; i++)
		if (is_of(&slips->items[i], kind, rule))
			add_word(ret, &slips->items[i]);
}

static void make_pairs(struct arena *arena, struct word_list *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		bool known = !str_eq(list->expected[i], STR("-"));

		list->pairs[i] = known ? arena_printf(arena, "%.*s \u2192 %.*s",
						      STR_ARG(list->words[i]),
						      STR_ARG(list->expected[i]))
				       : list->words[i];
	}
}

uint32_t slip_words(struct inspection *in, enum slip_kind kind, enum slip_rule rule)
{
	struct word_list list;

	if (!slips_of(in)->per_kind[kind])
		return 0;
	collect(slips_of(in), kind, rule, &list);
	return list.count;
}

static struct finding *finding_made(struct inspection *in, const struct check *self,
				    enum slip_kind kind, enum slip_rule rule)
{
	const struct slips *slips = slips_of(in);
	struct finding *finding;
	struct word_list list;
	int64_t count = 0;

	collect(slips, kind, rule, &list);
	if (list.count == 0)
		return NULL;
	finding = finding_add(in, self);
	finding_variant(finding, (int)rule);
	finding_list(finding, "words", list.words, list.count);
	finding_list(finding, "expected", list.expected, list.count);
	make_pairs(in->arena, &list);
	finding_list(finding, "pairs", list.pairs, list.count);
	for (uint32_t i = 0; i < slips->count; i++) {
		const struct slip *slip = &slips->items[i];

		if (!is_of(slip, kind, rule))
			continue;
		if (count++ < LIMIT_EVIDENCE)
			finding_at_passage(finding, slip->passage, slip->start,
					   slip->end);
	}
	finding_int(finding, "count", count);
	return finding;
}

struct finding *finding_for_slips(struct inspection *in, const struct check *self,
				  enum slip_kind kind, enum slip_rule rule)
{
	/* Most mails have none: a list is not even begun. */
	return slips_of(in)->per_kind[kind] ? finding_made(in, self, kind, rule) : NULL;
}

bool slips_are_sure(struct inspection *in, enum slip_kind kind)
{
	const struct slips *slips = slips_of(in);

	for (uint32_t i = 0; i < slips->count; i++)
		if (slips->items[i].kind == kind && slips->items[i].sure)
			return true;
	return false;
}

bool slips_pile_up(struct inspection *in)
{
	static const enum slip_kind kinds[] = { SLIP_CODE_POINT, SLIP_USAGE,
						SLIP_LOOKALIKE,	 SLIP_REGISTER,
						SLIP_STOP,	 SLIP_REDUNDANT,
						SLIP_TRANSLATED };
	const struct slips *slips = slips_of(in);
	uint32_t found = 0;

	if (!slips->japanese)
		return false;
	for (size_t i = 0; i < COUNT(kinds); i++)
		found += slips->per_kind[kinds[i]] > 0;
	return found >= 3 || (found == 2 && (slips_are_sure(in, SLIP_CODE_POINT) ||
					     slips_are_sure(in, SLIP_USAGE)));
}
