/* lookup/fetch_verdict.c - what came of a transfer, in our words.
 *
 * Where the head of an answer came whole, there is an answer, and what went wrong behind
 * it is its `cut`. Otherwise there is a status and a reason. */
#include "lookup/fetch_inside.h"

#include <errno.h>
#include <stdio.h>

#define N_(text) text

/* --- what came -----------------------------------------------------------------------
 */

static void take_tls(struct fetch *fetch)
{
	struct exchange *exchange = &fetch->exchange;
	struct fetch_tls *tls = &fetch->tls;

	exchange->tls = str_c(tls->facts);
	exchange->alpn = str_c(tls->alpn);
	exchange->verify = str_c(tls->verify);
	exchange->certificates = tls->chain;
	exchange->certificate_count = tls->count;
}

/* --- behind the head -----------------------------------------------------------------
 */

static const char *cut_by_peer(const struct fetch *fetch, CURLcode code)
{
	switch (code) {
	case CURLE_OPERATION_TIMEDOUT:
		return str_find_str(str_c(fetch->error), STR("slow")) != STR_NPOS
			   ? "too slow"
			   : "out of time";
	case CURLE_BAD_CONTENT_ENCODING:
		return "broken compression";
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
		return "broken HTTP/2";
	case CURLE_RECV_ERROR:
		if (str_find_str(str_c(fetch->error), STR("chunk")) != STR_NPOS)
			return "broken chunks";
		return "connection lost";
	default:
		return "ended early";
	}
}

static void note_cut(struct fetch *fetch, CURLcode code)
{
	if (fetch->head_full || code == CURLE_OUT_OF_MEMORY)
		snprintf(fetch->cut, sizeof fetch->cut, "head cap %u", LIMIT_HTTP_HEAD);
	else if (fetch->body.full)
		snprintf(fetch->cut, sizeof fetch->cut, "cap %u", LIMIT_HTTP_BODY);
	else
		snprintf(fetch->cut, sizeof fetch->cut, "%s", cut_by_peer(fetch, code));
	if (fetch->head_full || code == CURLE_OUT_OF_MEMORY)
		fetch->exchange.fields_cut = true;
	fetch->exchange.cut = str_c(fetch->cut);
}

/* --- no answer -----------------------------------------------------------------------
 */

static void say(struct fetch_result *ret, enum answer_status status, const char *reason)
{
	ret->status = status;
	ret->reason = reason;
}

static void no_connection(const struct fetch *fetch, struct fetch_result *ret)
{
	long error = 0;

	curl_easy_getinfo(fetch->easy, CURLINFO_OS_ERRNO, &error);
	if (fetch->refusal)
		say(ret, ANSWER_NOT_ALLOWED, fetch->refusal);
	else if (error == ECONNREFUSED)
		say(ret, ANSWER_REFUSED, N_("nobody listens at that address and port"));
	else if (error == ETIMEDOUT)
		say(ret, ANSWER_TIMEOUT, N_("no connection in time"));
	else if (error == EHOSTUNREACH || error == ENETUNREACH)
		say(ret, ANSWER_FAILED, N_("there is no way to that address"));
	else if (error == ECONNRESET)
		say(ret, ANSWER_FAILED, N_("the connection was lost before the answer"));
	else
		say(ret, ANSWER_FAILED, N_("the connection could not be made"));
}

static void no_time(const struct fetch *fetch, struct fetch_result *ret)
{
	curl_off_t connected = 0, handshaken = 0;

	curl_easy_getinfo(fetch->easy, CURLINFO_CONNECT_TIME_T, &connected);
	curl_easy_getinfo(fetch->easy, CURLINFO_APPCONNECT_TIME_T, &handshaken);
	if (connected == 0 && !fetch->tls_begun)
		say(ret, ANSWER_TIMEOUT, N_("no connection in time"));
	else if (fetch->tls_begun && handshaken == 0)
		say(ret, ANSWER_TIMEOUT, N_("the TLS handshake did not end in time"));
	else
		say(ret, ANSWER_TIMEOUT,
		    N_("the head of the answer did not come in time"));
}

/* "error:0A000410:SSL routines::sslv3 alert handshake failure" */
static void no_tls(struct fetch *fetch, struct fetch_result *ret)
{
	static const char mark[] = "SSL routines::";
	const char *what = strstr(fetch->error, mark);

	if (!what) {
		say(ret, ANSWER_FAILED,
		    N_("the connection ended during the TLS handshake"));
		return;
	}
	snprintf(fetch->reason, sizeof fetch->reason, "TLS: %s", what + strlen(mark));
	say(ret, ANSWER_FAILED, fetch->reason);
}

static void no_answer(struct fetch *fetch, CURLcode code, struct fetch_result *ret)
{
	switch (code) {
	case CURLE_COULDNT_CONNECT:
		no_connection(fetch, ret);
		return;
	case CURLE_ABORTED_BY_CALLBACK:
		say(ret, ANSWER_NOT_ALLOWED, fetch->refusal);
		return;
	case CURLE_OPERATION_TIMEDOUT:
		no_time(fetch, ret);
		return;
	case CURLE_SSL_CONNECT_ERROR:
		no_tls(fetch, ret);
		return;
	case CURLE_PROXY:
	case CURLE_COULDNT_RESOLVE_PROXY:
		say(ret, ANSWER_FAILED, N_("the proxy did not connect"));
		return;
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_WEIRD_SERVER_REPLY:
		say(ret, ANSWER_FAILED, N_("what came is not HTTP"));
		return;
	case CURLE_GOT_NOTHING:
		say(ret, ANSWER_FAILED, N_("it closed the connection without an answer"));
		return;
	case CURLE_BAD_CONTENT_ENCODING:
		say(ret, ANSWER_FAILED, N_("its coding cannot be undone"));
		return;
	case CURLE_WRITE_ERROR:	  /* interim answers without end */
	case CURLE_OUT_OF_MEMORY: /* one line of it */
		say(ret, ANSWER_FAILED, N_("the head of the answer is too large"));
		return;
	case CURLE_RECV_ERROR:
	case CURLE_SEND_ERROR:
	case CURLE_PARTIAL_FILE:
		say(ret, ANSWER_FAILED, N_("the connection was lost before the answer"));
		return;
	default:
		say(ret, ANSWER_FAILED, curl_easy_strerror(code));
	}
}

/* Of a head without end there is so much that one line more tells nothing. */
static bool is_answer(const struct fetch *fetch, CURLcode code)
{
	if (fetch->request.handshake || fetch->exchange.status < 200)
		return false;
	return fetch->head_done || fetch->head_full || code == CURLE_OUT_OF_MEMORY;
}

void fetch_judge(struct fetch *fetch, CURLcode code, struct fetch_result *ret)
{
	struct exchange *exchange = &fetch->exchange;
	char *redirect = NULL;
	bool answered;

	exchange->framed = true;
	exchange->body = buf_peek(&fetch->body);
	if (fetch->at && fetch->from_proxy[0] == '\0')
		exchange->address = str_c(fetch->at->text);
	take_tls(fetch);
	answered = code == CURLE_OK || is_answer(fetch, code);
	if (answered && code != CURLE_OK)
		note_cut(fetch, code);
	*ret = (struct fetch_result){ .status = ANSWER_ANSWERED };
	if (!answered)
		no_answer(fetch, code, ret);
	curl_easy_getinfo(fetch->easy, CURLINFO_REDIRECT_URL, &redirect);
	ret->redirect = str_c(redirect);
	ret->from = str_c(fetch->from_proxy);
	ret->exchange = *exchange;
}
