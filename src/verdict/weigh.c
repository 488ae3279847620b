/* verdict/weigh.c - from findings to class and score.
 *
 * Each finding id counts once, with its heaviest finding. Only what speaks
 * against the message (adverse, caution) or for it (established) weighs; notes never do.
 */
#include "verdict/verdict.h"

#include "check/check.h"

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

/* A row gives the weight of the finding at its default severity, and where that is a
 * note, of its case that is a caution; for a milder or graver case the severity's own
 * weight stands. */
static enum severity listed_severity(const struct check *check)
{
	return check->severity == SEVERITY_NOTE ? SEVERITY_CAUTION : check->severity;
}

static double weight_of(const struct inspection *in, const struct finding *finding)
{
	static const double by_severity[] = {
		[SEVERITY_ADVERSE] = 1.5,
		[SEVERITY_CAUTION] = 0.4,
		[SEVERITY_NOTE] = 0,
		[SEVERITY_ESTABLISHED] = -0.3,
	};
	double weight = by_severity[finding->severity], listed;

	if (finding->severity == SEVERITY_NOTE)
		return 0;
	listed = tables_weight(in->env->tables, str_c(finding->check->id), NAN);
	if (!isnan(listed) && finding->severity == listed_severity(finding->check))
		weight = listed;
	if (finding->grade == GRADE_GUESSED)
		weight *= GUESS_FACTOR;
	return weight;
}

static bool is_deception(const struct inspection *in, const struct finding *finding)
{
	return finding->severity == SEVERITY_ADVERSE &&
	       str_eq(tables_weight_kind(in->env->tables, str_c(finding->check->id)),
		      STR("deception"));
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
		const struct finding *finding = in->findings[i];
		double weight = weight_of(in, finding);
		uint32_t j = 0;

		if (weight == 0)
			continue;
		while (j < verdict->share_count &&
		       verdict->shares[j].finding->check != finding->check)
			j++;
		if (j == verdict->share_count)
			verdict->share_count++;
		else if (fabs(weight) <= fabs(verdict->shares[j].weight))
			continue;
		verdict->shares[j] = (struct share){ finding, weight };
	}
	qsort(verdict->shares, verdict->share_count, sizeof *verdict->shares, by_weight);
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

/* What kind of deceit it is, as far as header and links tell. */
static const char *category_of(const struct inspection *in)
{
	static const struct {
		const char *id, *category;
	} rows[] = {
		{ "victim.stolen-account", "account-abuse" },
		{ "html.form", "credential-phish" },
		{ "url.own-domain-left", "credential-phish" },
		{ "url.query-imitates", "credential-phish" },
		{ "url.not-official", "credential-phish" },
		{ "id.own-domain-spoof", "impersonation-own-domain" },
		{ "brand.not-official", "impersonation-brand" },
		{ "brand.display-only", "impersonation-brand" },
		{ "brand.look-alike-domain", "impersonation-brand" },
		{ "from.name-is-address", "impersonation" },
		{ "url.brand-left", "credential-phish" },
		{ "url.look-alike", "credential-phish" },
		{ "url.text-differs", "credential-phish" },
		{ "from.other-reading", "impersonation" },
		{ "flt.marked", "unwanted-bulk" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct finding *finding = inspection_find(in, str_c(rows[i].id));

		if (finding && finding->severity == SEVERITY_ADVERSE)
			return rows[i].category;
	}
	return NULL;
}

void verdict_weigh(struct inspection *in)
{
	struct verdict *verdict = &in->verdict;
	double sum = 0, deception = 0, beside = 0;

	collect(in);
	for (uint32_t i = 0; i < verdict->share_count; i++) {
		double weight = verdict->shares[i].weight;

		sum += weight;
		if (is_deception(in, verdict->shares[i].finding))
			deception += weight;
		else if (weight > 0)
			beside += weight;
	}
	/* A second, different deception stands beside the first as well. */
	for (uint32_t i = 0, seen = 0; i < verdict->share_count; i++)
		if (is_deception(in, verdict->shares[i].finding) && seen++)
			beside += verdict->shares[i].weight;
	verdict->class_ = class_of(in, sum, deception, beside);
	verdict->score = sum > 0 ? 1 - exp(-sum / SCALE) : 0;
	if (verdict->class_ == VERDICT_FRAUDULENT ||
	    verdict->class_ == VERDICT_SUSPICIOUS)
		verdict->category = category_of(in);
}
