/* process/carrier.c - see carrier.h.
 *
 * An entry is a question with all who wait for it, then with its answer. What was
 * answered stands in one list, oldest first, so that what is thrown away is the oldest.
 */
#include "process/carrier.h"

#include "process/browsing.h"
#include "process/child.h"
#include "process/decoding.h"
#include "process/logging.h"
#include "process/stream.h"
#include "process/task.h"

#include <poll.h>
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { FIRST_SLOTS = 1024 };
static_assert(CARRIER_FDS == 2 + BROWSERS + DECODERS, "one for each helper");

/* One who waits for one entry; in two lists. */
struct wait {
	struct entry *entry;
	struct waits *who;
	struct wait *before, *after;	   /* of those he waits for */
	struct wait *before_here, *behind; /* of those who wait for the entry */
};

enum helper { BY_LOOKUP, BY_BROWSER, BY_DECODER, BY_LOG };

struct entry {
	struct entry *chain; /* of one slot */
	uint32_t hash;
	uint64_t ticket;
	bool open;		     /* no answer yet */
	enum helper by;		     /* who is asked */
	struct wait *waits;	     /* not told yet */
	struct entry *older, *newer; /* of those answered */
	bool ready;		     /* it came, and not all are told */
	struct entry *next_ready;    /* of those */
	double until;		     /* monotonic: it may be given again */
	struct told told;
	char *texts; /* malloc'ed: all texts of `told` */
	size_t size;
};

struct carrier {
	const char *directory;
	struct buf setup;
	uint64_t contact;

	struct entry **slots;
	uint32_t slot_count, count;
	uint64_t tickets;
	struct entry *oldest, *newest; /* of those answered */
	size_t bytes;		       /* of those */
	struct entry *first_ready, *last_ready;

	struct child child; /* mekiki-lookup; pid 0: none */
	struct stream stream;
	unsigned deaths;
	char refusal[256]; /* it will not work, and says why; empty: it has not */
	struct browsing *browsing;
	struct decoding *decoding;
	struct logging *logging;
	char hopeless[512]; /* why it will not be started again; empty: it may be */
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void settle_page(struct carrier *carrier, const struct told *told);
static void settle_thing(struct carrier *carrier, const struct told *told);
static void settle_log(struct carrier *carrier, const struct told *told);

struct carrier *carrier_new(const char *directory, const struct outside_setup *setup,
			    const struct log_files *logs)
{
	static const struct outside_setup nobody = { .contact = CONTACT_OFFLINE };
	struct carrier *carrier = calloc(1, sizeof *carrier);

	if (!carrier)
		abort();
	if (!setup)
		setup = &nobody;
	carrier->directory = directory;
	carrier->contact = setup->contact;
	buf_init(&carrier->setup, 0);
	wire_put(&carrier->setup, &outside_setup_shape, setup, 0);
	carrier->slot_count = FIRST_SLOTS;
	carrier->slots = calloc(FIRST_SLOTS, sizeof *carrier->slots);
	if (!carrier->slots)
		abort();
	carrier->child.fd = -1;
	stream_init(&carrier->stream, -1);
	carrier->browsing =
	    browsing_new(carrier, directory, &carrier->setup, settle_page);
	carrier->decoding =
	    decoding_new(carrier, directory, &carrier->setup, settle_thing);
	carrier->logging =
	    logging_new(carrier, directory, &carrier->setup, logs, settle_log);
	return carrier;
}

/* --- the table ------------------------------------------------------------------------
 */

static uint32_t hash_of(struct str text)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < text.n; i++)
		h = (h ^ (unsigned char)text.p[i]) * 16777619u;
	return h ^ h >> 15;
}

static struct entry *find(const struct carrier *carrier, struct str question)
{
	uint32_t hash = hash_of(question);
	struct entry *entry = carrier->slots[hash & (carrier->slot_count - 1)];

