/* check/web_brand_page.c - a page under a brand's name that is not the brand's. */
#include "check/visit_list.h"

/* Its title says so; or its text does, and so did the mail. */
static const struct brand *brand_shown(const struct inspection *in,
				       const struct page_facts *page)
{
	for (uint32_t i = 0; i < page->brand_count; i++) {
		const struct page_brand *shown = &page->brands[i];

		if (shown->in_title || claims_falsely(in, shown->brand))
			return shown->brand;
	}
	return NULL;
}

static bool asks_for_secrets(const struct page_facts *page)
{
	for (uint32_t i = 0; i < page->form_count; i++)
		if (page->forms[i].asks &
		    (1u << ASKS_PASSWORD | 1u << ASKS_CARD | 1u << ASKS_CODE))
			return true;
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct visit *visit = NULL;

	while ((visit = visit_next(in, visit))) {
		const struct visit_hop *hop = visit_end(visit);
		const struct page_facts *page = visit_page(visit);
		const struct brand *brand = page ? brand_shown(in, page) : NULL;
		struct finding *finding;

		if (!brand || brand_is_official(brand, in->env->site, hop->host.ascii) ||
		    visit->state != VISIT_LIVE)
			continue;
		finding = finding_for_visit(in, self, visit, hop);
		brand_values(finding, brand);
		finding_str(finding, "title", or_dash(page->title));
		/* Articles and shops name brands in titles; they ask for no password. */
		if (!asks_for_secrets(page))
			finding_severity(finding, SEVERITY_NOTE);
		else if (!claims_falsely(in, brand))
			finding_severity(finding, SEVERITY_CAUTION);
	}
}

const struct check check_web_brand_page = {
	.id = "web.brand-page",
	.title = N_("The page at {host} calls itself {brand}, and is not theirs"),
	.details = { N_("Its title is {title}. Official domains are {official}.") },
	.means = N_("A page that shows a brand's name and asks for what opens an account "
		    "there, at a host that is not the brand's, is a copy."),
	.wrong = N_("Dealers, forums and articles name brands in their titles; companies "
		    "have domains that the table does not know."),
	.cites = "",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
