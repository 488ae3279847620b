/* case/restore.c - findings and verdict as they were stored. */
#include "case/record.h"

#include "case/words.h"
#include "check/check.h"

#include <math.h>
#include <stdlib.h>

struct restorer {
	const struct case_file *file;
	struct arena *arena;
	struct inspection *in;
	struct err *err;
	struct value *list; /* items that follow belong to it */
};

static bool fail(struct restorer *r, const char *what)
{
	return err_set(r->err, ERR_DATA, "",
		       "this case is damaged, or was tampered with (%s)", what);
}

static const char *c_text(struct restorer *r, struct str s)
{
	return s.p ? arena_printf(r->arena, "%.*s", STR_ARG(s)).p : NULL;
}

/* A sentence of ours; NULL where there is none. */
static bool sentence(struct restorer *r, struct str text, const char **ret)
{
	if (!is_sentence(text))
		return fail(r, "a sentence");
	return *ret = c_text(r, text), true;
}

/* The rows of a table that are of this revision, one after the other. */
static const union case_row *next_row(struct restorer *r, enum case_table table,
				      uint32_t *at)
{
	const struct case_list *list = &r->file->lists[table];

	while (*at < list->count) {
		const union case_row *row = &list->rows[(*at)++];
		int64_t revision;

		/* It is the first column of all that have one. */
		memcpy(&revision, row, sizeof revision);
		if (revision == r->file->revision.n)
			return row;
	}
	return NULL;
}

/* --- findings -------------------------------------------------------------------------
 */

/* The check may have gone since, or say it otherwise now: its sentences are those of
 * then. */
static bool make_check(struct restorer *r, const struct case_finding *row,
		       const struct check **ret)
{
	struct check *check = arena_new_of(r->arena, struct check);
	const struct check *today = check_find(row->id);

	if (today)
		*check = *today;
	if (row->id.n == 0 || !is_plain_word(row->id))
		return fail(r, "a finding's id");
	if (row->variant < 0 || row->variant >= CHECK_DETAILS)
		return fail(r, "a finding's sentence");
	check->id = c_text(r, row->id);
	*ret = check;
	return sentence(r, row->title, &check->title) &&
	       sentence(r, row->detail, &check->details[row->variant]) &&
	       (check->title || fail(r, "a finding's title"));
}

static bool add_finding(struct restorer *r, const struct case_finding *row)
{
	struct finding *finding = arena_new_of(r->arena, struct finding);
	struct inspection *in = r->in;
	const struct check *check;

	if (!make_check(r, row, &check))
		return false;
	finding_init(finding, in, check);
	finding->variant = (int)row->variant;
	if (row->n != in->finding_count + 1 || in->finding_count >= LIMIT_FINDINGS ||
	    !words_find_severity(row->severity, &finding->severity) ||
	    !words_find_grade(row->grade, &finding->grade))
		return fail(r, "a finding");
	ARENA_GROW(r->arena, in->findings, in->finding_count, in->finding_cap);
	in->findings[in->finding_count++] = finding;
	inspection_note(in, finding->id);
	return true;
}

static bool find_finding(struct restorer *r, int64_t n, struct finding **ret)
{
	if (n < 1 || n > r->in->finding_count)
		return fail(r, "a finding's number");
	return *ret = r->in->findings[n - 1], true;
}

static bool add_evidence(struct restorer *r, const struct case_evidence *row)
{
	size_t size = r->in->outer->raw.n;
	struct evidence evidence = { 0 };
	struct finding *finding;
	int kind;

	if (!find_finding(r, row->finding, &finding))
		return false;
	if (!words_find_evidence(row->kind, &kind) || row->start < 0 || row->length < 0 ||
	    (uint64_t)row->start > size || (uint64_t)row->length > size - row->start ||
	    row->number < 0 || row->number > UINT32_MAX ||
	    finding->evidence_count >= LIMIT_EVIDENCE)
		return fail(r, "evidence");
	evidence.kind = (__typeof__(evidence.kind))kind;
	evidence.field_name = row->field;
	evidence.index = (uint32_t)row->number;
	evidence.offset = (size_t)row->start;
	evidence.length = (size_t)row->length;
	ARENA_GROW(r->arena, finding->evidence, finding->evidence_count,
		   finding->evidence_cap);
	finding->evidence[finding->evidence_count++] = evidence;
	return true;
}

/* --- values ---------------------------------------------------------------------------
 */

/* What a value belongs to. */
struct owner {
	struct value **values;
	uint32_t *count, *cap;
};

static struct owner of_statement(struct statement *statement)
{
	return (struct owner){ &statement->values, &statement->value_count,
			       &statement->value_cap };
}

static bool find_owner(struct restorer *r, const struct case_value *row,
		       struct owner *ret)
{
	struct verdict *verdict = &r->in->verdict;
	struct finding *finding;

