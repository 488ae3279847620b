/* check/limit_links.c - more links than are kept, or a page too long to be read to its
 * end. */
#include "check/check.h"
#include "base/limits.h"

static void run(struct inspection *in, const struct check *self)
{
	struct finding *finding;
	bool chain = false;

	for (uint32_t i = 0; i < in->links.count; i++)
		chain |= in->links.items[i].chain_cut;
	if (!in->links.cut && !chain)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "kept", in->links.count);
	finding_int(finding, "cap", LIMIT_LINKS);
}

const struct check check_limit_links = {
	.id = "limit.links",
	.title = N_("Not all links were followed to their end: a cap was reached"),
	.details = { N_(
	    "{kept} different links were kept (of {cap} at most); pages are read up to a "
	    "cap of their own, and wrappers in wrappers are undone ten deep.") },
	.means = N_("Ordinary mail stays far below the caps. What lies beyond them was "
		    "not looked at."),
	.wrong = N_("A very long digest reaches them honestly."),
	.cites = "SECURITY.md",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
