/* verdict/weigh.c - from findings to class and score.
 *
 * Each finding id counts once, with its heaviest finding. What speaks against the message
 * (adverse, caution) or for it (established) weighs; a note weighs where it has a row of
 * its own ("ID/note"), or is of a kind that is made of notes: see group.c. */
#include "verdict/verdict.h"

#include "check/check.h"
#include "verdict/group.h"

#include <math.h>
#include <stdlib.h>

/* Sums at which a class begins. One adverse finding weighs 1.5 to 2.5, a caution
 * 0.3 to 0.8: two serious reasons make it suspicious, a deception and as much
 * again beside it fraudulent. */
static const double SUSPICIOUS = 2.0, FRAUDULENT = 3.5, BESIDE_DECEPTION = 1.0;
/* A guess (an inferred boundary, a stretch) counts for this part of its weight. */
static const double GUESS_FACTOR = 0.7;
/* score = 1 - exp(-sum / SCALE): SUSPICIOUS lies at 0.49, FRAUDULENT at 0.69. */
static const double SCALE = 3.0;

/* What a finding of this severity weighs where no row says otherwise. */
static const double by_severity[] = {
	[SEVERITY_ADVERSE] = 1.5,
	[SEVERITY_CAUTION] = 0.4,
	[SEVERITY_NOTE] = 0,
	[SEVERITY_ESTABLISHED] = -0.3,
};

/* A row gives the weight of the finding at its default severity, and where that is a
 * note, of its case that is a caution. For a milder or graver case stands the row
 * "ID/note", "ID/caution" or "ID/adverse", and where there is none, the severity's own
 * weight. */
static enum severity listed_severity(const struct check *check)
{
	return check->severity == SEVERITY_NOTE ? SEVERITY_CAUTION : check->severity;
}

static const struct weight *row_of_case(const struct tables *tables, struct str id,
					enum severity severity)
{
	static const struct str cases[] = {
		[SEVERITY_ADVERSE] = STR("/adverse"),
		[SEVERITY_CAUTION] = STR("/caution"),
		[SEVERITY_NOTE] = STR("/note"),
		[SEVERITY_ESTABLISHED] = STR("/established"),
	};
	struct str suffix = cases[severity];
	char name[96];

	if (id.n + suffix.n > sizeof name)
		return NULL;
	memcpy(name, id.p, id.n);
	memcpy(name + id.n, suffix.p, suffix.n);
	return tables_weight(tables, str_make(name, id.n + suffix.n));
}

/* The row that tells its weight, NULL where its severity does. */
static const struct weight *row_for(const struct tables *tables,
				    const struct finding *finding)
{
	const struct weight *row = finding->row;

	if (row && group_of(row->kind)->of_notes &&
	    finding->severity != SEVERITY_ESTABLISHED)
		return row;
	return row && finding->severity == listed_severity(finding->check)
		   ? row
		   : row_of_case(tables, finding->id, finding->severity);
}

static struct share share_of(const struct inspection *in, const struct finding *finding)
{
	const struct weight *named = finding->row;
	const struct weight *row = row_for(in->env->tables, finding);
	struct share share = {
		.finding = finding,
		.listed = row ? row->value : by_severity[finding->severity],
		.factor = finding->grade == GRADE_GUESSED ? GUESS_FACTOR : 1,
		.kind = row	? row->kind
			: named ? named->kind
				: STR("-"),
		.provenance = row ? row->provenance : STR("severity"),
	};

	share.weight = share.listed * share.factor;
	return share;
}

static bool is_deception(const struct share *share)
{
	return share->finding->severity == SEVERITY_ADVERSE &&
	       str_eq(share->kind, STR("deception"));
}

static int by_weight(const void *a, const void *b)
{
	double wa = fabs(((const struct share *)a)->weight);
	double wb = fabs(((const struct share *)b)->weight);

	if (wa != wb)
		return wa < wb ? 1 : -1;
	return strcmp(((const struct share *)a)->finding->check->id,
		      ((const struct share *)b)->finding->check->id);
}

/* The heaviest finding of each id, as shares. */
static void collect(struct inspection *in)
{
	struct verdict *verdict = &in->verdict;

	verdict->shares =
	    arena_alloc_array(in->arena, in->finding_count, sizeof *verdict->shares);
	for (uint32_t i = 0; i < in->finding_count; i++) {
		struct share share = share_of(in, in->findings[i]);
		uint32_t j = 0;

		if (share.weight == 0)
			continue;
		while (j < verdict->share_count &&
		       verdict->shares[j].finding->check != share.finding->check)
			j++;
		if (j == verdict->share_count)
			verdict->share_count++;
		else if (fabs(share.weight) <= fabs(verdict->shares[j].weight))
			continue;
		verdict->shares[j] = share;
	}
	qsort(verdict->shares, verdict->share_count, sizeof *verdict->shares, by_weight);
}

/* What is established about the sender does not speak for a text that somebody else signs
 * (case C). */
static void withdraw_established(struct inspection *in)
{
	const struct finding *differs = inspection_find(in, STR("brand.body-differs"));
	struct verdict *verdict = &in->verdict;

	if (!differs || differs->severity > SEVERITY_CAUTION)
		return;
	for (uint32_t i = 0; i < verdict->share_count; i++) {
		if (verdict->shares[i].weight >= 0)
			continue;
		verdict->shares[i].weight = 0;
		verdict->shares[i].held = "other";
	}
}

/* Too little was seen to call it harmless. */
static bool saw_too_little(const struct inspection *in)
{
	return in->input.death.n || in->input.error.n || !in->input.complete ||
	       in->headers_only || in->message->headers_only ||
	       in->message->header.count == 0 ||
	       inspection_find(in, STR("auth.smime-encrypted")) != NULL ||
	       inspection_find(in, STR("limit.cap")) != NULL ||
	       inspection_find(in, STR("limit.links")) != NULL ||
	       inspection_find(in, STR("limit.questions")) != NULL ||
	       inspection_find(in, STR("limit.waiting")) != NULL;
}

/* "Nothing was found against it" is never said beside a finding that speaks against it.
 */
static bool speaks_against(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->finding_count; i++)
		if (in->findings[i]->severity == SEVERITY_ADVERSE)
			return true;
	return false;
}

static enum verdict_class class_of(const struct inspection *in, double sum,
				   double deception, double beside)
{
	if (deception > 0 && sum >= FRAUDULENT && beside >= BESIDE_DECEPTION)
		return VERDICT_FRAUDULENT;
	if (sum >= SUSPICIOUS || speaks_against(in))
		return VERDICT_SUSPICIOUS;
	return saw_too_little(in) ? VERDICT_UNDECIDED : VERDICT_UNREMARKABLE;
}

void verdict_weigh(struct inspection *in)
{
	struct verdict *verdict = &in->verdict;
	double sum = 0, deception = 0, beside = 0;

	collect(in);
	withdraw_established(in);
	groups_apply(verdict->shares, verdict->share_count);
	qsort(verdict->shares, verdict->share_count, sizeof *verdict->shares, by_weight);
	for (uint32_t i = 0; i < verdict->share_count; i++) {
		double weight = verdict->shares[i].weight;

		sum += weight;
		if (is_deception(&verdict->shares[i]) && deception == 0)
			deception += weight;
		else if (weight > 0) /* a second, different deception as well */
			beside += weight;
	}
	verdict->class_ = class_of(in, sum, deception, beside);
	verdict->score = sum > 0 ? 1 - exp(-sum / SCALE) : 0;
}
