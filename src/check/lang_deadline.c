/* check/lang_deadline.c - how much time it leaves. */
#include "check/lever_list.h"

enum { KNOWN, OPEN, ONE };

/* The shortest that is said. */
static const struct lever_hit *shortest(const struct inspection *in)
{
	const struct lever_hit *found = NULL;

	for (uint32_t i = 0; i < in->levers.count; i++) {
		const struct lever_hit *hit = &in->levers.hits[i];

		if (!(hit->phrase->kinds >> LEVER_DEADLINE & 1) || hit->hours < 0)
			continue;
		if (!found || hit->hours < found->hours)
			found = hit;
	}
	return found;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct lever_hit *hit = shortest(in);
	struct finding *finding = lever_finding(in, self, LEVER_DEADLINE);

	if (!finding)
		return;
	finding_variant(finding, !hit						? OPEN
				 : finding_value(finding, "phrases")->count > 1 ? KNOWN
										: ONE);
	if (!hit)
		return;
	finding_int(finding, "hours", hit->hours);
	finding_str(finding, "phrase", lever_words(&in->passages, hit));
}

const struct check check_lang_deadline = {
	.id = "lang.deadline",
	.title = N_("It sets a deadline"),
	.details = { N_("Of what is said, the shortest is {hours} hours: {phrase}. All "
			"that speak of time: {phrases}."),
		     N_("How long it is cannot be told from the words: {phrases}."),
		     N_("It leaves {hours} hours: {phrase}.") },
	.means =
	    N_("A clock that runs keeps people from asking somebody. Days are counted to "
	       "their end in the sender's zone, from the message's own date."),
	.wrong = N_("Bills, banks, shops and offices write so every day; beside a sender "
		    "who is what he shows it says nothing."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
