/* check/path_graded.c - how many Received fields our own side wrote. */
#include "check/origin.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct path *path = &in->path;
	struct finding *finding;

	if (path->count == 0 || path->basis == BOUNDARY_NONE)
		return;
	finding = finding_add(in, self);
	finding_grade(finding, path->boundary ? path->hops[0].grade : GRADE_OBSERVED);
	finding_int(finding, "hops", path->count);
	finding_int(finding, "ours", path->boundary);
	finding_int(finding, "claimed", path->count - path->boundary);
	finding_int(finding, "boundary", path->boundary);
	for (uint32_t i = 1; i <= path->boundary; i++)
		finding_at_hop(finding, i);
}

const struct check check_path_graded = {
	.id = "path.graded",
	.title = N_("{ours} of {hops} Received fields were written by our side"),
	.details = { N_(
	    "Counted from the top, the first {ours} of {hops} Received fields were "
	    "written by our own side; the boundary is field {boundary}. The {claimed} "
	    "below it were there when the message came and are the sender's word.") },
	.means = N_("Each server puts its field on top. Whoever hands a message over can "
		    "have written everything below the first field of our own."),
	.wrong =
	    N_("Fields below the boundary are often true; they are only not proven."),
	.cites = "RFC 5321, 4.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
