/* check/att_pdf_action.c - a PDF that does something when it is opened. */
#include "check/attachment_list.h"

enum { ACTS, STARTS, FORMS };

static bool starts_something(const struct media *media)
{
	for (uint32_t i = 0; i < media->action_count; i++)
		if (str_find_str_nocase(media->actions[i], STR("launch")) != STR_NPOS)
			return true;
	return false;
}

/* Fields to fill in, and a view to begin with: half of all forms and many documents. */
static bool is_harmless(const struct media *media)
{
	for (uint32_t i = 0; i < media->action_count; i++)
		if (!str_eq(media->actions[i], STR("form")) &&
		    !str_eq(media->actions[i], STR("open-action")))
			return false;
	return true;
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.count; i++) {
		const struct attachment *item = &in->attachments.items[i];
		struct finding *finding;

		if (item->content != CONTENT_PDF || !item->media ||
		    !item->media->action_count)
			continue;
		finding = finding_for_attachment(in, self, item);
		if (!finding)
			return;
		finding_list(finding, "actions", item->media->actions,
			     item->media->action_count);
		if (starts_something(item->media)) {
			finding_variant(finding, STARTS);
			finding_severity(finding, SEVERITY_ADVERSE);
		} else if (is_harmless(item->media)) {
			finding_variant(finding, FORMS);
			finding_severity(finding, SEVERITY_NOTE);
		}
	}
}

const struct check check_att_pdf_action = {
	.id = "att.pdf-action",
	.title = N_("A PDF acts when it is opened: {name}"),
	.details = { N_("It holds: {actions}. Nothing of it was run."),
		     N_("It would start another program: {actions}. Nothing of it was "
			"run."),
		     N_("It holds fields to fill in, or a view that it begins with "
			"({actions}); no program.") },
	.means = N_("Programs in documents reach for the reader's machine, or for the "
		    "outside."),
	.wrong = N_("Forms that calculate hold scripts honestly; no document needs to "
		    "start a program."),
	.cites = "ISO 32000-2, 12.6.4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
