/* check/html_form.c - a form inside a mail. */
#include "check/view_list.h"

enum { FORM, PASSWORD, LOOSE_PASSWORD };
enum { FIELDS = 12 };

static bool asks_secret(const struct html_form *form)
{
	for (uint32_t i = 0; i < form->field_count; i++)
		if (str_eq(form->fields[i].type, STR("password")))
			return true;
	return false;
}

static bool asks_anything(const struct html_form *form)
{
	static const struct str silent[] = { STR("hidden"), STR("submit"), STR("button"),
					     STR("image"), STR("reset") };

	for (uint32_t i = 0; i < form->field_count; i++) {
		bool quiet = false;

		for (size_t j = 0; j < COUNT(silent); j++)
			quiet |= str_eq(form->fields[i].type, silent[j]);
		if (!quiet)
			return true;
	}
	return false;
}

static struct str field_label(const struct html_field *field)
{
	return field->label.n ? field->label : field->name.n ? field->name : field->type;
}

static void judge(struct inspection *in, const struct check *self,
		  const struct part_view *view, const struct html_form *form)
{
	/* Fields outside of all forms send nothing by themselves. */
	bool secret = asks_secret(form), loose = form->method.n == 0;
	struct finding *finding;
	struct str fields[FIELDS];
	uint32_t count = 0;

	if (loose && !secret)
		return;
	finding = finding_add(in, self);
	for (uint32_t i = 0; i < form->field_count && count < FIELDS; i++)
		fields[count++] = field_label(&form->fields[i]);
	finding_str(finding, "action", form->action);
	finding_str(finding, "method", form->method);
	finding_list(finding, "fields", fields, count);
	finding_at_view(finding, view, form->offset, 0);
	if (secret) {
		finding_variant(finding, loose ? LOOSE_PASSWORD : PASSWORD);
		finding_severity(finding, SEVERITY_ADVERSE);
	} else if (!asks_anything(form)) {
		finding_severity(finding, SEVERITY_NOTE);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->links.view_count; i++) {
		const struct part_view *view = &in->links.views[i];

		for (uint32_t j = 0; j < view->document->form_count; j++)
			judge(in, self, view, &view->document->forms[j]);
	}
}

const struct check check_html_form = {
	.id = "html.form",
	.title = N_("The mail itself holds a form: {fields}"),
	.details = { N_("What is entered goes to {action} ({method})."),
		     N_("It asks for a password, which goes to {action} ({method})."),
		     N_("It asks for a password outside of any form; where that would "
			"go, the mail does not say.") },
	.means =
	    N_("A form in a mail has no address bar: nobody sees where the answer goes."),
	.wrong = N_("Search boxes and small surveys stand in some newsletters; a button "
		    "can be a form without fields."),
	.cites = "WHATWG HTML, 4.10",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