	if (str_eq(row->owner, STR("finding"))) {
		if (!find_finding(r, row->owner_n, &finding))
			return false;
		*ret = (struct owner){ &finding->values, &finding->value_count,
				       &finding->value_cap };
		return true;
	}
	if (str_eq(row->owner, STR("sender")))
		*ret = of_statement(&verdict->sender);
	else if (str_eq(row->owner, STR("content")))
		*ret = of_statement(&verdict->content);
	else if (str_eq(row->owner, STR("summary")))
		*ret = of_statement(&verdict->summary);
	else if (str_eq(row->owner, STR("question")) && row->owner_n >= 1 &&
		 row->owner_n <= verdict->open_count)
		*ret = of_statement(&verdict->open[row->owner_n - 1]);
	else
		return fail(r, "what a value belongs to");
	return true;
}

/* 1970 to 9999, and as far back. */
static bool is_time(int64_t seconds)
{
	return seconds >= -253402300799 && seconds <= 253402300799;
}

static bool read_value(struct restorer *r, const struct case_value *row,
		       struct value *ret)
{
	if (!words_find_value(row->kind, &ret->kind) || row->key.n == 0 ||
	    !is_plain_word(row->key))
		return fail(r, "a value");
	ret->key = c_text(r, row->key);
	ret->number = row->number;
	switch (ret->kind) {
	case VALUE_STR:
		ret->str = row->text;
		return true;
	case VALUE_WORD:
		return row->text.p ? sentence(r, row->text, &ret->word)
				   : fail(r, "a word");
	case VALUE_TIME:
		return is_time(row->number) || fail(r, "a time");
	case VALUE_LIST:
		ret->number = 0;
		return (row->number >= 0 && row->number <= LIMIT_CASE_VALUES) ||
		       fail(r, "a list");
	case VALUE_INT:
	case VALUE_BOOL:
		return true;
	}
	return false;
}

static bool add_item(struct restorer *r, const struct case_value *row)
{
	struct value *list = r->list;
	uint32_t cap;

	/* The room is what the list said, so it is given as items come. */
	if (!list || row->number != list->count + 1)
		return fail(r, "an item of a list");
	cap = list->count & (list->count - 1) ? 0 : list->count ? list->count * 2 : 1;
	if (cap) {
		struct str *items = arena_alloc_array(r->arena, cap, sizeof *items);

		if (list->count)
			memcpy(items, list->items, list->count * sizeof *items);
		list->items = items;
	}
	list->items[list->count++] = row->text;
	return true;
}

static bool add_value(struct restorer *r, const struct case_value *row)
{
	struct owner owner = { 0 };
	struct value *value;

	if (str_eq(row->kind, STR("item")))
		return add_item(r, row);
	if (!find_owner(r, row, &owner))
		return false;
	ARENA_GROW(r->arena, *owner.values, *owner.count, *owner.cap);
	value = &(*owner.values)[(*owner.count)++];
	*value = (struct value){ 0 };
	r->list = NULL;
	if (!read_value(r, row, value))
		return false;
	/* It stays where it is until the next value of its owner comes. */
	if (value->kind == VALUE_LIST)
		r->list = value;
	return true;
}

/* --- verdict --------------------------------------------------------------------------
 */

static bool read_verdict(struct restorer *r, const struct case_verdict *row)
{
	struct verdict *verdict = &r->in->verdict;

	if (!words_find_class(row->class_, &verdict->class_) || row->score < 0 ||
	    row->score > 1 || !is_plain_word(row->category))
		return fail(r, "verdict");
	verdict->score = row->score;
	verdict->category = c_text(r, row->category);
	return sentence(r, row->sender, &verdict->sender.msgid) &&
	       sentence(r, row->content, &verdict->content.msgid) &&
	       sentence(r, row->summary, &verdict->summary.msgid);
}

static bool add_question(struct restorer *r, const struct case_question *row)
{
	struct verdict *verdict = &r->in->verdict;
	struct statement *open;

	if (row->n != verdict->open_count + 1)
		return fail(r, "an open question");
	ARENA_GROW(r->arena, verdict->open, verdict->open_count, verdict->open_cap);
	open = &verdict->open[verdict->open_count++];
	*open = (struct statement){ 0 };
	return sentence(r, row->text, &open->msgid);
}

/* Also false of what is no number. */
static bool is_modest(double number)
{
	return fabs(number) <= 1000;
}

static bool add_share(struct restorer *r, const struct case_share *row)
{
	struct verdict *verdict = &r->in->verdict;
	struct finding *finding;

	if (!find_finding(r, row->finding, &finding))
		return false;
	if (!is_modest(row->weight) || !is_modest(row->listed) ||
	    !is_modest(row->factor) || !is_plain_word(row->held) ||
	    verdict->share_count >= LIMIT_FINDINGS)
		return fail(r, "a share");
	if (!verdict->shares)
		verdict->shares =
		    arena_alloc_array(r->arena, LIMIT_FINDINGS, sizeof *verdict->shares);
	verdict->shares[verdict->share_count++] = (struct share){
		.finding = finding,
		.weight = row->weight,
		.listed = row->listed,
		.factor = row->factor,
		.kind = row->kind,
		.provenance = row->provenance,
		.held = row->held.n ? c_text(r, row->held) : NULL,
	};
	return true;
}

