/* check/tgt_undisclosed.c - nobody is named as addressee. */
#include "check/check.h"

enum { EMPTY_GROUP, NO_FIELD };

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;
	const struct field *to = header_first(&message->header, FIELD_TO);
	struct finding *finding;

	if (message->to.count || message->cc.count || !message->header.count)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, to ? EMPTY_GROUP : NO_FIELD);
	finding_str(finding, "to", to ? str_trim(to->value) : STR_NONE);
	finding_at_field(finding, to);
}

const struct check check_tgt_undisclosed = {
	.id = "tgt.undisclosed",
	.title = N_("No addressee is named"),
	.details = { N_("To says \"{to}\" and names no address."),
		     N_("There is no To and no Cc.") },
	.means =
	    N_("All addressees were given in the envelope alone. How many there were "
	       "cannot be seen."),
	.wrong =
	    N_("Circulars of clubs and schools are sent so, to keep addresses private."),
	.cites = "RFC 5322, 3.6.3 and 3.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
