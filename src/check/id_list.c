/* check/id_list.c - a mailing list carried it. */
#include "check/identity_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *list = mailing_list(in);
	struct finding *finding;

	if (!list)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "list", list->text);
	finding_at_field(finding, list->field);
	finding_at_field(finding, header_first(&in->message->header, FIELD_LIST_POST));
}

const struct check check_id_list = {
	.id = "id.list",
	.title = N_("It came through a mailing list, {list}"),
	.details = { N_("The list {list} takes posts and handed this one over in its own "
			"name.") },
	.means = N_(
	    "A list explains a foreign envelope and a signature that broke on the way. "
	    "It vouches for the way, not for the author."),
	.wrong =
	    N_("The fields of a list can be forged, and a list can carry a forged post."),
	.cites = "RFC 2919; RFC 2369",
	.severity = SEVERITY_ESTABLISHED,
	.grade = GRADE_CLAIMED,
	.run = run,
};
