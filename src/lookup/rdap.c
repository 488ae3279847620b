/* lookup/rdap.c - "rdap https://rdap.example/domain/example.com": registries' data.
 *
 * Registries send whoever asks to each other (RFC 7480, 5.2). Where they do, that is the
 * answer: what they name is asked as a question of its own, so that each packet belongs
 * to one. 404 and 429 are answers, too. */
#include "lookup/fetch.h"

enum { AT_ONCE = 4 }; /* of one registry */

static void left(void *arg)
{
	inquiry_start(arg);
}

/* That there is nothing under a name is an answer; an error, or "too often", is none. */
static void done(void *arg, const struct fetch_result *result)
{
	uint16_t status = (uint16_t)result->exchange.status;
	bool whole = result->status == ANSWER_ANSWERED &&
		     (status == 200 || status == 404 || status / 100 == 3);

	fetch_tell(arg, result, whole ? LIMIT_CACHE_REGISTRY : 0);
}

static void ask(struct inquiry *inquiry)
{
	const struct question *question = &inquiry->question;
	struct fetch_request request = {
		.host = question->name,
		.port = question->port,
		.url = question->subject,
		.accept = "application/rdap+json, application/json;q=0.8",
		.at_once = AT_ONCE,
	};

	inquiry_start(inquiry);
	fetch_begin(inquiry->lookup, &request, left, done, inquiry);
}

const struct lookup_kind lookup_rdap = {
	.kind = QUESTION_RDAP,
	.prepare = fetch_prepare,
	.ask = ask,
};
