/* check/web_credential_form.c - a page that asks for what opens an account or an
 * account's money, and where that goes. */
#include "check/shown_list.h"

enum { MAIL_PASSWORD, PASSWORD, CARD, CODE, PERSON, DETAILS };

static bool asks(const struct page_form *form, enum page_asks what)
{
	return form->asks >> what & 1;
}

/* Which loss is the worst; DETAILS: none that is worth a word. */
static int loss_of(const struct page_form *form)
{
	if (asks(form, ASKS_CARD))
		return CARD;
	if (asks(form, ASKS_PASSWORD))
		return asks(form, ASKS_MAIL) ? MAIL_PASSWORD : PASSWORD;
	if (asks(form, ASKS_CODE))
		return CODE;
	return asks(form, ASKS_BIRTH) &&
		       (asks(form, ASKS_ADDRESS) || asks(form, ASKS_PHONE))
		   ? PERSON
		   : DETAILS;
}

static void add_fields(struct finding *finding, const struct page_form *form)
{
	struct arena *arena = finding->in->arena;
	struct pieces pieces = { 0 };

	for (uint32_t i = 0; i < form->field_count; i++) {
		const struct page_field *field = &form->fields[i];
		struct str called = field->label.n ? field->label : field->name;

		if (field->asks == ASKS_OTHER)
			continue;
		pieces_add(arena, &pieces,
			   called.n ? arena_printf(arena, "%.*s (%s)", STR_ARG(called),
						   page_asks_name(field->asks))
				    : str_c(page_asks_name(field->asks)));
	}
	finding_list(finding, "fields", pieces.items, pieces.count);
}

/* In a mail that pretends to be somebody it is the purpose; a shop has one as well. */
static enum severity severity_of(const struct inspection *in, const struct shown *shown)
{
	if (visit_is_of_sender(in, &shown->host))
		return SEVERITY_NOTE;
	if (claims_falsely(in, NULL) ||
	    shown->visit->link->flags & (LINK_BRAND | LINK_OWN_NAME))
		return SEVERITY_ADVERSE;
	return SEVERITY_CAUTION;
}

static void tell(struct inspection *in, const struct check *self,
		 const struct shown *shown, const struct page_form *form)
{
	struct finding *finding = finding_for_shown(in, self, shown);

	finding_variant(finding, loss_of(form));
	finding_severity(finding, severity_of(in, shown));
	add_fields(finding, form);
	finding_str(finding, "action", or_dash(form->action));
	finding_str(finding, "to", or_dash(form->host));
	finding_str(finding, "method", form->method);
	finding_str(finding, "title", or_dash(shown->page->title));
}

/* The worst of all forms that are shown behind one link. */
static void look_at(struct inspection *in, const struct check *self,
		    const struct shown_pages *pages)
{
	const struct page_form *worst = NULL;
	const struct shown *at = NULL;

	for (uint32_t i = 0; i < pages->count; i++) {
		const struct page_facts *page = pages->items[i].page;

		for (uint32_t k = 0; k < page->form_count; k++)
			if (!worst || loss_of(&page->forms[k]) < loss_of(worst)) {
				worst = &page->forms[k];
				at = &pages->items[i];
			}
	}
	if (worst && loss_of(worst) != DETAILS)
		tell(in, self, at, worst);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct visit *visit = NULL;

	while ((visit = visit_next(in, visit))) {
		struct shown_pages pages;

		shown_pages(in, visit, &pages);
		look_at(in, self, &pages);
	}
}

const struct check check_web_credential_form = {
	.id = "web.credential-form",
	.title = N_("The page at {host} asks for what opens an account"),
	.details = { N_("It asks for {fields} and sends them to {to}. Whoever fills it "
			"in "
			"gives away a mail address with a password."),
		     N_("It asks for {fields} and sends them to {to}. Whoever fills it "
			"in "
			"gives away a password."),
		     N_("It asks for {fields} and sends them to {to}. Whoever fills it "
			"in "
			"gives away a payment card."),
		     N_("It asks for {fields} and sends them to {to}. Whoever fills it "
			"in "
			"gives away a code that confirms something else at that moment."),
		     N_("It asks for {fields} and sends them to {to}. Whoever fills it "
			"in "
			"gives away who he is.") },
	.means = N_(
	    "Where a mail deceives, that is what it was sent for. What was entered is in "
	    "others' hands: change it where it is used, at once, and by the "
	    "official way."),
	.wrong =
	    N_("Every shop and service has such a page; what matters is whose it is."),
	.cites = "HTML, 4.10",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