	while (entry && (entry->hash != hash || !str_eq(entry->told.question, question)))
		entry = entry->chain;
	return entry;
}

static void grow(struct carrier *carrier)
{
	uint32_t count = carrier->slot_count * 2;
	struct entry **slots = calloc(count, sizeof *slots);

	if (!slots)
		abort();
	for (uint32_t i = 0; i < carrier->slot_count; i++)
		for (struct entry *e = carrier->slots[i], *next; e; e = next) {
			struct entry **slot = &slots[e->hash & (count - 1)];

			next = e->chain;
			e->chain = *slot;
			*slot = e;
		}
	free(carrier->slots);
	carrier->slots = slots;
	carrier->slot_count = count;
}

/* Copies all texts of `told` into one block of the entry's own. */
static void keep(struct entry *entry, const struct told *told)
{
	struct told kept = *told;
	struct str *texts[] = { &kept.question, &kept.dnssec_by, &kept.from, &kept.reason,
				&kept.bytes };
	size_t n = 0;
	char *block;

	for (size_t i = 0; i < COUNT(texts); i++)
		n += texts[i]->n;
	block = malloc(n ? n : 1);
	if (!block)
		abort();
	entry->size = n;
	n = 0;
	for (size_t i = 0; i < COUNT(texts); i++) {
		if (texts[i]->n)
			memcpy(block + n, texts[i]->p, texts[i]->n);
		texts[i]->p = block + n;
		n += texts[i]->n;
	}
	free(entry->texts);
	entry->texts = block;
	entry->told = kept;
}

static struct entry *add(struct carrier *carrier, struct str question)
{
	struct entry *entry = calloc(1, sizeof *entry);
	struct entry **slot;

	if (!entry)
		abort();
	if (carrier->count++ >= carrier->slot_count)
		grow(carrier);
	entry->hash = hash_of(question);
	entry->ticket = ++carrier->tickets;
	entry->open = true;
	keep(entry, &(struct told){ .question = question });
	slot = &carrier->slots[entry->hash & (carrier->slot_count - 1)];
	entry->chain = *slot;
	*slot = entry;
	return entry;
}

static void unlink_answered(struct carrier *carrier, struct entry *entry)
{
	*(entry->older ? &entry->older->newer : &carrier->oldest) = entry->newer;
	*(entry->newer ? &entry->newer->older : &carrier->newest) = entry->older;
	carrier->bytes -= sizeof *entry + entry->size;
}

/* It is answered, and nobody is still to be told. */
static void forget(struct carrier *carrier, struct entry *entry)
{
	struct entry **place = &carrier->slots[entry->hash & (carrier->slot_count - 1)];

	while (*place != entry)
		place = &(*place)->chain;
	*place = entry->chain;
	unlink_answered(carrier, entry);
	carrier->count--;
	free(entry->texts);
	free(entry);
}

static void make_room(struct carrier *carrier)
{
	while (carrier->bytes > LIMIT_CACHE_BYTES && carrier->oldest &&
	       !carrier->oldest->waits)
		forget(carrier, carrier->oldest);
}

/* --- those who wait -------------------------------------------------------------------
 */

static void wait_for(struct entry *entry, struct waits *who)
{
	struct wait *wait = calloc(1, sizeof *wait);

	if (!wait)
		abort();
	*wait = (struct wait){
		.entry = entry, .who = who, .after = who->first, .behind = entry->waits
	};
	if (wait->after)
		wait->after->before = wait;
	if (wait->behind)
		wait->behind->before_here = wait;
	who->first = entry->waits = wait;
	who->count++;
}

static void end_wait(struct wait *wait)
{
	*(wait->before ? &wait->before->after : &wait->who->first) = wait->after;
	if (wait->after)
		wait->after->before = wait->before;
	*(wait->before_here ? &wait->before_here->behind : &wait->entry->waits) =
	    wait->behind;
	if (wait->behind)
		wait->behind->before_here = wait->before_here;
	wait->who->count--;
	free(wait);
}

