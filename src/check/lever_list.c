/* check/lever_list.c - see lever_list.h. */
#include "check/lever_list.h"

#include "check/identity_beside.h"

/* Phrases shown: more would tell nobody more. */
enum { SHOWN = 8 };

void finding_at_lever(struct finding *finding, const struct lever_hit *hit)
{
	const struct inspection *in = finding->in;

	finding_at_passage(finding, &in->passages.items[hit->passage], hit->start,
			   hit->end);
}

const struct lever_hit *first_lever(const struct inspection *in, enum phrase_kind kind)
{
	for (uint32_t i = 0; i < in->levers.count; i++)
		if (in->levers.hits[i].phrase->kinds >> kind & 1)
			return &in->levers.hits[i];
	return NULL;
}

static bool overlap(const struct lever_hit *a, const struct lever_hit *b)
{
	return a->passage == b->passage && a->start < b->end && b->start < a->end;
}

/* Plain text and page say the same: a phrase is shown once. Of two that overlap the
 * longer is shown, "再配達" and not "配達" as well. */
static bool is_shown(const struct lever_hit **shown, uint32_t count,
		     const struct lever_hit *hit)
{
	for (uint32_t i = 0; i < count; i++) {
		if (shown[i]->phrase == hit->phrase)
			return true;
		if (!overlap(shown[i], hit))
			continue;
		if (hit->end - hit->start > shown[i]->end - shown[i]->start)
			shown[i] = hit;
		return true;
	}
	return false;
}

static void weigh(struct finding *finding)
{
	finding_severity(finding,
			 identity_beside(finding->in) ? SEVERITY_CAUTION : SEVERITY_NOTE);
}

struct finding *lever_finding(struct inspection *in, const struct check *self,
			      enum phrase_kind kind)
{
	const struct lever_hit *shown[SHOWN];
	struct str words[SHOWN];
	uint32_t count = 0, total = 0;
	struct finding *finding;

	if (!levers_have(&in->levers, kind))
		return NULL;
	for (uint32_t i = 0; i < in->levers.count; i++) {
		const struct lever_hit *hit = &in->levers.hits[i];

		if (!(hit->phrase->kinds >> kind & 1))
			continue;
		total++;
		if (count == SHOWN || is_shown(shown, count, hit))
			continue;
		shown[count++] = hit;
	}
	for (uint32_t i = 0; i < count; i++)
		words[i] = lever_words(&in->passages, shown[i]);
	finding = finding_add(in, self);
	weigh(finding);
	finding_list(finding, "phrases", words, count);
	finding_int(finding, "count", total);
	for (uint32_t i = 0; i < count; i++)
		finding_at_lever(finding, shown[i]);
	return finding;
}

bool has_pretext(const struct inspection *in, enum pretext pretext)
{
	struct pretext_match match;

	return pretext_find(&in->passages, &in->levers, pretext, &match);
}

struct finding *pretext_finding(struct inspection *in, const struct check *self,
				enum pretext pretext)
{
	struct pretext_match match;
	struct finding *finding;
	struct str words[2];

	if (!pretext_find(&in->passages, &in->levers, pretext, &match))
		return NULL;
	for (size_t i = 0; i < 2; i++)
		words[i] = lever_words(&in->passages, match.hits[i]);
	finding = finding_add(in, self);
	weigh(finding);
	finding_list(finding, "phrases", words, 2);
	for (size_t i = 0; i < 2; i++)
		finding_at_lever(finding, match.hits[i]);
	return finding;
}