static bool restore_findings(struct restorer *r)
{
	const union case_row *row;
	uint32_t at = 0;

	while ((row = next_row(r, CASE_FINDING, &at)))
		if (!add_finding(r, &row->finding))
			return false;
	at = 0;
	while ((row = next_row(r, CASE_EVIDENCE, &at)))
		if (!add_evidence(r, &row->evidence))
			return false;
	return true;
}

static bool restore_verdict(struct restorer *r)
{
	const union case_row *row;
	uint32_t at = 0;

	row = next_row(r, CASE_VERDICT, &at);
	if (!row)
		return fail(r, "no verdict");
	if (!read_verdict(r, &row->verdict))
		return false;
	if (next_row(r, CASE_VERDICT, &at))
		return fail(r, "two verdicts");
	at = 0;
	while ((row = next_row(r, CASE_QUESTION, &at)))
		if (!add_question(r, &row->question))
			return false;
	at = 0;
	while ((row = next_row(r, CASE_SHARE, &at)))
		if (!add_share(r, &row->share))
			return false;
	return true;
}

bool case_restore(const struct case_file *file, struct inspection *in, struct err *err)
{
	struct restorer r = { .file = file, .arena = in->arena, .in = in, .err = err };
	const union case_row *row;
	uint32_t at = 0;

	in->findings_dropped = (uint64_t)file->revision.findings_dropped;
	if (!restore_findings(&r))
		return false;
	if (in->thing) /* about it nothing is judged */
		in->verdict.class_ = VERDICT_UNDECIDED;
	else if (!restore_verdict(&r))
		return false;
	while ((row = next_row(&r, CASE_VALUE, &at)))
		if (!add_value(&r, &row->value))
			return false;
	return true;
}

/* --- the texts of then
 * ------------------------------------------------------------------
 */

struct phrases {
	const struct case_phrase **items;
	uint32_t count;
};

static int by_english(const void *a, const void *b)
{
	const struct case_phrase *one = *(const struct case_phrase *const *)a;
	const struct case_phrase *two = *(const struct case_phrase *const *)b;

	return str_cmp(one->english, two->english);
}

static void put_word(struct buf *out, uint32_t word)
{
	buf_add(out, str_make((const char *)&word, sizeof word));
}

/* Where a text will stand, and its length; the texts come behind both tables. */
static void put_place(struct buf *table, struct buf *texts, size_t base, struct str text)
{
	put_word(table, (uint32_t)text.n);
	put_word(table, (uint32_t)(base + texts->n));
	buf_add(texts, text);
	buf_add_char(texts, '\0');
}

/* In the form of a .mo file, which catalogue_parse() reads. */
static void put_catalogue(const struct phrases *phrases, struct buf *out)
{
	enum { HEAD = 28, ROW = 8 };
	uint32_t table = phrases->count * ROW;
	size_t base = HEAD + 2 * (size_t)table;
	struct buf texts;

	buf_init(&texts, 0);
	put_word(out, 0x950412de);
	put_word(out, 0);
	put_word(out, phrases->count);
	put_word(out, HEAD);
	put_word(out, HEAD + table);
	put_word(out, 0);
	put_word(out, 0);
	for (uint32_t i = 0; i < phrases->count; i++)
		put_place(out, &texts, base, phrases->items[i]->english);
	for (uint32_t i = 0; i < phrases->count; i++)
		put_place(out, &texts, base, phrases->items[i]->japanese);
	buf_add(out, buf_peek(&texts));
	buf_fini(&texts);
}

static bool choose_phrases(const struct case_file *file, struct phrases *ret)
{
	const struct case_list *list = &file->lists[CASE_PHRASE];

	ret->items = arena_alloc_array(file->arena, list->count + 1, sizeof *ret->items);
	for (uint32_t i = 0; i < list->count; i++) {
		const struct case_phrase *row = &list->rows[i].phrase;

		if (!is_sentence(row->english) || !is_sentence(row->japanese))
			return false;
		if (row->english.n && row->japanese.n)
			ret->items[ret->count++] = row;
	}
	if (ret->count)
		qsort(ret->items, ret->count, sizeof *ret->items, by_english);
	return true;
}

bool case_catalogue(const struct case_file *file, const struct catalogue *base,
		    struct catalogue *ret, struct err *err)
{
	struct catalogue *before = arena_new_of(file->arena, struct catalogue);
	struct phrases phrases = { 0 };
	struct buf made;
	bool ok;

	*ret = *base;
	buf_init(&made, LIMIT_CASE_BYTES);
	ok = choose_phrases(file, &phrases);
	if (ok) {
		put_catalogue(&phrases, &made);
		ok = catalogue_parse(arena_str(file->arena, buf_peek(&made)), before);
	}
	buf_fini(&made);
	if (strcmp(base->language, "ja") == 0)
		ret->before = before;
	return ok || err_set(err, ERR_DATA, "",
			     "this case is damaged, or was tampered with (a sentence)");
}
