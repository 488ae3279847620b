/* lookup/dns_watch.c - see dns_watch.h.
 *
 * The functions are those that libunbound asks of an event loop (unbound-event.h); bits
 * of events are the same numbers there and in libevent. */
#include "lookup/dns_watch.h"

#include <assert.h>
#include <errno.h>
#include <event2/event_struct.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unbound-event.h>

static_assert(UB_EV_TIMEOUT == EV_TIMEOUT && UB_EV_READ == EV_READ &&
		  UB_EV_WRITE == EV_WRITE && UB_EV_PERSIST == EV_PERSIST,
	      "libunbound's bits of events are libevent's");

struct watch_base {
	struct ub_event_base super; /* first: libunbound knows nothing else */
	struct ub_event_base_vmt calls;
	struct event_base *base;
	struct dns_watcher watcher;
};

struct watch_event {
	struct ub_event super; /* first */
	struct watch_base *watch;
	struct event event;
	int fd;
	short bits;
	void (*callback)(int fd, short bits, void *arg);
	void *arg;
};

/* --- the look ------------------------------------------------------------------------
 */

static void look(struct watch_event *e)
{
	const struct dns_watcher *watcher = &e->watch->watcher;
	char bytes[2 + DNS_WATCH_BYTES]; /* TCP: behind a length */
	int type = 0;
	socklen_t size = sizeof type;
	ssize_t n = recv(e->fd, bytes, sizeof bytes, MSG_PEEK | MSG_DONTWAIT);
	struct str start;

	if (n < 0 && errno != EAGAIN && errno != EINTR)
		watcher->gone(watcher->arg, errno, e->fd);
	if (n <= 0 || getsockopt(e->fd, SOL_SOCKET, SO_TYPE, &type, &size) != 0)
		return;
	start = str_make(bytes, (size_t)n);
	if (type == SOCK_STREAM)
		start = str_skip(start, 2);
	watcher->seen(watcher->arg, start, e->fd);
}

static void fire(int fd, short bits, void *arg)
{
	struct watch_event *e = arg;

	if (fd >= 0 && bits & EV_READ)
		look(e);
	e->callback(fd, bits, e->arg);
}

/* --- events --------------------------------------------------------------------------
 */

static struct watch_event *of(struct ub_event *event)
{
	return (struct watch_event *)event;
}

static void add_bits(struct ub_event *event, short bits)
{
	of(event)->bits |= bits;
}

static void del_bits(struct ub_event *event, short bits)
{
	of(event)->bits &= (short)~bits;
}

static void set_fd(struct ub_event *event, int fd)
{
	of(event)->fd = fd;
}

static void assign(struct watch_event *e)
{
	event_del(&e->event);
	event_assign(&e->event, e->watch->base, e->fd, e->bits, fire, e);
}

static void free_event(struct ub_event *event)
{
	event_del(&of(event)->event);
	free(event);
}

static int add(struct ub_event *event, struct timeval *tv)
{
	assign(of(event));
	return event_add(&of(event)->event, tv);
}

static int del(struct ub_event *event)
{
	return event_del(&of(event)->event);
}

static int add_timer(struct ub_event *event, struct ub_event_base *base,
		     void (*callback)(int, short, void *), void *arg, struct timeval *tv)
{
	struct watch_event *e = of(event);

	(void)base;
	e->fd = -1;
	e->bits = EV_TIMEOUT;
	e->callback = callback;
	e->arg = arg;
	return add(event, tv);
}

/* Of Windows: never called here, and never NULL. */
static int no_signal(struct ub_event *event, struct timeval *tv)
{
	(void)event, (void)tv;
	return -1;
}
static int no_signal_del(struct ub_event *event)
{
	(void)event;
	return -1;
}
static void no_unregister(struct ub_event *event)
{
	(void)event;
}
static void no_wouldblock(struct ub_event *event, int bits)
{
	(void)event, (void)bits;
}

static struct ub_event_vmt event_calls = {
	.add_bits = add_bits,
	.del_bits = del_bits,
	.set_fd = set_fd,
	.free = free_event,
	.add = add,
	.del = del,
	.add_timer = add_timer,
	.del_timer = del,
	.add_signal = no_signal,
	.del_signal = no_signal_del,
	.winsock_unregister_wsaevent = no_unregister,
	.winsock_tcp_wouldblock = no_wouldblock,
};

static struct ub_event *new_event(struct ub_event_base *base, int fd, short bits,
				  void (*callback)(int, short, void *), void *arg)
{
	struct watch_event *e = calloc(1, sizeof *e);

	if (!e)
		return NULL;
	e->super = (struct ub_event){ UB_EVENT_MAGIC, &event_calls };
	e->watch = (struct watch_base *)base;
	e->fd = fd;
	e->bits = bits;
	e->callback = callback;
	e->arg = arg;
	event_assign(&e->event, e->watch->base, fd, bits, fire, e);
	return &e->super;
}

/* --- the base --------------------------------------------------------------------------
 */

static void free_base(struct ub_event_base *base)
{
	(void)base; /* whoever made it frees it */
}

static int no_dispatch(struct ub_event_base *base)
{
	(void)base;
	return -1;
}
static int no_loopexit(struct ub_event_base *base, struct timeval *tv)
{
	(void)base, (void)tv;
	return -1;
}
static struct ub_event *no_new_signal(struct ub_event_base *base, int fd,
				      void (*callback)(int, short, void *), void *arg)
{
	(void)base, (void)fd, (void)callback, (void)arg;
	return NULL;
}
static struct ub_event *no_wsaevent(struct ub_event_base *base, void *event,
				    void (*callback)(int, short, void *), void *arg)
{
	(void)base, (void)event, (void)callback, (void)arg;
	return NULL;
}

struct ub_event_base *dns_watch_new(struct event_base *base,
				    const struct dns_watcher *watcher)
{
	struct watch_base *watch = calloc(1, sizeof *watch);

	if (!watch)
		return NULL;
	watch->calls = (struct ub_event_base_vmt){
		.free = free_base,
		.dispatch = no_dispatch,
		.loopexit = no_loopexit,
		.new_event = new_event,
		.new_signal = no_new_signal,
		.winsock_register_wsaevent = no_wsaevent,
	};
	watch->super = (struct ub_event_base){ UB_EVENT_MAGIC, &watch->calls };
	watch->base = base;
	watch->watcher = *watcher;
	return &watch->super;
}
