/* lookup/fetch.c - see fetch.h.
 *
 * A request waits for its turn, then for the addresses of its host, then libcurl has it.
 * What libcurl's callbacks see is noted in struct fetch; nothing is decided before the
 * transfer is over (fetch_verdict.c). */
#include "lookup/fetch.h"

#include "config.h"
#include "lookup/fetch_inside.h"
#include "lookup/fetch_loop.h"

#include <arpa/inet.h>
#include <event2/event_struct.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define N_(text) text

enum {
	AT_ONCE = 64, /* requests of all hosts; each may hold an answer's bytes */
	LOW_SPEED = 64,
};

/* Whoever was contacted lately, or is being contacted. */
struct peer {
	struct peer *next;
	unsigned open;
	int64_t begun_us, until_us; /* the latest beginning; nobody before that */
	char host[LIMIT_HOST_BYTES + 1];
};

struct fetcher {
	struct lookup *lookup;
	struct fetch_loop *loop;
	struct fetch_trust *trust;
	struct fetch *first, **last; /* waiting */
	struct peer *peers;
	unsigned open;
	bool pumping;
	struct event timer;
	char proxy[1024];    /* empty: none */
	char proxy_from[80]; /* "proxy 127.0.0.1:9050" */
	char user_agent[1024];
	unsigned ms; /* that a request may take */
};

/* --- what libcurl calls --------------------------------------------------------------
 */

static const char not_ours[] = N_("the address is not one of those that were judged");

static bool same_address(const struct sockaddr *address, const struct ip *ip)
{
	if (address->sa_family == AF_INET && ip->kind == IP_V4)
		return memcmp(&((const struct sockaddr_in *)address)->sin_addr, ip->bytes,
			      4) == 0;
	if (address->sa_family == AF_INET6 && ip->kind == IP_V6)
		return memcmp(&((const struct sockaddr_in6 *)address)->sin6_addr,
			      ip->bytes, 16) == 0;
	return false;
}

/* The judged address that this is, turned into where it goes in truth. */
static bool redirect_socket(struct fetch *fetch, struct curl_sockaddr *address)
{
	for (unsigned i = 0; i < fetch->endpoints.count; i++) {
		const struct endpoint *end = &fetch->endpoints.items[i];

		if (!same_address(&address->addr, &end->ip))
			continue;
		fetch->at = end;
		fetch->refusal = endpoint_refusal(fetch->fetcher->lookup,
						  (const struct sockaddr *)&end->to);
		address->family = end->to.ss_family;
		address->addrlen = end->to_n;
		memcpy(&address->addr, &end->to, end->to_n);
		return fetch->refusal == NULL;
	}
	fetch->refusal = not_ours;
	return false;
}

static curl_socket_t open_socket(void *arg, curlsocktype purpose,
				 struct curl_sockaddr *address)
{
	struct fetch *fetch = arg;

	if (purpose != CURLSOCKTYPE_IPCXN ||
	    (!fetch->fetcher->proxy[0] && !redirect_socket(fetch, address)))
		return CURL_SOCKET_BAD;
	return socket(address->family, address->socktype | SOCK_CLOEXEC | SOCK_NONBLOCK,
		      address->protocol);
}

/* The connection stands. Of several that were tried it need not be the latest one. What
 * libcurl says of the port is that of the URL. */
static int connected(void *arg, char *to, char *from, int to_port, int from_port)
{
	struct fetch *fetch = arg;

	(void)from, (void)to_port, (void)from_port;
	if (fetch->fetcher->proxy[0] ||
	    (fetch->at && strcmp(fetch->at->mapped_host, to) == 0))
		return CURL_PREREQFUNC_OK;
	for (unsigned i = 0; i < fetch->endpoints.count; i++)
		if (strcmp(fetch->endpoints.items[i].mapped_host, to) == 0) {
			fetch->at = &fetch->endpoints.items[i];
			return CURL_PREREQFUNC_OK;
		}
	fetch->refusal = not_ours;
	return CURL_PREREQFUNC_ABORT;
}