struct str carrier_give_up(struct carrier *carrier, struct waits *waits)
{
	struct entry *entry = waits->first->entry;

	(void)carrier;
	end_wait(waits->first);
	return entry->told.question;
}

const struct told *carrier_next(struct carrier *carrier, struct waits **ret_who)
{
	struct entry *entry;

	while ((entry = carrier->first_ready)) {
		if (entry->waits) {
			struct waits *who = entry->waits->who;

			end_wait(entry->waits);
			if (browsing_tell(carrier->browsing, who, &entry->told))
				continue;
			*ret_who = who;
			return &entry->told;
		}
		entry->told.cached = true; /* for whoever comes now */
		entry->ready = false;
		carrier->first_ready = entry->next_ready;
	}
	make_room(carrier);
	return NULL;
}

/* --- answers
 * ---------------------------------------------------------------------------- */

static bool is_failure(uint64_t status)
{
	return status != ANSWER_ANSWERED && status != ANSWER_NO_SUCH_NAME &&
	       status != ANSWER_NO_DATA;
}

/* Seconds that an answer is given to others. What fails may be mended soon; what says
 * nothing of its lifetime holds for a moment. */
static double lifetime(const struct told *told)
{
	uint64_t said = told->ttl ? told->ttl : LIMIT_CACHE_UNSAID;

	if (is_failure(told->status))
		return LIMIT_CACHE_FAILED;
	return (double)(said < LIMIT_CACHE_LONGEST ? said : LIMIT_CACHE_LONGEST);
}

static void settle(struct carrier *carrier, struct entry *entry, const struct told *told,
		   double seconds)
{
	keep(entry, told);
	entry->told.ticket = 0;
	entry->open = false;
	entry->until = now() + seconds;
	entry->older = carrier->newest;
	*(carrier->newest ? &carrier->newest->newer : &carrier->oldest) = entry;
	carrier->newest = entry;
	carrier->bytes += sizeof *entry + entry->size;
	entry->ready = true;
	entry->next_ready = NULL;
	*(carrier->first_ready ? &carrier->last_ready->next_ready
			       : &carrier->first_ready) = entry;
	carrier->last_ready = entry;
}

static void fail(struct carrier *carrier, struct entry *entry, const char *why)
{
	struct told told = { .question = entry->told.question,
			     .status = ANSWER_FAILED,
			     .asked_at = (uint64_t)time(NULL),
			     .reason = str_c(why) };

	settle(carrier, entry, &told, 0);
}

static void fail_all(struct carrier *carrier, const char *why)
{
	for (uint32_t i = 0; i < carrier->slot_count; i++)
		for (struct entry *e = carrier->slots[i]; e; e = e->chain)
			if (e->open && e->by == BY_LOOKUP)
				fail(carrier, e, why);
}

/* --- mekiki-lookup
 * ------------------------------------------------------------------------
 */

static void give_up(struct carrier *carrier, const char *why)
{
	snprintf(carrier->hopeless, sizeof carrier->hopeless, "%s", why);
}

static void lose(struct carrier *carrier, const char *why)
{
	char how[CHILD_END], text[sizeof carrier->hopeless];

	child_end(&carrier->child, true, how);
	stream_restart(&carrier->stream, -1);
	snprintf(text, sizeof text, "mekiki-lookup: %s",
		 why	  ? why
		 : how[0] ? how
			  : "it ended");
	if (++carrier->deaths >= LIMIT_LOOKUP_STARTS)
		give_up(carrier, text);
	fail_all(carrier, text);
}

static bool start(struct carrier *carrier)
{
	struct err err;

	if (carrier->child.pid)
		return true;
	if (carrier->hopeless[0])
		return false;
	if (!child_start(carrier->directory, "mekiki-lookup", &carrier->child, &err)) {
		carrier->child = (struct child){ .fd = -1 };
		give_up(carrier, err.what);
		return false;
	}
	stream_restart(&carrier->stream, carrier->child.fd);
	buf_add(&carrier->stream.out.bytes, buf_peek(&carrier->setup));
	return true;
}

