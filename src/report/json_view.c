/* report/json_view.c - see json_view.h. */
#include "report/json_view.h"

#include "report/json_key.h"
#include "report/json_visit.h"

static bool is_only_here(const struct view *view, uint32_t step)
{
	for (uint32_t i = 0; i < view->step_count; i++)
		if (view->steps[i] == step)
			return true;
	return false;
}

static void key_steps(struct json *json, const struct view *view)
{
	json_key(json, "steps");
	json_array(json);
	for (uint32_t i = 0; i < view->browsed.step_count; i++) {
		const struct browsed_step *step = &view->browsed.steps[i];

		json_object(json);
		json_key_str(json, "url", step->url);
		json_key_str(json, "cause", step->cause);
		json_key_int(json, "at_ms", (int64_t)step->at_ms);
		json_key_int(json, "request", (int64_t)step->request);
		json_key_bool(json, "only_here", is_only_here(view, i));
		json_object_end(json);
	}
	json_array_end(json);
	json_key_int(json, "navigations", (int64_t)view->browsed.navigations);
}

static void add_request(struct json *json, const struct browsed_request *request)
{
	bool came = request->http > 0;

	json_object(json);
	json_key_int(json, "n", (int64_t)request->n);
	json_key_str(json, "url", request->url);
	json_key_str(json, "method", request->method);
	json_key_str(json, "type", request->type);
	json_key_int(json, "at_ms", (int64_t)request->at_ms);
	json_key_bool(json, "sent", request->sent);
	json_key_text(json, "unsent", request->unsent);
	json_key_text(json, "status", request->status);
	json_key_text(json, "reason", request->reason);
	json_key_int_or_null(json, "http", (int64_t)request->http, came);
	json_key_text(json, "address", request->address);
	json_key_int_or_null(json, "size", (int64_t)request->size, came);
	json_key_text(json, "sha256", request->sha256);
	json_object_end(json);
}

static void key_requests(struct json *json, const struct browsed *browsed)
{
	json_key(json, "requests");
	json_array(json);
	for (uint32_t i = 0; i < browsed->request_count; i++)
		add_request(json, &browsed->requests[i]);
	json_array_end(json);
	json_key_int(json, "unlisted", (int64_t)browsed->unlisted);
}

static void key_notes(struct json *json, const char *key,
		      const struct browsed_note *notes, uint32_t count)
{
	json_key(json, key);
	json_array(json);
	for (uint32_t i = 0; i < count; i++) {
		json_object(json);
		json_key_str(json, "kind", notes[i].kind);
		json_key_str(json, "text", notes[i].text);
		json_object_end(json);
	}
	json_array_end(json);
}

static void key_asks(struct json *json, uint32_t asks)
{
	json_key(json, "asks_only_here");
	json_array(json);
	for (int i = 0; i < PAGE_ASKS; i++)
		if (asks & 1u << i)
			json_c(json, page_asks_name((enum page_asks)i));
	json_array_end(json);
}

static void key_picture(struct json *json, const struct browsed_picture *picture)
{
	json_key(json, "picture");
	if (picture->base64.n == 0) {
		json_null(json);
		return;
	}
	json_object(json);
	json_key_int(json, "width", (int64_t)picture->width);
	json_key_int(json, "height", (int64_t)picture->height);
	json_key_int(json, "size", (int64_t)picture->size);
	json_key_text(json, "sha256", picture->sha256);
	json_object_end(json);
}

static void add_view(struct json *json, const struct view *view)
{
	const struct browsed *browsed = &view->browsed;
	const struct answer *answer = view->answer;

	json_object(json);
	json_key_int(json, "link", view->visit->link->n);
	json_key_str(json, "url", view->visit->href);
	json_key_int_or_null(json, "answer", answer ? answer->n : 0, answer && answer->n);
	json_key_c(json, "status", answer ? answer_status_name(answer->status) : NULL);
	json_key_text(json, "reason", answer ? answer->reason : STR_NONE);
	json_key_text(json, "browser", browsed->browser);
	json_key(json, "own_sandbox");
	if (view->read)
		json_bool(json, browsed->own_sandbox);
	else
		json_null(json);
	json_key_text(json, "final", browsed->final);
	json_key_text(json, "title", browsed->title);
	json_key_text(json, "language", browsed->language);
	json_key_text(json, "ended", browsed->ended);
	json_key_int(json, "duration_ms", (int64_t)browsed->duration_ms);
	key_steps(json, view);
	key_requests(json, browsed);
	key_notes(json, "dialogs", browsed->dialogs, browsed->dialog_kept);
	json_key_int(json, "dialog_count", (int64_t)browsed->dialog_count);
	key_notes(json, "windows", browsed->windows, browsed->window_count);
	key_notes(json, "downloads", browsed->downloads, browsed->download_count);
	key_asks(json, view->only);
	json_key(json, "pages");
	json_array(json);
	for (uint32_t i = 0; i < view->page_count; i++)
		json_page(json, &view->pages[i]);
	json_array_end(json);
	key_picture(json, &browsed->picture);
	json_object_end(json);
}

void json_views(struct json *json, const struct inspection *in)
{
	json_array(json);
	for (uint32_t i = 0; in->views && i < in->views->count; i++)
		add_view(json, &in->views->items[i]);
	json_array_end(json);
}
