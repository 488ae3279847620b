/* check/att_remote_template.c - an office document that fetches another one, or starts a
 * program, when it is opened. */
#include "check/attachment_list.h"

enum { FETCHES, STARTS };

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.count; i++) {
		const struct attachment *item = &in->attachments.items[i];
		struct finding *finding;

		if (!item->inner || !(item->inner->acts & (INNER_TEMPLATE | INNER_DDE)))
			continue;
		finding = finding_for_attachment(in, self, item);
		if (!finding)
			return;
		finding_str(finding, "remote",
			    item->inner->remote.n ? item->inner->remote : STR("-"));
		if (item->inner->acts & INNER_DDE)
			finding_variant(finding, STARTS);
	}
}

const struct check check_att_remote_template = {
	.id = "att.remote-template",
	.title = N_("A document fetches or starts something when it is opened: {name}"),
	.details = { N_("It fetches {remote}. What comes from there can hold programs "
			"that no filter has seen."),
		     N_("A field in it starts a program: {remote}") },
	.means = N_("The document itself is clean, and what it brings is not in the "
		    "mail."),
	.wrong = N_("Companies keep templates on servers of their own; those are not "
		    "reached from outside."),
	.cites = "ECMA-376-1, 15.2.1; MITRE ATT&CK T1221",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
