/* lookup/post.c - see post.h. */
#include "lookup/post.h"

#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <stdlib.h>

enum {
	/* The greatest question with its heads, rounded up. */
	RECORD_MAX = LIMIT_QUESTION_BYTES + 256,
	READ_AHEAD = 256 * 1024,
	/* Unsent answers beyond which no question is taken, and below which again. */
	UNSENT_MANY = 16 << 20,
	UNSENT_FEW = 4 << 20,
};

struct post {
	struct bufferevent *stream;
	struct post_receiver receiver;
	struct buf record; /* of one answer, kept for the next */
	bool stopped;	   /* reading */
	bool ended;
};

static void end(struct post *post)
{
	if (post->ended)
		return;
	post->ended = true;
	bufferevent_disable(post->stream, EV_READ | EV_WRITE);
	post->receiver.ended(post->receiver.arg);
}

/* One record at the front of what was read. False: not yet, or never. */
static bool take(struct post *post, struct evbuffer *in)
{
	size_t n = evbuffer_get_length(in);
	struct asked asked = { 0 };
	struct wire_head head;
	enum wire_status status;
	struct str bytes;

	if (n == 0 || post->ended || post->stopped)
		return false;
	if (n > RECORD_MAX)
		n = RECORD_MAX;
	bytes = str_make((const char *)evbuffer_pullup(in, (ev_ssize_t)n), n);
	status = wire_peek(bytes, &head);
	if (status == WIRE_MORE && n < RECORD_MAX)
		return false;
	if (status != WIRE_OK || head.body || !wire_get(&asked_shape, bytes, &asked)) {
		end(post);
		return false;
	}
	post->receiver.asked(post->receiver.arg, &asked);
	evbuffer_drain(in, wire_body_offset(&head));
	return true;
}

static void take_all(struct post *post)
{
	struct evbuffer *in = bufferevent_get_input(post->stream);

	while (take(post, in))
		;
}

static void on_read(struct bufferevent *stream, void *arg)
{
	(void)stream;
	take_all(arg);
}

/* Called once less than UNSENT_FEW remain. */
static void on_written(struct bufferevent *stream, void *arg)
{
	struct post *post = arg;

	if (!post->stopped || post->ended)
		return;
	post->stopped = false;
	bufferevent_enable(stream, EV_READ);
	take_all(post);
}

static void on_event(struct bufferevent *stream, short what, void *arg)
{
	(void)stream;
	if (what & (BEV_EVENT_EOF | BEV_EVENT_ERROR))
		end(arg);
}

struct post *post_new(struct event_base *base, int fd,
		      const struct post_receiver *receiver)
{
	struct post *post = calloc(1, sizeof *post);

	if (!post)
		return NULL;
	post->receiver = *receiver;
	buf_init(&post->record, 0);
	post->stream = bufferevent_socket_new(base, fd, BEV_OPT_DEFER_CALLBACKS);
	if (!post->stream || evutil_make_socket_nonblocking(fd) != 0) {
		post_free(post);
		return NULL;
	}
	bufferevent_setcb(post->stream, on_read, on_written, on_event, post);
	bufferevent_setwatermark(post->stream, EV_READ, 0, READ_AHEAD);
	bufferevent_setwatermark(post->stream, EV_WRITE, UNSENT_FEW, 0);
	return post;
}

void post_free(struct post *post)
{
	if (!post)
		return;
	if (post->stream)
		bufferevent_free(post->stream);
	buf_fini(&post->record);
	free(post);
}

void post_begin(struct post *post, struct str early)
{
	struct evbuffer *in = bufferevent_get_input(post->stream);

	/* a stream lets nobody else write there */
	evbuffer_unfreeze(in, 0);
	evbuffer_add(in, early.p, early.n);
	evbuffer_freeze(in, 0);
	bufferevent_enable(post->stream, EV_READ | EV_WRITE);
	take_all(post);
}

void post_tell(struct post *post, const struct told *told)
{
	struct evbuffer *out = bufferevent_get_output(post->stream);

	if (post->ended)
		return;
	buf_clear(&post->record);
	wire_put(&post->record, &told_shape, told, 0);
	evbuffer_add(out, post->record.p, post->record.n);
	if (!post->stopped && evbuffer_get_length(out) > UNSENT_MANY) {
		post->stopped = true;
		bufferevent_disable(post->stream, EV_READ);
	}
}
