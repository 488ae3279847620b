/* check/mime_other_reading.c - honest mail readers would see different mails here. */
#include "check/check.h"

enum { SHOWN = 12 };

/* Does that reading bring content which the main reading does not have? A
 * difference that nobody sees is a matter of form. */
static bool brings_content(const struct message *message, uint32_t reading)
{
	for (uint32_t i = 0; i < message->part_count; i++) {
		const struct part *part = message->parts[i];
		bool known = false;

		if (part->reading != (int32_t)reading + 1 || part->kind != PART_LEAF ||
		    str_trim(part->bytes).n == 0)
			continue;
		for (uint32_t j = 0; j < message->part_count && !known; j++)
			known = message->parts[j]->reading == 0 &&
				str_eq(str_trim(message->parts[j]->bytes),
				       str_trim(part->bytes));
		if (!known)
			return true;
	}
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;
	uint32_t count = message->reading_count < SHOWN ? message->reading_count : SHOWN;
	struct str rules[SHOWN];
	struct finding *finding;
	bool content = false;

	if (message->reading_count == 0)
		return;
	finding = finding_add(in, self);
	for (uint32_t i = 0; i < count; i++) {
		rules[i] = str_c(message->readings[i].rule);
		finding_at_offset(finding, message->readings[i].offset, 0);
		content = content || brings_content(message, i);
	}
	finding_list(finding, "rules", rules, count);
	finding_int(finding, "count", message->reading_count);
	finding_variant(finding, content ? 0 : 1);
	if (!content)
		finding_severity(finding, SEVERITY_NOTE);
}

const struct check check_mime_other_reading = {
	.id = "mime.other-reading",
	.title = N_("Mail readers disagree on what this message contains"),
	.details = {
		N_("{count} other reading(s) of the same bytes, and at least one shows content "
		   "that the usual one does not: {rules}. All readings were examined."),
		N_("{count} other reading(s) of the same bytes, without content of their own: "
		   "{rules}."),
	},
	.means = N_("A filter that reads a message one way and a mail program that reads it "
		    "another can be played against each other: the filter sees a harmless "
		    "mail, the reader a dangerous one."),
	.wrong = N_("Careless mail software produces doubled or broken MIME fields without any "
		    "intention."),
	.cites = "RFC 2045, 5 and 6; RFC 7103; Inbox Invasion (CCS 2024)",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
