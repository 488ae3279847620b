/* check/flt_marked.c - a filter called it spam or worse. */
#include "check/filter_mark.h"

enum { OURS, THEIRS };

static void add(struct inspection *in, const struct check *self,
		const struct filter_mark *mark)
{
	struct finding *finding = finding_add(in, self);

	finding_str(finding, "filter", str_c(mark->filter));
	finding_str(finding, "value", mark->value);
	finding_word(finding, "meaning", mark->meaning);
	finding_grade(finding, mark->grade);
	finding_at_field(finding, mark->field);
	if (mark->grade == GRADE_CLAIMED) {
		finding_variant(finding, THEIRS);
		finding_severity(finding, SEVERITY_NOTE);
	} else if (mark->bulk) {
		finding_severity(finding, SEVERITY_NOTE);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	const struct filter_marks *marks = filter_marks(in);

	for (uint32_t i = 0; i < marks->count; i++)
		if (marks->items[i].spam || marks->items[i].bulk)
			add(in, self, &marks->items[i]);
}

const struct check check_flt_marked = {
	.id = "flt.marked",
	.title = N_("A filter marked it: {meaning}"),
	.details = { N_("{filter} on our side wrote \"{value}\": {meaning}."),
		     N_("{filter} wrote \"{value}\": {meaning}. The field stands below "
			"the "
			"boundary; whoever sent the mail may have written it.") },
	.means =
	    N_("A filter on the way to us saw the sender's other traffic, which one mail "
	       "does not show."),
	.wrong = N_("Filters err; and what stands below the boundary is only a claim."),
	.cites = "vendor documentation",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
