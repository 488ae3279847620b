/* check/web_brand_page.c - a page under a brand's name that is not the brand's. */
#include "check/shown_list.h"

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

static enum severity severity_of(const struct inspection *in, const struct shown *shown,
				 const struct brand *brand)
{
	/* Articles and shops name brands in titles; they ask for no password. */
	if (!asks_for_secrets(shown->page))
		return SEVERITY_NOTE;
	return claims_falsely(in, brand) ? SEVERITY_ADVERSE : SEVERITY_CAUTION;
}

/* The worst of what is shown behind one link. */
static void look_at(struct inspection *in, const struct check *self,
		    const struct shown_pages *pages)
{
	const struct shown *worst = NULL;
	const struct brand *named = NULL;
	enum severity most = SEVERITY_NOTE;
	struct finding *finding;

	for (uint32_t i = 0; i < pages->count; i++) {
		const struct shown *shown = &pages->items[i];
		const struct brand *brand = brand_shown(in, shown->page);
		enum severity severity;

		if (!brand || !shown_is_live(shown) ||
		    brand_is_official(brand, in->env->site, shown->host.ascii))
			continue;
		severity = severity_of(in, shown, brand);
		if (worst && severity >= most)
			continue;
		worst = shown;
		named = brand;
		most = severity;
	}
	if (!worst)
		return;
	finding = finding_for_shown(in, self, worst);
	finding_severity(finding, most);
	brand_values(finding, named);
	finding_str(finding, "title", or_dash(worst->page->title));
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
