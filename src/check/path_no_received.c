/* check/path_no_received.c - there is no Received field at all. */
#include "check/check.h"

static void run(struct inspection *in, const struct check *self)
{
	if (in->path.count == 0 && in->message->header.count)
		finding_add(in, self);
}

const struct check check_path_no_received = {
	.id = "path.no-received",
	.title = N_("There is no Received field"),
	.details = { N_("No server left a trace in this message. Where it came from "
			"cannot be said from its header.") },
	.means = N_("Every server that passes a message on must add a field."),
	.wrong =
	    N_("Drafts, copies of sent mail and mail cut down for forwarding have none."),
	.cites = "RFC 5321, 4.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
