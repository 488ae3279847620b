/* report/text_view.c - see text_view.h. */
#include "report/text_view.h"

#include "report/phrase.h"

enum { LEFT = 2, COLUMN = 18, SHOWN = 4 };

static void ours(struct page *page, const char *msgid)
{
	buf_add(&page->text, page_our(page, msgid));
}

static void outside(struct page *page, struct str text)
{
	phrase_outside(page->options, text, 0, &page->text);
}

static void number(struct page *page, uint64_t n)
{
	buf_printf(&page->text, "%llu", (unsigned long long)n);
}

static void begin(struct page *page, const char *label)
{
	page_label(page, LEFT, COLUMN, page_our(page, label), STYLE_DIM);
}

static void end(struct page *page)
{
	page_wrap_made(page, COLUMN, COLUMN, STYLE_PLAIN);
}

static const char *cause_text(struct str cause)
{
	static const struct {
		const char *cause, *text;
	} rows[] = {
		{ "start", N_("from the link") },
		{ "redirect", N_("sent on by the server") },
		{ "refresh", N_("sent on by the server, later") },
		{ "meta", N_("sent on by the page") },
		{ "script", N_("by a script") },
		{ "form", N_("by a form that sent itself") },
		{ "link", N_("by a link that a script followed") },
		{ "reload", N_("the page called itself again") },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_eq(cause, str_c(rows[i].cause)))
			return rows[i].text;
	return N_("otherwise");
}

static const char *ended_text(struct str ended)
{
	static const struct {
		const char *ended, *text;
	} rows[] = {
		{ "time", N_("it was not at rest when its time was over") },
		{ "navigations", N_("it went from address to address without end") },
		{ "dialogs", N_("it opened dialogs without end") },
		{ "unreachable", N_("the page did not come") },
		{ "crash", N_("the browser ended over it") },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_eq(ended, str_c(rows[i].ended)))
			return rows[i].text;
	return NULL;
}

static void add_steps(struct page *page, const struct browsed *browsed)
{
	for (uint32_t i = 0; i < browsed->step_count; i++) {
		begin(page, i ? "" : N_("steps"));
		outside(page, browsed->steps[i].url);
		buf_add(&page->text, STR(" ("));
		ours(page, cause_text(browsed->steps[i].cause));
		buf_add_char(&page->text, ')');
		end(page);
	}
}

static void add_title(struct page *page, const struct browsed *browsed)
{
	if (browsed->title.n == 0)
		return;
	begin(page, N_("title"));
	outside(page, browsed->title);
	end(page);
}

static void add_requests(struct page *page, const struct view *view)
{
	begin(page, N_("requests"));
	number(page, view->requests);
	buf_add_char(&page->text, ' ');
	ours(page, N_("sent for it"));
	buf_add(&page->text, STR(", "));
	number(page, view->unsent + view->browsed.unlisted);
	buf_add_char(&page->text, ' ');
	ours(page, N_("not sent"));
	end(page);
}

/* Requests that are not ours to make: where they would have gone. */
static void add_unsent(struct page *page, const struct browsed *browsed)
{
	uint32_t shown = 0;

	for (uint32_t i = 0; i < browsed->request_count && shown < SHOWN; i++) {
		const struct browsed_request *request = &browsed->requests[i];

		if (!str_eq(request->unsent, STR("method")) &&
		    !str_eq(request->unsent, STR("socket")))
			continue;
		begin(page, shown++ ? "" : N_("held back"));
		outside(page, request->method);
		buf_add_char(&page->text, ' ');
		outside(page, request->url);
		end(page);
	}
}

static void add_notes(struct page *page, const char *label,
		      const struct browsed_note *notes, uint32_t count)
{
	for (uint32_t i = 0; i < count && i < SHOWN; i++) {
		begin(page, i ? "" : label);
		outside(page, notes[i].text);
		end(page);
	}
}

static void add_picture(struct page *page, const struct browsed_picture *picture)
{
	if (picture->base64.n == 0)
		return;
	begin(page, N_("picture"));
	number(page, picture->width);
	buf_add(&page->text, STR(" x "));
	number(page, picture->height);
	buf_add(&page->text, STR(", SHA-256 "));
	outside(page, picture->sha256);
	end(page);
}

static void add_trouble(struct page *page, const struct view *view)
{
	begin(page, N_("not shown"));
	ours(page, answer_status_name(view->answer->status));
	if (view->answer->reason.n) {
		buf_add(&page->text, STR(": "));
		phrase_outside(page->options, view->answer->reason, 0, &page->text);
	}
	end(page);
}

static void add_view(struct page *page, const struct view *view)
{
	const struct browsed *browsed = &view->browsed;
	const char *why = ended_text(browsed->ended);

	outside(page, view->visit->href);
	buf_add_repeat(page->out, ' ', LEFT);
	page_wrap_made(page, LEFT, LEFT, STYLE_STRONG);
	if (!view->read) {
		add_trouble(page, view);
		return;
	}
	add_steps(page, browsed);
	add_title(page, browsed);
	if (why) {
		begin(page, N_("end"));
		ours(page, why);
		end(page);
	}
	add_requests(page, view);
	add_unsent(page, browsed);
	add_notes(page, N_("dialogs"), browsed->dialogs, browsed->dialog_kept);
	add_notes(page, N_("windows"), browsed->windows, browsed->window_count);
	add_notes(page, N_("downloads"), browsed->downloads, browsed->download_count);
	add_picture(page, &browsed->picture);
}

void text_views(struct page *page)
{
	const struct views *views = page->in->views;
	bool any = false;

	for (uint32_t i = 0; views && i < views->count; i++) {
		if (!views->items[i].answer)
			continue;
		if (!any)
			page_heading(page, N_("In a browser"));
		any = true;
		add_view(page, &views->items[i]);
	}
}
