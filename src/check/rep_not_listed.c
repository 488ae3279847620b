/* check/rep_not_listed.c - the lists that know nothing of what they were asked about;
 * once, with the reminder that this acquits nobody. */
#include "check/reputation_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct reputation_entry *entry = NULL;
	struct pieces lists = { 0 }, subjects = { 0 };
	struct finding *finding;

	while ((entry = entry_next(in, entry, ANY_MEANS, REPUTATION_NOT_LISTED))) {
		pieces_add(in->arena, &lists, str_c(entry->list->name));
		pieces_add(in->arena, &subjects, subject_of(in, entry)->text);
	}
	if (lists.count == 0)
		return;
	finding = finding_add(in, self);
	finding_list(finding, "lists", lists.items, lists.count);
	finding_list(finding, "subjects", subjects.items, subjects.count);
	finding_int(finding, "count", subjects.count);
}

const struct check check_rep_not_listed = {
	.id = "rep.not-listed",
	.title = N_("Not on a list that was asked: {count} names, addresses or links"),
	.details = { N_("{lists} have nothing on these, each list on those that it was "
			"asked about: {subjects}. That is no sign of innocence: a fresh "
			"deceit is on no list yet.") },
	.means = N_("Nobody had reported it to these lists when they were asked, or they "
		    "have forgotten it."),
	.wrong = N_("It is no finding for the message."),
	.cites = "RFC 5782",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
