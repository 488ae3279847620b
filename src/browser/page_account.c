/* browser/page_account.c - see page.h: all of it in one JSON text.
 *
 * Every key is always there; what is not known is null, "" or an empty list. */
#include "base/digest.h"
#include "browser/page.h"
#include "mail/base64.h"

static void add_steps(const struct page *page, struct json *json)
{
	json_key(json, "steps");
	json_array(json);
	for (uint32_t i = 0; i < page->step_count; i++) {
		const struct step *step = &page->steps[i];

		json_object(json);
		json_key_str(json, "url", page->requests[step->request - 1].url);
		json_key_c(json, "cause", step->cause);
		json_key_int(json, "request", step->request);
		json_key_int(json, "at_ms", step->at_ms);
		json_object_end(json);
	}
	json_array_end(json);
	json_key_int(json, "navigations", page->navigations);
}

/* Whether it left us; and if it did, what came of it. */
static void add_outcome(const struct request *request, struct json *json)
{
	bool came = request->answered && request->http;

	json_key_bool(json, "sent", !request->unsent);
	json_key_c(json, "unsent", unsent_name(request->unsent));
	json_key_c(json, "status",
		   request->unsent	? NULL
		   : !request->answered ? "timeout"
					: answer_status_name(request->status));
	json_key_str(json, "reason", request->reason);
	json_key_int(json, "http", request->http);
	json_key_str(json, "address", request->address);
	json_key_int(json, "size", (int64_t)request->size);
	json_key_c(json, "sha256", came ? request->sha256 : NULL);
}

static void add_requests(const struct page *page, struct json *json)
{
	json_key(json, "requests");
	json_array(json);
	for (uint32_t i = 0; i < page->request_count; i++) {
		const struct request *request = &page->requests[i];

		json_object(json);
		json_key_int(json, "n", i + 1);
		json_key_str(json, "url", request->url);
		json_key_str(json, "method", request->method);
		json_key_str(json, "type", request->type);
		json_key_int(json, "at_ms", request->at_ms);
		json_key_int(json, "took_ms", request->took_ms);
		add_outcome(request, json);
		json_object_end(json);
	}
	json_array_end(json);
	json_key_int(json, "unlisted", page->unlisted);
}

static void add_notes(const struct notes *notes, const char *key, struct json *json)
{
	json_key(json, key);
	json_array(json);
	for (uint32_t i = 0; i < notes->kept; i++) {
		json_object(json);
		json_key_str(json, "kind", notes->items[i].kind);
		json_key_str(json, "text", notes->items[i].text);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_frames(const struct page *page, struct json *json)
{
	json_key(json, "frames");
	json_array(json);
	for (uint32_t i = 0; i < page->frame_count; i++) {
		json_object(json);
		json_key_str(json, "url", page->frames[i].url);
		json_key_str(json, "document", page->frames[i].document);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_picture(struct page *page, struct json *json)
{
	struct base64_result result;
	char *bytes, sum[65];

	json_key(json, "picture");
	if (page->png.n == 0) {
		json_null(json);
		return;
	}
	bytes = arena_bytes(page->arena, base64_room(page->png.n));
	base64_read(page->png, bytes, &result);
	digest_sha256(str_make(bytes, result.length), sum);
	json_object(json);
	json_key_c(json, "type", "image/png");
	json_key_int(json, "width", page->picture_width);
	json_key_int(json, "height", page->picture_height);
	json_key_int(json, "size", (int64_t)result.length);
	json_key_c(json, "sha256", sum);
	json_key_str(json, "base64", page->png);
	json_object_end(json);
}

void page_account(struct page *page, struct buf *out)
{
	struct json json;

	json_init(&json, out);
	json_object(&json);
	json_key_c(&json, "browser", page->browser);
	json_key_bool(&json, "own_sandbox", page->own_sandbox);
	json_key_str(&json, "url", page->url);
	json_key_str(&json, "final", page->final);
	json_key_str(&json, "title", page->title);
	json_key_str(&json, "language", page->language);
	json_key_c(&json, "ended", page->ended);
	json_key_int(&json, "duration_ms", page_ms(page));
	add_steps(page, &json);
	add_requests(page, &json);
	add_notes(&page->dialogs, "dialogs", &json);
	json_key_int(&json, "dialog_count", page->dialogs.count);
	add_notes(&page->windows, "windows", &json);
	add_notes(&page->downloads, "downloads", &json);
	json_key_str(&json, "document", page->document);
	json_key_int(&json, "document_bytes", (int64_t)page->document_bytes);
	add_frames(page, &json);
	add_picture(page, &json);
	json_object_end(&json);
}
