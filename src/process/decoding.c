/* process/decoding.c - see decoding.h. */
#include "process/decoding.h"

#include "process/child.h"
#include "process/job.h"
#include "process/stream.h"
#include "process/task.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define N_(text) text

/* A thing that waits for a decoder; its bytes stand behind it. */
struct waiting {
	struct waiting *next;
	uint64_t ticket;
	struct str question, payload;
	char bytes[];
};

/* A helper with its thing. */
struct decoder {
	struct decoding *decoding;
	struct child child; /* pid 0: none */
	struct stream stream;
	uint64_t ticket; /* 0: it has nothing to do */
	struct str question;
	int file; /* its bytes; -1 */
	double since;
	bool spoke; /* an answer came from it */
};

struct decoding {
	struct carrier *carrier;
	const char *directory;
	const struct buf *setup;
	void (*settle)(struct carrier *carrier, const struct told *told);
	struct decoder decoders[DECODERS];
	struct waiting *first, **end;
	unsigned deaths; /* of helpers that gave no answer */
	char hopeless[512];
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct decoding *decoding_new(struct carrier *carrier, const char *directory,
			      const struct buf *setup,
			      void (*settle)(struct carrier *carrier,
					     const struct told *told))
{
	struct decoding *decoding = calloc(1, sizeof *decoding);

	if (!decoding)
		abort();
	decoding->carrier = carrier;
	decoding->directory = directory;
	decoding->setup = setup;
	decoding->settle = settle;
	decoding->end = &decoding->first;
	for (unsigned i = 0; i < DECODERS; i++) {
		struct decoder *decoder = &decoding->decoders[i];

		decoder->decoding = decoding;
		decoder->child.fd = decoder->file = -1;
		stream_init(&decoder->stream, -1);
	}
	return decoding;
}

void decoding_free(struct decoding *decoding)
{
	char how[CHILD_END];

	if (!decoding)
		return;
	for (unsigned i = 0; i < DECODERS; i++) {
		struct decoder *decoder = &decoding->decoders[i];

		child_end(&decoder->child, true, how); /* its children end with it */
		stream_fini(&decoder->stream);
		if (decoder->file >= 0)
			close(decoder->file);
	}
	for (struct waiting *w = decoding->first, *next; w; w = next) {
		next = w->next;
		free(w);
	}
	free(decoding);
}

void decoding_add(struct decoding *decoding, uint64_t ticket, struct str question,
		  struct str payload)
{
	struct waiting *thing = malloc(sizeof *thing + payload.n);

	if (!thing)
		abort();
	*thing = (struct waiting){ .ticket = ticket, .question = question };
	if (payload.n)
		memcpy(thing->bytes, payload.p, payload.n);
	thing->payload = str_make(thing->bytes, payload.n);
	*decoding->end = thing;
	decoding->end = &thing->next;
}

/* --- one thing -----------------------------------------------------------------------
 */

static void fail(struct decoding *decoding, uint64_t ticket, struct str question,
		 enum answer_status status, const char *why)
{
	struct told told = { .ticket = ticket,
			     .question = question,
			     .status = status,
			     .asked_at = (uint64_t)time(NULL),
			     .reason = str_c(why) };

