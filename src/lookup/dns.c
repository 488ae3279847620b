/* lookup/dns.c - questions to the DNS, by libunbound.
 *
 * So many are under way at once; the others wait here. A question has its time from when
 * it leaves us; then it is told as "timeout", though libunbound may still try. */
#include "lookup/lookup.h"

#include "lookup/dns_context.h"
#include "lookup/dns_head.h"
#include "lookup/dns_watch.h"
#include "lookup/window.h"
#include "record/dns.h"

#include <arpa/inet.h>
#include <errno.h>
#include <event2/event_struct.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unbound-event.h>
#include <unbound.h>

#define N_(text) text

enum {
	IN_FLIGHT = 4096,	/* where nobody says otherwise, at most */
	IN_FLIGHT_MOST = 16384, /* ports and descriptors end somewhere */
	DESCRIPTORS = 512,	/* beside one for each question: TCP, our own */
	BUCKETS = 4096,		/* power of 2 */
	CLASS_IN = 1,
	/* So long nobody is asked where nobody was. */
	GONE_FOR_US = 1000000,
};

/* What the head of the latest response to a question said, before libunbound read it. */
struct sight {
	bool seen;
	struct dns_head head;
	char from[RESOLVER_TEXT];
};

struct query {
	struct dns *dns;
	struct inquiry *inquiry; /* NULL: it was told, libunbound has not done yet */
	struct event deadline;
	uint8_t name[DNS_NAME_WIRE];
	size_t name_n;
	struct sight sight;
	struct query *next; /* waiting */
	struct query *same; /* in one bucket */
};

struct dns {
	struct lookup *lookup;
	struct ub_ctx *ctx;
	struct resolver_list resolvers;
	char resolvers_text[1024];
	struct timeval timeout;
	int64_t timeout_us;
	const struct timeval *timeout_common;

	struct query *buckets[BUCKETS]; /* under way */
	struct query *first, **last;	/* waiting */
	unsigned under_way;
	struct window window;
	struct event patience;
	bool pumping;

	/* When last; 0: never. A question ended without an answer; a packet came that
	 * answers nothing; the system said that nobody is there. */
	int64_t silence_us, odd_us, gone_us[RESOLVERS_MAX];
	int gone_error;
};

/* --- which questions are under way, by name and type ---------------------------------
 */

static unsigned bucket_of(const uint8_t *name, size_t n, uint16_t type)
{
	uint32_t hash = 2166136261u ^ type;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ name[i]) * 16777619u;
	return (hash ^ hash >> 15) % BUCKETS;
}

static struct query **bucket(struct query *query)
{
	return &query->dns->buckets[bucket_of(query->name, query->name_n,
					      query->inquiry->question.dns_type)];
}

static void enter(struct query *query)
{
	struct query **at = bucket(query);

	query->same = *at;
	*at = query;
}

static void leave(struct query *query)
{
	for (struct query **at = bucket(query); *at; at = &(*at)->same)
		if (*at == query) {
			*at = query->same;
			return;
		}
}

/* --- what comes in -------------------------------------------------------------------
 */

static void peer_text(int fd, char ret[RESOLVER_TEXT])
{
	union {
		struct sockaddr any;
		struct sockaddr_in v4;
		struct sockaddr_in6 v6;
	} peer;
	socklen_t size = sizeof peer;
	char address[INET6_ADDRSTRLEN];

	ret[0] = '\0';
	if (getpeername(fd, &peer.any, &size) != 0)
		return;
	if (peer.any.sa_family == AF_INET &&
	    inet_ntop(AF_INET, &peer.v4.sin_addr, address, sizeof address))
		snprintf(ret, RESOLVER_TEXT, "%s@%u", address, ntohs(peer.v4.sin_port));
	else if (peer.any.sa_family == AF_INET6 &&
		 inet_ntop(AF_INET6, &peer.v6.sin6_addr, address, sizeof address))
		snprintf(ret, RESOLVER_TEXT, "%s@%u", address, ntohs(peer.v6.sin6_port));
}

static void seen(void *arg, struct str start, int fd)
{
	struct dns *dns = arg;
	uint8_t name[DNS_NAME_WIRE];
	struct dns_head head;
	uint16_t type;
	bool known = false; /* what validation asks for beside it is not, either */
	size_t n;

	if (!dns_head_read(start, &head) || !head.response || head.questions != 1 ||
	    (n = dns_head_question(start, name, &type)) == 0) {
		dns->odd_us = lookup_now_us();
		return;
	}
	for (struct query *q = dns->buckets[bucket_of(name, n, type)]; q; q = q->same) {
		if (q->name_n != n || memcmp(q->name, name, n) != 0 ||
		    q->inquiry->question.dns_type != type)
			continue;
		q->sight = (struct sight){ .seen = true, .head = head };
		peer_text(fd, q->sight.from);
		known = true;
	}
	if (!known && dns->lookup->setup.trust_anchor.n == 0)
		dns->odd_us = lookup_now_us();
}

