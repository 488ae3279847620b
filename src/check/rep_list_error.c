/* check/rep_list_error.c - a list that was to be asked said nothing: it refused, failed,
 * or was not asked. Nothing follows from that. */
#include "check/reputation_list.h"

enum { REFUSED, SILENT, UNASKED, TOO_MANY };

static const struct {
	enum reputation_state state;
	int variant;
} states[] = {
	{ REPUTATION_ERROR, REFUSED },
	{ REPUTATION_NO_ANSWER, SILENT },
	{ REPUTATION_UNASKED, UNASKED },
};

/* How many, from `entry` on, with this list and this reason; 0: told before. */
static uint32_t count_same(const struct reputation *reputation,
			   const struct reputation_entry *entry)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < reputation->entry_count; i++) {
		const struct reputation_entry *other = &reputation->entries[i];
		bool same = other->list == entry->list && other->state == entry->state &&
			    strcmp(other->why, entry->why) == 0;

		if (same && other < entry)
			return 0;
		n += same;
	}
	return n;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct reputation *reputation = reputation_of(in);
	struct finding *finding;

	for (size_t i = 0; reputation && i < COUNT(states); i++) {
		const struct reputation_entry *entry = NULL;

		while ((entry = entry_next(in, entry, ANY_MEANS, states[i].state))) {
			uint32_t count = count_same(reputation, entry);

			if (count == 0)
				continue;
			finding = finding_of_entry(in, self, entry);
			finding_variant(finding, states[i].variant);
			finding_word(finding, "why", entry->why);
			finding_int(finding, "count", count);
		}
	}
	if (!reputation || reputation->left_out + reputation->over == 0)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, TOO_MANY);
	finding_str(finding, "list", STR("-"));
	finding_int(finding, "count", reputation->left_out + reputation->over);
}

const struct check check_rep_list_error = {
	.id = "rep.list-error",
	.title = N_("Not every list could be asked ({list})"),
	.details = { N_("{list} gave no answer about {subject} (so often: {count}): "
			"{why}. That is not \"listed\", and not \"not listed\" either."),
		     N_("{list} did not answer about {subject} (so often: {count}): "
			"{why}."),
		     N_("{list} was not asked about {subject} (so often: {count}): "
			"{why}."),
		     N_("Lists were not asked about {count} further names, addresses or "
			"links, so as not to flood them.") },
	.means = N_("What a list would have said is open."),
	.wrong = N_("It is no finding about the message."),
	.cites = "RFC 5782",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
