/* check/flt_not_marked.c - the receiving side's filter left no mark on it. */
#include "check/filter_mark.h"

enum { NO_STAMP, JUDGED_CLEAN };

static void run(struct inspection *in, const struct check *self)
{
	const struct site *site = in->env->site;
	const struct filter_marks *marks = filter_marks(in);
	const struct filter_mark *clean = NULL;
	struct finding *finding;

	for (uint32_t i = 0; i < marks->count; i++) {
		const struct filter_mark *mark = &marks->items[i];

		if (mark->grade == GRADE_CLAIMED)
			continue;
		if (mark->spam)
			return;
		clean = clean ? clean : mark;
	}
	/* Without a stamp to look for, and without a filter's field, nothing is known. */
	if (!clean && !site->spam_stamps.count && !site->spam_fields.count)
		return;
	finding = finding_add(in, self);
	if (clean) {
		finding_variant(finding, JUDGED_CLEAN);
		finding_str(finding, "filter", str_c(clean->filter));
		finding_str(finding, "value", clean->value);
		finding_grade(finding, clean->grade);
		finding_at_field(finding, clean->field);
	} else {
		finding_list(finding, "stamps",
			     site->spam_stamps.count ? site->spam_stamps.items
						     : site->spam_fields.items,
			     site->spam_stamps.count ? site->spam_stamps.count
						     : site->spam_fields.count);
	}
}

const struct check check_flt_not_marked = {
	.id = "flt.not-marked",
	.title = N_("The filter did not mark it as spam"),
	.details = { N_("The site profile names the marks {stamps}; none is there."),
		     N_("{filter} left its verdict, \"{value}\": not spam.") },
	.means = N_("The filter on the way saw nothing against it. That is no proof of "
		    "anything: a fresh phish passes most filters."),
	.wrong = N_(
	    "The filter may have been bypassed or switched off, or mark elsewhere than "
	    "the profile says."),
	.cites = "site profile: spam-stamp, spam-field",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