/* libcurl has all its addresses; it is to find none by itself. Those of a proxy are
 * given as addresses. */
static int resolving(void *state, void *reserved, void *arg)
{
	const struct fetch *fetch = arg;

	(void)state, (void)reserved;
	return fetch->fetcher->proxy[0] ? 0 : 1;
}

static CURLcode tls_context(CURL *easy, void *ctx, void *arg)
{
	struct fetch *fetch = arg;

	(void)easy;
	fetch->tls_begun = true;
	fetch_tls_watch(ctx, &fetch->tls);
	return CURLE_OK;
}

static void read_status(struct fetch *fetch, struct str line)
{
	struct exchange *exchange = &fetch->exchange;
	uint32_t status = 0;

	exchange->version = arena_str(fetch->arena, str_take_word(&line));
	str_to_u32(str_take_word(&line), &status);
	exchange->status = status <= 999 ? status : 0;
	exchange->field_count = 0;
	exchange->fields_cut = false;
	fetch->head_done = false;
}

static void read_field(struct fetch *fetch, struct str line)
{
	struct exchange *exchange = &fetch->exchange;
	struct str name, value;

	if (!str_cut(line, ':', &name, &value))
		return;
	if (exchange->field_count >= LIMIT_HTTP_FIELDS) {
		exchange->fields_cut = true;
		return;
	}
	ARENA_GROW(fetch->arena, exchange->fields, exchange->field_count,
		   exchange->field_cap);
	exchange->fields[exchange->field_count++] =
	    (struct exchange_field){ arena_lower(fetch->arena, name),
				     arena_str(fetch->arena, str_trim(value)) };
}

/* Heads of interim answers come before the one that counts; lines behind the body are
 * trailers. */
static size_t on_head(char *bytes, size_t size, size_t count, void *arg)
{
	struct fetch *fetch = arg;
	struct str line = str_trim_right(str_make(bytes, size * count));

	fetch->head_bytes += size * count;
	if (fetch->head_bytes > LIMIT_HTTP_HEAD) {
		fetch->head_full = true;
		return 0;
	}
	if (fetch->body.n)
		return size * count;
	if (str_starts(line, STR("HTTP/")))
		read_status(fetch, line);
	else if (line.n == 0)
		fetch->head_done = fetch->exchange.status >= 200;
	else
		read_field(fetch, line);
	return size * count;
}

/* What is counted is what comes out of all codings. */
static size_t on_body(char *bytes, size_t size, size_t count, void *arg)
{
	struct fetch *fetch = arg;

	buf_add(&fetch->body, str_make(bytes, size * count));
	return fetch->body.full ? 0 : size * count;
}

/* --- a transfer ----------------------------------------------------------------------
 */

static void pump(struct fetcher *fetcher);

static void end(struct fetch *fetch, const struct fetch_result *result)
{
	struct fetcher *fetcher = fetch->fetcher;

	fetch->peer->open--;
	fetcher->open--;
	fetch->done(fetch->arg, result);
	if (fetch->easy)
		curl_easy_cleanup(fetch->easy);
	if (fetch->share)
		curl_share_cleanup(fetch->share);
	curl_slist_free_all(fetch->headers);
	curl_slist_free_all(fetch->resolve);
	fetch_tls_fini(&fetch->tls);
	buf_fini(&fetch->body);
	arena_free(fetch->arena);
	free(fetch);
	pump(fetcher);
}

static void ended(CURL *easy, CURLcode code)
{
	struct fetch_result result;
	struct fetch *fetch;

	curl_easy_getinfo(easy, CURLINFO_PRIVATE, &fetch);
	fetch_judge(fetch, code, &result);
	end(fetch, &result);
}

static void add_to(struct curl_slist **list, const char *text)
{
	struct curl_slist *more = curl_slist_append(*list, text);

	if (!more)
		abort();
	*list = more;
}

