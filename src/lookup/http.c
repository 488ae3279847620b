/* lookup/http.c - "http GET https://example.com/" and "tls example.com:443": one hop of a
 * visit, one handshake.
 *
 * They go to hosts that a sender may run: one at a time, and no faster than a person
 * clicks. */
#include "lookup/fetch.h"

enum { SPACING_MS = 1000 };

static void left(void *arg)
{
	inquiry_start(arg);
}

static void done(void *arg, const struct fetch_result *result)
{
	fetch_tell(arg, result, 0);
}

static void ask_http(struct inquiry *inquiry)
{
	const struct question *question = &inquiry->question;
	struct fetch_request request = {
		.host = question->name,
		.port = question->port,
		.url = question->subject,
		.accept = "text/html,application/xhtml+xml,*/*;q=0.8",
		.at_once = 1,
		.spacing_ms = SPACING_MS,
	};

	inquiry_start(inquiry);
	fetch_begin(inquiry->lookup, &request, left, done, inquiry);
}

static void ask_tls(struct inquiry *inquiry)
{
	const struct question *question = &inquiry->question;
	struct arena *arena = arena_new(0);
	struct fetch_request request = {
		.host = question->name,
		.port = question->port,
		.handshake = true,
		.at_once = 1,
		.spacing_ms = SPACING_MS,
	};

	request.url = arena_printf(arena, "https://%.*s:%u/", STR_ARG(question->name),
				   question->port);
	inquiry_start(inquiry);
	fetch_begin(inquiry->lookup, &request, left, done, inquiry);
	arena_free(arena);
}

const struct lookup_kind lookup_http = {
	.kind = QUESTION_HTTP,
	.prepare = fetch_prepare,
	.ask = ask_http,
};

const struct lookup_kind lookup_tls = {
	.kind = QUESTION_TLS,
	.prepare = fetch_prepare,
	.ask = ask_tls,
};
