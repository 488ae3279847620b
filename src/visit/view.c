/* visit/view.c - see view.h. */
#include "visit/view.h"

#include "base/limits.h"

struct views *views_begin(struct arena *arena, struct door *door,
			  const struct visits *visits, const struct tables *tables)
{
	struct views *views = arena_new_of(arena, struct views);

	views->arena = arena;
	views->door = door;
	views->visits = visits;
	views->tables = tables;
	return views;
}

/* --- which ---------------------------------------------------------------------------
 */

/* Where nothing stands, a browser sees nothing. */
static bool is_worth_it(const struct visits *visits, const struct visit *visit)
{
	if (visits->plan)
		return visit->state != VISIT_NOT;
	return visit->state == VISIT_LIVE || visit->state == VISIT_BLOCKED ||
	       visit->state == VISIT_LED_AWAY;
}

static void choose(struct views *views)
{
	const struct visits *visits = views->visits;

	for (uint32_t i = 0; i < visits->count && views->count < LIMIT_BROWSE_PAGES; i++)
		if (is_worth_it(visits, &visits->items[i]))
			views->items[views->count++].visit = &visits->items[i];
	views->chosen = true;
}

/* --- what is new ---------------------------------------------------------------------
 */

static struct str without_fragment(struct str url)
{
	return str_until(url, '#');
}

/* Without its query: scripts like to put the time there. */
static struct str place_of(struct str url)
{
	return str_until(without_fragment(url), '?');
}

static bool was_visited(const struct visit *visit, struct str url)
{
	for (uint32_t i = 0; i < visit->hop_count; i++)
		if (str_eq(place_of(visit->hops[i].href), place_of(url)))
			return true;
	return false;
}

/* A step counts where it was taken: what came is what another step followed, or what
 * stands there in the end. */
static bool was_taken(const struct view *view, const struct browsed_step *step)
{
	const struct browsed *browsed = &view->browsed;

	for (uint32_t i = 0; i < browsed->request_count; i++)
		if (browsed->requests[i].n == step->request)
			return browsed->requests[i].sent && browsed->requests[i].http;
	return false;
}

static void find_steps(struct view *view)
{
	const struct browsed *browsed = &view->browsed;

	for (uint32_t i = 1; i < browsed->step_count; i++)
		if (was_taken(view, &browsed->steps[i]) &&
		    !was_visited(view->visit, browsed->steps[i].url))
			view->steps[view->step_count++] = i;
}

static uint32_t asked_by(const struct page_facts *page)
{
	uint32_t asks = 0;

	for (uint32_t i = 0; page && i < page->form_count; i++)
		asks |= page->forms[i].asks;
	return asks;
}

static void find_forms(struct view *view)
{
	uint32_t before = 0;

	for (uint32_t i = 0; i < view->page_count; i++)
		view->asks |= asked_by(&view->pages[i]);
	for (uint32_t i = 0; i < view->visit->hop_count; i++)
		before |= asked_by(view->visit->hops[i].page);
	view->only = view->asks & ~before;
}

/* --- reading -------------------------------------------------------------------------
 */

static void read_page(struct views *views, struct view *view, struct str url,
		      struct str document)
{
	struct url parsed;
	struct page_query query = { .tables = views->tables,
				    .url = &parsed,
				    .type = STR("text/html; charset=utf-8"),
				    .body = document };

	if (!document.n || !url_parse(views->arena, url, NULL, &parsed))
		return;
	view->page_urls[view->page_count] = parsed.href;
	page_read(views->arena, &query, &view->pages[view->page_count++]);
}

static void read_account(struct views *views, struct view *view)
{
	struct browsed *browsed = &view->browsed;

	read_page(views, view, browsed->final, browsed->document);
	for (uint32_t i = 0; i < browsed->frame_count; i++)
		read_page(views, view, browsed->frames[i].url,
			  browsed->frames[i].document);
	for (uint32_t i = 0; i < browsed->request_count; i++) {
		view->requests += browsed->requests[i].sent;
		view->unsent += !browsed->requests[i].sent;
	}
	find_steps(view);
	find_forms(view);
}

static bool look(struct views *views, struct view *view)
{
	struct question question;

	if (view->answer)
		return true;
	if (!question_browse(views->arena, view->visit->href, &question))
		return true;
	door_purpose(views->door, PURPOSE_BROWSE);
	view->answer = door_ask(views->door, &question);
	if (!view->answer)
		return false;
	view->read = view->answer->status == ANSWER_ANSWERED &&
		     browsed_read(views->arena, view->answer->bytes, &view->browsed);
	if (view->read)
		read_account(views, view);
	return true;
}

bool views_round(struct views *views)
{
	bool done = true;

	if (!views->visits->done && !views->visits->plan)
		return false;
	if (!views->chosen)
		choose(views);
	for (uint32_t i = 0; i < views->count && !views->done; i++)
		done &= look(views, &views->items[i]);
	views->done = done;
	return done;
}