static enum helper helper_of(struct str question)
{
	return str_starts(question, STR("browse "))  ? BY_BROWSER
	       : str_starts(question, STR("media ")) ? BY_DECODER
	       : str_starts(question, STR("log "))   ? BY_LOG
						     : BY_LOOKUP;
}

static void send_question(struct carrier *carrier, struct entry *entry,
			  struct str payload)
{
	struct asked asked = { .ticket = entry->ticket,
			       .question = entry->told.question };

	entry->by = helper_of(entry->told.question);
	if (entry->by == BY_BROWSER)
		browsing_add(carrier->browsing, entry->ticket, entry->told.question);
	else if (entry->by == BY_DECODER)
		decoding_add(carrier->decoding, entry->ticket, entry->told.question,
			     payload);
	else if (entry->by == BY_LOG)
		logging_add(carrier->logging, entry->ticket, entry->told.question);
	else if (start(carrier))
		stream_put(&carrier->stream, &asked_shape, &asked);
	else
		fail(carrier, entry, carrier->hopeless);
}

/* False: it is of no use any more, or its reply makes no sense. */
static bool take_reply(struct carrier *carrier, struct str record)
{
	struct reply reply = { 0 };

	if (!wire_get(&reply_shape, record, &reply))
		return false;
	if (reply.kind == REPLY_REFUSED)
		snprintf(carrier->refusal, sizeof carrier->refusal, "%.*s",
			 STR_ARG(reply.text));
	return reply.kind == REPLY_READY;
}

/* An answer to what was not asked makes no sense. */
static struct entry *entry_of(const struct carrier *carrier, const struct told *told,
			      enum helper by)
{
	struct entry *entry = find(carrier, told->question);

	return entry && entry->open && entry->by == by && entry->ticket == told->ticket
		   ? entry
		   : NULL;
}

static bool take_told(struct carrier *carrier, struct str record)
{
	struct told told = { 0 };
	struct entry *entry;

	if (!wire_get(&told_shape, record, &told) || told.bytes.n > LIMIT_ANSWER_BYTES)
		return false;
	entry = entry_of(carrier, &told, BY_LOOKUP);
	if (entry)
		settle(carrier, entry, &told, lifetime(&told));
	return entry;
}

static void settle_page(struct carrier *carrier, const struct told *told)
{
	struct entry *entry = entry_of(carrier, told, BY_BROWSER);

	if (entry)
		settle(carrier, entry, told, lifetime(told));
}

/* The same bytes decode to the same, for the whole run; also where they end a decoder. */
static void settle_thing(struct carrier *carrier, const struct told *told)
{
	struct entry *entry = entry_of(carrier, told, BY_DECODER);

	if (entry)
		settle(carrier, entry, told, LIMIT_CACHE_LONGEST);
}

static void settle_log(struct carrier *carrier, const struct told *told)
{
	struct entry *entry = entry_of(carrier, told, BY_LOG);

	if (entry)
		settle(carrier, entry, told, LIMIT_CACHE_LONGEST);
}

static bool take_record(void *arg, const struct wire_head *head, struct str record)
{
	struct carrier *carrier = arg;

	return head->type == told_shape.type ? take_told(carrier, record)
					     : take_reply(carrier, record);
}

static void read_some(struct carrier *carrier)
{
	switch (stream_read(&carrier->stream, take_record, carrier)) {
	case STREAM_OPEN:
		break;
	case STREAM_GONE:
		lose(carrier, NULL);
		break;
	case STREAM_UNREADABLE:
		lose(carrier, "its reply cannot be read");
		break;
	case STREAM_REFUSED:
		if (carrier->refusal[0])
			carrier->deaths = LIMIT_LOOKUP_STARTS; /* it would say it again */
		lose(carrier,
		     carrier->refusal[0] ? carrier->refusal : "its reply makes no sense");
	}
}

