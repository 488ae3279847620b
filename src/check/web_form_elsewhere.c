/* check/web_form_elsewhere.c - a form that sends what is entered to another site. */
#include "check/shown_list.h"

/* What is worth to be sent away in secret. */
#define SECRETS (1u << ASKS_PASSWORD | 1u << ASKS_CARD | 1u << ASKS_CODE)

static const struct page_form *sends_away(const struct inspection *in,
					  const struct shown *shown)
{
	for (uint32_t i = 0; i < shown->page->form_count; i++) {
		const struct page_form *form = &shown->page->forms[i];

		if ((form->asks & SECRETS) && form->host.n &&
		    !str_eq_nocase(form->host, shown->host.ascii) &&
		    !host_related(in->arena, form->host, shown->host.ascii))
			return form;
	}
	return NULL;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct visit *visit = NULL;

	while ((visit = visit_next(in, visit))) {
		const struct page_form *form = NULL;
		struct shown_pages pages;
		struct finding *finding;

		shown_pages(in, visit, &pages);
		for (uint32_t i = 0; i < pages.count && !form; i++) {
			form = sends_away(in, &pages.items[i]);
			if (!form)
				continue;
			finding = finding_for_shown(in, self, &pages.items[i]);
			finding_str(finding, "to", form->host);
			finding_str(finding, "action", form->action);
		}
	}
}

const struct check check_web_form_elsewhere = {
	.id = "web.form-elsewhere",
	.title = N_("What is entered at {host} is sent to {to}"),
	.details = { N_("The form's address is {action}, which is another's site.") },
	.means = N_("Kits on hijacked or rented pages send what they get to a server of "
		    "their own, or to a service that passes it on."),
	.wrong = N_("Services for logging in and for payments stand at names of their "
		    "own."),
	.cites = "HTML, 4.10.21.3",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