/* --- nobody is there ------------------------------------------------------------------
 */

/* Did the system say so of every resolver, since then? */
static bool all_gone(const struct dns *dns, int64_t since_us)
{
	for (unsigned i = 0; i < dns->resolvers.count; i++)
		if (dns->gone_us[i] < since_us || dns->gone_us[i] == 0)
			return false;
	return true;
}

static void tell_nothing(struct query *query, bool late);

/* libunbound would wait for its own time-outs. */
static void gone(void *arg, int error, int fd)
{
	struct dns *dns = arg;
	char peer[RESOLVER_TEXT];

	peer_text(fd, peer);
	dns->gone_error = error;
	for (unsigned i = 0; i < dns->resolvers.count; i++)
		if (strcmp(peer, dns->resolvers.text[i]) == 0)
			dns->gone_us[i] = lookup_now_us();
	if (!all_gone(dns, 1))
		return;
	for (unsigned i = 0; i < BUCKETS; i++)
		for (struct query *q = dns->buckets[i], *next; q; q = next) {
			next = q->same;
			if (!q->sight.seen && all_gone(dns, q->inquiry->started_us))
				tell_nothing(q, true);
		}
}

/* --- an answer ------------------------------------------------------------------------
 */

static const char *const rcodes[16] = {
	[DNS_FORMERR] = N_("the resolver says that it does not understand (FORMERR)"),
	[DNS_SERVFAIL] = N_("the resolver could not find out (SERVFAIL)"),
	[DNS_NOTIMP] = N_("the resolver says that it cannot do that (NOTIMP)"),
	[DNS_REFUSED] = N_("the resolver refuses to answer (REFUSED)"),
};

/* What the system says of a resolver that cannot be reached. */
static const char *gone_reason(const struct dns *dns)
{
	switch (dns->gone_error) {
	case ECONNREFUSED:
		return N_("nobody listens at the resolver's address");
	case EHOSTUNREACH:
	case ENETUNREACH:
		return N_("there is no way to the resolver");
	default:
		return strerror(dns->gone_error);
	}
}

static const char *rcode_reason(unsigned rcode)
{
	return rcode < COUNT(rcodes) && rcodes[rcode]
		   ? rcodes[rcode]
		   : N_("the resolver answers with an error");
}

static void tell(struct query *query, enum answer_status status, const char *reason,
		 struct told *told)
{
	struct inquiry *inquiry = query->inquiry;

	if (event_initialized(&query->deadline)) { /* under way */
		leave(query);
		evtimer_del(&query->deadline);
	}
	query->inquiry = NULL;
	told->status = status;
	told->reason = str_c(reason);
	told->from = query->sight.from[0] ? str_c(query->sight.from)
					  : str_c(query->dns->resolvers_text);
	inquiry_tell(inquiry, told);
}

/* Half of the time that it has, without a packet: somebody was asked, and was silent. */
static bool was_silent(const struct query *query)
{
	return lookup_now_us() - query->inquiry->started_us > query->dns->timeout_us / 2;
}

/* There is no packet. Why? */
static void tell_nothing(struct query *query, bool late)
{
	struct dns *dns = query->dns;
	const struct dns_head *head = &query->sight.head;
	bool seen = query->sight.seen;
	struct told told = { 0 };

	if (seen && head->rcode == DNS_REFUSED)
		tell(query, ANSWER_REFUSED, rcode_reason(head->rcode), &told);
	else if (seen && head->rcode != DNS_NOERROR && head->rcode != DNS_NXDOMAIN)
		tell(query, ANSWER_FAILED, rcode_reason(head->rcode), &told);
	else if (seen && head->truncated)
		tell(query, ANSWER_FAILED,
		     N_("the resolver's answer was cut short, and TCP gave no other"),
		     &told);
	else if (!late && (seen || dns->odd_us >= query->inquiry->started_us))
		tell(query, ANSWER_FAILED,
		     N_("the resolver's answer was not taken: it is broken, or its "
			"aliases are too many or lead in a circle"),
		     &told);
	else if (!seen && all_gone(dns, query->inquiry->started_us))
		tell(query, ANSWER_FAILED, gone_reason(dns), &told);
	else if (!seen && !late && !was_silent(query) && dns->silence_us)
		tell(query, ANSWER_TIMEOUT,
		     N_("the resolver has been silent, and was not asked again"), &told);
	else if (!seen && !late && !was_silent(query))
		tell(query, ANSWER_FAILED, N_("the resolver could not be asked"), &told);
	else {
		dns->silence_us = lookup_now_us();
		tell(query, ANSWER_TIMEOUT, NULL, &told);
	}
}