void carrier_work(struct carrier *carrier, const struct pollfd *found)
{
	if (carrier->child.pid && found && found->fd == carrier->child.fd &&
	    found->revents & ~POLLOUT)
		read_some(carrier);
	browsing_work(carrier->browsing, found ? found + 1 : NULL);
	decoding_work(carrier->decoding, found ? found + 1 + BROWSERS : NULL);
	logging_work(carrier->logging, found ? found + 1 + BROWSERS + DECODERS : NULL);
	if (carrier->child.pid && !stream_flush(&carrier->stream))
		lose(carrier, NULL);
}

void carrier_poll(const struct carrier *carrier, struct pollfd *ret)
{
	ret[0] = (struct pollfd){ .fd = carrier->child.pid ? carrier->child.fd : -1,
				  .events = stream_events(&carrier->stream) };
	browsing_poll(carrier->browsing, ret + 1);
	decoding_poll(carrier->decoding, ret + 1 + BROWSERS);
	logging_poll(carrier->logging, ret + 1 + BROWSERS + DECODERS);
}

int carrier_patience(const struct carrier *carrier, int most)
{
	return logging_patience(carrier->logging, most);
}

/* --- asking ----------------------------------------------------------------------------
 */

bool carrier_allows(const struct carrier *carrier, struct str question)
{
	static const struct {
		const char *kind;
		enum contact contact;
	} kinds[] = {
		{ "dns ", CONTACT_LOOKUP },    { "whois ", CONTACT_LOOKUP },
		{ "rdap ", CONTACT_LOOKUP },   { "list ", CONTACT_LOOKUP },
		{ "geo ", CONTACT_LOOKUP },    { "tls ", CONTACT_VISIT },
		{ "http ", CONTACT_VISIT },    { "browse ", CONTACT_BROWSE },
		{ "media ", CONTACT_OFFLINE }, { "log ", CONTACT_OFFLINE },
	};

	for (size_t i = 0; i < question.n; i++)
		if (question.p[i] < ' ' || question.p[i] > '~')
			return false;
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (str_starts(question, str_c(kinds[i].kind)))
			return kinds[i].contact <= carrier->contact;
	return false;
}

/* The entry where it may still be given; an old one is thrown away. */
static struct entry *find_valid(struct carrier *carrier, struct str question)
{
	struct entry *entry = find(carrier, question);

	if (!entry || entry->open || entry->ready || entry->until > now())
		return entry;
	forget(carrier, entry);
	return NULL;
}

const struct told *carrier_recall(struct carrier *carrier, struct str question)
{
	struct entry *entry = find_valid(carrier, question);

	return entry && !entry->open ? &entry->told : NULL;
}

const struct told *carrier_ask(struct carrier *carrier, struct waits *waits,
			       struct str question, struct str payload)
{
	struct entry *entry = find_valid(carrier, question);

	if (entry && !entry->open)
		return &entry->told;
	if (!entry) {
		entry = add(carrier, question);
		send_question(carrier, entry, payload);
	}
	wait_for(entry, waits);
	return NULL;
}

void carrier_free(struct carrier *carrier)
{
	char how[CHILD_END];

	if (!carrier)
		return;
	browsing_free(carrier->browsing);
	decoding_free(carrier->decoding);
	logging_free(carrier->logging);
	child_end(&carrier->child, true, how); /* it has nothing to save */
	for (uint32_t i = 0; i < carrier->slot_count; i++)
		for (struct entry *e = carrier->slots[i], *next; e; e = next) {
			next = e->chain;
			while (e->waits)
				end_wait(e->waits);
			free(e->texts);
			free(e);
		}
	free(carrier->slots);
	buf_fini(&carrier->setup);
	stream_fini(&carrier->stream);
	free(carrier);
}
