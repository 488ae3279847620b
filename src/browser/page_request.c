/* browser/page_request.c - see page.h: what the page wants from outside.
 *
 * A request stays paused in Chromium until the answer is there. Chromium has no other way
 * to get one: it has no network. */
#include "base/digest.h"
#include "browser/page.h"
#include "browser/pick.h"
#include "door/exchange.h"
#include "mail/base64.h"

const char *unsent_name(enum unsent unsent)
{
	static const char *const names[UNSENTS] = {
		[UNSENT_NOT] = "",	    [UNSENT_METHOD] = "method",
		[UNSENT_SCHEME] = "scheme", [UNSENT_SOCKET] = "socket",
		[UNSENT_WINDOW] = "window", [UNSENT_REQUESTS] = "requests",
		[UNSENT_BYTES] = "bytes",   [UNSENT_NAVIGATIONS] = "navigations",
		[UNSENT_OVER] = "over",
	};

	return names[unsent];
}

/* --- answers to Chromium -------------------------------------------------------------
 */

/* A document that is failed otherwise is replaced by a page of Chromium's own that says
 * so; "aborted" leaves what stands. */
static void fail(struct page *page, struct request *request)
{
	struct json *json;

	if (request->paused.n == 0)
		return;
	json = devtools_begin(&page->tools, STR_NONE, "Fetch.failRequest");
	json_key_str(json, "requestId", request->paused);
	json_key_c(json, "errorReason", request->document ? "Aborted" : "Failed");
	devtools_end(&page->tools);
	request->paused = STR_NONE;
}

/* Fields that spoke of the connection and of codings that are undone; those that would
 * set something for later, or report somewhere. */
static bool is_passed_on(struct str name)
{
	static const char *const dropped[] = {
		"set-cookie",	       "set-cookie2",
		"content-encoding",    "content-length",
		"transfer-encoding",   "connection",
		"keep-alive",	       "alt-svc",
		"report-to",	       "nel",
		"reporting-endpoints", "clear-site-data",
		"www-authenticate",
	};

	for (size_t i = 0; i < COUNT(dropped); i++)
		if (str_eq(name, str_c(dropped[i])))
			return false;
	return true;
}

static void add_fields(struct json *json, const struct exchange *exchange)
{
	json_key(json, "responseHeaders");
	json_array(json);
	for (uint32_t i = 0; i < exchange->field_count; i++) {
		if (!is_passed_on(exchange->fields[i].name))
			continue;
		json_object(json);
		json_key_str(json, "name", exchange->fields[i].name);
		json_key_str(json, "value", exchange->fields[i].value);
		json_object_end(json);
	}
	json_array_end(json);
}

static void fulfil(struct page *page, struct request *request,
		   const struct exchange *exchange)
{
	struct json *json;
	struct buf body;

	if (request->paused.n == 0)
		return;
	buf_init(&body, 0);
	buf_add_char(&body, '"');
	base64_add(&body, exchange->body);
	buf_add_char(&body, '"');
	json = devtools_begin(&page->tools, STR_NONE, "Fetch.fulfillRequest");
	json_key_str(json, "requestId", request->paused);
	json_key_int(json, "responseCode", exchange->status);
	add_fields(json, exchange);
	json_key(json, "body");
	json_made(json, buf_peek(&body));
	devtools_end(&page->tools);
	buf_fini(&body);
	request->paused = STR_NONE;
}

/* --- what is wanted ------------------------------------------------------------------
 */

/* What is not listed any more is answered all the same. */
static struct request *new_request(struct page *page)
{
	if (page->request_count == LIMIT_BROWSE_LISTED) {
		page->unlisted++;
		return arena_new_of(page->scratch, struct request);
	}
	ARENA_GROW(page->arena, page->requests, page->request_count, page->request_cap);
	page->requests[page->request_count] = (struct request){ 0 };
	return &page->requests[page->request_count++];
}

/* A page may want more than is listed, without end. */
static struct str keep(struct page *page, struct str text, size_t most)
{
	return arena_str(page->unlisted ? page->scratch : page->arena,
			 str_sub(text, 0, most));
}

static struct str keep_text(struct page *page, struct str object, const char *key,
			    size_t most)
{
	return keep(page, pick_text(page->scratch, object, key), most);
}

static struct request *add_request(struct page *page, struct str params)
{
	struct str wanted = pick(page->scratch, params, "request");
	struct str frame = pick_text(page->scratch, params, "frameId");
	struct request *request = new_request(page);

	request->paused = keep_text(page, params, "requestId", 256);
	request->network = keep_text(page, params, "networkId", 256);
	request->url = keep_text(page, wanted, "url", LIMIT_BROWSE_NOTE);
	request->method = keep_text(page, wanted, "method", 32);
	request->type = keep_text(page, params, "resourceType", 32);
	request->document =
	    str_eq(request->type, STR("Document")) && str_eq(frame, page->target);
	request->at_ms = page_ms(page);
	return request;
}