/* "*:443:192.0.2.1,2001:db8::1": whatever name libcurl wants, of this transfer alone. */
static void give_addresses(struct fetch *fetch)
{
	struct str text = arena_printf(fetch->arena, "*:%u:", fetch->request.port),
		   comma = STR_NONE;

	for (unsigned i = 0; i < fetch->endpoints.count; i++) {
		struct str ip = ip_text(fetch->arena, &fetch->endpoints.items[i].ip);

		text = arena_printf(fetch->arena, "%.*s%.*s%.*s", STR_ARG(text),
				    STR_ARG(comma), STR_ARG(ip));
		comma = STR(",");
	}
	add_to(&fetch->resolve, arena_printf(fetch->arena, "%.*s%c", STR_ARG(text), 0).p);
	fetch->share = curl_share_init();
	if (!fetch->share)
		abort();
	curl_share_setopt(fetch->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
	curl_easy_setopt(fetch->easy, CURLOPT_SHARE, fetch->share);
	curl_easy_setopt(fetch->easy, CURLOPT_RESOLVE, fetch->resolve);
}

static void set_what(struct fetch *fetch)
{
	CURL *easy = fetch->easy;
	const struct fetch_request *request = &fetch->request;

	curl_easy_setopt(easy, CURLOPT_URL, request->url.p);
	curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
	curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
	curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
	curl_easy_setopt(easy, CURLOPT_USERAGENT, fetch->fetcher->user_agent);
	curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(easy, CURLOPT_HTTPAUTH, CURLAUTH_NONE);
	curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, request->handshake ? 1L : 0L);
	if (request->accept)
		add_to(&fetch->headers,
		       arena_printf(fetch->arena, "Accept: %s%c", request->accept, 0).p);
	if (request->field.n)
		add_to(&fetch->headers, request->field.p);
	if (request->form.n) {
		curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->form.p);
		curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)request->form.n - 1);
	}
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fetch->headers);
}

static void set_limits(struct fetch *fetch)
{
	long ms = (long)fetch->fetcher->ms, slow = ms / 2000;
	CURL *easy = fetch->easy;

	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, ms);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
			 fetch->request.handshake ? ms : ms * 2 / 3);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)LOW_SPEED);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, slow ? slow : 1);
	curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 32768L);
}

static void set_connection(struct fetch *fetch)
{
	CURL *easy = fetch->easy;

	curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
	curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, fetch);
	curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, connected);
	curl_easy_setopt(easy, CURLOPT_PREREQDATA, fetch);
	curl_easy_setopt(easy, CURLOPT_RESOLVER_START_FUNCTION, resolving);
	curl_easy_setopt(easy, CURLOPT_RESOLVER_START_DATA, fetch);
	curl_easy_setopt(easy, CURLOPT_PROXY, fetch->fetcher->proxy);
	curl_easy_setopt(easy, CURLOPT_NOPROXY, fetch->fetcher->proxy[0] ? "" : "*");
	curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	/* Kerberos would look for files. */
	curl_easy_setopt(easy, CURLOPT_PROXYAUTH, CURLAUTH_BASIC);
	curl_easy_setopt(easy, CURLOPT_SOCKS5_AUTH, CURLAUTH_BASIC);
	/* What VERIFYPEER would end, our own callback notes (fetch_tls.c). */
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, fetch->request.trusted ? 2L : 0L);
	fetch->tls.strict = fetch->request.trusted;
	curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_0);
	curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, tls_context);
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, fetch);
}

static void set_ears(struct fetch *fetch)
{
	CURL *easy = fetch->easy;

	curl_easy_setopt(easy, CURLOPT_PRIVATE, fetch);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, fetch->error);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_head);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, fetch);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, fetch);
}

static void go(struct fetch *fetch)
{
	fetch->easy = curl_easy_init();
	if (!fetch->easy)
		abort();
	buf_init(&fetch->body, LIMIT_HTTP_BODY);
	fetch->tls.trust = fetch->fetcher->trust;
	fetch->tls.at = lookup_utc(fetch->fetcher->lookup);
	set_what(fetch);
	set_limits(fetch);
	set_connection(fetch);
	set_ears(fetch);
	if (fetch->endpoints.count)
		give_addresses(fetch);
	fetch_loop_add(fetch->fetcher->loop, fetch->easy);
}

