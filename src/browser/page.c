/* browser/page.c - see page.h: what happens, in the order in which it does.
 *
 * Events of Chromium's stand in a table. A command whose reply matters is awaited, one at
 * a time; replies to all others are dropped. */
#include "browser/page.h"

#include "browser/pick.h"

#include <time.h>

double page_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

uint32_t page_ms(const struct page *page)
{
	return (uint32_t)((page_now() - page->began) * 1000);
}

void page_await(struct page *page, uint64_t command,
		void (*then)(struct page *page, struct str result))
{
	page->awaited = command;
	page->awaited_since = page_now();
	page->then = then;
}

static void enter(struct page *page, enum page_phase phase)
{
	page->phase = phase;
	page->entered = page->last = page_now();
}

void page_note(struct page *page, struct notes *notes, struct str kind, struct str text)
{
	struct note *note = &notes->items[notes->kept];

	notes->count++;
	if (notes->kept == LIMIT_BROWSE_NOTES)
		return;
	notes->kept++;
	note->kind = arena_str(page->arena, kind);
	note->text = arena_str(page->arena, str_sub(text, 0, LIMIT_BROWSE_NOTE));
}

/* --- opening -------------------------------------------------------------------------
 */

static void look_at(struct page *page)
{
	struct json *json = devtools_begin(&page->tools, page->session,
					   "Emulation.setDeviceMetricsOverride");

	json_key_int(json, "width", LIMIT_BROWSE_WIDTH);
	json_key_int(json, "height", LIMIT_BROWSE_HEIGHT);
	json_key_int(json, "deviceScaleFactor", 1);
	json_key_bool(json, "mobile", false);
	devtools_end(&page->tools);
}

static void go(struct page *page)
{
	struct json *json = devtools_begin(&page->tools, page->session, "Page.navigate");

	json_key_str(json, "url", page->url);
	devtools_end(&page->tools);
	page->began = page_now();
	enter(page, PAGE_RUNNING);
}

static void attached(struct page *page, struct str result)
{
	page->session =
	    arena_str(page->arena, pick_text(page->scratch, result, "sessionId"));
	devtools_send(&page->tools, page->session, "Page.enable");
	devtools_send(&page->tools, page->session, "Network.enable"); /* WebSockets */
	look_at(page);
	go(page);
}

static bool is_page(struct page *page, struct str target)
{
	return str_eq(pick_text(page->scratch, target, "type"), STR("page"));
}

static void watch_targets(struct page *page)
{
	struct json *json =
	    devtools_begin(&page->tools, STR_NONE, "Target.setDiscoverTargets");

	json_key_bool(json, "discover", true);
	devtools_end(&page->tools);
}

static void attach(struct page *page, struct str result)
{
	struct json_walk targets = pick_items(page->scratch, result, "targetInfos");
	struct str target;
	struct json *json;

	while (page->target.n == 0 && pick_next(&targets, &target))
		if (is_page(page, target))
			page->target = arena_str(
			    page->arena, pick_text(page->scratch, target, "targetId"));
	watch_targets(page); /* from now on another one is no business of ours */
	json = devtools_begin(&page->tools, STR_NONE, "Target.attachToTarget");
	json_key_str(json, "targetId", page->target);
	json_key_bool(json, "flatten", true);
	page_await(page, devtools_end(&page->tools), attached);
}

static void deny_downloads(struct page *page)
{
	struct json *json =
	    devtools_begin(&page->tools, STR_NONE, "Browser.setDownloadBehavior");

	json_key_c(json, "behavior", "deny");
	json_key_bool(json, "eventsEnabled", true);
	devtools_end(&page->tools);
}

