/* lookup/rdap.c - "rdap https://rdap.example/domain/example.com": registries' data.
 *
 * Registries send whoever asks to each other (RFC 7480, 5.2); a few such hops are
 * followed, by https alone, and named in the answer. Whatever the last one says is the
 * answer: 404 and 429 say something, too. */
#include "lookup/fetch.h"
#include "lookup/guard.h"

#include <stdlib.h>

#define N_(text) text

enum { AT_ONCE = 4 }; /* of one registry */

struct rdap {
	struct inquiry *inquiry;
	struct arena *arena;
	struct question at; /* what is asked now */
	struct str *hops;
	uint32_t hop_count, hop_cap;
};

static void ask_at(struct rdap *rdap);

static void left(void *arg)
{
	struct rdap *rdap = arg;

	if (rdap->hop_count == 0)
		inquiry_start(rdap->inquiry);
}

static void tell(struct rdap *rdap, const struct fetch_result *result)
{
	struct fetch_result all = *result;

	all.exchange.hops = rdap->hops;
	all.exchange.hop_count = rdap->hop_count;
	fetch_tell(rdap->inquiry, &all);
	arena_free(rdap->arena);
	free(rdap);
}

static void tell_not_followed(struct rdap *rdap, const struct fetch_result *result,
			      enum answer_status status, const char *reason)
{
	struct fetch_result all = *result;

	all.status = status;
	all.reason = reason;
	tell(rdap, &all);
}

static bool is_redirect(const struct fetch_result *result)
{
	uint32_t status = result->exchange.status;

	return result->status == ANSWER_ANSWERED && result->redirect.n && status >= 300 &&
	       status < 400;
}

static void follow(struct rdap *rdap, const struct fetch_result *result)
{
	struct question next;
	const char *reason;

	if (rdap->hop_count == LIMIT_RDAP_HOPS) {
		tell_not_followed(rdap, result, ANSWER_FAILED,
				  N_("it redirects too often"));
		return;
	}
	if (!question_rdap(rdap->arena, arena_str(rdap->arena, result->redirect),
			   &next) ||
	    !str_starts(next.subject, STR("https:"))) {
		tell_not_followed(rdap, result, ANSWER_NOT_ALLOWED,
				  N_("it redirects to something else than https"));
		return;
	}
	reason = guard_port(QUESTION_RDAP, next.port);
	if (reason) {
		tell_not_followed(rdap, result, ANSWER_NOT_ALLOWED, reason);
		return;
	}
	ARENA_GROW(rdap->arena, rdap->hops, rdap->hop_count, rdap->hop_cap);
	rdap->hops[rdap->hop_count++] =
	    arena_printf(rdap->arena, "%u %.*s %.*s", result->exchange.status,
			 STR_ARG(result->exchange.address), STR_ARG(rdap->at.subject));
	rdap->at = next;
	ask_at(rdap);
}

static void done(void *arg, const struct fetch_result *result)
{
	struct rdap *rdap = arg;

	if (is_redirect(result))
		follow(rdap, result);
	else
		tell(rdap, result);
}

static void ask_at(struct rdap *rdap)
{
	struct fetch_request request = {
		.host = rdap->at.name,
		.port = rdap->at.port,
		.url = rdap->at.subject,
		.accept = "application/rdap+json, application/json;q=0.8",
		.at_once = AT_ONCE,
	};

	fetch_begin(rdap->inquiry->lookup, &request, left, done, rdap);
}

static void ask(struct inquiry *inquiry)
{
	struct rdap *rdap = calloc(1, sizeof *rdap);

	if (!rdap)
		abort();
	rdap->arena = arena_new(0);
	if (!rdap->arena)
		abort();
	rdap->inquiry = inquiry;
	rdap->at = inquiry->question;
	inquiry_start(inquiry);
	ask_at(rdap);
}

const struct lookup_kind lookup_rdap = {
	.kind = QUESTION_RDAP,
	.prepare = fetch_prepare,
	.ask = ask,
};
