/* check/text_claimed_effect.c - what it says has happened or will, in one line. */
#include "check/lever_list.h"

/* A sentence that says more is cut: this is one line. */
enum { SENTENCE_MOST = 360 };

/* What is asked for is no event. */
static const uint32_t requests = 1u << PRETEXT_GIFT_CARDS | 1u << PRETEXT_PRIVATE_CHANNEL;

static uint32_t pretexts_of(const struct inspection *in)
{
	uint32_t told = in->levers.events & ~requests, bits = 0;

	for (; told; told &= told - 1)
		if (has_pretext(in, (enum pretext)__builtin_ctz(told)))
			bits |= told & -told;
	return bits;
}

/* It stands inside a sentence of ours. */
static struct str without_stop(struct str sentence)
{
	static const struct str stops[] = { STR("."), STR("。"), STR(":"), STR("!"),
					    STR("！") };
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < COUNT(stops) && !more; i++) {
			more = str_ends(sentence, stops[i]);
			sentence.n -= more ? stops[i].n : 0;
		}
	}
	return str_trim(sentence);
}

/* The first that tells what happened, or of one of these kinds; the text tells more than
 * the subject. */
static const struct lever_hit *first_of(const struct inspection *in, uint32_t events,
					uint32_t kinds)
{
	const struct lever_hit *in_subject = NULL;

	for (uint32_t i = 0; i < in->levers.count; i++) {
		const struct lever_hit *hit = &in->levers.hits[i];

		if (!(hit->phrase->events & events) && !(hit->phrase->kinds & kinds))
			continue;
		if (!in->passages.items[hit->passage].field)
			return hit;
		if (!in_subject)
			in_subject = hit;
	}
	return in_subject;
}

static const struct lever_hit *effect(const struct inspection *in)
{
	const struct lever_hit *hit = first_of(in, pretexts_of(in), 0);

	if (!hit)
		hit = first_of(in, 0, 1u << LEVER_THREAT);
	return hit ? hit : first_of(in, 0, 1u << LEVER_REWARD);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct lever_hit *hit = effect(in);
	struct finding *finding;

	if (!hit)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "sentence",
		    without_stop(lever_sentence(&in->passages, hit, SENTENCE_MOST)));
	finding_at_lever(finding, hit);
}

const struct check check_text_claimed_effect = {
	.id = "text.claimed-effect",
	.title = N_("What it says has happened, or will"),
	.details = { N_("The sender says: {sentence}. Nothing of this is established.") },
	.means = N_("Before any question of technology: this is what the reader is to "
		    "believe. It is a claim."),
	.wrong = N_("The sentence is chosen by phrases, and another may be the more "
		    "important one."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
