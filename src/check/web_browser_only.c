/* check/web_browser_only.c - a page shows something to a browser alone: it goes on by a
 * script, or a form is written by one. Whoever looks without running scripts, as filters
 * do, sees another page than the victim. */
#include "check/check.h"

enum { FORM, STEP, BOTH };

static void name_asks(struct finding *finding, struct arena *arena, uint32_t asks)
{
	struct str items[PAGE_ASKS];
	uint32_t count = 0;

	for (int i = 0; i < PAGE_ASKS; i++)
		if (asks & 1u << i)
			items[count++] = str_c(page_asks_name((enum page_asks)i));
	finding_list(finding, "asks",
		     arena_copy_array(arena, items, count, sizeof *items), count);
}

static void tell(struct inspection *in, const struct check *self, const struct view *view)
{
	struct finding *finding = finding_add(in, self);
	const struct browsed *browsed = &view->browsed;
	struct str to =
	    view->step_count ? browsed->steps[view->steps[0]].url : browsed->final;

	finding_variant(finding, !view->step_count ? FORM : view->only ? BOTH : STEP);
	finding_str(finding, "url", view->visit->href);
	finding_str(finding, "to", to);
	name_asks(finding, in->arena, view->only);
	finding_at_link(finding, view->visit->link);
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; in->views && i < in->views->count; i++) {
		const struct view *view = &in->views->items[i];

		if (view->read && (view->step_count || view->only))
			tell(in, self, view);
	}
}

const struct check check_web_browser_only = {
	.id = "web.browser-only",
	.title = N_("The page behind a link shows more to a browser than it says"),
	.details = { N_("Behind {url} a form stands in the browser that asks for {asks}; "
			"what the server sent holds no such form: a script wrote it."),
		     N_("In the browser, {url} goes on to {to}; nothing that the server "
			"sent names that address as where to go."),
		     N_("In the browser, {url} goes on to {to}, and a form there asks "
			"for {asks}; without scripts neither is to be seen.") },
	.means = N_("Who reads the page without running its scripts, as filters do, does "
		    "not see what its visitors see."),
	.wrong = N_("Many honest sites are made by scripts too, their login pages among "
		    "them; this alone says nothing against a page."),
	.cites = "HTML Living Standard, 8.1.3.2",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