static bool is_strange(struct page *page, struct str params)
{
	struct str frame = pick_text(page->scratch, params, "frameId");

	for (uint32_t i = 0; i < page->strange_count; i++)
		if (str_eq(page->strange[i], frame))
			return true;
	return frame.n == 0;
}

static enum unsent why_not(struct page *page, struct str params,
			   const struct request *request, struct question *ret)
{
	struct str url =
	    pick_text(page->scratch, pick(page->scratch, params, "request"), "url");

	if (page->phase != PAGE_RUNNING)
		return UNSENT_OVER;
	if (is_strange(page, params))
		return UNSENT_WINDOW;
	if (!str_eq(request->method, STR("GET")))
		return UNSENT_METHOD;
	if (!question_http(page->scratch, url, ret))
		return UNSENT_SCHEME;
	if (request->document && page->navigations > LIMIT_BROWSE_NAVIGATIONS)
		return UNSENT_NAVIGATIONS;
	if (page->sent >= LIMIT_BROWSE_REQUESTS || page->unlisted)
		return UNSENT_REQUESTS;
	if (page->bytes >= LIMIT_BROWSE_BYTES)
		return UNSENT_BYTES;
	return UNSENT_NOT;
}

/* What came of a field was the same request in Chromium. */
static bool is_redirect(const struct page *page, const struct request *request)
{
	const struct request *before;

	if (page->step_count == 0)
		return false;
	before = &page->requests[page->steps[page->step_count - 1].request - 1];
	return before->network.n && str_eq(before->network, request->network) &&
	       before->http >= 300 && before->http < 400;
}

static void add_step(struct page *page, const struct request *request)
{
	const char *cause = is_redirect(page, request) ? "redirect" : page->cause;

	page->navigations++;
	page->scheduled = 0;
	if (page->step_count == LIMIT_BROWSE_NAVIGATIONS || page->unlisted)
		return;
	page->steps[page->step_count++] = (struct step){
		.request = page->request_count,
		.cause = cause,
		.at_ms = request->at_ms,
	};
	page->cause = "other";
}

/* Is that question on its way for another request? */
static bool is_asked(const struct page *page, struct str question)
{
	for (uint32_t i = 0; i < page->request_count; i++)
		if (!page->requests[i].answered &&
		    str_eq(page->requests[i].question, question))
			return true;
	return false;
}

void page_request_paused(struct page *page, struct str params)
{
	struct request *request = add_request(page, params);
	struct question question = { 0 };

	if (request->document)
		add_step(page, request);
	request->unsent = why_not(page, params, request, &question);
	if (request->unsent) {
		fail(page, request);
		if (request->unsent == UNSENT_NAVIGATIONS)
			page_end(page, "navigations");
		return;
	}
	page->sent++;
	page->open++;
	if (!is_asked(page, question.text))
		page->ask(page->arg, question.text);
	request->question = arena_str(page->arena, question.text);
}

void page_socket_wanted(struct page *page, struct str params)
{
	struct request *request = new_request(page);

	request->url = keep_text(page, params, "url", LIMIT_BROWSE_NOTE);
	request->method = STR("GET");
	request->type = STR("WebSocket");
	request->unsent = UNSENT_SOCKET;
	request->at_ms = page_ms(page);
}

/* --- what came -----------------------------------------------------------------------
 */

static void take_exchange(struct page *page, struct request *request, struct str bytes)
{
	struct exchange exchange;

	exchange_read(page->scratch, bytes, &exchange);
	request->http = exchange.status;
	request->address = arena_str(page->arena, str_sub(exchange.address, 0, 64));
	request->size = exchange.body.n;
	digest_sha256(exchange.body, request->sha256);
	page->bytes += exchange.body.n;
	if (exchange.status >= 100 && exchange.status <= 599)
		fulfil(page, request, &exchange);
}

static void take_answer(struct page *page, struct request *request,
			const struct told *told)
{
	request->answered = true;
	request->status = (enum answer_status)told->status;
	request->reason =
	    arena_str(page->arena, str_sub(told->reason, 0, LIMIT_BROWSE_NOTE));
	request->took_ms = page_ms(page) - request->at_ms;
	if (page->open) /* not where the page is being read already */
		page->open--;
	page->last = page_now();
	if (request->status == ANSWER_ANSWERED)
		take_exchange(page, request, told->bytes);
	fail(page, request); /* where nothing came of it */
	/* Nothing stands there yet that the page could be. */
	if (request->document && request->http == 0 && page->step_count == 1)
		page_end(page, "unreachable");
}

void page_told(struct page *page, const struct told *told)
{
	for (uint32_t i = 0; i < page->request_count; i++) {
		struct request *request = &page->requests[i];

		if (request->question.n && !request->answered &&
		    str_eq(request->question, told->question))
			take_answer(page, request, told);
	}
	arena_reset(page->scratch, 0);
}

/* What has not come is not waited for. */
void page_drop_requests(struct page *page)
{
	for (uint32_t i = 0; i < page->request_count; i++)
		fail(page, &page->requests[i]);
	page->open = 0;
}