	decoding->settle(decoding->carrier, &told);
}

static bool start(struct decoder *decoder)
{
	struct decoding *decoding = decoder->decoding;
	struct err err;

	if (decoder->child.pid)
		return true;
	if (decoding->hopeless[0])
		return false;
	if (!child_start(decoding->directory, "mekiki-media", &decoder->child, &err)) {
		decoder->child = (struct child){ .fd = -1 };
		snprintf(decoding->hopeless, sizeof decoding->hopeless,
			 "mekiki-media: %.480s", err.what);
		return false;
	}
	decoder->spoke = false;
	stream_restart(&decoder->stream, decoder->child.fd);
	buf_add(&decoder->stream.out.bytes, buf_peek(decoding->setup));
	return true;
}

static void forget(struct decoder *decoder)
{
	if (decoder->file >= 0)
		close(decoder->file);
	decoder->file = -1;
	decoder->ticket = 0;
}

static void begin(struct decoder *decoder, const struct waiting *thing)
{
	struct decoding *decoding = decoder->decoding;
	struct asked asked = { .ticket = thing->ticket, .question = thing->question };

	if (!start(decoder)) {
		fail(decoding, thing->ticket, thing->question, ANSWER_FAILED,
		     decoding->hopeless);
		return;
	}
	decoder->file = file_of_bytes(thing->payload);
	if (decoder->file < 0) {
		fail(decoding, thing->ticket, thing->question, ANSWER_FAILED,
		     N_("there is no memory for what is to be decoded"));
		return;
	}
	decoder->ticket = thing->ticket;
	decoder->question = thing->question;
	decoder->since = now();
	outbox_add_file(&decoder->stream.out, decoder->file);
	stream_put(&decoder->stream, &asked_shape, &asked);
}

/* Things that wait go to helpers that are free. */
static void begin_next(struct decoding *decoding)
{
	for (unsigned i = 0; i < DECODERS; i++)
		while (decoding->first && decoding->decoders[i].ticket == 0) {
			struct waiting *thing = decoding->first;

			decoding->first = thing->next;
			if (!decoding->first)
				decoding->end = &decoding->first;
			begin(&decoding->decoders[i], thing);
			free(thing);
		}
}

/* The helper is gone, or of no use any more: what it had has failed. */
static void end(struct decoder *decoder, enum answer_status status, const char *why)
{
	struct decoding *decoding = decoder->decoding;
	struct str question = decoder->question;
	uint64_t ticket = decoder->ticket;
	char how[CHILD_END], text[256];

	child_end(&decoder->child, true, how);
	stream_restart(&decoder->stream, -1);
	forget(decoder);
	snprintf(text, sizeof text, "mekiki-media: %s",
		 why	  ? why
		 : how[0] ? how
			  : "it ended");
	if (!decoder->spoke && ++decoding->deaths >= LIMIT_MEDIA_STARTS)
		snprintf(decoding->hopeless, sizeof decoding->hopeless, "%s", text);
	if (ticket)
		fail(decoding, ticket, question, status, text);
}

/* --- what a helper says --------------------------------------------------------------
 */

static bool take(void *arg, const struct wire_head *head, struct str record)
{
	struct decoder *decoder = arg;
	struct told told = { 0 };

	(void)head;
	if (!wire_get(&told_shape, record, &told) || decoder->ticket == 0 ||
	    told.ticket != decoder->ticket || !str_eq(told.question, decoder->question) ||
	    told.bytes.n > LIMIT_MEDIA_ANSWER)
		return false;
	decoder->spoke = true;
	forget(decoder);
	decoder->decoding->settle(decoder->decoding->carrier, &told);
	return true;
}

static void hear(struct decoder *decoder)
{
	static const char *const troubles[] = {
		[STREAM_UNREADABLE] = "its reply cannot be read",
		[STREAM_REFUSED] = "its reply makes no sense",
	};
	enum stream_state state = stream_read(&decoder->stream, take, decoder);

	if (state != STREAM_OPEN)
		end(decoder, ANSWER_FAILED,
		    state == STREAM_GONE ? NULL : troubles[state]);
}

/* It watches over its decoders itself, and ends them earlier. */
static void watch(struct decoder *decoder)
{
	char why[64];

	if (decoder->ticket == 0 || now() - decoder->since < LIMIT_MEDIA_ALARM)
		return;
	snprintf(why, sizeof why, "stopped after %d s", LIMIT_MEDIA_ALARM);
	end(decoder, ANSWER_TIMEOUT, why);
}

/* --- poll ----------------------------------------------------------------------------
 */

void decoding_poll(const struct decoding *decoding, struct pollfd *ret)
{
	for (unsigned i = 0; i < DECODERS; i++) {
		const struct decoder *decoder = &decoding->decoders[i];

		ret[i] = (struct pollfd){ .fd = decoder->child.fd,
					  .events = stream_events(&decoder->stream) };
	}
}

void decoding_work(struct decoding *decoding, const struct pollfd *found)
{
	for (unsigned i = 0; i < DECODERS; i++) {
		struct decoder *decoder = &decoding->decoders[i];

		if (found && decoder->child.pid && found[i].fd == decoder->child.fd &&
		    found[i].revents & ~POLLOUT)
			hear(decoder);
		watch(decoder);
	}
	begin_next(decoding);
	for (unsigned i = 0; i < DECODERS; i++) {
		struct decoder *decoder = &decoding->decoders[i];

		if (decoder->child.pid && !stream_flush(&decoder->stream))
			end(decoder, ANSWER_FAILED, NULL);
	}
}
