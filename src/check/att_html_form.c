/* check/att_html_form.c - a form in a page that is enclosed as a file. */
#include "check/attachment_list.h"
#include "check/form_list.h"

enum { FORM, SECRET, LOOSE_SECRET };

static const struct attachment *attachment_of(const struct inspection *in,
					      const struct part_view *view)
{
	for (uint32_t i = 0; i < in->attachments.count; i++) {
		const struct attachment *item = &in->attachments.items[i];

		if (view->attachment
			? item->n == view->attachment
			: item->depth == 0 && item->part->body.p == view->part->body.p)
			return item;
	}
	return NULL;
}

static void judge(struct inspection *in, const struct check *self,
		  const struct part_view *view, const struct html_form *form)
{
	const struct attachment *item = attachment_of(in, view);
	bool secret = form_asks_secret(in->arena, form), loose = form->method.n == 0;
	struct str fields[FORM_FIELDS];
	uint32_t count = form_fields(form, fields);
	struct finding *finding;

	if (!item || (!secret && (loose || !form_asks_anything(form) ||
				  form_is_search(in->arena, form))))
		return;
	finding = finding_for_attachment(in, self, item);
	if (!finding)
		return;
	finding_list(finding, "fields", fields, count);
	finding_str(finding, "action", form->action.n ? form->action : STR("-"));
	finding_at_view(finding, view, form->offset, 0);
	if (secret) {
		finding_variant(finding, loose ? LOOSE_SECRET : SECRET);
		finding_severity(finding, SEVERITY_ADVERSE);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->links.view_count; i++) {
		const struct part_view *view = &in->links.views[i];

		for (uint32_t j = 0; view->file && j < view->document->form_count; j++)
			judge(in, self, view, &view->document->forms[j]);
	}
}

const struct check check_att_html_form = {
	.id = "att.html-form",
	.title = N_("An enclosed page holds a form: {fields}"),
	.details = { N_("{name} asks for {fields}. What is entered goes to {action}."),
		     N_("{name} asks for a password, a number or a code that nobody else "
			"should know. The answer goes to {action}."),
		     N_("{name} asks for a password outside of any form; a script of the "
			"page, or nobody, takes it.") },
	.means = N_("A page on one's own disk has no address that could be checked. "
		    "Services ask for passwords on their own sites, never in a file."),
	.wrong = N_("Questionnaires and applications are sent as pages here and there; "
		    "they ask for no password. Mail encryption gateways do, and say "
		    "who they are."),
	.cites = "WHATWG HTML, 4.10; MITRE ATT&CK T1566.001",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
