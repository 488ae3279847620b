/* check/path_boundary_inferred.c - the boundary is a guess: no profile says which hops
 * are ours. */
#include "check/origin.h"

enum { INFERRED, PRESET };

static void run(struct inspection *in, const struct check *self)
{
	const struct path *path = &in->path;
	struct finding *finding;

	if (path->boundary == 0 || path->basis == BOUNDARY_SITE ||
	    path->basis == BOUNDARY_GIVEN || path->hops[0].grade == GRADE_VOUCHED)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "boundary", path->boundary);
	finding_str(finding, "by", or_dash(path->hops[path->boundary - 1].received.by));
	finding_str(finding, "preset", or_dash(str_c(path->preset)));
	finding_bool(finding, "profile", in->env->site->given);
	finding_variant(finding, path->basis == BOUNDARY_PRESET ? PRESET : INFERRED);
	finding_at_hop(finding, path->boundary);
}

const struct check check_path_boundary_inferred = {
	.id = "path.boundary-inferred",
	.title = N_("Where our side begins is inferred"),
	.details = { N_("No site profile names the servers in this message. Received "
			"field {boundary}, written by {by}, is the newest with a client "
			"from outside and is taken for the boundary."),
		     N_("No site profile names the servers in this message. Its topmost "
			"fields have the shape of {preset}; so Received field "
			"{boundary}, written by {by}, is taken for the boundary.") },
	.means = N_("Without a profile the topmost fields are taken for our own. That "
		    "holds for mail from one's own mailbox; in a text that came in "
		    "another way, even they may be forged."),
	.wrong = N_("Behind a gateway or a filtering service that is not named in a "
		    "profile, the client found is that service and not the sender."),
	.cites = "RFC 5321, 4.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
