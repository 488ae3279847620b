/* check/html_form.c - a form inside a mail. */
#include "check/form_list.h"
#include "check/senders_own.h"
#include "link/url.h"

enum { FORM, SECRET, LOOSE_SECRET, SEARCH, HOME };

/* What it asks for goes to whoever sent the mail. */
static bool goes_home(const struct inspection *in, const struct html_form *form)
{
	struct url url;

	return url_parse(in->arena, str_trim(form->action), NULL, &url) && url.host.n &&
	       is_senders_own(in, url.host);
}

static void judge(struct inspection *in, const struct check *self,
		  const struct part_view *view, const struct html_form *form)
{
	/* Fields outside of all forms send nothing by themselves. */
	bool secret = form_asks_secret(in->arena, form), loose = form->method.n == 0;
	struct finding *finding;
	struct str fields[FORM_FIELDS];
	uint32_t count = form_fields(form, fields);

	if (loose && !secret)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "action", form->action);
	finding_str(finding, "method", form->method);
	finding_list(finding, "fields", fields, count);
	finding_at_view(finding, view, form->offset, 0);
	if (secret) {
		finding_variant(finding, loose ? LOOSE_SECRET : SECRET);
		finding_severity(finding, SEVERITY_ADVERSE);
	} else if (form_is_search(in->arena, form)) {
		finding_variant(finding, SEARCH);
		finding_severity(finding, SEVERITY_NOTE);
	} else if (goes_home(in, form)) {
		finding_variant(finding, HOME);
		finding_severity(finding, SEVERITY_NOTE);
	} else if (!form_asks_anything(form)) {
		finding_severity(finding, SEVERITY_NOTE);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->links.view_count; i++) {
		const struct part_view *view = &in->links.views[i];

		/* A page that is enclosed as a file: att.html-form. */
		if (view->file)
			continue;
		for (uint32_t j = 0; j < view->document->form_count; j++)
			judge(in, self, view, &view->document->forms[j]);
	}
}

const struct check check_html_form = {
	.id = "html.form",
	.title = N_("The mail itself holds a form: {fields}"),
	.details = { N_("What is entered goes to {action} ({method})."),
		     N_("It asks for a password, a number or a code that nobody else "
			"should know. The answer goes to {action} ({method})."),
		     N_("It asks for a password outside of any form; where that would "
			"go, the mail does not say."),
		     N_("It has one line to type in, as a search box has. What is "
			"entered goes to {action} ({method})."),
		     N_("What is entered goes to {action} ({method}), a host of whoever "
			"sent the mail.") },
	.means =
	    N_("A form in a mail has no address bar: nobody sees where the answer goes."),
	.wrong = N_("Search boxes and small surveys stand in some newsletters; a button "
		    "can be a form without fields."),
	.cites = "WHATWG HTML, 4.10",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
