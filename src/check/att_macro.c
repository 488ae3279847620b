/* check/att_macro.c - a document with a program or another file inside. */
#include "check/attachment_list.h"

enum { MACROS, MADE_FOR, OBJECTS };

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.count; i++) {
		const struct attachment *item = &in->attachments.items[i];
		uint32_t acts = item->inner ? item->inner->acts : 0;
		bool macros = acts & INNER_MACROS ||
			      (item->format && strcmp(item->format, "ooxml-macros") == 0);
		struct finding *finding;

		if (!macros && item->action != ACTION_MACROS && !(acts & INNER_OBJECTS))
			continue;
		finding = finding_for_attachment(in, self, item);
		if (!finding)
			return;
		if (!macros) {
			finding_variant(finding, item->action == ACTION_MACROS ? MADE_FOR
									       : OBJECTS);
			if (item->action != ACTION_MACROS)
				finding_severity(finding, SEVERITY_NOTE);
		}
	}
}

const struct check check_att_macro = {
	.id = "att.macro",
	.title = N_("A document can act: {name}"),
	.details = { N_("It holds macros: a program that runs when the reader allows "
			"it."),
		     N_("It is of a kind ({format}) that is made to hold programs or "
			"other files; what is in it was not looked at closer."),
		     N_("It holds other files, which a click inside it opens.") },
	.means = N_("Macros in mail have been a way into machines for thirty years."),
	.wrong = N_("Accountants and planners send each other books with macros."),
	.cites = "MITRE ATT&CK T1137.001, T1204.002",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
