/* check/web_came_back.c - a site that was away when it was last looked at is there again.
 */
#include "check/looked_list.h"

static void run(struct inspection *in, const struct check *self)
{
	struct looked looked = { 0 };

	while (looked_next(in, &looked)) {
		struct finding *finding;

		if (!looked.now->back)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "host", looked.now->site);
		finding_str(finding, "url", looked.now->href);
		finding_time(finding, "then", looked.before->utc);
		finding_word(finding, "state", looked_words(looked.before->state));
	}
}

const struct check check_web_came_back = {
	.id = "web.came-back",
	.title = N_("{host} is back: a page stands there again"),
	.details = { N_("When it was looked at on {then}, {state}; now {url} shows a "
			"page.") },
	.means = N_("Sites of fraudsters are switched off and on again, so that who "
		    "reports them finds nothing. Whoever was told of it should be told "
		    "again."),
	.wrong =
	    N_("A site that was repaired, or moved to another server, comes back too; "
	       "and the new page may be a notice of the hoster's."),
	.cites = "",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