static void found(void *arg, const struct endpoints *endpoints)
{
	struct fetch *fetch = arg;
	struct fetch_result result = { .status = endpoints->status,
				       .reason = endpoints->reason };

	fetch->endpoints = *endpoints;
	if (endpoints->count || endpoints->by_proxy)
		go(fetch);
	else
		end(fetch, &result);
}

/* --- whose turn it is ----------------------------------------------------------------
 */

static struct peer *peer_of(struct fetcher *fetcher, struct str host, int64_t now)
{
	struct peer **at = &fetcher->peers, *peer;

	while ((peer = *at) != NULL) {
		if (str_eq(str_c(peer->host), host))
			return peer;
		if (peer->open == 0 && peer->until_us <= now) {
			*at = peer->next;
			free(peer);
		} else {
			at = &peer->next;
		}
	}
	peer = calloc(1, sizeof *peer);
	if (!peer)
		abort();
	snprintf(peer->host, sizeof peer->host, "%.*s", STR_ARG(host));
	*at = peer;
	return peer;
}

/* The first that may begin. None: NULL, and `wait_us` is the time until one may, where
 * it is time that hinders. */
static struct fetch *next_ready(struct fetcher *fetcher, int64_t *wait_us)
{
	int64_t now = lookup_now_us();

	*wait_us = 0;
	if (fetcher->open >= AT_ONCE)
		return NULL;
	for (struct fetch **at = &fetcher->first; *at; at = &(*at)->next) {
		struct fetch *fetch = *at;
		struct peer *peer = peer_of(fetcher, fetch->request.host, now);

		if (fetch->request.at_once && peer->open >= fetch->request.at_once)
			continue;
		if (fetch->request.spacing_ms && peer->until_us > now) {
			if (*wait_us == 0 || peer->until_us - now < *wait_us)
				*wait_us = peer->until_us - now;
			continue;
		}
		*at = fetch->next;
		if (!fetcher->first || fetcher->last == &fetch->next)
			fetcher->last = at;
		fetch->peer = peer;
		return fetch;
	}
	return NULL;
}

static void begin(struct fetch *fetch)
{
	struct fetcher *fetcher = fetch->fetcher;

	fetcher->open++;
	fetch->peer->open++;
	fetch->peer->until_us =
	    lookup_now_us() + (int64_t)fetch->request.spacing_ms * 1000;
	if (fetch->left)
		fetch->left(fetch->arg);
	endpoint_find(fetcher->lookup, fetch->request.host, fetch->request.port, found,
		      fetch);
}

static void pump(struct fetcher *fetcher)
{
	struct fetch *fetch;
	struct timeval wait;
	int64_t wait_us;

	if (fetcher->pumping) /* one ended while it began */
		return;
	fetcher->pumping = true;
	while ((fetch = next_ready(fetcher, &wait_us)) != NULL)
		begin(fetch);
	fetcher->pumping = false;
	wait = (struct timeval){ wait_us / 1000000, wait_us % 1000000 + 1 };
	if (wait_us)
		evtimer_add(&fetcher->timer, &wait);
}

static void on_turn(int fd, short what, void *arg)
{
	(void)fd, (void)what;
	pump(arg);
}

/* The NUL is counted; empty stays empty. */
static struct str ending_in_nul(struct arena *arena, struct str text)
{
	return text.n ? arena_printf(arena, "%.*s%c", STR_ARG(text), 0) : text;
}

void fetch_begin(struct lookup *lookup, const struct fetch_request *request,
		 void (*left)(void *arg), fetch_done *done, void *arg)
{
	struct fetcher *fetcher = lookup->own[QUESTION_HTTP];
	struct fetch *fetch = calloc(1, sizeof *fetch);

	if (!fetch)
		abort();
	fetch->arena = arena_new(0);
	if (!fetch->arena)
		abort();
	fetch->fetcher = fetcher;
	fetch->request = *request;
	fetch->request.host = arena_str(fetch->arena, request->host);
	fetch->request.url =
	    arena_printf(fetch->arena, "%.*s%c", STR_ARG(request->url), 0);
	fetch->request.field = ending_in_nul(fetch->arena, request->field);
	fetch->request.form = ending_in_nul(fetch->arena, request->form);
	fetch->from_proxy = fetcher->proxy_from;
	fetch->left = left;
	fetch->done = done;
	fetch->arg = arg;
	*fetcher->last = fetch;
	fetcher->last = &fetch->next;
	pump(fetcher);
}

