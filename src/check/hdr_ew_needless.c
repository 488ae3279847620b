/* check/hdr_ew_needless.c - encoded words around plain ASCII. */
#include "check/check.h"

enum { IN_NAME, IN_SUBJECT };

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;
	struct finding *finding;

	for (uint32_t i = 0; i < message->from.count; i++) {
		if (!message->from.items[i].name_needless)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "text", message->from.items[i].name);
		finding_str(finding, "raw", message->from.items[i].raw_name);
		finding_at_field(finding, header_first(&message->header, FIELD_FROM));
		break;
	}
	if (!message->subject.needless)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, IN_SUBJECT);
	finding_str(finding, "text", message->subject.text);
	finding_at_field(finding, header_first(&message->header, FIELD_SUBJECT));
}

const struct check check_hdr_ew_needless = {
	.id = "hdr.ew-needless",
	.title = N_("Plain ASCII, written as an encoded word"),
	.details = { N_("The display name \"{text}\" is written as {raw}, though it "
			"needs no "
			"encoding."),
		     N_("The subject \"{text}\" is encoded, though it needs no "
			"encoding.") },
	.means =
	    N_("Mail programs encode only what is not ASCII. Programs that send in bulk "
	       "pass everything through one encoder."),
	.wrong = N_("Newsletter services and ticket systems are such programs too."),
	.cites = "RFC 2047, 1 and 5",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
