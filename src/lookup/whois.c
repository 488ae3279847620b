/* lookup/whois.c - questions of WHOIS (RFC 3912): one line there, a text back, the server
 * closes.
 *
 * Registries count those who ask. So there is one connection to a server at a time, and
 * some time lies between the starts of two; who has to wait longer than a message waits
 * is told that he was not asked for. Nothing is read in the text, no referral is
 * followed: that is asked from elsewhere, as a question of its own. */
#include "lookup/lookup.h"

#include "base/buf.h"
#include "lookup/endpoint.h"

#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event_struct.h>
#include <stdio.h>
#include <stdlib.h>

#define N_(text) text

enum {
	/* Connections at once, to different servers; there are descriptors for so many
	 * beside those of the DNS. */
	OPEN_MOST = 64,
	READ_AHEAD = 64 * 1024,
	/* Of a question's time: a connection, and the silence before the end. */
	CONNECT_PART = 3,
	SILENCE_PART = 2,
};

struct query {
	struct server *server;
	struct inquiry *inquiry;
	int64_t came_us;
	struct query *next; /* waiting */

	struct endpoints found; /* under way */
	unsigned at;		/* of `found`, from 1 */
	struct bufferevent *stream;
	struct event deadline;
	struct buf text;
	bool connected;
};

/* A server that is asked, or was a moment ago. */
struct server {
	struct whois *whois;
	struct server *next;
	char *host;
	uint16_t port;
	struct query *first, **last;
	unsigned waiting;
	struct query *busy;
	int64_t ready_us; /* not before */
	struct event wake;
};

struct whois {
	struct lookup *lookup;
	struct server *servers;
	unsigned open;
	int64_t total_us;
	struct event turn; /* see who is next */
};

static struct timeval time_of(int64_t us)
{
	return (struct timeval){ us / 1000000, us % 1000000 };
}

/* --- the end of a question -------------------------------------------------------------
 */

static void free_query(struct query *query)
{
	if (event_initialized(&query->deadline))
		evtimer_del(&query->deadline);
	if (query->stream)
		bufferevent_free(query->stream);
	buf_fini(&query->text);
	free(query);
}

/* "whois.nic.example 192.0.2.43:43" */
static void tell(struct query *query, enum answer_status status, const char *reason)
{
	struct server *server = query->server;
	const struct endpoint *end =
	    query->at ? &query->found.items[query->at - 1] : NULL;
	struct told told = { .status = status,
			     .reason = str_c(reason),
			     .bytes = buf_peek(&query->text) };
	char from[LIMIT_HOST_BYTES + 80];

	snprintf(from, sizeof from, "%s%s%s", server->host, end ? " " : "",
		 end ? end->text : "");
	told.from = str_c(from);
	if (status == ANSWER_ANSWERED && told.bytes.n)
		told.ttl = LIMIT_CACHE_REGISTRY;
	inquiry_tell(query->inquiry, &told);
	if (server->busy == query) {
		server->busy = NULL;
		server->whois->open--;
	}
	free_query(query);
}

/* The next one's turn comes from the loop: a thousand questions may end at once, one
 * because of the other. */
static void finish(struct query *query, enum answer_status status, const char *reason)
{
	struct whois *whois = query->server->whois;

	tell(query, status, reason);
	event_active(&whois->turn, EV_TIMEOUT, 0);
}

/* --- a connection ----------------------------------------------------------------------
 */

static void connect_next(struct query *query, int error);

/* The text so far, at most what is kept; true: there was more. */
static bool take_text(struct query *query)
{
	struct evbuffer *in = bufferevent_get_input(query->stream);
	size_t n = evbuffer_get_length(in);

	if (n)
		buf_add(&query->text, str_make((const char *)evbuffer_pullup(in, -1), n));
	evbuffer_drain(in, n);
	return query->text.full;
}

static void on_read(struct bufferevent *stream, void *arg)
{
	struct query *query = arg;

	(void)stream;
	if (take_text(query))
		finish(query, ANSWER_ANSWERED,
		       N_("the server sent more than 256 KiB: the rest was not read"));
}

static void begin_question(struct query *query)
{
	struct timeval silence = time_of(query->server->whois->total_us / SILENCE_PART);
	struct str line = query->inquiry->question.subject;

	query->connected = true;
	bufferevent_set_timeouts(query->stream, &silence, &silence);
	bufferevent_write(query->stream, line.p, line.n);
	bufferevent_write(query->stream, "\r\n", 2);
	bufferevent_enable(query->stream, EV_READ | EV_WRITE);
}