/* --- before the lock -----------------------------------------------------------------
 */

/* "http://192.0.2.1:3128", "socks5h://127.0.0.1:9050": names go to the proxy, its own
 * would have to be asked of somebody else. */
static bool read_proxy(struct fetcher *fetcher, struct str text, struct err *err)
{
	struct str rest = text, host, port = STR_NONE;
	struct ip ip;
	uint32_t number;

	if (text.n == 0)
		return true;
	if (!str_eat(&rest, STR("http://")) && !str_eat(&rest, STR("socks5h://")))
		return err_set(err, ERR_USAGE, "proxy",
			       "%.*s: neither http:// nor socks5h://",
			       STR_ARG(str_sub(text, 0, 200)));
	if (str_ends(rest, STR("/")))
		rest.n--;
	if (!str_cut_last(rest, ':', &host, &port) || !ip_parse(host, &ip) ||
	    !str_to_u32(port, &number) || number == 0 || number > 65535)
		return err_set(err, ERR_USAGE, "proxy",
			       "%.*s: not ADDRESS:PORT behind the scheme; a name would "
			       "have to be looked up first",
			       STR_ARG(str_sub(text, 0, 200)));
	snprintf(fetcher->proxy, sizeof fetcher->proxy, "%.*s", STR_ARG(text));
	snprintf(fetcher->proxy_from, sizeof fetcher->proxy_from, "proxy %.*s",
		 STR_ARG(str_sub(rest, 0, 70)));
	return true;
}

bool fetch_prepare(struct lookup *lookup, struct err *err)
{
	const struct outside_setup *setup = &lookup->setup;
	struct fetcher *fetcher = lookup->own[QUESTION_HTTP];

	if (fetcher)
		return true;
	fetcher = calloc(1, sizeof *fetcher);
	if (!fetcher)
		abort();
	*fetcher = (struct fetcher){
		.lookup = lookup,
		.ms = setup->timeout_ms ? (unsigned)setup->timeout_ms : LIMIT_HTTP_MS,
	};
	fetcher->last = &fetcher->first;
	evtimer_assign(&fetcher->timer, lookup->base, on_turn, fetcher);
	if (setup->user_agent.n)
		snprintf(fetcher->user_agent, sizeof fetcher->user_agent, "%.*s",
			 STR_ARG(setup->user_agent));
	else
		snprintf(fetcher->user_agent, sizeof fetcher->user_agent, "mekiki/%s",
			 MEKIKI_VERSION);
	if (!read_proxy(fetcher, setup->proxy, err))
		return false;
	fetcher->trust = fetch_trust_new(setup->trust_store, err);
	if (!fetcher->trust)
		return false;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK)
		fetcher->loop = fetch_loop_new(lookup->base, ended);
	if (!fetcher->loop)
		return err_set(err, ERR_SYSTEM, "libcurl", "cannot be set up");
	lookup->own[QUESTION_HTTP] = fetcher;
	return true;
}

/* --- telling -------------------------------------------------------------------------
 */

void fetch_tell(struct inquiry *inquiry, const struct fetch_result *result, uint64_t ttl)
{
	const struct exchange *exchange = &result->exchange;
	struct told told = {
		.status = result->status,
		.reason = str_c(result->reason),
		.from = exchange->address.n ? exchange->address : result->from,
		.ttl = ttl,
	};
	struct buf bytes;

	buf_init(&bytes, LIMIT_ANSWER_BYTES);
	if (exchange->status || exchange->tls.n || exchange->certificate_count)
		exchange_write(&bytes, exchange);
	told.bytes = buf_peek(&bytes);
	inquiry_tell(inquiry, &told);
	buf_fini(&bytes);
}
