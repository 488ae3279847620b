/* check/hdr_msgid_malformed.c */
#include "check/defect_list.h"

static void run(struct inspection *in, const struct check *self)
{
	struct finding *finding =
	    finding_of_defects(in, self, STR("field.msgid-"), "defects");

	if (!finding)
		return;
	finding_str(finding, "id", in->message->message_id.id);
	finding_at_field(finding, header_first(&in->message->header, FIELD_MESSAGE_ID));
}

const struct check check_hdr_msgid_malformed = {
	.id = "hdr.msgid-malformed",
	.title = N_("The Message-ID is not written as the standard has it"),
	.details = { N_("It reads {id}; seen: {defects}.") },
	.means = N_(
	    "Mail programs write ids by rule. Another form tells of a script that writes "
	    "its own header."),
	.wrong =
	    N_("Some honest bulk mailers write ids with blanks, or without brackets."),
	.cites = "RFC 5322, 3.6.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
