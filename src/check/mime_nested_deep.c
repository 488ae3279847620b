/* check/mime_nested_deep.c - mails inside mails, parts inside parts, far more than people
 * make. */
#include "check/check.h"

enum { USUAL_DEPTH = 8 }; /* a signed list mail with a forwarded mail reaches 6 */

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;
	const struct part *deepest = NULL;
	struct finding *finding;

	for (uint32_t i = 0; i < message->part_count; i++)
		if (!deepest || message->parts[i]->depth > deepest->depth)
			deepest = message->parts[i];
	if (!deepest || deepest->depth <= USUAL_DEPTH)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "depth", deepest->depth);
	finding_at_part(finding, deepest);
}

const struct check check_mime_nested_deep = {
	.id = "mime.nested-deep",
	.title = N_("Parts are nested unusually deep"),
	.details = { N_("The innermost part lies {depth} levels deep.") },
	.means =
	    N_("Depth beyond what mail programs produce serves to exhaust filters or to "
	       "hide a part where they stop looking."),
	.wrong = N_("A mail forwarded as an attachment many times over grows as deep."),
	.cites = "RFC 2046, 5.1",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
