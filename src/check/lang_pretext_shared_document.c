/* check/lang_pretext_shared_document.c - a document that waits to be opened. */
#include "check/lever_list.h"

static void run(struct inspection *in, const struct check *self)
{
	pretext_finding(in, self, PRETEXT_SHARED_DOCUMENT);
}

const struct check check_lang_pretext_shared_document = {
	.id = "lang.pretext-shared-document",
	.title = N_("Pretext: a document is said to have been shared, or to wait for a "
		    "signature"),
	.details = { N_("What makes it: {phrases}.") },
	.means = N_("The document is a sign-in page, or a page that leads to one."),
	.wrong = N_("This is how documents are really shared; ask the person by another "
		    "way if nothing was expected."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