/* DNSSEC: our own validation where there is a trust anchor; otherwise the resolver's word
 * (AD), where the packet is the one in which it stood. That it does not say so means
 * nothing: most do not validate. */
static void judge(const struct query *query, const struct dns_head *head, int security,
		  struct told *told)
{
	const struct sight *sight = &query->sight;
	struct str anchors = query->dns->lookup->setup.trust_anchor;

	if (anchors.n == 0) {
		if (!sight->seen || !sight->head.authentic || !sight->from[0] ||
		    sight->head.rcode != head->rcode ||
		    sight->head.answers != head->answers)
			return;
		told->dnssec = DNSSEC_SECURE;
		told->dnssec_by = str_c(sight->from);
	} else if (security == 2) {
		told->dnssec = DNSSEC_SECURE;
	} else if (security == 1) {
		told->dnssec = DNSSEC_BOGUS;
	} else if (dns_context_is_anchored(anchors, query->inquiry->question.name)) {
		told->dnssec = DNSSEC_INSECURE;
	}
}

static void tell_packet(struct query *query, struct str packet, int security,
			const char *why)
{
	struct told told = { .bytes = packet, .ttl = dns_head_lifetime(packet) };
	struct dns_head head;

	dns_head_read(packet, &head);
	judge(query, &head, security, &told);
	if (told.dnssec == DNSSEC_BOGUS)
		tell(query, ANSWER_FAILED, why, &told);
	else if (head.rcode == DNS_NOERROR)
		tell(query, head.answers ? ANSWER_ANSWERED : ANSWER_NO_DATA, NULL, &told);
	else if (head.rcode == DNS_NXDOMAIN)
		tell(query, ANSWER_NO_SUCH_NAME, NULL, &told);
	else
		tell(query, head.rcode == DNS_REFUSED ? ANSWER_REFUSED : ANSWER_FAILED,
		     rcode_reason(head.rcode), &told);
}

static void pump(struct dns *dns);

static void note_speed(struct query *query)
{
	if (query->sight.seen)
		window_answer(&query->dns->window,
			      lookup_now_us() - query->inquiry->started_us);
	else if (was_silent(query))
		window_silence(&query->dns->window);
}

/* libunbound has done with it, sooner or later. */
static void done(void *arg, int rcode, void *packet, int n, int security, char *why,
		 int limited)
{
	struct query *query = arg;
	struct dns *dns = query->dns;

	(void)limited;
	if (query->inquiry) {
		note_speed(query);
		if (rcode == DNS_NOERROR && packet && n >= 12)
			tell_packet(query, str_make(packet, (size_t)n), security, why);
		else
			tell_nothing(query, false);
	}
	free(query);
	dns->under_way--;
	pump(dns);
}

static void late(int fd, short bits, void *arg)
{
	(void)fd, (void)bits;
	note_speed(arg);
	tell_nothing(arg, true);
}

/* --- a question ----------------------------------------------------------------------
 */

static void submit(struct query *query)
{
	struct dns *dns = query->dns;
	const struct question *question = &query->inquiry->question;
	struct told told = { 0 };
	int bad;

	inquiry_start(query->inquiry);
	if (all_gone(dns, query->inquiry->started_us - GONE_FOR_US)) {
		tell(query, ANSWER_FAILED, gone_reason(dns), &told);
		free(query);
		return;
	}
	evtimer_assign(&query->deadline, dns->lookup->base, late, query);
	evtimer_add(&query->deadline, dns->timeout_common);
	enter(query);
	dns->under_way++;
	bad = ub_resolve_event(dns->ctx, question->name.p, question->dns_type, CLASS_IN,
			       query, done, NULL);
	if (!bad)
		return; /* `query` may be gone already */
	tell(query, ANSWER_FAILED, ub_strerror(bad), &told);
	free(query);
	dns->under_way--;
}

static void pump(struct dns *dns)
{
	if (dns->pumping) /* an answer from memory comes while its question is given */
		return;
	dns->pumping = true;
	while (dns->first && (dns->under_way < dns->window.now ||
			      all_gone(dns, lookup_now_us() - GONE_FOR_US))) {
		struct query *query = dns->first;

		dns->first = query->next;
		if (!dns->first)
			dns->last = &dns->first;
		submit(query);
	}
	dns->pumping = false;
	if (dns->first && dns->window.quickest_us == 0 &&
	    !evtimer_pending(&dns->patience, NULL)) {
		static const struct timeval tick = { 0, WINDOW_BUFFER_MS * 1000 };

		evtimer_add(&dns->patience, &tick);
	}
}

static void patience_ended(int fd, short bits, void *arg)
{
	struct dns *dns = arg;

	(void)fd, (void)bits;
	window_patience(&dns->window);
	pump(dns);
}