void page_open(struct page *page, int chromium, struct str url)
{
	page->arena = arena_new(0);
	page->scratch = arena_new(0);
	page->url = arena_str(page->arena, url);
	page->cause = "start";
	page->began = page_now();
	devtools_init(&page->tools, chromium);
	enter(page, PAGE_OPENING);
	devtools_send(&page->tools, STR_NONE, "Fetch.enable"); /* whoever asks, for all */
	deny_downloads(page);
	page_await(page, devtools_send(&page->tools, STR_NONE, "Target.getTargets"),
		   attach);
}

void page_free(struct page *page)
{
	devtools_fini(&page->tools);
	arena_free(page->scratch);
	arena_free(page->arena);
}

/* --- events --------------------------------------------------------------------------
 */

static bool of_the_page(struct page *page, struct str params)
{
	return str_eq(pick_text(page->scratch, params, "frameId"), page->target);
}

static void loaded(struct page *page, struct str params)
{
	(void)params;
	page->loaded = true;
}

static void started(struct page *page, struct str params)
{
	if (of_the_page(page, params))
		page->loaded = false;
}

static void stopped(struct page *page, struct str params)
{
	if (of_the_page(page, params))
		page->loaded = true; /* also what failed is at rest */
}

static void requested(struct page *page, struct str params)
{
	static const struct {
		struct str reason;
		const char *cause;
	} rows[] = {
		{ { "metaTagRefresh", 14 }, "meta" },
		{ { "httpHeaderRefresh", 17 }, "refresh" },
		{ { "scriptInitiated", 15 }, "script" },
		{ { "formSubmissionGet", 17 }, "form" },
		{ { "formSubmissionPost", 18 }, "form" },
		{ { "anchorClick", 11 }, "link" },
		{ { "reload", 6 }, "reload" },
	};
	struct str reason = pick_text(page->scratch, params, "reason");

	if (!of_the_page(page, params))
		return;
	page->cause = "other";
	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_eq(reason, rows[i].reason))
			page->cause = rows[i].cause;
}

/* It will go on by itself: wait for that, unless it is long. */
static void scheduled(struct page *page, struct str params)
{
	uint64_t delay = pick_number(page->scratch, params, "delay");

	if (!of_the_page(page, params))
		return;
	requested(page, params);
	if (delay * 1000 < LIMIT_BROWSE_MS)
		page->scheduled = page_now() + (double)delay + 1;
}

static void unscheduled(struct page *page, struct str params)
{
	if (of_the_page(page, params))
		page->scheduled = 0;
}

/* Whatever it asks, the answer is no; but it may be left. */
static void dialog(struct page *page, struct str params)
{
	struct str kind = pick_text(page->scratch, params, "type");
	struct json *json =
	    devtools_begin(&page->tools, page->session, "Page.handleJavaScriptDialog");

	json_key_bool(json, "accept", str_eq(kind, STR("beforeunload")));
	devtools_end(&page->tools);
	page_note(page, &page->dialogs, kind,
		  pick_text(page->scratch, params, "message"));
	if (page->dialogs.count < LIMIT_BROWSE_NOTES)
		return;
	/* Who calls for attention without end is not to have it. */
	devtools_send(&page->tools, page->session, "Runtime.terminateExecution");
	if (page->dialogs.count == 2 * LIMIT_BROWSE_NOTES)
		page_end(page, "dialogs");
}

static void window(struct page *page, struct str params)
{
	page_note(page, &page->windows, STR("window"),
		  pick_text(page->scratch, params, "url"));
}

/* Another window, by whatever means: it is closed. */
static void target(struct page *page, struct str params)
{
	struct str info = pick(page->scratch, params, "targetInfo");
	struct str id = pick_text(page->scratch, info, "targetId");
	struct json *json;

	if (!is_page(page, info) || str_eq(id, page->target) ||
	    page->strange_count == LIMIT_BROWSE_LISTED)
		return;
	ARENA_GROW(page->arena, page->strange, page->strange_count, page->strange_cap);
	page->strange[page->strange_count++] = arena_str(page->arena, id);
	json = devtools_begin(&page->tools, STR_NONE, "Target.closeTarget");
	json_key_str(json, "targetId", id);
	devtools_end(&page->tools);
}

