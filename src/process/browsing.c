/* process/browsing.c - see browsing.h. */
#include "process/browsing.h"

#include "process/child.h"
#include "process/stream.h"
#include "process/task.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* A page that waits for a helper. */
struct waiting {
	struct waiting *next;
	uint64_t ticket;
	struct str question;
};

/* A helper with its page. */
struct sitting {
	struct browsing *browsing;
	struct child child; /* pid 0: none */
	struct stream stream;
	struct waits waits; /* its questions */
	uint64_t ticket;
	struct str question;
	unsigned asked;
	bool settled;
};

struct browsing {
	struct carrier *carrier;
	const char *directory;
	const struct buf *setup;
	void (*settle)(struct carrier *carrier, const struct told *told);
	struct sitting sittings[BROWSERS];
	struct waiting *first, **end;
};

struct browsing *browsing_new(struct carrier *carrier, const char *directory,
			      const struct buf *setup,
			      void (*settle)(struct carrier *carrier,
					     const struct told *told))
{
	struct browsing *browsing = calloc(1, sizeof *browsing);

	if (!browsing)
		abort();
	browsing->carrier = carrier;
	browsing->directory = directory;
	browsing->setup = setup;
	browsing->settle = settle;
	browsing->end = &browsing->first;
	for (unsigned i = 0; i < BROWSERS; i++) {
		struct sitting *sitting = &browsing->sittings[i];

		sitting->browsing = browsing;
		sitting->child.fd = -1;
		stream_init(&sitting->stream, -1);
	}
	return browsing;
}

static void give_up_all(struct sitting *sitting)
{
	while (sitting->waits.count)
		carrier_give_up(sitting->browsing->carrier, &sitting->waits);
}

void browsing_free(struct browsing *browsing)
{
	char how[CHILD_END];

	if (!browsing)
		return;
	for (unsigned i = 0; i < BROWSERS; i++) {
		struct sitting *sitting = &browsing->sittings[i];

		give_up_all(sitting);
		child_end(&sitting->child, true, how); /* Chromium ends with it */
		stream_fini(&sitting->stream);
	}
	for (struct waiting *w = browsing->first, *next; w; w = next) {
		next = w->next;
		free(w);
	}
	free(browsing);
}

/* --- pages ---------------------------------------------------------------------------
 */

static void fail(struct browsing *browsing, uint64_t ticket, struct str question,
		 const char *why)
{
	struct told told = { .ticket = ticket,
			     .question = question,
			     .status = ANSWER_FAILED,
			     .asked_at = (uint64_t)time(NULL),
			     .reason = str_c(why) };

	browsing->settle(browsing->carrier, &told);
}

static void begin(struct sitting *sitting, const struct waiting *page)
{
	struct browsing *browsing = sitting->browsing;
	struct asked asked = { .ticket = page->ticket, .question = page->question };
	struct err err;

	if (!child_start(browsing->directory, "mekiki-browser", &sitting->child, &err)) {
		char text[sizeof err.what + 32];

		sitting->child = (struct child){ .fd = -1 };
		snprintf(text, sizeof text, "mekiki-browser: %s", err.what);
		fail(browsing, page->ticket, page->question, text);
		return;
	}
	stream_restart(&sitting->stream, sitting->child.fd);
	buf_add(&sitting->stream.out.bytes, buf_peek(browsing->setup));
	stream_put(&sitting->stream, &asked_shape, &asked);
	sitting->ticket = page->ticket;
	sitting->question = page->question;
	sitting->asked = 0;
	sitting->settled = false;
}

/* Pages that wait go to helpers that are free. */
static void begin_next(struct browsing *browsing)
{
	for (unsigned i = 0; i < BROWSERS; i++)
		while (browsing->first && browsing->sittings[i].child.pid == 0) {
			struct waiting *page = browsing->first;

			browsing->first = page->next;
			if (!browsing->first)
				browsing->end = &browsing->first;
			begin(&browsing->sittings[i], page);
			free(page);
		}
}