static void ended(struct query *query, int error)
{
	take_text(query);
	if (error && query->text.n)
		finish(query, ANSWER_ANSWERED,
		       N_("the server broke the connection off: the end may be "
			  "missing"));
	else if (error)
		finish(query, ANSWER_REFUSED,
		       N_("the server broke the connection off without an answer"));
	else if (query->text.n == 0)
		finish(query, ANSWER_ANSWERED,
		       N_("the server closed the connection without a word"));
	else
		finish(query, ANSWER_ANSWERED, NULL);
}

static void silent(struct query *query)
{
	take_text(query);
	finish(query, ANSWER_TIMEOUT,
	       query->text.n ? N_("the server sent something, and did not come to an end")
			     : N_("the server is silent"));
}

static void on_event(struct bufferevent *stream, short what, void *arg)
{
	struct query *query = arg;
	int error = EVUTIL_SOCKET_ERROR();

	(void)stream;
	if (what & BEV_EVENT_CONNECTED)
		begin_question(query);
	else if (!query->connected)
		connect_next(query, what & BEV_EVENT_TIMEOUT ? ETIMEDOUT : error);
	else if (what & BEV_EVENT_TIMEOUT)
		silent(query);
	else
		ended(query, what & BEV_EVENT_ERROR ? error : 0);
}

/* Nobody could be connected to. */
static void unreachable(struct query *query, int error)
{
	switch (error) {
	case ECONNREFUSED:
		finish(query, ANSWER_REFUSED,
		       N_("nobody listens at the server's address"));
		break;
	case ETIMEDOUT:
		finish(query, ANSWER_TIMEOUT,
		       N_("the server does not take the connection"));
		break;
	case ECONNRESET:
		finish(query, ANSWER_REFUSED,
		       N_("the server broke the connection off without an answer"));
		break;
	default:
		finish(query, ANSWER_FAILED, N_("there is no way to the server"));
	}
}

static struct bufferevent *open_stream(struct query *query)
{
	struct whois *whois = query->server->whois;
	struct timeval wait = time_of(whois->total_us / CONNECT_PART);
	struct bufferevent *stream = bufferevent_socket_new(
	    whois->lookup->base, -1, BEV_OPT_CLOSE_ON_FREE | BEV_OPT_DEFER_CALLBACKS);

	if (!stream)
		abort();
	bufferevent_setcb(stream, on_read, NULL, on_event, query);
	bufferevent_setwatermark(stream, EV_READ, 0, READ_AHEAD);
	bufferevent_set_timeouts(stream, &wait, &wait);
	return stream;
}

/* `error`: of the address before; 0: this is the first. */
static void connect_next(struct query *query, int error)
{
	struct endpoint *end;

	if (query->stream)
		bufferevent_free(query->stream);
	query->stream = NULL;
	if (query->at == query->found.count) {
		unreachable(query, error);
		return;
	}
	end = &query->found.items[query->at++];
	query->stream = open_stream(query);
	/* A refusal that is known at once is told by on_event(), later. */
	if (bufferevent_socket_connect(query->stream, (struct sockaddr *)&end->to,
				       (int)end->to_n) != 0)
		connect_next(query, EVUTIL_SOCKET_ERROR());
}

static void on_deadline(int fd, short bits, void *arg)
{
	struct query *query = arg;

	(void)fd, (void)bits;
	if (query->connected)
		silent(query);
	else
		unreachable(query, ETIMEDOUT);
}

/* --- a question ------------------------------------------------------------------------
 */

static void found(void *arg, const struct endpoints *found)
{
	struct query *query = arg;
	struct whois *whois = query->server->whois;
	struct timeval total = time_of(whois->total_us);

	inquiry_start(query->inquiry);
	if (found->by_proxy) {
		finish(query, ANSWER_NOT_ALLOWED,
		       N_("WHOIS does not go through the proxy, and not past it"));
		return;
	}
	if (found->count == 0) {
		finish(query, found->status, found->reason);
		return;
	}
	query->found = *found;
	query->server->ready_us = lookup_now_us() + LIMIT_WHOIS_SPACING_MS * 1000;
	evtimer_assign(&query->deadline, whois->lookup->base, on_deadline, query);
	evtimer_add(&query->deadline, &total);
	connect_next(query, 0);
}

