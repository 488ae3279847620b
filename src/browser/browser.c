/* browser/browser.c - mekiki-browser: one page in a browser that has no network.
 *
 * It gets the setup, one question ("browse URL"), and answers to its own questions: what
 * the page wants from outside goes back to the command, which asks mekiki-lookup. It
 * starts Chromium under bubblewrap, then locks itself: no file, no socket, no program.
 * With it ends Chromium. A process is good for one page. */
#include "base/limits.h"
#include "browser/chromium.h"
#include "browser/page.h"
#include "link/host.h"
#include "process/channel.h"
#include "process/forbidden.h"
#include "process/sandbox.h"
#include "process/stream.h"
#include "process/task.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

/* The page's document several times over, its picture, Chromium's longest message. */
#define ADDRESS_SPACE (2ul << 30)

struct browser {
	struct stream command; /* our only way to anybody */
	struct arena *arena;
	struct outside_setup setup;
	struct asked asked;
	struct question question;
	struct page page;
	int64_t asked_at;
};

/* --- to and from the command ---------------------------------------------------------
 */

static void flush(struct browser *browser)
{
	if (!stream_flush(&browser->command))
		_exit(0); /* nobody waits for it any more */
}

/* Until all of it has gone. */
static void flush_all(struct browser *browser)
{
	while (flush(browser), !outbox_is_empty(&browser->command.out)) {
		struct pollfd ready = { .fd = browser->command.fd, .events = POLLOUT };

		poll(&ready, 1, 1000);
	}
}

static void ask(void *arg, struct str question)
{
	struct browser *browser = arg;
	struct asked asked = { .ticket = browser->asked.ticket, .question = question };

	stream_put(&browser->command, &asked_shape, &asked);
}

static bool take_told(void *arg, const struct wire_head *head, struct str record)
{
	struct browser *browser = arg;
	struct told told = { 0 };

	if (head->type != told_shape.type || !wire_get(&told_shape, record, &told))
		return false;
	page_told(&browser->page, &told);
	return true;
}

_Noreturn static void tell(struct browser *browser, struct told *told)
{
	told->ticket = browser->asked.ticket;
	told->question = browser->asked.question;
	told->asked_at = (uint64_t)browser->asked_at;
	told->duration_us = (uint64_t)((page_now() - browser->page.began) * 1000000);
	stream_put(&browser->command, &told_shape, told);
	flush_all(browser);
	_exit(0);
}

_Noreturn static void tell_failure(struct browser *browser, enum answer_status status,
				   const char *why)
{
	browser->page.began = page_now();
	tell(browser, &(struct told){ .status = status, .reason = str_c(why) });
}

_Noreturn static void tell_page(struct browser *browser)
{
	struct told told = { .status = ANSWER_ANSWERED,
			     .from = str_c(browser->page.browser) };
	struct buf account;

	buf_init(&account, LIMIT_BROWSE_ANSWER);
	page_account(&browser->page, &account);
	told.bytes = buf_peek(&account);
	if (account.full) /* the ceilings of its pieces are to prevent that */
		told =
		    (struct told){ .status = ANSWER_FAILED,
				   .reason = STR("the account of the page is too long") };
	tell(browser, &told);
}

/* --- the page ------------------------------------------------------------------------
 */

static void hear_all(struct browser *browser)
{
	struct page *page = &browser->page;
	bool there = devtools_read(&page->tools);
	struct str message;

	while (devtools_take(&page->tools, &message))
		page_hear(page, message);
	if (!there)
		page_lost(page);
}

static void run(struct browser *browser)
{
	struct page *page = &browser->page;

	while (page->phase != PAGE_DONE) {
		struct pollfd ready[] = {
			{ .fd = browser->command.fd,
			  .events = stream_events(&browser->command) },
			{ .fd = page->tools.fd,
			  .events = outbox_is_empty(&page->tools.out)
					? POLLIN
					: POLLIN | POLLOUT },
		};

		poll(ready, COUNT(ready), 100);
		if (ready[0].revents & ~POLLOUT &&
		    stream_read(&browser->command, take_told, browser) != STREAM_OPEN)
			_exit(0);
		if (ready[1].revents & ~POLLOUT)
			hear_all(browser);
		page_tick(page);
		if (!devtools_flush(&page->tools))
			page_lost(page);
		flush(browser);
	}
	tell_page(browser);
}

/* --- beginning -----------------------------------------------------------------------
 */

static struct str next_record(struct browser *browser, struct channel *channel)
{
	struct wire_head head;
	struct str record;

	if (!channel_next(channel, &head, &record))
		_exit(0);
	return arena_str(browser->arena, record);
}

/* mekiki selftest: does the browser start, and under what? */
_Noreturn static void tell_start(struct channel *channel)
{
	struct reply reply = { .kind = REPLY_REPORT };
	struct chromium chromium;
	struct err err;

	if (chromium_start(STR_NONE, &chromium, &err)) {
		reply.text = str_c(chromium.version);
		reply.next = chromium.own_sandbox;
	} else {
		reply.kind = REPLY_REFUSED;
		reply.text = str_c(err.what);
	}
	channel_send(channel, &reply, STR_NONE);
	_exit(0);
}

static void begin(struct browser *browser, struct channel *channel)
{
	browser->arena = arena_new(0);
	if (!wire_get(&outside_setup_shape, next_record(browser, channel),
		      &browser->setup))
		_exit(1);
	if (browser->setup.attempt == OUTSIDE_ATTEMPT_START)
		tell_start(channel);
	if (browser->setup.attempt)
		forbidden_try(channel, browser->setup.attempt, sandbox_enter_waiting,
			      ADDRESS_SPACE);
	if (!wire_get(&asked_shape, next_record(browser, channel), &browser->asked))
		_exit(1);
	host_warm(); /* URLs are read under the lock */
	stream_init(&browser->command, STDIN_FILENO);
	browser->asked_at = time(NULL);
	if (browser->setup.contact < CONTACT_BROWSE ||
	    !question_read(browser->arena, browser->asked.question, &browser->question) ||
	    browser->question.kind != QUESTION_BROWSE)
		tell_failure(browser, ANSWER_NOT_ALLOWED,
			     "this is no page to be browsed");
}

static void lock(struct browser *browser)
{
	struct reply ready = { .kind = REPLY_READY };
	char level[SANDBOX_LEVEL];
	struct err err;

	/* Whatever happens: an end. */
	alarm(LIMIT_BROWSE_ALARM);
	if (!sandbox_enter_waiting(ADDRESS_SPACE, level, &err))
		tell_failure(browser, ANSWER_FAILED, err.what);
	ready.text = str_c(level);
	stream_put(&browser->command, &reply_shape, &ready);
}

int main(void)
{
	static struct channel channel;
	static struct browser browser;
	struct chromium chromium;
	struct err err;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sandbox_close_from(3);
	channel_init(&channel, STDIN_FILENO);
	begin(&browser, &channel);
	if (!chromium_start(browser.setup.user_agent, &chromium, &err))
		tell_failure(&browser, ANSWER_FAILED, err.what);
	lock(&browser);
	browser.page.ask = ask;
	browser.page.arg = &browser;
	browser.page.browser = chromium.version;
	browser.page.own_sandbox = chromium.own_sandbox;
	page_open(&browser.page, chromium.fd, browser.question.subject);
	run(&browser);
}