void browsing_add(struct browsing *browsing, uint64_t ticket, struct str question)
{
	struct waiting *page = malloc(sizeof *page);

	if (!page)
		abort();
	*page = (struct waiting){ .ticket = ticket, .question = question };
	*browsing->end = page;
	browsing->end = &page->next;
}

static void end(struct sitting *sitting, const char *why)
{
	char how[CHILD_END], text[256];

	give_up_all(sitting);
	child_end(&sitting->child, true, how);
	stream_restart(&sitting->stream, -1);
	if (sitting->settled)
		return;
	snprintf(text, sizeof text, "mekiki-browser: %s",
		 why	  ? why
		 : how[0] ? how
			  : "it ended");
	fail(sitting->browsing, sitting->ticket, sitting->question, text);
}

/* --- what a helper says --------------------------------------------------------------
 */

static bool take_question(struct sitting *sitting, struct str record)
{
	struct carrier *carrier = sitting->browsing->carrier;
	struct asked asked = { 0 };
	const struct told *told;

	if (!wire_get(&asked_shape, record, &asked) ||
	    !str_starts(asked.question, STR("http GET ")) ||
	    !carrier_allows(carrier, asked.question) ||
	    ++sitting->asked > LIMIT_BROWSE_REQUESTS)
		return false;
	told = carrier_ask(carrier, &sitting->waits, asked.question, STR_NONE);
	if (told)
		stream_put(&sitting->stream, &told_shape, told);
	return true;
}

static bool take_page(struct sitting *sitting, struct str record)
{
	struct told told = { 0 };

	if (!wire_get(&told_shape, record, &told) || sitting->settled ||
	    told.ticket != sitting->ticket || !str_eq(told.question, sitting->question))
		return false;
	sitting->settled = true;
	sitting->browsing->settle(sitting->browsing->carrier, &told);
	return true;
}

static bool take(void *arg, const struct wire_head *head, struct str record)
{
	struct sitting *sitting = arg;
	struct reply ready = { 0 };

	if (head->type == asked_shape.type)
		return take_question(sitting, record);
	if (head->type == told_shape.type)
		return take_page(sitting, record);
	return wire_get(&reply_shape, record, &ready) && ready.kind == REPLY_READY;
}

static void hear(struct sitting *sitting)
{
	static const char *const troubles[] = {
		[STREAM_UNREADABLE] = "its reply cannot be read",
		[STREAM_REFUSED] = "its reply makes no sense",
	};
	enum stream_state state = stream_read(&sitting->stream, take, sitting);

	if (state != STREAM_OPEN || sitting->settled)
		end(sitting, state == STREAM_OPEN ? NULL : troubles[state]);
}

bool browsing_tell(struct browsing *browsing, const struct waits *who,
		   const struct told *told)
{
	for (unsigned i = 0; i < BROWSERS; i++)
		if (&browsing->sittings[i].waits == who) {
			stream_put(&browsing->sittings[i].stream, &told_shape, told);
			return true;
		}
	return false;
}

/* --- poll ----------------------------------------------------------------------------
 */

void browsing_poll(const struct browsing *browsing, struct pollfd *ret)
{
	for (unsigned i = 0; i < BROWSERS; i++) {
		const struct sitting *sitting = &browsing->sittings[i];

		ret[i] = (struct pollfd){ .fd = sitting->child.fd,
					  .events = stream_events(&sitting->stream) };
	}
}

void browsing_work(struct browsing *browsing, const struct pollfd *found)
{
	begin_next(browsing);
	for (unsigned i = 0; i < BROWSERS; i++) {
		struct sitting *sitting = &browsing->sittings[i];

		if (found && sitting->child.pid && found[i].fd == sitting->child.fd &&
		    found[i].revents & ~POLLOUT)
			hear(sitting);
		if (sitting->child.pid && !stream_flush(&sitting->stream))
			end(sitting, NULL);
	}
}
