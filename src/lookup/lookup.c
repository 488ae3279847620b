/* lookup/lookup.c - see lookup.h. */
#include "lookup/lookup.h"

#include "base/arena.h"
#include "lookup/endpoint.h"
#include "lookup/guard.h"
#include "lookup/post.h"
#include "process/channel.h"
#include "process/sandbox.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#define N_(text) text

/* Thousands of questions, each with its state in libunbound and an answer of up to
 * 64 kB, and what waits to be sent. */
#define ADDRESS_SPACE (2ul << 30)

/* The rows; what is not here is not asked. */
static const struct lookup_kind *const kinds[] = {
	&lookup_http, /* first: OpenSSL is to begin without its configuration file */
	&lookup_dns,  &lookup_geo, &lookup_list, &lookup_rdap, &lookup_tls, &lookup_whois,
};

/* --- one question --------------------------------------------------------------------
 */

int64_t lookup_now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t lookup_utc(const struct lookup *lookup)
{
	if (!lookup->map || lookup->setup.clock == 0)
		return time(NULL);
	return (int64_t)lookup->setup.clock +
	       (lookup_now_us() - lookup->began_us) / 1000000;
}

void inquiry_start(struct inquiry *inquiry)
{
	inquiry->asked_at = lookup_utc(inquiry->lookup);
	inquiry->started_us = lookup_now_us();
}

void inquiry_tell(struct inquiry *inquiry, struct told *told)
{
	told->ticket = inquiry->ticket;
	told->question = inquiry->question.text;
	told->asked_at = (uint64_t)inquiry->asked_at;
	told->duration_us = (uint64_t)(lookup_now_us() - inquiry->started_us);
	if (inquiry->inside)
		inquiry->inside(inquiry->arg, told);
	else
		post_tell(inquiry->lookup->post, told);
	free(inquiry);
}

static struct str keep(char **to, struct str text)
{
	char *copy = *to;

	if (text.n)
		memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	*to += text.n + 1;
	return str_make(copy, text.n);
}

static struct inquiry *inquiry_new(struct lookup *lookup, struct str text,
				   const struct question *question)
{
	struct inquiry *inquiry =
	    malloc(sizeof *inquiry + text.n + question->name.n + question->subject.n + 3);
	char *to = (char *)(inquiry + 1);

	if (!inquiry)
		abort();
	*inquiry = (struct inquiry){
		.lookup = lookup,
		.question = *question,
	};
	inquiry->question.text = keep(&to, text);
	inquiry->question.name = keep(&to, question->name);
	inquiry->question.subject = keep(&to, question->subject);
	return inquiry;
}

static const struct lookup_kind *kind_of(const struct question *question)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (kinds[i]->kind == question->kind)
			return kinds[i];
	return NULL;
}

static void refuse(struct inquiry *inquiry, const char *reason)
{
	struct told told = { .status = ANSWER_NOT_ALLOWED, .reason = str_c(reason) };

	inquiry_start(inquiry);
	inquiry_tell(inquiry, &told);
}

/* A question that makes sense. */
static void give(struct inquiry *inquiry)
{
	const struct question *question = &inquiry->question;
	const struct lookup_kind *kind = kind_of(question);
	const char *reason =
	    question->port ? guard_port(question->kind, question->port) : NULL;

	if (question->contact > inquiry->lookup->setup.contact)
		refuse(inquiry, N_("beyond the contact level"));
	else if (!kind)
		refuse(inquiry, N_("mekiki cannot ask that yet"));
	else if (reason)
		refuse(inquiry, reason);
	else
		kind->ask(inquiry);
}

static void asked(void *arg, const struct asked *asked)
{
	struct lookup *lookup = arg;
	struct question question = { 0 };
	bool makes_sense = question_read(lookup->scratch, asked->question, &question);
	struct inquiry *inquiry = inquiry_new(lookup, asked->question, &question);

	inquiry->ticket = asked->ticket;
	arena_reset(lookup->scratch, 0);
	if (makes_sense)
		give(inquiry);
	else
		refuse(inquiry, N_("this is no question"));
}

void lookup_ask(struct lookup *lookup, const struct question *question,
		inquiry_told *told, void *arg)
{
	struct inquiry *inquiry = inquiry_new(lookup, question->text, question);

	inquiry->inside = told;
	inquiry->arg = arg;
	give(inquiry);
}

/* --- the program ---------------------------------------------------------------------
 */

static void ended(void *arg)
{
	(void)arg;
	_exit(0);
}

static void say(struct channel *channel, enum reply_kind kind, const char *text)
{
	struct reply reply = { .kind = kind, .text = str_c(text) };

	if (!channel_send(channel, &reply, STR_NONE))
		_exit(1);
}

static void refuse_all(struct channel *channel, const struct err *err)
{
	char text[sizeof err->where + sizeof err->what + 4];

	snprintf(text, sizeof text, "%s%s%s", err->where, err->where[0] ? ": " : "",
		 err->what);
	say(channel, REPLY_REFUSED, text);
	_exit(1);
}

static void take_setup(struct lookup *lookup, struct channel *channel)
{
	struct wire_head head;
	struct buf copy;
	struct str record;

	if (!channel_next(channel, &head, &record))
		_exit(1);
	buf_init(&copy, 0);
	buf_add(&copy, record); /* kept as long as we live */
	if (!wire_get(&outside_setup_shape, buf_peek(&copy), &lookup->setup))
		_exit(1);
}

static void prepare(struct lookup *lookup, struct channel *channel)
{
	struct err err;

	lookup->base = event_base_new();
	lookup->scratch = arena_new(0);
	lookup->began_us = lookup_now_us();
	if (!lookup->base || !lookup->scratch)
		_exit(1);
	if (!endpoint_prepare(lookup, &err))
		refuse_all(channel, &err);
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (!kinds[i]->prepare(lookup, &err))
			refuse_all(channel, &err);
	lookup->post = post_new(lookup->base, STDIN_FILENO,
				&(struct post_receiver){ asked, ended, lookup });
	if (!lookup->post)
		_exit(1);
}

/* mekiki selftest: what is forbidden must end us here, or fail. */
static void try_forbidden(struct channel *channel, uint64_t number)
{
	const struct sandbox_attempt *attempt = sandbox_attempt((unsigned)number - 1);
	struct reply reply = { .kind = attempt ? REPLY_REPORT : REPLY_REFUSED };

	if (attempt && attempt->network)
		reply.text = STR("network");
	else if (attempt && attempt->attempt())
		reply.trouble = TROUBLE_UNREADABLE;
	channel_send(channel, &reply, STR_NONE);
	_exit(0);
}

int main(void)
{
	static struct channel channel;
	static struct lookup lookup;
	char level[SANDBOX_LEVEL];
	struct err err;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGPIPE, SIG_IGN);
	sandbox_close_from(3);
	channel_init(&channel, STDIN_FILENO);
	take_setup(&lookup, &channel);
	prepare(&lookup, &channel);
	if (!sandbox_enter_network(ADDRESS_SPACE, level, &err))
		refuse_all(&channel, &err);
	say(&channel, REPLY_READY, level);
	if (lookup.setup.attempt)
		try_forbidden(&channel, lookup.setup.attempt);
	post_begin(lookup.post, str_skip(buf_peek(&channel.in), channel.used));
	event_base_dispatch(lookup.base);
	_exit(1);
}
