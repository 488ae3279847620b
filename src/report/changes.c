/* report/changes.c - see changes.h. */
#include "report/changes.h"

#include "check/check.h"

#include <math.h>

/* --- findings -------------------------------------------------------------------------
 */

static bool same_items(const struct value *a, const struct value *b)
{
	if (a->count != b->count)
		return false;
	for (uint32_t i = 0; i < a->count; i++)
		if (!str_eq(a->items[i], b->items[i]))
			return false;
	return true;
}

static bool same_value(const struct value *a, const struct value *b)
{
	if (strcmp(a->key, b->key) != 0 || a->kind != b->kind)
		return false;
	switch (a->kind) {
	case VALUE_STR:
		return str_eq(a->str, b->str);
	case VALUE_LIST:
		return same_items(a, b);
	case VALUE_WORD:
		return strcmp(a->word, b->word) == 0;
	case VALUE_INT:
	case VALUE_BOOL:
	case VALUE_TIME:
		break;
	}
	return a->number == b->number;
}

static bool same_values(const struct finding *a, const struct finding *b)
{
	if (a->value_count != b->value_count)
		return false;
	for (uint32_t i = 0; i < a->value_count; i++)
		if (!same_value(&a->values[i], &b->values[i]))
			return false;
	return true;
}

static bool is_same(const struct finding *a, const struct finding *b)
{
	return a->severity == b->severity && a->grade == b->grade &&
	       a->variant == b->variant && same_values(a, b);
}

struct pairing {
	const struct inspection *then, *now;
	uint32_t *partner; /* of each finding of then: 1 + its index now; 0: none */
	bool *taken;	   /* of each finding of now */
};

static bool has_id_of(const struct finding *a, const struct finding *b)
{
	return strcmp(a->check->id, b->check->id) == 0;
}

/* Each finding finds its like; what is left of one id is paired in its order. A message
 * has few findings of one id, and at most LIMIT_FINDINGS in all. */
static void pair(struct pairing *pairing, bool alike)
{
	for (uint32_t i = 0; i < pairing->then->finding_count; i++) {
		const struct finding *then = pairing->then->findings[i];

		for (uint32_t j = 0;
		     j < pairing->now->finding_count && !pairing->partner[i]; j++) {
			const struct finding *now = pairing->now->findings[j];

			if (pairing->taken[j] || !has_id_of(then, now) ||
			    (alike && !is_same(then, now)))
				continue;
			pairing->partner[i] = j + 1;
			pairing->taken[j] = true;
		}
	}
}

static void add_finding(struct arena *arena, struct changes *changes,
			const struct finding *then, const struct finding *now)
{
	if (then && now && is_same(then, now))
		return;
	ARENA_GROW(arena, changes->findings, changes->finding_count,
		   changes->finding_cap);
	changes->findings[changes->finding_count++] =
	    (struct changed_finding){ then, now };
}

static void find_findings(struct arena *arena, struct changes *changes)
{
	const struct inspection *then = changes->then.in, *now = changes->now.in;
	struct pairing pairing = { then, now, NULL, NULL };

	pairing.partner =
	    arena_alloc_array(arena, then->finding_count + 1, sizeof *pairing.partner);
	pairing.taken =
	    arena_alloc_array(arena, now->finding_count + 1, sizeof *pairing.taken);
	pair(&pairing, true);
	pair(&pairing, false);
	for (uint32_t i = 0; i < then->finding_count; i++)
		add_finding(arena, changes, then->findings[i],
			    pairing.partner[i] ? now->findings[pairing.partner[i] - 1]
					       : NULL);
	for (uint32_t j = 0; j < now->finding_count; j++)
		if (!pairing.taken[j])
			add_finding(arena, changes, NULL, now->findings[j]);
}

/* --- answers: both lists are sorted by question
 * ----------------------------------------- */

static bool same_answer(const struct answer *a, const struct answer *b)
{
	return a->status == b->status && a->dnssec == b->dnssec &&
	       str_eq(a->bytes, b->bytes);
}

static void add_answer(struct arena *arena, struct changes *changes,
		       const struct answer *then, const struct answer *now)
{
	ARENA_GROW(arena, changes->answers, changes->answer_count, changes->answer_cap);
	changes->answers[changes->answer_count++] = (struct changed_answer){ then, now };
}

static void find_answers(struct arena *arena, struct changes *changes)
{
	const struct authentication *then = &changes->then.in->authentication;
	const struct authentication *now = &changes->now.in->authentication;
	uint32_t i = 0, j = 0;

	while (i < then->answer_count || j < now->answer_count) {
		const struct answer *a = i < then->answer_count ? then->answers[i] : NULL;
		const struct answer *b = j < now->answer_count ? now->answers[j] : NULL;
		int order = !a ? 1 : !b ? -1 : str_cmp(a->question, b->question);

		if (order == 0 && !same_answer(a, b))
			add_answer(arena, changes, a, b);
		else if (order < 0)
			add_answer(arena, changes, a, NULL);
		else if (order > 0)
			add_answer(arena, changes, NULL, b);
		i += order <= 0;
		j += order >= 0;
	}
}

/* --- tables
 * ------------------------------------------------------------------------------ */

static const struct table_info *table_of(const struct inspection *in, struct str name)
{
	const struct tables *tables = in->env->tables;

	for (uint32_t i = 0; i < tables->info_count; i++)
		if (str_eq(tables->infos[i].name, name))
			return &tables->infos[i];
	return NULL;
}

static void add_table(struct arena *arena, struct changes *changes,
		      const struct table_info *then, const struct table_info *now)
{
	if (then && now && strcmp(then->sha256, now->sha256) == 0)
		return;
	ARENA_GROW(arena, changes->tables, changes->table_count, changes->table_cap);
	changes->tables[changes->table_count++] = (struct changed_table){ then, now };
}

static void find_tables(struct arena *arena, struct changes *changes)
{
	const struct tables *then = changes->then.in->env->tables;
	const struct tables *now = changes->now.in->env->tables;

	for (uint32_t i = 0; i < then->info_count; i++)
		add_table(arena, changes, &then->infos[i],
			  table_of(changes->now.in, then->infos[i].name));
	for (uint32_t i = 0; i < now->info_count; i++)
		if (!table_of(changes->then.in, now->infos[i].name))
			add_table(arena, changes, NULL, &now->infos[i]);
}

void changes_find(struct arena *arena, const struct judgement *then,
		  const struct judgement *now, struct changes *ret)
{
	const struct verdict *a = &then->in->verdict, *b = &now->in->verdict;

	*ret = (struct changes){ .then = *then, .now = *now };
	find_findings(arena, ret);
	find_answers(arena, ret);
	find_tables(arena, ret);
	ret->verdict = a->class_ != b->class_ || fabs(a->score - b->score) > 1e-9 ||
		       !str_eq(str_c(a->category), str_c(b->category));
}

bool changes_none(const struct changes *changes)
{
	return changes->finding_count == 0 && !changes->verdict;
}