/* Types that are no data but orders to the server (RFC 6895, 3.1); ANY above all, which
 * asks it to tell what it likes (RFC 8482). */
static bool is_data(uint16_t type)
{
	return type && type != DNS_OPT && (type < 128 || type > 255);
}

/* Names that mean something else than the DNS: nobody is to be asked for them (RFC 6761,
 * RFC 7686). */
static bool is_special(struct str name)
{
	static const char *const special[] = { "localhost", "invalid", "onion" };

	for (size_t i = 0; i < COUNT(special); i++)
		if (str_is_domain_or_below(name, str_c(special[i])))
			return true;
	return false;
}

static void ask(struct inquiry *inquiry)
{
	struct dns *dns = inquiry->lookup->own[QUESTION_DNS];
	struct query *query;
	struct told told = { 0 };

	inquiry_start(inquiry);
	if (!is_data(inquiry->question.dns_type)) {
		told.status = ANSWER_NOT_ALLOWED;
		told.reason = STR(N_("not a type of data: mekiki does not ask for it"));
		inquiry_tell(inquiry, &told);
		return;
	}
	if (is_special(inquiry->question.name)) {
		told.status = ANSWER_NO_SUCH_NAME;
		told.reason =
		    STR(N_("a special name, which is not in the DNS (RFC 6761)"));
		inquiry_tell(inquiry, &told);
		return;
	}
	query = calloc(1, sizeof *query);
	if (!query)
		abort();
	query->dns = dns;
	query->inquiry = inquiry;
	dns_name_to_wire(inquiry->question.name, query->name, &query->name_n);
	*dns->last = query;
	dns->last = &query->next;
	pump(dns);
}

/* --- before the lock -----------------------------------------------------------------
 */

/* Each question has a socket of its own, so that its port cannot be guessed. */
static unsigned in_flight(uint64_t wanted)
{
	struct rlimit limit = { 1024, 1024 };
	unsigned most = wanted == 0		  ? IN_FLIGHT
			: wanted < IN_FLIGHT_MOST ? (unsigned)wanted
						  : IN_FLIGHT_MOST;

	getrlimit(RLIMIT_NOFILE, &limit);
	if (limit.rlim_max < most + DESCRIPTORS)
		most = limit.rlim_max > 2 * DESCRIPTORS
			   ? (unsigned)limit.rlim_max - DESCRIPTORS
			   : DESCRIPTORS / 2;
	limit.rlim_cur =
	    most + DESCRIPTORS < limit.rlim_max ? most + DESCRIPTORS : limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
	return most;
}

static bool find_resolvers(struct dns *dns, struct str lines, struct err *err)
{
	size_t n = 0;

	if (!resolver_read(lines, &dns->resolvers, err))
		return false;
	if (dns->resolvers.count == 0)
		resolver_of_system(&dns->resolvers);
	for (unsigned i = 0; i < dns->resolvers.count; i++)
		n += (size_t)snprintf(dns->resolvers_text + n,
				      sizeof dns->resolvers_text - n, "%s%s",
				      i ? ", " : "", dns->resolvers.text[i]);
	return true;
}

static bool prepare(struct lookup *lookup, struct err *err)
{
	static const size_t size = sizeof(struct dns);
	const struct outside_setup *setup = &lookup->setup;
	unsigned ms = setup->timeout_ms ? (unsigned)setup->timeout_ms : LIMIT_LOOKUP_MS;
	struct dns *dns = calloc(1, size);
	struct dns_context_options options = {
		.trust_anchor = setup->trust_anchor,
		.timeout_ms = ms,
	};
	struct ub_event_base *watch;

	if (!dns)
		abort();
	lookup->own[QUESTION_DNS] = dns;
	dns->lookup = lookup;
	dns->last = &dns->first;
	if (!find_resolvers(dns, setup->resolver, err))
		return false;
	dns->timeout = (struct timeval){ ms / 1000, ms % 1000 * 1000 };
	dns->timeout_us = (int64_t)ms * 1000;
	dns->timeout_common = event_base_init_common_timeout(lookup->base, &dns->timeout);
	evtimer_assign(&dns->patience, lookup->base, patience_ended, dns);
	window_init(&dns->window, in_flight(setup->in_flight), setup->in_flight != 0);
	options.resolvers = &dns->resolvers;
	options.in_flight = dns->window.most;
	watch = dns_watch_new(lookup->base, &(struct dns_watcher){ seen, gone, dns });
	if (!watch)
		abort();
	dns->ctx = dns_context_new(watch, &options, err);
	return dns->ctx != NULL;
}

const struct lookup_kind lookup_dns = {
	.kind = QUESTION_DNS,
	.prepare = prepare,
	.ask = ask,
};