static void download(struct page *page, struct str params)
{
	page_note(page, &page->downloads,
		  pick_text(page->scratch, params, "suggestedFilename"),
		  pick_text(page->scratch, params, "url"));
}

static void crashed(struct page *page, struct str params)
{
	(void)params;
	page->ended = "crash";
	enter(page, PAGE_DONE);
}

static const struct {
	const char *method;
	void (*take)(struct page *page, struct str params);
	bool activity; /* it is not quiet then */
} events[] = {
	{ "Fetch.requestPaused", page_request_paused, true },
	{ "Network.webSocketCreated", page_socket_wanted, false },
	{ "Page.loadEventFired", loaded, true },
	{ "Page.frameStartedLoading", started, true },
	{ "Page.frameStoppedLoading", stopped, true },
	{ "Page.frameRequestedNavigation", requested, true },
	{ "Page.frameScheduledNavigation", scheduled, true },
	{ "Page.frameClearedScheduledNavigation", unscheduled, false },
	{ "Page.javascriptDialogOpening", dialog, false },
	{ "Page.windowOpen", window, false },
	{ "Target.targetCreated", target, false },
	{ "Browser.downloadWillBegin", download, false },
	{ "Inspector.targetCrashed", crashed, false },
};

static void happened(struct page *page, struct str method, struct str message)
{
	for (size_t i = 0; i < COUNT(events); i++)
		if (str_eq(method, str_c(events[i].method))) {
			if (events[i].activity)
				page->last = page_now();
			events[i].take(page, pick(page->scratch, message, "params"));
			return;
		}
}

static void came(struct page *page, struct str result)
{
	void (*then)(struct page *, struct str) = page->then;

	page->awaited = 0;
	page->then = NULL;
	then(page, result);
}

void page_hear(struct page *page, struct str message)
{
	struct str method = pick_text(page->scratch, message, "method");

	if (page->phase == PAGE_DONE)
		;
	else if (method.n)
		happened(page, method, message);
	else if (page->awaited &&
		 pick_number(page->scratch, message, "id") == page->awaited)
		came(page, pick(page->scratch, message, "result"));
	arena_reset(page->scratch, 0);
}

/* --- what is due ---------------------------------------------------------------------
 */

void page_end(struct page *page, const char *why)
{
	if (page->phase != PAGE_RUNNING)
		return;
	page->ended = why;
	page_drop_requests(page);
	enter(page, PAGE_TAKING);
	page_take(page);
}

void page_lost(struct page *page)
{
	if (page->phase == PAGE_DONE)
		return;
	page->ended = "crash";
	enter(page, PAGE_DONE);
}

static bool is_quiet(const struct page *page, double now)
{
	return page->loaded && page->open == 0 && now >= page->scheduled &&
	       now - page->last >= LIMIT_BROWSE_QUIET_MS / 1000.0;
}

static void tick_running(struct page *page, double now)
{
	if (now - page->entered >= LIMIT_BROWSE_MS / 1000.0)
		page_end(page, "time");
	else if (is_quiet(page, now))
		page_end(page, "quiet");
}

void page_tick(struct page *page)
{
	double now = page_now();

	if (page->phase == PAGE_RUNNING)
		tick_running(page, now);
	else if (page->phase == PAGE_OPENING &&
		 now - page->entered >= LIMIT_BROWSE_START_MS / 1000.0)
		page_lost(page);
	else if (page->phase == PAGE_TAKING &&
		 now - page->entered >= LIMIT_BROWSE_TAKE_MS / 1000.0)
		enter(page, PAGE_DONE);
	else if (page->phase == PAGE_TAKING && page->awaited &&
		 now - page->awaited_since >= LIMIT_BROWSE_COMMAND_MS / 1000.0)
		came(page, STR_NONE);
}
