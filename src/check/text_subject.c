/* check/text_subject.c - the subject as it was sent beside what is read. */
#include "check/check.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct words *subject = &in->message->subject;
	const struct field *field = header_first(&in->message->header, FIELD_SUBJECT);
	struct finding *finding;

	if (!field || (subject->words == 0 && !subject->eight_bit))
		return;
	finding = finding_add(in, self);
	finding_variant(finding, subject->words ? 0 : 1);
	finding_str(finding, "subject", subject->text);
	finding_str(finding, "raw", field_unfold(in->arena, field->value));
	finding_str(finding, "charset", subject->charset);
	finding_at_field(finding, field);
}

const struct check check_text_subject = {
	.id = "text.subject",
	.title = N_("Subject: {subject}"),
	.details = { N_("As sent ({charset}): {raw}"),
		     N_("Sent as raw bytes, without an encoding: {raw}") },
	.means =
	    N_("The subject is free text of the sender. Seen as it was sent it shows the "
	       "charset and the habits of the program that wrote it."),
	.wrong = N_("Every subject that is not ASCII is encoded."),
	.cites = "RFC 2047",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