static void start(struct query *query)
{
	struct server *server = query->server;

	server->busy = query;
	server->whois->open++;
	endpoint_find(server->whois->lookup,
		      query->inquiry->question.name, /* may end at once */
		      query->inquiry->question.port, found, query);
}

static struct query *take(struct server *server)
{
	struct query *query = server->first;

	server->first = query->next;
	if (!server->first)
		server->last = &server->first;
	server->waiting--;
	return query;
}

/* Nobody waits for an answer any more. */
static void drop_late(struct server *server, int64_t now)
{
	while (server->first && now - server->first->came_us > LIMIT_WAITING_MS * 1000L) {
		struct query *query = take(server);

		inquiry_start(query->inquiry);
		tell(query, ANSWER_NOT_ALLOWED,
		     N_("not asked: too many questions waited for this server, which is "
			"asked one at a time"));
	}
}

/* Wakes the server once it may be asked again, be it only to be forgotten. */
static void wake_later(struct server *server, int64_t us)
{
	struct timeval wait = time_of(us > 0 ? us : 0);

	if (!evtimer_pending(&server->wake, NULL))
		evtimer_add(&server->wake, &wait);
}

static void pump(struct server *server)
{
	int64_t now = lookup_now_us();

	drop_late(server, now);
	if (server->busy)
		return;
	if (now < server->ready_us || !server->first)
		wake_later(server, server->ready_us - now);
	else if (server->whois->open < OPEN_MOST)
		start(take(server));
}

static void on_turn(int fd, short bits, void *arg)
{
	struct whois *whois = arg;

	(void)fd, (void)bits;
	for (struct server *server = whois->servers; server; server = server->next)
		pump(server);
}

static void forget(struct server *server)
{
	struct server **at = &server->whois->servers;

	while (*at != server)
		at = &(*at)->next;
	*at = server->next;
	evtimer_del(&server->wake);
	free(server->host);
	free(server);
}

static void on_wake(int fd, short bits, void *arg)
{
	struct server *server = arg;

	(void)fd, (void)bits;
	if (server->busy || server->first)
		pump(server);
	else
		forget(server);
}

static struct server *server_of(struct whois *whois, const struct question *question)
{
	struct server *server = whois->servers;

	while (server && (server->port != question->port ||
			  !str_eq(str_c(server->host), question->name)))
		server = server->next;
	if (server)
		return server;
	server = calloc(1, sizeof *server);
	if (!server)
		abort();
	*server = (struct server){ .whois = whois,
				   .next = whois->servers,
				   .host = strdup(question->name.p),
				   .port = question->port };
	if (!server->host)
		abort();
	server->last = &server->first;
	evtimer_assign(&server->wake, whois->lookup->base, on_wake, server);
	whois->servers = server;
	return server;
}

static void ask(struct inquiry *inquiry)
{
	struct whois *whois = inquiry->lookup->own[QUESTION_WHOIS];
	struct server *server = server_of(whois, &inquiry->question);
	struct query *query = calloc(1, sizeof *query);

	if (!query)
		abort();
	*query = (struct query){ .server = server,
				 .inquiry = inquiry,
				 .came_us = lookup_now_us() };
	buf_init(&query->text, LIMIT_WHOIS_BYTES);
	if (server->waiting == LIMIT_WHOIS_WAITING) {
		inquiry_start(inquiry);
		tell(query, ANSWER_NOT_ALLOWED,
		     N_("not asked: too many questions waited for this server, which is "
			"asked one at a time"));
		return;
	}
	*server->last = query;
	server->last = &query->next;
	server->waiting++;
	pump(server);
}

static bool prepare(struct lookup *lookup, struct err *err)
{
	struct whois *whois = calloc(1, sizeof *whois);
	uint64_t ms = lookup->setup.timeout_ms;

	(void)err;
	if (!whois)
		abort();
	whois->lookup = lookup;
	whois->total_us = (int64_t)(ms ? ms : LIMIT_WHOIS_MS) * 1000;
	evtimer_assign(&whois->turn, lookup->base, on_turn, whois);
	lookup->own[QUESTION_WHOIS] = whois;
	return true;
}

const struct lookup_kind lookup_whois = {
	.kind = QUESTION_WHOIS,
	.prepare = prepare,
	.ask = ask,
};
