/* lookup/fetch_loop.c - see fetch_loop.h. */
#include "lookup/fetch_loop.h"

#include <stdlib.h>

struct fetch_loop {
	struct event_base *base;
	CURLM *multi;
	struct event *timer;
	fetch_ended *ended;
};

static void tell_ended(struct fetch_loop *loop)
{
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(loop->multi, &left)) != NULL) {
		CURL *easy = message->easy_handle;
		CURLcode result = message->data.result;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl_multi_remove_handle(loop->multi, easy); /* `message` is gone */
		loop->ended(easy, result);
	}
}

static void act(struct fetch_loop *loop, curl_socket_t fd, int what)
{
	int running;

	curl_multi_socket_action(loop->multi, fd, what, &running);
	tell_ended(loop);
}

static void on_socket(evutil_socket_t fd, short what, void *arg)
{
	act(arg, fd,
	    (what & EV_READ ? CURL_CSELECT_IN : 0) |
		(what & EV_WRITE ? CURL_CSELECT_OUT : 0));
}

static void on_time(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what;
	act(arg, CURL_SOCKET_TIMEOUT, 0);
}

/* `mine`: the event of this socket, NULL at first. */
static int want_socket(CURL *easy, curl_socket_t fd, int what, void *arg, void *mine)
{
	struct fetch_loop *loop = arg;
	struct event *event = mine;
	short bits = (short)((what & CURL_POLL_IN ? EV_READ : 0) |
			     (what & CURL_POLL_OUT ? EV_WRITE : 0));

	(void)easy;
	if (event)
		event_free(event);
	event =
	    what == CURL_POLL_REMOVE
		? NULL
		: event_new(loop->base, fd, (short)(bits | EV_PERSIST), on_socket, loop);
	if (event)
		event_add(event, NULL);
	curl_multi_assign(loop->multi, fd, event);
	return 0;
}

static int want_time(CURLM *multi, long ms, void *arg)
{
	struct fetch_loop *loop = arg;
	struct timeval time = { ms / 1000, ms % 1000 * 1000 };

	(void)multi;
	if (ms < 0)
		evtimer_del(loop->timer);
	else
		evtimer_add(loop->timer, &time);
	return 0;
}

struct fetch_loop *fetch_loop_new(struct event_base *base, fetch_ended *ended)
{
	struct fetch_loop *loop = calloc(1, sizeof *loop);

	if (!loop)
		abort();
	*loop = (struct fetch_loop){ .base = base, .ended = ended };
	loop->multi = curl_multi_init();
	loop->timer = evtimer_new(base, on_time, loop);
	if (!loop->multi || !loop->timer)
		return NULL;
	curl_multi_setopt(loop->multi, CURLMOPT_SOCKETFUNCTION, want_socket);
	curl_multi_setopt(loop->multi, CURLMOPT_SOCKETDATA, loop);
	curl_multi_setopt(loop->multi, CURLMOPT_TIMERFUNCTION, want_time);
	curl_multi_setopt(loop->multi, CURLMOPT_TIMERDATA, loop);
	curl_multi_setopt(loop->multi, CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
	return loop;
}

void fetch_loop_add(struct fetch_loop *loop, CURL *easy)
{
	curl_multi_add_handle(loop->multi, easy);
}
