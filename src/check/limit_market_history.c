/* check/limit_market_history.c - what somebody looked for by hand, and did not find. */
#include "check/origin.h"

#include "case/notebook.h"
#include "check/check.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct notebook *notebook = in->notebook;

	for (uint32_t i = 0; notebook && i < notebook->count; i++) {
		const struct entry *entry = &notebook->entries[i];
		struct finding *finding;

		if (entry->kind != ENTRY_FINDING || entry->withdrawn ||
		    !str_eq(entry->state, STR("not-found")))
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "what", entry->text);
		finding_str(finding, "author", entry->author);
		finding_time(finding, "when", entry->utc);
		finding_int(finding, "entry", entry->n);
	}
}

const struct check check_limit_market_history = {
	.id = "limit.market-history",
	.title = N_("Looked for by hand, and not found: {what}"),
	.details = { N_("Noted by {author} on {when}, entry {entry} of the notebook.") },
	.means =
	    N_("That something was looked for and not found is a result, and belongs "
	       "into the report."),
	.wrong = N_("It is the word of who noted it. What was not found may be there all "
		    "the same."),
	.cites = "",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
