/* check/att_archive_encrypted.c - an archive or a document that nobody can look into
 * without a password.
 */
#include "check/attachment_list.h"

enum { LISTED, CLOSED };

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.count; i++) {
		const struct attachment *item = &in->attachments.items[i];
		struct str names[8];
		struct finding *finding;
		uint32_t count = 0;

		if (!item->encrypted ||
		    (item->content != CONTENT_ARCHIVE && !item->opened))
			continue;
		for (uint32_t j = i + 1;
		     j < in->attachments.count && count < COUNT(names); j++)
			if (in->attachments.items[j].parent == item->n)
				names[count++] = in->attachments.items[j].name;
		finding = finding_for_attachment(in, self, item);
		if (!finding)
			return;
		finding_list(finding, "names", names, count);
		if (!count)
			finding_variant(finding, CLOSED);
	}
}

const struct check check_att_archive_encrypted = {
	.id = "att.archive-encrypted",
	.title = N_("An attachment is encrypted: {name}"),
	.details = { N_("What is in it could not be looked at, here or by any filter on "
			"the way. Its list names: {names}."),
		     N_("What is in it could not be looked at, here or by any filter on "
			"the way.") },
	.means = N_("A password keeps filters out as well as strangers."),
	.wrong = N_("Many companies, in Japan above all, send files so by rule, and the "
		    "password in a mail of its own."),
	.cites = "MITRE ATT&CK T1027.013",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
